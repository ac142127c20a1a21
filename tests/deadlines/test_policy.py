"""Office policy from TOML: what is laid over what, and every mistake named with file, line and key."""
# ruff: noqa: E501  (one row, one line)

import re
from pathlib import Path

import pytest

from mediation.deadlines.policy import BadPolicy, Timing
from mediation.law.finland.deadlines import RULES
from tests.finland import parse_policy, read_policy

POLICY = Path(__file__).parents[2] / "mediation" / "law" / "finland" / "policy.toml"

# fmt: off
MISTAKES: dict[str, tuple[str, int, str]] = {
    # a sentence                                        the office's file                                                       line  what the message says
    "not TOML at all":                                  ("[office\n",                                                           1, "not TOML"),
    "TOML that breaks on line 3":                       ("[office]\n\nmediators_per_matter = = 2\n",                            3, "not TOML"),
    "a key given twice":                                ("[office]\ntraining_hours = 3\ntraining_hours = 4\n",                  3, "not TOML"),
    "an unknown table":                                 ("# office\n[deadline]\n",                                              2, "deadline: unknown key"),
    "an unknown office value":                          ("[office]\nmediators = 2\n",                                           2, "office.mediators: unknown key"),
    "no mediators":                                     ("[office]\nmediators_per_matter = 0\n",                                2, "office.mediators_per_matter: is a whole number from 1 to 6"),
    "half a mediator":                                  ("[office]\nmediators_per_matter = 1.5\n",                              2, "is a whole number"),
    "true mediators":                                   ("[office]\nmediators_per_matter = true\n",                             2, "is a whole number"),
    "halving by a number":                              ("[office]\nhalve_for_young_suspects = 1\n",                            2, "is true or false"),
    "a day that ends before it begins":                 ("[office]\nmeetings_from_hour = 9\nmeetings_to_hour = 9\n",            3, "office.meetings_to_hour: meetings end before they begin"),
    "office that is no table":                          ("office = 3\n",                                                        1, "office: is a table"),
    "an unknown deadline":                              ("[deadlines]\n\ntriaje = { length = 2 }\n",                            3, "deadlines.triaje: unknown key"),
    "a rule that sets nothing":                         ("[deadlines]\nyoung_suspect = { length = 2 }\n",                       2, "deadlines.young_suspect: unknown key"),
    "a deadline that is a number":                      ("[deadlines]\ntriage = 2\n",                                           2, "is a table with length, remind and escalate"),
    "an unknown value of a deadline":                   ("[deadlines]\ntriage = { lenght = 2 }\n",                              2, "deadlines.triage.lenght: unknown key"),
    "a length in words":                                ("[deadlines]\ntriage = { length = 'two' }\n",                          2, "deadlines.triage.length: is a whole number"),
    "a negative length":                                ("[deadlines]\ntriage = { length = -1 }\n",                             2, "is a whole number from 0"),
    "a statutory length":                               ("[deadlines]\nappeal = { length = 14 }\n",                             2, "deadlines.appeal.length: is statutory (808/2019 §13"),
    "a statutory length even when it is the same":      ("[deadlines]\nappeal = { length = 30 }\n",                             2, "cannot be changed"),
    "limitation by policy":                             ("[deadlines]\nlimitation = { length = 9 }\n",                          2, "is statutory (Criminal Code 8:1-2"),
    "an interruption that waits a day":                 ("[deadlines]\ninterruption = { length = 1 }\n",                        2, "is a whole number from 0 to 0"),
    "a notice without delay after a week":              ("[deadlines]\nnotice_of_refusal = { length = 7 }\n",                   2, "is a whole number from 0 to 3"),
    "a report in a table of its own":                   ("[office]\n[deadlines.report_to_authority]\n# wait\nlength = 30\n",    4, "deadlines.report_to_authority.length: is a whole number from 0 to 7"),
    "a report in dotted keys":                          ("deadlines.triage.length = 1\ndeadlines.report_to_authority.length = 30\n", 2, "is a whole number from 0 to 7"),
    "reminders that are no list":                       ("[deadlines]\ntriage = { remind = 0 }\n",                              2, "deadlines.triage.remind: is a list of whole days"),
    "reminders at noon":                                ("[deadlines]\ntriage = { remind = [0.5] }\n",                          2, "is a list of whole days"),
    "a reminder twice on one day":                      ("[deadlines]\nmeeting = { remind = [-7, -7] }\n",                      2, "has the same day twice"),
    "an escalation in words":                           ("[deadlines]\ntriage = { escalate = 'soon' }\n",                       2, "deadlines.triage.escalate: is a whole number"),
    "an escalation to nobody":                          ("[deadlines]\nmeeting = { escalate = 1 }\n",                           2, "goes to nobody"),
    "the 30th of February every year":                  ("[deadlines]\nstatistics_freeze = { length = 230 }\n",                 2, "is a day of every year"),
    "the 13th month":                                   ("[deadlines]\nstatistics_freeze = { length = 1301 }\n",                2, "is a day of every year"),
}
# fmt: on


@pytest.mark.parametrize("sentence", MISTAKES)
def test_a_mistake_is_named_with_file_line_and_key(sentence: str, tmp_path: Path) -> None:
    text, line, said = MISTAKES[sentence]
    office = tmp_path / "harbour.toml"
    office.write_text(text, encoding="utf-8")
    with pytest.raises(BadPolicy) as refused:
        read_policy(office)
    assert f"harbour.toml, line {line}" in refused.value.message
    assert said in refused.value.message


def test_the_default_has_a_timing_for_every_rule_that_sets_a_deadline() -> None:
    assert set(read_policy().timings) == {code for code, rule in RULES.items() if rule.sets}


def test_two_mediators_by_default() -> None:
    assert read_policy().mediators_per_matter == 2


def test_an_office_changes_single_values_and_keeps_the_rest(tmp_path: Path) -> None:
    office = tmp_path / "harbour.toml"
    office.write_text("[office]\nmediators_per_matter = 1\n[deadlines]\ntriage = { length = 4 }\n")
    default, own = read_policy(), read_policy(office)
    assert own.mediators_per_matter == 1
    assert own.training_hours == default.training_hours
    assert own.timings["triage"] == Timing(4, default.timings["triage"].remind, default.timings["triage"].escalate)
    assert own.timings["decision"] == default.timings["decision"]


def test_the_reminders_of_a_statutory_deadline_are_the_offices(tmp_path: Path) -> None:
    office = tmp_path / "office.toml"
    office.write_text("[deadlines]\nlimitation = { remind = [-10], escalate = -5 }\n", encoding="utf-8")
    assert read_policy(office).timings["limitation"] == Timing(0, (-10,), -5)


def test_a_value_left_out_everywhere_is_named() -> None:
    with pytest.raises(BadPolicy, match="no value for .*triage.*mediators_per_matter"):
        parse_policy([("empty.toml", "")])


def test_a_file_that_is_not_there_is_a_bad_policy(tmp_path: Path) -> None:
    with pytest.raises(BadPolicy, match="nowhere.toml"):
        read_policy(tmp_path / "nowhere.toml")


def test_a_file_that_is_no_text_is_a_bad_policy(tmp_path: Path) -> None:
    office = tmp_path / "harbour.toml"
    office.write_bytes(b"\xff\xfe[office]")
    with pytest.raises(BadPolicy, match="UTF-8"):
        read_policy(office)


def test_every_line_of_the_default_says_its_row_and_unit() -> None:
    text = POLICY.read_text(encoding="utf-8").partition("[deadlines]")[2]
    for line in text.strip().splitlines():
        code, _, comment = line.partition("#")
        number = int(comment.split()[0])
        assert RULES[code.split("=")[0].strip()].number == number


# fmt: off
WEIGHTS: dict[str, tuple[str, int, str]] = {
    "a weight of nothing known":       ("[matching]\nluck = 3\n",                       2, "matching.luck: unknown key"),
    "a weight in words":               ("[matching]\n\nload = 'much'\n",                3, "matching.load: is a whole number from 0 to 10000"),
    "a weight below nothing":          ("[matching]\nload = -1\n",                      2, "matching.load: is a whole number"),
    "a distance in words":             ("[distances]\nEspoo = 'far'\n",                  2, "distances.Espoo: is a whole number of kilometres"),
    "a town on the moon":              ("[distances]\nEspoo = 384400\n",                2, "distances.Espoo: is a whole number of kilometres"),
    "half a point":                    ("[matching]\nload = 0.5\n",                     2, "matching.load: is a whole number"),
    "true points":                     ("[planning]\nfairness = true\n",                2, "planning.fairness: is a whole number"),
    "a price nobody charges":          ("[planning]\nhurry = 3\n",                      2, "planning.hurry: unknown key"),
    "weights that are no table":       ("matching = 3\n",                               1, "matching: is a table"),
}
# fmt: on


@pytest.mark.parametrize("sentence", WEIGHTS)
def test_a_mistaken_weight_is_named_with_file_line_and_key(sentence: str, tmp_path: Path) -> None:
    text, line, said = WEIGHTS[sentence]
    office = tmp_path / "harbour.toml"
    office.write_text(text, encoding="utf-8")
    with pytest.raises(BadPolicy) as refused:
        read_policy(office)
    assert f"harbour.toml, line {line}" in refused.value.message
    assert said in refused.value.message


def test_an_office_lays_its_own_weights_over_the_rest(tmp_path: Path) -> None:
    office = tmp_path / "office.toml"
    office.write_text("[matching]\nload = 7\n[planning]\nunmet = 9\n", encoding="utf-8")
    made = read_policy(office)
    assert (made.matching["load"], made.matching["times"]) == (7, 30)
    assert (made.planning.unmet, made.planning.fairness) == (9, 60)


def test_an_office_tells_how_far_its_towns_are(tmp_path: Path) -> None:
    office = tmp_path / "office.toml"
    office.write_text("[distances]\nEspoo = 18\n'Grankulla' = 16\n", encoding="utf-8")
    assert read_policy(office).distances == {"espoo": 18, "grankulla": 16}
    assert read_policy().distances == {}


def test_a_policy_that_leaves_a_weight_out_is_refused() -> None:
    whole = POLICY.read_text(encoding="utf-8")
    with pytest.raises(BadPolicy) as refused:
        parse_policy([("policy.toml", re.sub(r"(?m)^learning = .*$", "", whole))])
    assert "matching.learning" in refused.value.message
