"""What matching says in words: every rule, reason and signal by its code, in the reader's language."""
# ruff: noqa: E501  (one row, one line: the columns are read downwards)

from typing import Final

from mediation.kernel.language import Language

# fmt: off
#   code                       suomeksi                                                      på svenska                                                          in English
WORDS: Final[dict[str, tuple[str, str, str]]] = {
    # hard rules: why somebody is not proposed
    "not_active":              ("ei ole tällä hetkellä käytettävissä sovittelijana",          "är inte aktiv som medlare just nu",                                "is not an active mediator"),
    "not_admitted":            ("ei ole hyväksytty sovittelijaksi",                           "är inte godkänd som medlare",                                      "has not been admitted as a mediator"),
    "not_trained":             ("peruskoulutus puuttuu tai ei ole voimassa",                  "grundutbildningen saknas eller gäller inte längre",                "the basic course is missing or has lapsed"),
    "course_missing":          ("asian vaatima jatkokoulutus puuttuu",                        "fortbildningen som ärendet kräver saknas",                         "the further course this case asks for is missing"),
    "in_conflict":             ("yhteys asian henkilöön estää",                               "en koppling till en person i ärendet utgör hinder",                "a link to a person of the case stands in the way"),
    "declined":                ("ei ottanut tätä asiaa vastaan",                              "tog inte emot det här ärendet",                                    "did not take this case"),
    "resting":                 ("on tauolla",                                                 "har paus",                                                         "is taking a rest"),
    "at_their_most":           ("hoitaa jo niin montaa asiaa kuin ottaa",                     "har redan så många ärenden som hen tar emot",                      "has as many open cases as they take"),
    "no_language":             ("ei sovittele asian kielellä",                                "medlar inte på ärendets språk",                                    "does not mediate in the language of the case"),
    "outside_their_area":      ("ei sovittele tällä alueella",                                "medlar inte på det här området",                                   "does not mediate in this area"),
    "too_far":                 ("matka on pidempi kuin sovittelija kulkee",                   "resan är längre än medlaren reser",                                "lives further away than they travel"),
    "no_time":                 ("ei yhtään osapuolille sopivaa aikaa",                        "ingen tid som passar parterna",                                    "has no time that suits the parties"),
    "nobody_experienced":      ("kumpikaan ei ole kokenut sovittelija",                       "ingendera är en erfaren medlare",                                  "neither is an experienced mediator"),
    "language_uncovered":      ("kumpikaan ei osaa yhtä asian kielistä",                      "ingendera kan ett av ärendets språk",                              "neither speaks one of the languages of the case"),
    "no_time_together":        ("ei yhteistä aikaa osapuolten kanssa",                        "ingen gemensam tid med parterna",                                  "have no time in common with the parties"),
    "stay_apart":              ("eivät sovittele yhdessä",                                    "medlar inte tillsammans",                                          "do not mediate together"),
    # soft reasons: what speaks for and against
    "language":                ("osaa asian kieltä hyvin",                                    "kan ärendets språk väl",                                           "speaks the language of the case well"),
    "experience":              ("on sovitellut tällaisia asioita ({n})",                      "har medlat i sådana ärenden ({n})",                                "has mediated such cases ({n})"),
    "speciality":              ("on perehtynyt tällaisiin asioihin",                          "är insatt i sådana ärenden",                                       "has made such cases a speciality"),
    "wished_kind":             ("toivoo tällaisia asioita",                                   "önskar sådana ärenden",                                            "wishes for such cases"),
    "wished_kind_against":     ("toivoo muunlaisia asioita",                                  "önskar andra slags ärenden",                                       "wishes for other cases"),
    "distance":                ("matkaa {n} km",                                              "{n} km att resa",                                                  "lives {n} km away"),
    "load":                    ("on saanut {n} % toivomastaan asiamäärästä",                  "har fått {n} % av de ärenden hen önskat",                          "has had {n} % of the cases they wish for"),
    "load_against":            ("on saanut {n} % toivomastaan asiamäärästä",                  "har fått {n} % av de ärenden hen önskat",                          "has had {n} % of the cases they wish for"),
    "on_hand":                 ("avoimia asioita {n}",                                        "öppna ärenden: {n}",                                               "open cases: {n}"),
    "idle":                    ("edellisestä asiasta {n} päivää",                             "{n} dagar sedan senaste ärendet",                                  "{n} days since their last case"),
    "agreed":                  ("on jo kysytty tai jonossa",                                  "är redan tillfrågad eller i kön",                                  "was asked already, or is in line"),
    "doubtful":                ("mahdollinen yhteys asian henkilöön, katso",                  "möjlig koppling till en person i ärendet, titta på den",           "a possible link to a person of the case: look at it"),
    "times":                  ("osapuolille ja molemmille sopivia päiviä neljässä viikossa: {n}","dagar som passar parterna och båda inom fyra veckor: {n}",         "days in the next four weeks that suit the parties and both: {n}"),
    "together":                ("yhteisiä asioita {n}",                                       "gemensamma ärenden: {n}",                                          "cases together: {n}"),
    "together_against":        ("ovat sovitelleet yhdessä jo usein ({n})",                    "har redan ofta medlat tillsammans ({n})",                          "have often mediated together already ({n})"),
    "genders":                 ("nainen ja mies, kuten osapuoli toivoi",                      "en kvinna och en man, så som en part önskade",                     "a woman and a man, as a party asked"),
    "genders_against":         ("samaa sukupuolta, vaikka osapuoli toivoi naista ja miestä",  "samma kön, fast en part önskade en kvinna och en man",             "two alike, though a party asked for a woman and a man"),
    "learning":                ("kokenut ja oppiva sovittelija yhdessä",                      "en erfaren och en lärande medlare tillsammans",                    "an experienced mediator beside one who is learning"),
    "both_speak":              ("molemmat osaavat molempia kieliä",                           "båda kan båda språken",                                            "both speak both languages"),
    "both_speak_against":      ("vain toinen osaa molempia kieliä",                           "bara den ena kan båda språken",                                    "not both speak both languages"),
    # signals of a conflict, for an adviser's eyes
    "is_the_person":           ("on itse asian henkilö",                                      "är själv en person i ärendet",                                     "is a person of this case"),
    "same_phone":              ("sama puhelinnumero",                                         "samma telefonnummer",                                              "the same phone number"),
    "same_email":              ("sama sähköpostiosoite",                                      "samma e-postadress",                                               "the same e-mail address"),
    "same_home":               ("sama osoite",                                                "samma adress",                                                     "the same address"),
    "tie_declared":            ("on itse ilmoittanut yhteyden henkilöön",                     "har själv anmält en koppling till personen",                       "has declared a tie to the person"),
    "employed_by_party":       ("osapuoli on työnantaja",                                     "parten är arbetsgivare",                                           "is employed by the party"),
    "same_name":               ("sama nimi",                                                  "samma namn",                                                       "the same name"),
    "same_surname":            ("sama sukunimi",                                              "samma efternamn",                                                  "the same surname"),
    "same_building":           ("sama talo",                                                  "samma hus",                                                        "the same building"),
    "protected_link":          ("yhteys, jota ei kerrota henkilön turvakiellon vuoksi",       "en koppling som inte berättas på grund av personens spärrmarkering", "a link that is not told: the person's address is protected"),
    "earlier_case":            ("on sovitellut henkilön aiempaa asiaa",                       "har medlat i ett tidigare ärende med personen",                    "mediated an earlier case of the person"),
    "fellow_party":            ("on ollut henkilön kanssa samassa asiassa",                   "har varit i samma ärende som personen",                            "was in a case together with the person"),
}
# fmt: on
COLUMN: Final = {Language.FINNISH: 0, Language.SWEDISH: 1, Language.ENGLISH: 2}


def said(code: str, language: Language, *, number: int = 0, against: bool = False) -> str:
    """One rule, reason or signal in words; a reason that may speak either way has words for each."""
    row = WORDS.get(f"{code}_against", WORDS[code]) if against else WORDS[code]
    return row[COLUMN[language]].format(n=number)
