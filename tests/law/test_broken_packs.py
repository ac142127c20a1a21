"""A pack that is not whole does not load, and says what lacks."""
# ruff: noqa: E501  (one row, one line: the columns are read downwards)

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import mediation.law
from mediation.deadlines.rule import validated
from mediation.docs_templates.templates import Templates
from mediation.documents.office import read_profile
from mediation.kernel.language import Language
from mediation.kernel.refusals import Unsafe
from mediation.law.conduct import Reporting
from mediation.law.consents import ConsentRow, Speaking
from mediation.law.judges import fact
from mediation.law.norway import PACK
from mediation.law.norway.lifecycle import CRIME_STEPS
from mediation.law.packs import names, pack
from mediation.law.rule import Rule
from mediation.states.machine import Lifecycle
from mediation.states.matter import MatterKind, MatterState
from tests.architecture.tree import ROOT

CRIME = frozenset({MatterKind.CRIME})
Y2020, Y2021 = date(2020, 1, 1), date(2021, 1, 1)
TABLE = PACK.deadlines
OFFICE = ROOT / "mediation" / "law" / "norway" / "office.toml"


def rule(**more: Any) -> Rule:
    return Rule(
        **(
            {"code": "x", "section": "§1", "since": Y2020, "until": None, "kinds": CRIME, "judge": fact("suitable")}
            | more
        )
    )


def lives(*steps: Any) -> dict[MatterKind, Lifecycle]:
    return {MatterKind.CRIME: Lifecycle("crime", MatterState, MatterState.RECEIVED, steps, PACK.sections)}


def without(mapping: Any, *keys: str) -> dict[str, Any]:
    return {k: v for k, v in mapping.items() if k not in keys}


STEPS = tuple(CRIME_STEPS)
NO_WAY_OUT = tuple(s for s in STEPS if not (s[0] == "interrupt" and s[1] is MatterState.MEDIATORS_NAMED))
ADULTS = (ConsentRow(True, 0, 999, True, Speaking.NOBODY, "§1"),)

# fmt: off
BROKEN: dict[str, tuple[dict[str, Any], str]] = {
    "a rule without section":                             ({"eligibility": (rule(section=" "),)},                                              "rule x has no section"),
    "a rule without since":                               ({"eligibility": (rule(since=None),)},                                               "rule x has no since"),
    "a rule that ends before it begins":                  ({"eligibility": (rule(until=date(2019, 1, 1)),)},                                   "rule x ends before it begins"),
    "a rule for no kind of matter":                       ({"eligibility": (rule(kinds=frozenset()),)},                                        "rule x is for no kind"),
    "two rows of one rule on one day":                    ({"eligibility": (rule(), rule(since=Y2021))},                                       "rule x is in force twice on 2021-01-01"),
    "who may initiate, without section":                  ({"initiator": (rule(section=""),)},                                                 "rule x has no section"),
    "a rule for a kind that has no life":                 ({"lifecycles": lives(*STEPS)},                                                      "is for a kind of matter that has no life here"),
    "a code of a verb without section":                   ({"sections": without(PACK.sections, "a_valid_consent")},                            "no section for ['a_valid_consent']"),
    "a code of a step without section":                   ({"sections": without(PACK.sections, "agreement_approved")},                         "no section for ['agreement_approved']"),
    "an empty section":                                   ({"sections": {**PACK.sections, "not_held": " "}},                                   "no section for ['not_held']"),
    "a ground the engine needs":                          ({"grounds": without(PACK.grounds, "consent_withdrawn")},                            "no provisions for the grounds ['consent_withdrawn']"),
    "a ground without provision":                         ({"grounds": {**PACK.grounds, "barred": ()}},                                        "ground barred cites no provision"),
    "a ground cited in another country's way":            ({"grounds": {**PACK.grounds, "barred": ("1015/2005 §3",)}},                         "ground barred cites no provision: ['1015/2005 §3']"),
    "an age without consent":                             ({"consents": (replace(ADULTS[0], since=1),)},                                       "age 0 has 0 rows"),
    "companies without consent":                          ({"consents": ADULTS},                                                               "a company has 0 rows"),
    "nothing lives":                                      ({"lifecycles": {}},                                                                 "no kind of matter has a life"),
    "an answer nobody is asked for":                      ({"questions": without(PACK.questions, "agreement_approved")},                        "waits for answers to ['agreement_approved'], which nobody is asked"),
    "a state in which a withdrawal would hang":           ({"lifecycles": lives(*NO_WAY_OUT) | {MatterKind.DISPUTE: PACK.lifecycles[MatterKind.DISPUTE]}}, "cannot be interrupted when ['mediators_named']"),
    "a transfer for a rule that is not there":            ({"elsewhere": frozenset({"venue"})},                                                "no rule is called ['venue']"),
    "a triage of facts no rule asks":                     ({"at_triage": frozenset({"weather"})},                                              "no rule is called ['weather']"),
    "no language":                                        ({"languages": ()},                                                                  "no language"),
    "a letter nobody wrote":                              ({"templates": Templates(PACK.templates.package, {"report_to_prosecutor": frozenset({Language.FINNISH, Language.ENGLISH}), "oath": frozenset({Language.ENGLISH})})}, "letters/oath/en.html is not written"),
    "no day by which to answer an offer":                 ({"deadlines": replace(TABLE, rules=without(TABLE.rules, "answer_to_assignment"))}, "no deadline ['answer_to_assignment']"),
    "a number for a deadline that is not there":          ({"deadlines": replace(TABLE, rules=without(TABLE.rules, "triage"))},               "unknown key"),
}
# fmt: on


@pytest.mark.parametrize("lack", BROKEN)
def test_it_does_not_load_with(lack: str) -> None:
    values, why = BROKEN[lack]
    with pytest.raises(ValueError) as refused:  # noqa: PT011  the sentence is compared below
        replace(PACK, **values)
    assert why in str(refused.value)


def test_what_is_whole_loads_again() -> None:
    assert replace(PACK, reporting=Reporting(owed_in={})).code == "norway"


def test_a_deadline_without_basis_does_not_load() -> None:
    with pytest.raises(ValueError, match="no section or basis"):
        validated([replace(TABLE.rules["triage"], basis=" ")])


def test_a_folder_whose_pack_is_broken_names_what_lacks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "nowhere_at_all"
    folder.mkdir()
    (folder / "__init__.py").write_text(
        '"""A broken pack."""\n'
        "from dataclasses import replace\n"
        "from mediation.law.norway import PACK as BASE\n"
        "PACK = replace(BASE, sections={})\n"
    )
    monkeypatch.setattr(mediation.law, "__path__", [*mediation.law.__path__, str(tmp_path)])
    names.cache_clear()
    try:
        assert "nowhere_at_all" in names()
        with pytest.raises(ValueError, match="no section for"):
            pack("nowhere_at_all")
        profile = tmp_path / "office.toml"
        profile.write_text(OFFICE.read_text("utf-8").replace('law = "norway"', 'law = "nowhere_at_all"'), "utf-8")
        with pytest.raises(Unsafe, match="does not load: norway: no section for") as refused:
            read_profile(profile)
        assert refused.value.code == "rule_pack"
    finally:
        monkeypatch.undo()
        names.cache_clear()
