"""The contact firewall: of a case full of marks, no output for any reader carries a mark that reader may not have."""
# ruff: noqa: E501  (one row, one line: the columns are read downwards)

import re
from collections import Counter

import pytest

from mediation.cases.case import Case
from mediation.cases.party import PartyRole
from mediation.documents.catalogue import CATALOGUE, Addressee, DocumentKind
from mediation.kernel.ids import MatterId, PersonId
from tests.firewall.marked import TODAY, Mark, MarkedCase
from tests.firewall.outputs import Output, outputs

K = DocumentKind
FOUND = re.compile(r"qz\d{4}q")
ENVELOPE = frozenset({"street", "postcode", "town"})
OWN_COPY = frozenset({"email", "phone", "identity_code", "interpreter_language"})
TOLD_ON_PAPER = frozenset(
    {"item_work", "item_apology", "item_behaviour", "item_return_or_replace_property", "item_no_claims", "item_other"}
)
# fmt: off
#   document                                 names it may show          other words it may show
MAY: dict[str, tuple[str, frozenset[str]]] = {
    K.INVITATION:                            ("own",                    frozenset({"title", "authority_reference"})),
    K.INVITATION_PLAIN:                      ("own",                    frozenset({"title", "authority_reference"})),
    K.RIGHTS_PLAIN:                          ("own",                    frozenset()),
    K.CONSENT_FORM:                          ("own",                    frozenset({"title"})),
    K.CONSENT_FORM_PLAIN:                    ("own",                    frozenset({"title"})),
    K.DECISION_TO_MEDIATE:                   ("parties",                frozenset({"title", "decision_reasons"})),
    K.DECISION_TO_DECLINE:                   ("parties",                frozenset({"title", "decision_reasons"})),
    K.MEETING_NOTICE:                        ("invited",                frozenset({"place", "interpreting"})),
    K.AGREEMENT:                             ("parties and custodians", frozenset({"title", "item_money", "account", "payment_reference"}) | TOLD_ON_PAPER),
    K.MEDIATORS_ACCOUNT_FORM:                ("nobody",                 frozenset({"title"})),
    K.ATTESTATION_OF_MEDIATION:              ("parties and custodians", frozenset({"title"})),
    K.CONFIRMATION_GUIDE:                    ("parties",                frozenset({"title"})),
    K.APPLICATION_FOR_CONFIRMATION:          ("parties",                frozenset({"title", "item_money", "account", "payment_reference"})),
    K.DOCUMENT_REQUEST:                      ("parties and custodians", frozenset({"title", "authority_reference"})),
    K.TRANSFER_TO_ANOTHER_OFFICE:            ("parties",                frozenset({"title", "other_office"})),
    K.INTERIM_STATUS:                        ("parties",                frozenset({"title", "authority_reference"})),
    K.REPORT_TO_PROSECUTOR:                  ("parties",                frozenset({"title", "authority_reference"}) | TOLD_ON_PAPER),
    K.NOTICE_OF_FULFILMENT:                  ("parties",                frozenset({"title", "authority_reference"})),
    K.NOTICE_OF_REFUSAL_OR_INTERRUPTION:     ("parties",                frozenset({"title", "authority_reference"})),
    K.END_OF_CUSTODIANS_ACCESS:              ("own",                    frozenset({"title"})),
    K.DATA_SUBJECT_COPY:                     ("reader alone",           frozenset({"title"})),
    K.JOURNAL_EXTRACT:                       ("reader alone",           frozenset()),
    K.COVER_LETTER:                          ("own",                    frozenset()),
    "page:staff":                            ("everybody",              frozenset({"title", "authority_reference", "decision_reasons", "interpreter_language", "place"})),
    "page:mediator":                         ("everybody",              frozenset({"title", "interpreter_language", "place"})),
}
# fmt: on


def names_of(kind: str, reader: str, case: Case, matters: tuple[MatterId, ...]) -> set[str]:
    """Whose names a reader may see in a document of this kind."""
    parties = {p for m in matters for p in case.matters[m].about.parties}
    beside = {p.person for p in case.parts if p.acts_for in parties and p.person in _speakers(case, parties)}
    wards = {p.acts_for for p in case.parts if p.person == reader and p.acts_for in parties}
    rule = MAY[kind][0]
    return {
        "nobody": set(), "reader alone": {reader}, "own": {reader} | wards, "parties": parties | {reader},
        "parties and custodians": parties | beside, "everybody": set(case.people),
        "invited": {reader} | wards | parties | beside,
    }[rule]  # fmt: skip


def _speakers(case: Case, parties: set[PersonId]) -> set[str]:
    return {who for p in parties for who in case.representatives(p, TODAY)}


def may_show(mark: Mark, output: Output, case: Case) -> bool:
    """Whether this reader may find this word in this output."""
    owner, field = mark.owner, mark.field
    letter = output.kind in CATALOGUE and CATALOGUE[DocumentKind(output.kind)].addressee is Addressee.PERSON
    if field == "name":
        return owner in names_of(output.kind, output.reader, case, output.matters)
    if owner in case.people and field in ENVELOPE | OWN_COPY | {"municipality", "identity_code"}:
        return _contact(mark, output, case, letter)
    if field == "interpreting":
        return output.kind == K.MEETING_NOTICE and owner == output.reader
    if owner in case.matters and field in {"title", "other_office"}:
        if letter and output.kind != K.MEDIATORS_ACCOUNT_FORM and not _concerns(case, MatterId(owner), output):
            return False
        return field in MAY[output.kind][1] and (owner in output.matters or output.kind == K.DATA_SUBJECT_COPY)
    if owner in case.matters:
        return False  # description, place, number of the investigation: in no output at all
    return field in MAY[output.kind][1]


def _contact(mark: Mark, output: Output, case: Case, letter: bool) -> bool:
    person = case.people[PersonId(mark.owner)]
    if output.kind.startswith("page:"):
        shown = not person.contact.is_protected and mark.field != "identity_code" and output.kind == "page:staff"
        return shown or mark.field == "interpreter_language"
    if not letter or mark.owner != output.reader:
        return False
    if output.kind == K.DATA_SUBJECT_COPY and mark.field in {"identity_code", "interpreter_language"}:
        return True
    if person.contact.is_protected or mark.field == "municipality":
        return False
    return mark.field in ENVELOPE or (output.kind == K.DATA_SUBJECT_COPY and mark.field in OWN_COPY)


def _concerns(case: Case, matter: MatterId, output: Output) -> bool:
    """Whether a matter is the reader's own, or that of somebody they speak for; once, of a child now grown."""
    parties = case.matters[matter].about.parties
    if output.reader in parties or output.reader in _speakers(case, set(parties)):
        return True
    once = {p.acts_for for p in case.parts if p.person == output.reader and p.role is PartyRole.CUSTODIAN}
    return output.kind == K.END_OF_CUSTODIANS_ACCESS and bool(once & set(parties))


def leaks(output: Output, marked: MarkedCase) -> list[Mark]:
    """The marks in an output that its reader may not have; a mark of the office's own volunteers is never one."""
    found = set(FOUND.findall(output.text.lower()))
    told = [marked.marks.get(word, Mark("volunteer", "contact")) for word in found]
    return [mark for mark in told if not may_show(mark, output, marked.case)]


def wrong(seeds: range, share: float) -> tuple[list[str], Counter[str]]:
    """Every leak in a share of the outputs of the cases of these numbers, and how many of each kind were looked at."""
    told, seen = [], Counter[str]()
    for seed in seeds:
        marked = MarkedCase(seed)
        for output in outputs(marked, share):
            seen[output.kind] += 1
            told += [f"case {seed}: {output.kind} to {output.reader or 'all'} shows {m}" for m in leaks(output, marked)]
    return told, seen


def test_nothing_of_the_other_side_is_in_any_output() -> None:
    told, seen = wrong(range(200), 0.2)
    assert told == []
    assert set(seen) == set(MAY), "every document was made for somebody"


@pytest.mark.heavy
@pytest.mark.timeout(7200)
def test_nothing_of_the_other_side_is_in_any_output_of_ten_thousand_cases() -> None:
    told, seen = wrong(range(200, 10_200), 0.15)
    assert told == []
    assert sum(seen.values()) > 200_000


def test_the_search_finds_what_is_where_it_may_not_be() -> None:
    marked = MarkedCase(1)
    matter = next(iter(marked.case.matters.values()))
    one, other = matter.about.parties[:2]
    street = marked.case.people[other].contact.street
    told = Output(str(K.INVITATION), one, (matter.id,), f"Hei, {street}")
    assert leaks(told, marked) == [Mark(other, "street")]
    assert leaks(Output(str(K.INVITATION), one, (matter.id,), f"Hei, {matter.about.description}"), marked)
    assert not leaks(Output(str(K.INVITATION), one, (matter.id,), f"Hei, {matter.about.title}"), marked)


def test_every_document_has_its_row() -> None:
    # The list on top of a batch tells of no case: tests/actions/test_letters.py sees that it names nobody.
    assert set(MAY) == {*map(str, DocumentKind), "page:staff", "page:mediator"} - {K.BATCH_LIST}
