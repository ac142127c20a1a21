"""What is true of every country: each code has its section, no state is dead, a letter cites its own law alone."""

import ast
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pdfua
import pytest
from typer.testing import CliRunner

from mediation.cases.assessment import Question
from mediation.cli.tree import app
from mediation.deadlines.policy import read_policy
from mediation.docs_templates.templates import COMMON
from mediation.documents import agreement_contexts as g
from mediation.documents import contexts as c
from mediation.documents import report_contexts as r
from mediation.documents.catalogue import DocumentKind
from mediation.documents.examples.every import MADE_AT, sample_contexts
from mediation.documents.facts import facts_of
from mediation.documents.pdf import render_pdf
from mediation.documents.render import render_html
from mediation.kernel.language import Language
from mediation.kernel.refusals import Invalid
from mediation.law.codes import SECTIONS_ASKED
from mediation.law.packs import names, pack
from mediation.notifications.catalogue import MessageKind, variables_of
from mediation.notifications.render import render
from mediation.queries import law
from mediation.states.matter import CONDITIONS_PHASE, ENDED, IN_MEDIATION_PHASE, OUTCOME_OF, MatterKind
from tests.architecture.tree import ROOT, imports, parsed, python_files
from tests.notifications.test_messages import VALUES
from tests.states.test_shape import reach, reachable

OTHERS = [name for name in names() if name != "finland"]
every = pytest.mark.parametrize("country", names())
other = pytest.mark.parametrize("country", OTHERS)


# What the office's own register and papers ask for is the same under every law.
OF_THE_REGISTER = {
    "papers.py", "candidates.py", "expenses.py", "letters.py", "mediators.py", "training.py", "volunteers.py",
}  # fmt: skip


def asked_by_verbs() -> set[str]:
    """Every code a verb names when it refuses, read off the calls of `need`."""
    found = set()
    for path in python_files("mediation/cases", "mediation/actions"):
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "need":
                found |= {a.value for a in node.args[:1] if isinstance(a, ast.Constant)}
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Need":
                assert path.name in OF_THE_REGISTER, "a need without a section of the law's"
    return found


def test_the_list_of_what_is_asked_names_every_code_a_verb_can_ask_for() -> None:
    from_the_register = {"not_active", "not_admitted", "basic_course_missing"}
    by_name = {"law_in_force", "interpreters_are_there"}
    chosen = {"mediation_not_ended", "a_valid_consent"}
    assert asked_by_verbs() | from_the_register | by_name | chosen == SECTIONS_ASKED


@every
def test_every_code_that_can_stand_in_the_way_has_its_section(country: str) -> None:
    law_of = pack(country)
    steps = {need.code for life in law_of.lifecycles.values() for *_, needs in life.steps for need in needs}
    for code in steps | SECTIONS_ASKED:
        assert law_of.need(code).section.strip()
    assert set(law_of.sections) == steps | SECTIONS_ASKED


@other
def test_every_section_is_a_citation_or_says_that_it_is_policy(country: str) -> None:
    law_of = pack(country)
    texts = [*law_of.sections.values(), *(rule.section for rule in (*law_of.eligibility, *law_of.initiator))]
    texts += [rule.basis for rule in law_of.deadlines.rules.values()]
    wrong = [t for t in texts if not t.startswith("office policy") and law_of.citation.match(t) is None]
    assert [t for t in wrong if not re.match(r"1949:381", t)] == []


@every
def test_a_matter_lives_and_ends_as_everywhere(country: str) -> None:
    for life in pack(country).lifecycles.values():
        assert reachable(life, life.initial) == set(life.states)
        assert life.ends == ENDED & set(life.states)
        for state in life.states:
            assert reachable(life, state) & life.ends
        for ended in set(life.states) - CONDITIONS_PHASE - IN_MEDIATION_PHASE:
            assert not reachable(life, ended) & (CONDITIONS_PHASE | IN_MEDIATION_PHASE)


@every
def test_every_way_to_the_end_passes_exactly_one_outcome(country: str) -> None:
    for life in pack(country).lifecycles.values():
        onward = [(a, b) for step, a, b, _ in life.steps if not step.startswith("recall_to_")]
        free = reach(life.initial, [(a, b) for a, b in onward if a not in OUTCOME_OF])
        assert not free & ENDED - set(OUTCOME_OF)
        for state in set(OUTCOME_OF) & set(life.states):
            assert not (reach(state, onward) - {state}) & set(OUTCOME_OF)


@every
def test_nobody_is_agreed_with_who_has_not_signed_and_no_step_of_a_barred_matter_leads_there(country: str) -> None:
    for life in pack(country).lifecycles.values():
        needs = {step: {n.code for n in row} for step, _, _, row in life.steps}
        assert needs["agree"] >= {"everyone_has_signed", "agreement_is_certified", "not_barred"}
        assert needs["accept"] >= {"not_barred", "every_consent"}
        assert needs["report"] >= {"authority_is_informed"}


@every
def test_the_default_policy_gives_every_deadline_its_numbers(country: str) -> None:
    law_of = pack(country)
    policy = read_policy(law_of.deadlines, law_of.policy)
    assert set(policy.timings) == {code for code, rule in law_of.deadlines.rules.items() if rule.sets}


@other
def test_only_the_countrys_own_folder_knows_it(country: str) -> None:
    outside = [i.file for i in imports("mediation") if i.module.startswith(f"mediation.law.{country}")]
    assert [file for file in outside if not file.startswith(f"mediation/law/{country}/")] == []
    named = [p for p in python_files("mediation") if country in p.read_text("utf-8")]
    assert [p for p in named if country not in p.parts] == []


FINNISH = re.compile(r"\d{1,4}/(19|20)\d\d|Finnish|Finland|Helsinki|tingsrätt|medlingsbyrå|administrative court", re.I)


def contexts_of(country: str, kind: str, language: Language) -> list[Any]:
    """Every example of a letter; reports as in another language, provisions as this country cites them."""
    law_of = pack(country)
    samples = sample_contexts(language).get(DocumentKind(kind)) or sample_contexts(Language.SWEDISH)[DocumentKind(kind)]
    cited = law_of.citation.fullmatch(law_of.grounds["decline"][0])
    assert cited is not None
    own = c.Provision(cited["act"], cited["section"])
    return [_citing(one, own, language) for one in samples]


def _citing(context: Any, own: c.Provision, language: Language) -> Any:
    if isinstance(context, c.Decision):
        return replace(context, provisions=(own,))
    if isinstance(context, r.NoticeOfStop):
        return replace(context, ground=own)
    if isinstance(context, g.Agreement):  # signed in a language of the country
        return replace(context, signed_in=language)
    return context


LETTERS = [(n, k, lang) for n in OTHERS for k, ls in (pack(n).templates.documents or {}).items() for lang in ls]


@pytest.mark.parametrize(("country", "kind", "language"), LETTERS, ids=[f"{n}-{k}-{x}" for n, k, x in LETTERS])
def test_a_letter_is_written_under_its_own_law_and_cites_no_other(country: str, kind: str, language: Language) -> None:
    templates = pack(country).templates
    for context in contexts_of(country, kind, language):
        page = render_html(DocumentKind(kind), language, context, templates=templates)
        assert f'<html lang="{language}">' in page
        assert page.count("<h1>") == 1
        said = re.sub(r"<[^>]+>", " ", page)
        for given in _texts(context):
            said = said.replace(given, " ")
        assert FINNISH.findall(said) == []
        assert "€" not in said


@pytest.mark.parametrize(("country", "kind", "language"), LETTERS, ids=[f"{n}-{k}-{x}" for n, k, x in LETTERS])
def test_a_letter_is_printed_so_that_a_screen_reader_can_read_it(
    country: str, kind: str, language: Language, tmp_path: Path
) -> None:
    context = contexts_of(country, kind, language)[0]
    file = tmp_path / "letter.pdf"
    templates = pack(country).templates
    file.write_bytes(render_pdf(DocumentKind(kind), language, context, made_at=MADE_AT, templates=templates))
    assert [f"{f.rule_id}: {f.message}" for f in pdfua.validate(str(file)).findings] == []


def _texts(context: Any) -> list[str]:
    """The words a context brings along, longest first: what is not the template's own."""
    found: list[str] = []
    todo = [json.loads(facts_of(DocumentKind.AGREEMENT, Language.FINNISH, context))["facts"]]
    while todo:
        value = todo.pop()
        if isinstance(value, dict):
            todo += value.values()
        elif isinstance(value, list):
            todo += value
        elif isinstance(value, str) and value:
            found.append(value)
    return sorted(found, key=len, reverse=True)


@other
def test_every_template_of_a_country_is_used_by_one_of_its_letters(country: str) -> None:
    folder = ROOT / "mediation" / "law" / country / "templates"
    documents = pack(country).templates.documents or {}
    letters = {f"letters/{kind}/{language}.html" for kind, languages in documents.items() for language in languages}
    used, todo = set(), sorted(letters)
    while todo:
        name = todo.pop()
        used.add(name)
        text = _source(folder, name)
        todo += [n for n in re.findall(r'(?:include|extends) "([^"]+html)"', text) if n not in used]
    lying = {p.relative_to(folder).as_posix() for p in folder.rglob("*.html")}
    assert lying - used == set()


def _source(folder: Path, name: str) -> str:
    own, common = folder / name, ROOT / "mediation" / "docs_templates" / name
    return (own if own.exists() else common).read_text("utf-8")


@other
def test_messages_are_written_in_the_offices_language_and_its_dates(country: str) -> None:
    law_of = pack(country)
    for kind in MessageKind:
        values = {name: VALUES[name] for name in variables_of(kind)}
        assert render(kind, law_of.spoken(Language.FINNISH), values, law_of.templates).subject


@other
def test_the_command_line_lists_and_explains_its_rules(country: str, tmp_path: Path) -> None:
    law_of = pack(country)
    listed = CliRunner().invoke(app, ["law", "rules", "--law", country, "--on", "2026-01-01", "--json"])
    assert listed.exit_code == 0
    assert {row["rule"] for row in json.loads(listed.stdout)} >= {rule.code for rule in law_of.eligibility}
    own = next(code for code in law_of.questions if code not in set(Question))
    kind = next(iter(law_of.lifecycles)).value
    facts = {"kind": kind, "initiative_on": "2026-01-01", "answers": {own: False}}
    file = tmp_path / "facts.json"
    file.write_text(json.dumps(facts), "utf-8")
    explained = CliRunner().invoke(app, ["law", "explain", "--law", country, str(file), "--json"])
    assert explained.exit_code == 0, explained.output
    assert json.loads(explained.stdout)["eligibility"]["rules"]


def test_an_answer_to_a_question_the_law_does_not_ask_is_refused_by_name() -> None:
    facts = law.read_facts(json.dumps({"kind": "crime", "answers": {"risk_can_be_managed": True}}).encode())
    with pytest.raises(Invalid) as refused:
        law.explain(facts, pack("sweden"))
    assert refused.value.fields == (("answers.risk_can_be_managed", "unknown_field"),)
    assert law.explain(facts, pack("england_and_wales"))["eligibility"]["verdict"] == "cannot_tell_yet"
    common = law.read_facts(json.dumps({"kind": "crime", "answers": {"suitable": True}}).encode())
    with pytest.raises(Invalid):  # every law's question is a fact of its own: here it would be read past
        law.explain(common, pack("sweden"))


def test_finland_alone_has_all_the_common_letters_and_the_common_package() -> None:
    assert pack("finland").templates is COMMON
    assert set(pack("finland").lifecycles) == set(MatterKind)


@every
def test_nobody_is_told_to_interrupt_what_has_ended_or_what_a_settled_doubt_no_longer_asks(country: str) -> None:
    rows = [rule for rule in pack(country).deadlines.rules.values() if rule.code == "interruption"]
    assert rows
    for row in rows:
        assert {"matter_closed", "mediation_ended", "doubt_assessed"} <= row.dropped_by
        assert row.needs == "under_way"
