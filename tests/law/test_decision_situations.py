"""Decisions of the person in charge, situation by situation: §15, §19, §23, §24 and 434/2003."""
# ruff: noqa: E501  (one situation, one line)

import pytest

from mediation.cases import agreeing, assigning, consenting, convening, deciding, opening, reporting
from mediation.cases.assessment import Question
from mediation.cases.consent import Answer
from mediation.cases.decision import Decision, DecisionKind, Heard
from mediation.cases.party import Part, PartyRole
from mediation.kernel.ids import VolunteerId
from mediation.kernel.refusals import Invalid
from mediation.states.matter import MatterState as State
from tests.cases.desk import POLICE, VEIKKO, Desk, S, V, adult, born, crime, custodian, dispute
from tests.law.scenes import (
    Act,
    M,
    N,
    Scene,
    accepted,
    by_neighbour,
    child,
    complete,
    complete_dispute,
    hindrances,
    in_mediation,
    named,
    offered,
    sections_told,
    triaged,
)

Q, K = Question, DecisionKind


def found(question: Question, person: str | None = None) -> Scene:
    """Every condition found, and then one found not to be there."""

    def scene() -> Desk:
        desk = complete()
        desk.find(desk.matters[0], question, person, holds=False)  # type: ignore[arg-type]
        return desk

    return scene


def protected_child() -> Desk:
    desk = complete(adult(V, born_on=born(12)), adult(M), parts=[custodian(M, V)])
    desk.find(desk.matters[0], Q.PROTECTION, V, holds=False)
    return desk


def heard(*how: Heard) -> Scene:
    def scene() -> Desk:
        desk = triaged()
        for who, said in zip((S, V), how, strict=False):
            deciding.hear(desk.change, desk.matters[0], who, said, "Perusteltu.")
        return desk

    return scene


def said_no() -> Desk:
    desk = triaged()
    desk.consent(desk.matters[0], V, answer=Answer.REFUSED)
    deciding.hear(desk.change, desk.matters[0], S, Heard.DID_NOT_ANSWER, "")
    return desk


def begun(desk: Desk) -> Desk:
    opening.begin_triage(desk.change, desk.matters[0])
    return desk


def agreement_drafted() -> Desk:
    desk = in_mediation()
    desk.draft()
    return desk


def interpreted() -> Desk:
    return named(adult(S, interpreter_language="so"))


def interpreter_missing(desk: Desk) -> object:
    return desk.hold(desk.arrange())


def examine(desk: Desk, here: bool = True) -> object:
    return opening.examine(desk.change, desk.matters[0], venue_is_here=here)


def certify(desk: Desk, who: VolunteerId = VEIKKO) -> object:
    made = desk.draft()
    desk.all_sign(made)
    return agreeing.certify(desk.change, made, who)


def certify_unsigned(desk: Desk) -> object:
    return agreeing.certify(desk.change, desk.draft(), VEIKKO)


def give_account(desk: Desk) -> object:
    return convening.give_account(desk.change, VEIKKO, desk.matters, "Pidettiin.")


def decide(kind: DecisionKind) -> Act:
    return lambda desk: desk.decide(kind)


# fmt: off
SITUATIONS: dict[str, tuple[Scene, Act, set[str]]] = {
    # a sentence with its section                                                              the scene                        the act                                          what stands in the way
    "§15: a crime with every condition found is taken":                                        (complete,                        decide(K.ACCEPT),                                set()),
    "§15: a dispute with every condition found is taken":                                      (complete_dispute,                decide(K.ACCEPT),                                set()),
    "§15: nothing is taken before every condition is assessed":                                (triaged,                         decide(K.ACCEPT),                                {"every_consent", "everyone_understands", "facts_are_confirmed", "in_victims_interest", "is_suitable"}),
    "§15: a crime found unsuitable as a whole is not taken":                                   (found(Q.SUITABLE),               decide(K.ACCEPT),                                {"is_suitable", "not_barred"}),
    "§3.1: a crime the suspect denies is not taken":                                           (found(Q.CONFIRMS_FACTS, S),      decide(K.ACCEPT),                                {"facts_are_confirmed", "not_barred"}),
    "§3.1: a crime is not taken against the victim's interest":                                (found(Q.VICTIMS_INTEREST),       decide(K.ACCEPT),                                {"in_victims_interest", "not_barred"}),
    "§3.1: a crime against a child in special need of protection is not taken":                (protected_child,                 decide(K.ACCEPT),                                {"protection_is_assessed", "not_barred"}),
    "§2.1: a crime is not taken where a party does not understand":                            (found(Q.UNDERSTANDS, V),         decide(K.ACCEPT),                                {"everyone_understands", "not_barred"}),
    "§13.1: a crime a neighbour brought is not examined":                                      (lambda: begun(by_neighbour(crime())),   examine,                                  {"initiator_is_entitled"}),
    "§14.1: a crime of another area is not examined":                                          (lambda: begun(crime()),          lambda d: examine(d, here=False),                {"venue_is_here"}),
    "§14.2: a transfer names the office it goes to":                                           (lambda: begun(crime()),          lambda d: opening.transfer(d.change, d.matters[0], ""), {"other_office_is_named"}),
    "§14.2: what belongs elsewhere is transferred from triage":                                (lambda: begun(crime()),          lambda d: opening.transfer(d.change, d.matters[0], "Keksitty toimisto"), set()),
    "§14.2: and from the examination of its conditions":                                       (triaged,                         lambda d: opening.transfer(d.change, d.matters[0], "Keksitty toimisto"), set()),
    "§14.2: what was taken is not transferred any more":                                       (accepted,                        lambda d: opening.transfer(d.change, d.matters[0], "Keksitty toimisto"), {"no_such_step_from_here"}),
    "§3 a: a crime against a close person does not pass triage":                               (lambda: begun(crime(close_person=True)),  examine,                                {"not_barred"}),
    "§3 a: nor one whose relation nobody knows":                                               (lambda: begun(crime(close_person=None)),  examine,                                {"not_barred"}),
    "§1.2: a large dispute does not pass triage":                                              (lambda: begun(dispute(is_minor_dispute=False)), examine,                          {"not_barred"}),
    "434/2003 §34: nobody is refused unheard":                                                 (triaged,                         decide(K.DECLINE),                               {"parties_are_heard"}),
    "434/2003 §34: hearing the one is not hearing the other":                                  (heard(Heard.ANSWERED),           decide(K.DECLINE),                               {"parties_are_heard"}),
    "434/2003 §34: who has been heard can be refused":                                         (heard(Heard.ANSWERED, Heard.ANSWERED), decide(K.DECLINE),                         set()),
    "434/2003 §34.2: a hearing can be left out with its reason":                               (heard(Heard.OMITTED, Heard.OMITTED), decide(K.DECLINE),                           set()),
    "434/2003 §36: who did not answer in the time set has been heard":                         (heard(Heard.DID_NOT_ANSWER, Heard.DID_NOT_ANSWER), decide(K.DECLINE),             set()),
    "434/2003 §34: whoever said no themself is not heard on it":                               (said_no,                         decide(K.DECLINE),                               set()),
    "434/2003 §36: a matter lapses without anybody answering":                                 (triaged,                         decide(K.LAPSE),                                 set()),
    "§15: what is in mediation is interrupted and not declined":                               (in_mediation,                    decide(K.DECLINE),                               {"no_such_step_from_here"}),
    "§16(1): two mediators are needed where the office says so":                               (accepted,                        lambda d: assigning.name(d.change, d.matters),   {"mediators_are_ready"}),
    "§16(1): mediators who answered are named":                                                (offered,                         lambda d: assigning.name(d.change, d.matters),   set()),
    "434/2003 §27-29: an offer nobody declared on makes no mediator":                          (lambda: offered(undisqualified=False), lambda d: assigning.name(d.change, d.matters), {"mediators_are_ready"}),
    "§16(3): mediation does not begin without the interpreter a party needs":                  (interpreted,                     interpreter_missing,                             {"interpreters_are_there"}),
    "§17(1): there is no agreement before a meeting was held":                                 (named,                           certify,                                         {"in_mediation"}),
    "§17(5): an agreement is certified by a mediator of the case":                             (in_mediation,                    lambda d: certify(d, VolunteerId("v_runar")),    {"certified_by_own_mediator"}),
    "§17(5): an agreement everybody signed is certified":                                      (in_mediation,                    certify,                                         set()),
    "394/2011 §18: an agreement is signed by everybody who had to consent":                    (in_mediation,                    certify_unsigned,                                {"everyone_has_signed"}),
    "§17(6): a mediator gives an account once mediation has begun":                            (in_mediation,                    give_account,                                    set()),
    "§17(6): and none of what never began":                                                    (named,                           give_account,                                    {"mediation_has_begun"}),
    "§17(6): nor does who does not mediate it":                                                (accepted,                        give_account,                                    {"mediator_of_the_case", "mediation_has_begun"}),
    "§18.1: everybody meets in person":                                                        (named,                           lambda d: d.arrange(invited=(S,)),               {"everyone_is_invited"}),
    "§18.1: a child of sixteen meets with a custodian":                                        (child,                           lambda d: d.arrange(invited=(S, V)),             {"custodian_is_invited"}),
    "§18.1: so does a child of fourteen":                                                      (lambda: child(14),               lambda d: d.arrange(invited=(S, V)),             {"custodian_is_invited"}),
    "§18.1: with the custodian the child meets":                                               (child,                           lambda d: d.arrange(invited=(S, V, M)),          set()),
    "§16(4): a matter of no authority is reported to nobody":                                  (lambda: _ended(dispute()),       lambda d: reporting.prepare(d.change, d.matters), {"an_authority_is_owed"}),
    "§16(4): the report waits for the mediators' account":                                     (lambda: _ended(crime()),         lambda d: reporting.prepare(d.change, d.matters), {"account_is_given"}),
    "§16(4): with the account the report is prepared":                                         (lambda: _accounted(crime()),     lambda d: reporting.prepare(d.change, d.matters), set()),
}
INTERRUPTIONS: dict[str, tuple[Scene, str]] = {
    # a sentence with its section                                                    from       the ground
    "§19.1: doubt whether a consent is voluntary interrupts before the mediators":   (accepted,      "voluntariness_doubted"),
    "§19.1: and once they are named":                                                (named,         "voluntariness_doubted"),
    "§19.1: and in mediation":                                                       (in_mediation,  "voluntariness_doubted"),
    "§19.1: reason to suspect that a party does not understand interrupts":          (in_mediation,  "understanding_doubted"),
    "§19.1: going on clearly against a minor's interest interrupts":                 (child,         "against_minors_interest"),
    "§19.2: no conditions for success may interrupt":                                (in_mediation,  "no_conditions"),
    "§3: what turns out to be barred interrupts":                                    (in_mediation,  "barred"),
}
# fmt: on


def _ended(desk: Desk) -> Desk:
    desk.to_mediation()
    agreeing.end_without(desk.change, desk.matters)
    return desk


def _accounted(desk: Desk) -> Desk:
    _ended(desk)
    convening.give_account(desk.change, VEIKKO, desk.matters, "Pidettiin.")
    return desk


@pytest.mark.parametrize("sentence", SITUATIONS)
def test_what_stands_in_the_way(sentence: str) -> None:
    scene, act, codes = SITUATIONS[sentence]
    assert hindrances(scene(), act) == codes


@pytest.mark.parametrize("sentence", [s for s, row in SITUATIONS.items() if row[2] - {"no_such_step_from_here"}])
def test_a_refusal_names_the_provision_of_its_code(sentence: str) -> None:
    scene, act, codes = SITUATIONS[sentence]
    desk = scene()
    assert sections_told(desk, act) == {desk.case.law.sections[code] for code in codes}


@pytest.mark.parametrize("sentence", INTERRUPTIONS)
def test_an_interruption_is_a_decision_with_its_provision(sentence: str) -> None:
    scene, ground = INTERRUPTIONS[sentence]
    desk = scene()
    consenting.interrupt(desk.change, desk.matters[0], ground, "Perusteltu.")
    made = list(desk.case.all(Decision))[-1]
    assert desk.states == [State.INTERRUPTED]
    assert (made.kind, made.sections) == (K.INTERRUPT, desk.case.law.grounds[ground])
    assert made.sections[0].removeprefix("1015/2005 ") == sentence.partition(":")[0]
    assert desk.case.matters[desk.matters[0]].authority == POLICE
    assert {"decision_made", "matter_interrupted"} <= set(desk.codes)


@pytest.mark.parametrize("ground", ["voluntariness_doubted", "no_conditions"])
def test_what_was_never_taken_is_not_interrupted(ground: str) -> None:
    """§19 speaks of mediation that goes on; before acceptance it is declined (§15)."""
    assert hindrances(triaged(), lambda d: consenting.interrupt(d.change, d.matters[0], ground, "Syy.")) == {
        "no_such_step_from_here"
    }


@pytest.mark.parametrize("reasons", ["", "  "])
def test_a_decision_gives_its_reasons_by_434_2003_section_45(reasons: str) -> None:
    """434/2003 §45: the reasons and the provisions applied."""
    desk = complete()
    with pytest.raises(Invalid):
        deciding.decide(desk.change, K.ACCEPT, desk.matters, reasons)


def test_the_neighbour_stays_out_though_a_support_person_of_the_victim() -> None:
    """§13.1: who stands beside a party makes no initiative."""
    desk = by_neighbour(crime())
    assert desk.case.parts == (Part(person=N, role=PartyRole.SUPPORT_PERSON, acts_for=V),)
    assert not desk.change.facts(desk.matters[0]).initiator_is_entitled
