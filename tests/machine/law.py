"""The law of the model, said again in a few plain functions: who consents, what bars, what a step needs."""

from collections.abc import Iterator
from datetime import date

from tests.machine.model import BEFORE, MEDIATORS, NO_SUCH_STEP, STAFF, UNDER_WAY, Matter, ModelCase, Refused, step

REPORTED_AS = {
    "agreed": "outcome", "no_agreement": "outcome", "declined": "refusal_notice", "lapsed": "refusal_notice",
    "interrupted": "interruption_notice", "follow_up": "fulfilment", "reported": "fulfilment",
}  # fmt: skip
ENDED_AS = {
    "agreed": "agreement", "no_agreement": "no_agreement", "interrupted": "interrupted", "declined": "declined",
    "lapsed": "lapsed", "transferred": "transferred",
}  # fmt: skip
OWN_OFFERS = {"assignments answer", "assignments recuse"}
IN_CHARGE_ALONE = {"decisions make", "matters interrupt"}
MEDIATORS_ALONE = {"agreements certify", "matters account"}
MEDIATORS_TOO = {
    "agreements draft", "agreements sign", "consents withdraw", "doubts raise", "matters end",
    "meetings arrange", "meetings move", "meetings cancel", "meetings record",
}  # fmt: skip
AUTHORITYS = {"reports retrieve", "reports acknowledge"}


def permit(case: ModelCase, who: str, what: str, item: str = "") -> None:
    """Nothing if somebody may do this; a case that one does not know of does not exist."""
    granted = who in MEDIATORS and any(o.mediator == who and o.state == "accepted" for o in case.offers)
    if granted and all(m.state in ("closed", "transferred") for m in case.matters.values()):
        granted = case.ended_on is None or (case.today() - case.ended_on).days <= 14
    if what in IN_CHARGE_ALONE:
        may = who == "in_charge"
    elif what in MEDIATORS_ALONE:
        may = granted
    elif what in OWN_OFFERS:
        may = any(o.id == item and o.mediator == who for o in case.offers) and (granted or "answer" in what)
    elif what in AUTHORITYS:
        units = {"police": "n_poliisi_keksitty", "prosecutor": "n_syyttaja_keksitty"}
        seen = [r for r in case.reports if r.sent_at and r.state != "recalled"]
        may = any(r.id == item and r.unit == units.get(who) for r in seen)
    else:
        may = who in STAFF or (what in MEDIATORS_TOO and granted)
    if not may:
        knows = who in STAFF or granted
        raise Refused("not_permitted") if knows else Refused("case_not_found")


def speakers(case: ModelCase, matter: Matter, party: str, day: date) -> list[str]:
    """Who may speak for a company or a minor: nobody who is the other side."""
    human = case.people[party]
    if not human.company and not human.minor(day):
        return []
    against = matter.other if party in matter.one else matter.one
    return list(dict.fromkeys(p for p, _ in human.speakers if p not in against))


def newest(case: ModelCase, person: str, party: str, matter: str) -> bool | None:
    """A person's last word on mediation: yes, no, or none yet."""
    said = [w for w in case.words if (w.person, w.party, w.matter, w.mediation) == (person, party, matter, True)]
    if not said:
        return None
    last = max(reversed(said), key=lambda w: w.taken_back or w.at)
    return last.yes and last.taken_back is None


def required(case: ModelCase, matter: Matter, day: date) -> Iterator[tuple[str, str]]:
    """Who has to say yes, each with the party it is for; an empty name where nobody is known who could (§2)."""
    for party in matter.parties:
        human, speaking = case.people[party], speakers(case, matter, party, day)
        if human.company:
            heard = [
                w for w in case.words
                if w.party == party and w.matter == matter.id and w.mediation and w.person in speaking
            ]  # fmt: skip
            last = {w.person: w.taken_back or w.at for w in sorted(heard, key=lambda w: w.taken_back or w.at)}
            most = max(last.values(), default=None)
            answered = [p for p in speaking if last.get(p) == most] if last else speaking
            yield (answered[0] if answered else "", party)
            continue
        yield (party, party)
        if human.minor(day):
            left = [(p, custodian) for p, custodian in human.speakers if p in speaking]
            conflict = len(left) < len(human.speakers)
            if not left or (conflict and all(custodian for _, custodian in left)):
                yield ("", party)
            yield from ((p, party) for p in speaking)


def consents_are_there(case: ModelCase, matter: Matter, day: date) -> bool:
    """Whether everybody who has to has said yes."""
    return all(p and newest(case, p, party, matter.id) for p, party in required(case, matter, day))


def conditions(case: ModelCase, matter: Matter, day: date) -> dict[str, bool]:
    """What acceptance rests on beside consent and bars, each by the code of what is missing (§2.1, §3)."""
    natural = [p for p in matter.parties if not case.people[p].company]
    found = {
        "everyone_understands": all(matter.answers.get(("understands", p)) for p in natural),
        "is_suitable": bool(matter.answers.get(("suitable", ""))),
    }
    if not matter.crime:
        return found | {"is_purposeful": bool(matter.answers.get(("purposeful", "")))}
    minors = [p for p in matter.other if case.people[p].minor(day)]
    return found | {
        "facts_are_confirmed": all(matter.answers.get(("confirms_facts", p)) for p in matter.one),
        "in_victims_interest": bool(matter.answers.get(("victims_interest", ""))),
        "protection_is_assessed": all(matter.answers.get(("no_special_need_of_protection", p)) for p in minors),
    }


def bars(case: ModelCase, matter: Matter) -> set[str]:
    """`bar` where the matter may not be mediated, `unknown` where a fact that triage must know is not known."""
    of_other_kind = "purposeful" if matter.crime else "victims_interest"
    found = {"bar" for (question, _), holds in matter.answers.items() if not holds and question != of_other_kind}
    if matter.crime and matter.close is not False and matter.offence == "assault":
        found.add("bar" if matter.close else "unknown")
    for crime in (case.matters[m] for m in matter.claim_of):
        judged = conditions(case, crime, case.today())
        judged.pop("everyone_understands")
        answers = {v for (q, _), v in crime.answers.items() if q not in ("understands", "purposeful")}
        if False in answers or crime.close:
            found.add("bar")
        elif crime.close is None or not all(judged.values()):
            found.add("unknown")
    return found


def acceptance_lacks(case: ModelCase, matter: Matter, day: date) -> set[str]:
    """Every code that stands in the way of accepting a matter."""
    lacks = {code for code, holds in conditions(case, matter, day).items() if not holds}
    lacks |= {"not_held"} if matter.held else set()
    lacks |= {"not_barred"} if bars(case, matter) else set()
    return lacks | (set() if consents_are_there(case, matter, day) else {"every_consent"})


def must_be(matter: Matter, *states: str) -> None:
    """Refused unless the matter is in one of the states."""
    if matter.state not in states:
        raise step(NO_SUCH_STEP)


def refuse_if(codes: set[str]) -> None:
    """Refused with everything that is missing."""
    if codes:
        raise step(*codes)


def is_before_the_end(matter: Matter) -> bool:
    """Whether mediation has not ended."""
    return matter.state in BEFORE + UNDER_WAY
