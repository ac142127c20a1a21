"""Every message in every language: what it says, what it must not say, and that it cannot break its line."""

import re
from datetime import UTC, date, datetime
from importlib.resources import files

import pytest
from jinja2 import DictLoader, TemplateError

from mediation.docs_templates import sandbox
from mediation.kernel.language import Language
from mediation.kernel.refusals import Invalid
from mediation.notifications import render as rendering
from mediation.notifications.catalogue import (
    CATALOGUE,
    VARIABLES,
    Audience,
    Channel,
    MessageKind,
    Reveals,
    Urgency,
    variables_of,
)  # fmt: skip
from mediation.notifications.render import MissingPart, render

FI, SV, EN = Language.FINNISH, Language.SWEDISH, Language.ENGLISH
VALUES = {
    "office": "Mallilan sovittelutoimisto",
    "link": "https://sovittelu.mallila.example/a/8k3m2q",
    "answer_by": date(2026, 12, 8),
    "due_on": date(2027, 1, 15),
    "starts_at": datetime(2026, 12, 15, 12, 0, tzinfo=UTC),
}
EVERY = [(kind, language) for kind in MessageKind for language in Language]
every = pytest.mark.parametrize(("kind", "language"), EVERY)
GSM7 = set(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
)
GSM7 |= set("abcdefghijklmnopqrstuvwxyzäöñüà")

# Words from which a stranger who sees the screen of the phone could tell what it is about.
TELLING = {
    FI: (
        "riko epäil uhri asianomist syyttä poliis sovint sopimu korvau maksu päätö suostu rangais "
        "valit esitut tuomio"
    ),
    SV: (
        "brott misstänk offer målsägande åklag polis förlikning avtal ersättn betal beslut samtyck "
        "straff besvär dom"
    ),
    EN: (
        "crim offen suspect victim complain prosecut police settle agreement compens pay decision "
        "consent punish appeal"
    ),
}


def given(kind, **changed):
    return {name: VALUES[name] for name in variables_of(kind)} | changed


def spoken(kind, language):
    message = render(kind, language, given(kind))
    return " ".join(filter(None, (message.subject, message.email, message.sms))).replace(VALUES["office"], "")


def test_every_row_has_a_file_per_language_and_no_other():
    messages = files("mediation.docs_templates") / "messages"
    there = {(d.name, f.name) for d in messages.iterdir() if d.is_dir() for f in d.iterdir()}
    assert there == {(str(kind), f"{language}.txt") for kind, language in EVERY}
    assert set(CATALOGUE) == set(MessageKind)


@every
def test_a_message_has_the_parts_of_its_channels(kind, language):
    message = render(kind, language, given(kind))
    assert message.subject
    assert VALUES["link"] in message.email
    assert message.email.endswith(VALUES["office"] + "\n")
    assert (message.sms is not None) == (Channel.SMS in CATALOGUE[kind].channels)


@every
def test_a_message_says_nothing_of_the_case(kind, language):
    if CATALOGUE[kind].audience is Audience.PARTY:
        said = spoken(kind, language).lower()
        assert [stem for stem in TELLING[language].split() if re.search(rf"\b{stem}", said)] == []


@every
def test_a_message_shows_its_one_fact_in_the_way_of_its_language(kind, language):
    shows = CATALOGUE[kind].shows
    written = {
        "answer_by": {FI: "8.12.2026", SV: "8.12.2026", EN: "8 December 2026"},
        "due_on": {FI: "15.1.2027", SV: "15.1.2027", EN: "15 January 2027"},
        "starts_at": {FI: "tiistai 15.12.2026 klo 14.00", SV: "tisdag 15.12.2026 kl. 14.00",
                      EN: "Tuesday 15 December 2026 14:00"},
    }  # fmt: skip
    said = spoken(kind, language)
    assert (shows is None and not re.search(r"20\d\d", said)) or written[shows][language] in said


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("kind", [kind for kind, row in CATALOGUE.items() if Channel.SMS in row.channels])
def test_a_text_message_fits_in_one(kind, language):
    sms = render(kind, language, given(kind)).sms
    assert len(sms) <= 160, len(sms)
    assert set(sms) <= GSM7, set(sms) - GSM7


@every
def test_a_message_is_wholly_in_its_language(kind, language):
    words = set(re.findall(r"[a-zåäö]+", re.sub(r"https\S+", "", spoken(kind, language)).lower()))
    common = {
        FI: {"hei", "terveisin", "täällä", "viestissä"},
        SV: {"hej", "du", "det", "här", "och"},
        EN: {"hello", "you", "the", "it", "regards"},
    }
    for other, typical in common.items():
        assert bool(words & typical) == (other is language)


def test_what_a_row_reveals_is_what_it_shows():
    types = {Reveals.NOTHING: {None}, Reveals.A_DAY: {"answer_by", "due_on"}, Reveals.A_TIME: {"starts_at"}}
    assert [kind for kind, row in CATALOGUE.items() if row.shows not in types[row.reveals]] == []


def test_no_variable_could_hold_a_name_an_offence_or_a_case_number():
    assert set(VARIABLES) == {"office", "link", "answer_by", "due_on", "starts_at"}
    assert {name for name, kind in VARIABLES.items() if kind is str} == {"office", "link"}


def test_nobody_outside_the_office_is_woken_at_night():
    outside = {
        kind for kind, row in CATALOGUE.items() if row.audience in {Audience.PARTY, Audience.VOLUNTEER}
    }
    assert {CATALOGUE[kind].urgency for kind in outside} == {Urgency.DAYTIME}


LINE_BREAKS = [
    "\n",
    "\r",
    "\r\n",
    "\v",
    "\f",
    "\x1c",
    "\x1d",
    "\x1e",
    "\x85",
    "\u2028",
    "\u2029",
    "\0",
    "\x1b",
    "\x7f",
]


@pytest.mark.parametrize("end", LINE_BREAKS, ids=ascii)
@pytest.mark.parametrize("name", ["office", "link"])
def test_a_variable_that_would_end_a_header_is_refused(name, end):
    kind = MessageKind.INVITATION_SENT
    with pytest.raises(Invalid) as refused:
        render(kind, FI, given(kind, **{name: VALUES[name] + end + "Bcc: kaikki@evil.example"}))
    assert refused.value.code == "not_one_line"
    assert refused.value.fields == ((name, "not_one_line"),)


WRONG = {
    "a missing variable":        ({"link": None}, "wrong_variables"),
    "an unknown variable":       ({"name": "Tero Testaaja"}, "wrong_variables"),
    "a number for a text":       ({"office": 3}, "wrong_variables"),
    "an instant for a day":      ({"answer_by": VALUES["starts_at"]}, "wrong_variables"),
    "a text for a day":          ({"answer_by": "huomenna"}, "wrong_variables"),
    "an empty office":           ({"office": "  "}, "not_one_line"),
    "a script for a link":       ({"link": "javascript:alert(1)"}, "not_a_link"),
    "a link with a space":       ({"link": "https://a.example/ b"}, "not_a_link"),
    "a link with a bracket":     ({"link": "https://a.example/<b>"}, "not_a_link"),
    "no link at all":            ({"link": "tule käymään"}, "not_a_link"),
}  # fmt: skip


@pytest.mark.parametrize("sentence", WRONG)
def test_it_is_refused(sentence):
    changed, code = WRONG[sentence]
    kind = MessageKind.CONSENT_ASKED
    variables = {name: value for name, value in given(kind, **changed).items() if value is not None}
    with pytest.raises(Invalid) as refused:
        render(kind, FI, variables)
    assert refused.value.code == code
    assert "Testaaja" not in str(refused.value)


@pytest.fixture
def written(monkeypatch):
    def write(source, kind=MessageKind.INVITATION_SENT):
        loader = DictLoader({f"messages/{kind}/fi.txt": source})
        room = sandbox.furnished(loader, FI, html=False)
        monkeypatch.setattr(rendering, "room", lambda *_, **__: room)
        return render(kind, FI, given(kind))

    return write


SUBJECT, EMAIL, SMS = (f"{{% block {part} %}}x{{% endblock %}}" for part in ("subject", "email", "sms"))
FAULTS = {
    "the subject is missing":        (EMAIL + SMS, MissingPart),
    "the e-mail is missing":         (SUBJECT + SMS, MissingPart),
    "the SMS is missing":            (SUBJECT + EMAIL, MissingPart),
    "there is a part too many":      (SUBJECT + EMAIL + SMS + "{% block fax %}x{% endblock %}", MissingPart),
    "the subject has two lines":     ("{% block subject %}x\ny{% endblock %}" + EMAIL + SMS, MissingPart),
    "the SMS has two lines":         (SUBJECT + EMAIL + "{% block sms %}x\ny{% endblock %}", MissingPart),
    "a variable is unknown":         (SUBJECT + EMAIL + SMS.replace("x", "{{ name }}"), TemplateError),
}  # fmt: skip


@pytest.mark.parametrize("sentence", FAULTS)
def test_a_faulty_message_file_fails_when(sentence, written):
    source, error = FAULTS[sentence]
    with pytest.raises(error):
        written(source)


def test_a_mail_part_in_a_message_never_sent_as_text_fails_too(written):
    with pytest.raises(MissingPart):
        written(SUBJECT + EMAIL + SMS, MessageKind.REPORT_AVAILABLE)


def test_a_whole_message_file_passes(written):
    assert written(SUBJECT + EMAIL + SMS) == rendering.Rendered("x", "x\n", "x")
