"""Contexts: every field shows, in every language alike, and no field could carry what must not be told."""

import dataclasses
import json
import re
import typing
from datetime import date

import pytest

from mediation.documents import agreement_contexts as g
from mediation.documents import contexts as c
from mediation.documents import person_contexts as p
from mediation.documents import report_contexts as r
from mediation.documents.catalogue import CATALOGUE, Addressee, DocumentKind
from mediation.documents.examples.every import WITHHELD, sample_contexts
from mediation.documents.facts import facts_of
from mediation.documents.render import render_html
from mediation.kernel.language import Language
from mediation.kernel.money import Money

FI = Language.FINNISH
# Words of the program, not of a person.
CODES = {"kind", "act", "section", "meeting", "event", "how", "to", "answer", "state", "role", "what", "stage"}
ENVELOPE_AND_FOOT = {
    "street_address",
    "postal_address",
    "phone",
    "email",
}  # of the office: printed, in the foot
CONTACT = re.compile("address|phone|email|mail|street|postal|municipality|city|postcode|account")


def marked(context, path=()):
    """The context with every free text replaced by a marker that names its place."""
    changes = {}
    for field in dataclasses.fields(context):
        changes[field.name] = _marked(getattr(context, field.name), (*path, field.name), field.name)
    return dataclasses.replace(context, **changes)


def _marked(value, path, name):
    if type(value) is str and name not in CODES:
        return "Merkki" + "x".join(path).replace("_", "")
    if isinstance(value, tuple):
        return tuple(_marked(item, (*path, str(i)), name) for i, item in enumerate(value))
    if dataclasses.is_dataclass(value) and not isinstance(value, Money):
        return marked(value, path)
    return value


def markers(text):
    return set(re.findall(r"Merkki\w+", text))


@pytest.mark.parametrize("kind", DocumentKind)
def test_every_text_of_a_context_is_shown_and_alike_in_every_language(kind):
    for number, sample in enumerate(sample_contexts(FI)[kind]):
        context = marked(sample)
        given = markers(facts_of(kind, FI, context))
        expected = {m for m in given if not m.startswith("Merkkioffice")} | {"Merkkiofficexname"}
        for language in CATALOGUE[kind].languages:
            seen = markers(render_html(kind, language, context))
            office = {m for m in seen if m.startswith("Merkkioffice")}
            assert seen - office == expected - {"Merkkiofficexname"}, (number, language)
            assert "Merkkiofficexname" in office


@pytest.mark.parametrize("kind", DocumentKind)
def test_the_templates_of_every_language_use_the_same_names(kind):
    from mediation.docs_templates.sandbox import room

    used = {}
    for language in CATALOGUE[kind].languages:
        env = room(language, html=True)
        names, todo, done = set(), [f"letters/{kind}/{language}.html"], set()
        while todo:
            name = todo.pop()
            done.add(name)
            source = env.loader.get_source(env, name)[0]
            names |= set(re.findall(r"[{][{%][^}]*?\b([a-z_]+(?:\.[a-z_]+)+)", source))
            names |= set(re.findall(r"[{][{]\s*([a-z_]+)", source))
            todo += [n for n in re.findall(r'(?:include|extends) "([^"]+html)"', source) if n not in done]
        used[language] = names
    assert len({frozenset(names) for names in used.values()}) == 1, used


def types_below(kind):
    found, todo = set(), [kind]
    while todo:
        this = todo.pop()
        if dataclasses.is_dataclass(this) and this not in found:
            found.add(this)
            todo += typing.get_type_hints(this).values()
        else:
            todo += typing.get_args(this)
    return found


@pytest.mark.parametrize("kind", DocumentKind)
def test_contact_data_exists_only_for_office_adviser_court_and_the_reader(kind):
    allowed = {c.Office, c.Adviser, c.Court, c.Reader, g.Payment, p.OwnDetails}
    for one in types_below(CATALOGUE[kind].context):
        contact = [field.name for field in dataclasses.fields(one) if CONTACT.search(field.name)]
        assert not contact or one in allowed, (one, contact)


def test_of_a_payment_only_the_account_it_goes_to_is_told():
    assert [f.name for f in dataclasses.fields(g.Payment) if CONTACT.search(f.name)] == ["account"]
    assert not [f.name for f in dataclasses.fields(r.ReportedPayment) if CONTACT.search(f.name)]


def test_a_letter_has_one_reader():
    for kind, row in CATALOGUE.items():
        readers = [f for f in dataclasses.fields(row.context) if f.name == "reader"]
        assert len(readers) == (1 if row.addressee is Addressee.PERSON else 0), kind
        assert c.Reader not in types_below(row.context) or row.addressee is Addressee.PERSON


REPORT_MAY_HOLD = {
    r.ReportToProsecutor: {
        "office",
        "authority",
        "case_number",
        "dated_on",
        "adviser",
        "matters",
        "initiative_on",
        "decided_on",
        "ended_on",
        "meetings",
        "agreement_on",
        "items",
        "withdrawn_demands",
        "kept_demands",
        "follow_up_until",
    },
    r.NoticeOfStop: {
        "office",
        "authority",
        "case_number",
        "dated_on",
        "adviser",
        "event",
        "decided_on",
        "matters",
        "ground",
    },
    r.ReportedMatter: {"title", "happened_on", "suspects", "victims", "outcome", "criminal"},
    r.NoticedMatter: {"title", "happened_on", "suspects", "victims", "criminal"},
    r.ReportedMeeting: {"held_on", "meeting"},
    r.ReportedPayment: {"payer", "payee", "amount", "instalments", "last_due_on", "kind"},
    r.ReportedPromise: {"kind", "promised_by", "promised_to", "text", "due_on"},
    c.Provision: {"act", "section"},
    r.Authority: {"name", "unit", "reference"},
    c.Office: {"name", "street_address", "postal_address", "phone", "email", "controller"},
    c.Adviser: {"name", "phone", "email"},
    Money: {"cents"},
}


def test_a_report_can_hold_these_facts_and_no_others():
    below = types_below(r.ReportToProsecutor) | types_below(r.NoticeOfStop)
    assert {one: {f.name for f in dataclasses.fields(one)} for one in below} == REPORT_MAY_HOLD


def test_a_withheld_address_leaves_no_trace_in_the_letter():
    samples = sample_contexts(FI)[DocumentKind.INVITATION]
    letter = next(sample for sample in samples if sample.reader == WITHHELD)
    page = render_html(DocumentKind.INVITATION, FI, letter)
    assert f'<div id="recipient"><p>{WITHHELD.name}</p></div>' in page
    for word in ("turvakielto", "salattu", "ei tiedossa", "osoite puuttuu"):
        assert word not in page.lower()


def test_the_facts_write_money_in_cents_and_dates_in_iso():
    first = sample_contexts(FI)[DocumentKind.AGREEMENT][0]
    facts = json.loads(facts_of(DocumentKind.AGREEMENT, FI, first))["facts"]
    assert facts["items"][0]["amount"] == {"cents": 125_000, "currency": "EUR"}
    assert facts["items"][0]["instalments"][0]["due_on"] == "2027-01-15"
    assert facts["office"]["name"] == "Mallilan sovittelutoimisto"


def test_instalments_that_do_not_add_up_are_refused():
    with pytest.raises(ValueError, match="add up"):
        g.Payment("A", "B", Money(100), (g.Instalment(date(2027, 1, 15), Money(99)),))


SERVICES = {
    "a letter without its dates": (c.ServedBy.LETTER, None, None),
    "a letter with half of its dates": (c.ServedBy.LETTER, date(2026, 12, 1), None),
    "an acknowledgement with dates": (c.ServedBy.ACKNOWLEDGED, date(2026, 12, 1), date(2026, 12, 31)),
    "an acknowledgement with half of them": (c.ServedBy.ACKNOWLEDGED, None, date(2026, 12, 31)),
}


@pytest.mark.parametrize("sentence", SERVICES)
def test_a_service_that_contradicts_itself_is_refused(sentence):
    by, served, until = SERVICES[sentence]
    with pytest.raises(ValueError, match="both dates"):
        c.Service(by, date(2026, 11, 24), served, until)
