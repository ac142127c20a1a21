"""Each document is wholly in its language, and uses the terms of the law."""

import re

import pytest

from mediation.documents.catalogue import DocumentKind as K
from mediation.documents.examples.every import every_sample, sample_contexts
from mediation.documents.render import render_html
from mediation.kernel.language import Language
from tests.documents.page_text import of_html

FI, SV, EN = Language.FINNISH, Language.SWEDISH, Language.ENGLISH

# Common words of one language that are no words of the two others.
WORDS = {
    FI: (
        "sen sitä ovat tämän myös sovittelun annetun ilmoitus "
        "ei ole että jos voit sinun sinut tai sekä mitä kun päätös sovittelu viimeistään "
        "viranomainen asia nimi"
    ),
    SV: (
        "och är att inte om du din dig eller som för av ärendet medling beslut senast myndighet namn vid till"
    ),
    EN: (
        "and is not the that if you your or of for case mediation decision by authority name with "
        "to from this"
    ),
}
SAMPLES = {
    f"{kind}-{language}-{number}": (kind, language, context)
    for kind, language, number, context in every_sample()
}


def words_of(kind, language, context):
    text = re.sub(r"\S+@\S+", "", " ".join(of_html(render_html(kind, language, context))))
    return set(re.findall(r"[a-zåäö]+", text.lower()))


@pytest.mark.parametrize("sample", SAMPLES)
def test_no_word_of_another_language_strays_in(sample):
    kind, language, context = SAMPLES[sample]
    words = words_of(kind, language, context)
    for other, text in WORDS.items():
        strayed = words & set(text.split())
        if other is language:
            assert len(strayed) >= 3
        else:
            assert strayed == set()


def test_every_word_of_the_lists_belongs_to_one_language():
    assert not set(WORDS[FI].split()) & (set(WORDS[SV].split()) | set(WORDS[EN].split()))
    assert not set(WORDS[SV].split()) & set(WORDS[EN].split())


TERMS = {
    (K.INVITATION, FI): (
        "sovittelun ohjaaja · puolueettoman sovittelijan · rikoksesta epäilty · uhrin edun · huoltajien · "
        "muiden laillisten edustajien · avustajan · tukihenkilön · vaitiolovelvollisuus · vapaaehtoista · "
        "tapahtumainkulun pääasialliset tosiseikat · Sovittelutoiminnan vastuuhenkilö · Rekisterinpitäjä"
    ),
    (K.INVITATION, SV): (
        "medlingshandledare · opartisk medlare · den misstänkte · offrets intresse · vårdnadshavarna · "
        "lagliga företrädare · biträde · stödperson · tystnadsplikt · frivillig · återta ditt samtycke · "
        "de huvudsakliga sakförhållandena i händelseförloppet · Personuppgiftsansvarig · avbryts "
        "medlingen"
    ),
    (K.INVITATION, EN): (
        "mediation adviser · main facts of the course of events · victim’s interest · withdraw your "
        "consent · person in charge of mediation · support person · duty of silence · Controller"
    ),
    (K.DECISION_TO_MEDIATE, FI): (
        "Päätös sovittelusta · Perustelut · Sovelletut säännökset · Valitusosoitus · hallinto-oikeuteen · "
        "808/2019 · 30 päivän kuluessa · seitsemäntenä päivänä · 1.12.2026 · 31.12.2026 · 728/2003"
    ),
    (K.DECISION_TO_MEDIATE, SV): (
        "Beslut om medling · Motivering · Tillämpade bestämmelser · Besvärsanvisning · "
        "förvaltningsdomstolen · 808/2019 · inom 30 dagar · den sjunde dagen · åtalspreskriptionen · "
        "person ansvarig för medlingsverksamheten"
    ),
    (K.DECISION_TO_DECLINE, FI): (
        "Kielteinen päätös sovittelusta · Asiaa ei oteta soviteltavaksi · viipymättä · Valitusosoitus"
    ),
    (K.DECISION_TO_DECLINE, SV): ("Avslag på initiativ till medling · utan dröjsmål · Besvärsanvisning"),
    (K.AGREEMENT, FI): (
        "Sovittelusopimus · Rahakorvaus · Maksuerä · Maksuaikataulu · Rangaistusvaatimus · huoltaja · "
        "394/2011 · asianomistajat · täytäntöönpanokelpoiseksi · Vahvistan · sovittelija · Seuranta"
    ),
    (K.AGREEMENT, SV): (
        "Medlingsavtal · Penningersättning · Betalningsrat · Betalningsplan · Straffyrkande · "
        "vårdnadshavare · 394/2011 · målsägande · Stadfästelse av förlikning · medlare · Uppföljning"
    ),
    (K.REPORT_TO_PROSECUTOR, FI): (
        "Ilmoitus sovittelun kulusta ja lopputuloksesta · erillistapaaminen · sovittelutapaaminen · "
        "Rikoksesta epäilty · Rikoksen uhri · salassapitosäännösten estämättä"
    ),
    (K.REPORT_TO_PROSECUTOR, SV): (
        "Underrättelse om medlingens gång och resultat · enskilt möte · medlingsmöte · Misstänkt · "
        "Brottsoffer · trots sekretessbestämmelserna"
    ),
    (K.NOTICE_OF_REFUSAL_OR_INTERRUPTION, FI): (
        "Ilmoitus kielteisestä päätöksestä · 3 a §:n 1 momentin 4 kohta"
    ),
    (K.NOTICE_OF_REFUSAL_OR_INTERRUPTION, SV): ("Underrättelse om avslag · 3 a § 1 mom. 4 punkten"),
    (K.CONSENT_FORM, FI): ("Suostumus sovitteluun · peruuttaa suostumuksesi · oikeusapua"),
    (K.CONSENT_FORM, SV): ("Samtycke till medling · återta ditt samtycke · rättshjälp"),
    (K.MEETING_NOTICE, FI): (
        "Kutsu sovittelutapaamiseen · tiistai 15.12.2026 · klo 14.00 · Sovittelijat · henkilökohtaisesti"
    ),
    (K.INVITATION_PLAIN, FI): ("Sinä päätät itse · tulkin · tukihenkilön · salaista · osoitettasi"),
    (K.INVITATION_PLAIN, SV): ("Du bestämmer själv · tolk · stödperson · hemligt · din adress"),
    (K.DOCUMENT_REQUEST, FI): ("Asiakirjapyyntö · osapuolten suostumuksella · 16 §:n 2 kohdan · maksutta"),
    (K.DOCUMENT_REQUEST, SV): ("Begäran om handlingar · parternas samtycke · 2 punkten · avgiftsfritt"),
    (K.ATTESTATION_OF_MEDIATION, FI): (
        "Todistus sovittelusta · 394/2011 · 18 §:n 1 momentti · täytäntöönpanokelpoiseksi · vastuuhenkilö · 21 §"
    ),
    (K.ATTESTATION_OF_MEDIATION, SV): (
        "Intyg över medling · 394/2011 · 18 § 1 mom. · stadfästelse av en förlikning · verkställbar"
    ),
    (K.APPLICATION_FOR_CONFIRMATION, FI): ("Hakemus sovinnon vahvistamisesta · käräjäoikeus · todistus sovittelusta"),
    (K.APPLICATION_FOR_CONFIRMATION, SV): (
        "Ansökan om stadfästelse av förlikning · tingsrätten · intyget över medlingen"
    ),
    (K.DATA_SUBJECT_COPY, FI): ("Jäljennös tiedoistasi · 2016/679 · Henkilötunnus · Rekisterinpitäjä"),
    (K.JOURNAL_EXTRACT, SV): ("Vem har sett dina uppgifter · 906/2019 · medlare i ärendet"),
    (K.MEETING_NOTICE, SV): (
        "Kallelse till medlingsmöte · tisdag 15.12.2026 · kl. 14.00 · Medlare · personligen"
    ),
}


@pytest.mark.parametrize("document", TERMS, ids=lambda d: f"{d[0]}-{d[1]}")
def test_the_terms_of_the_law_are_used(document):
    kind, language = document
    text = " ".join(of_html(render_html(kind, language, sample_contexts(language)[kind][0]))).replace(
        "\u00a0", " "
    )
    assert [term for term in TERMS[document].split(" · ") if term not in text] == []


OTHER_BRANCHES = {
    "a second notice says that mediation was interrupted":
        (K.NOTICE_OF_REFUSAL_OR_INTERRUPTION, FI, 1, "Ilmoitus sovittelun keskeyttämisestä"),
    "a report after follow-up says whether the agreement was kept":
        (K.NOTICE_OF_FULFILMENT, FI, 1, "Sopimus on täytetty."),
    "an agreement partly kept is said to be so":
        (K.NOTICE_OF_FULFILMENT, SV, 2, "Avtalet har fullgjorts delvis."),
    "an agreement not kept is said to be so":
        (K.NOTICE_OF_FULFILMENT, FI, 3, "Sopimusta ei ole täytetty."),
    "a breach told early says that the follow-up goes on":
        (K.NOTICE_OF_FULFILMENT, FI, 0, "Seuranta jatkuu"),
    "a breach told early is called one in Swedish too":
        (K.NOTICE_OF_FULFILMENT, SV, 0, "Underrättelse om att medlingsavtalet inte har följts"),
    "an authority that waits is told of a matter under way":
        (K.INTERIM_STATUS, SV, 2, "Medlingen pågår."),
    "an applicant alone without consent is told to ask for it":
        (K.CONFIRMATION_GUIDE, FI, 1, "Pyydä se kirjallisesti"),
    "a certified agreement says how each signed":
        (K.AGREEMENT, SV, 3, "egenhändigt"),
    "a translation of the agreement says in which language it is signed":
        (K.AGREEMENT, EN, 2, "The agreement is signed in Finnish."),
    "an electronic message is served on the third day":
        (K.DECISION_TO_MEDIATE, FI, 1, "kolmantena päivänä viestin lähettämisestä eli 27.11.2026"),
    "an acknowledged service has no presumed day":
        (K.DECISION_TO_MEDIATE, SV, 2, "delges dig bevisligen"),
    "a custodian's form says so":
        (K.CONSENT_FORM, FI, 1, "Huoltajan suostumus sovitteluun"),
    "without consent to confirmation the agreement says so":
        (K.AGREEMENT, FI, 1, "eivät ole antaneet suostumusta"),
    "without an authority nobody is told":
        (K.AGREEMENT, SV, 1, "informeras ingen myndighet"),
}  # fmt: skip


@pytest.mark.parametrize("sentence", OTHER_BRANCHES)
def test_each_branch_says_its_own(sentence):
    kind, language, number, said = OTHER_BRANCHES[sentence]
    assert said in " ".join(of_html(render_html(kind, language, sample_contexts(language)[kind][number])))
