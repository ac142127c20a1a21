"""THE table of wrong laws and wrong verbs: one for every invariant, and the shortest way on which it shows."""
# ruff: noqa: E501  (one row, one line: the columns are read downwards)

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from mediation.cases.decision import DecisionKind
from mediation.kernel.refusals import Need
from mediation.law.pack import RulePack
from mediation.law.packs import pack
from mediation.proof import moves_of_reporting as reporting
from mediation.proof.counterexample import Counterexample
from mediation.proof.facts import FRESH
from mediation.proof.move import Move, Way, decided
from mediation.proof.moves import MOVES
from mediation.proof.point import AHEAD, ITS_TIME_CAME, NO, NO_MEETING, YES, Point
from mediation.proof.prove import prove_scene
from mediation.proof.scene import Look, Party, Scene
from mediation.proof.talks import Words, printed
from mediation.proof.world import World
from mediation.states.machine import Lifecycle, Step, Subject
from mediation.states.matter import MatterKind, MatterState
from mediation.states.requirements import account_is_given
from mediation.states.small import ReportState

S, CRIME = MatterState, MatterKind.CRIME
Steps = list[Step]
Ways = Callable[[World, Point], Iterator[Way]]

ADULTS = Scene("two grown-ups", CRIME)
ALONE = Scene("two grown-ups, nobody waits", CRIME, authority=False)
CLOSELY = Scene("two grown-ups, mediation", CRIME, looks=frozenset({Look.MEDIATION}))
CONDITIONS = Scene("two grown-ups, the conditions", CRIME, looks=frozenset({Look.CONDITIONS}))
CHILD = Scene("a child harmed", CRIME, other=Party(10, represented_by=("mother",)))
FOUND = Scene("a custodian is found", CRIME, other=Party(10, represented_by=("mother",), found_later="father"))
FOREIGN = Scene("an interpreter", CRIME, Party(interpreter=True))


class Silent(Lifecycle):
    """A lifecycle that refuses without saying why."""

    def missing(self, subject: Subject, step: str) -> list[Need]:
        """Nothing, whatever is missing."""
        del subject, step
        return []


@dataclass(frozen=True)
class Mutation:
    """What is made wrong: the table of steps, some verbs, or what a report prints."""

    scene: Scene = ADULTS
    steps: Callable[[Steps], Steps] = list
    verbs: dict[str, Ways] = field(default_factory=dict)
    prints: Callable[[Point], frozenset[Words]] = printed
    life: type[Lifecycle] = Lifecycle

    def found(self) -> list[Counterexample]:
        """What a search of the scene under the wrong law finds broken."""
        law: RulePack = pack("finland")
        right = law.lifecycles[CRIME]
        wrong = self.life("crime", MatterState, S.RECEIVED, self.steps(list(right.steps)), law.sections)
        moves = [Move(m.code, m.who, m.says, self.verbs.get(m.code, m.ways)) for m in MOVES]
        return prove_scene(World(law, self.scene, wrong, self.prints), moves)[1]


def without(step: str, source: MatterState, *codes: str) -> Callable[[Steps], Steps]:
    """The table without some requirements of one row."""

    def change(steps: Steps) -> Steps:
        rows = [
            (s, a, b, tuple(n for n in needs if n.code not in codes) if (s, a) == (step, source) else needs)
            for s, a, b, needs in steps
        ]
        assert rows != steps
        return rows

    return change


def added(*row: object) -> Callable[[Steps], Steps]:
    """The table with one row more."""
    return lambda steps: [*steps, row]  # type: ignore[list-item]


def leading_to(step: str, source: MatterState, target: MatterState) -> Callable[[Steps], Steps]:
    """The table with one row leading elsewhere."""
    return lambda steps: [(s, a, target if (s, a) == (step, source) else b, needs) for s, a, b, needs in steps]


def lacking(step: str, source: MatterState) -> Callable[[Steps], Steps]:
    """The table without a row."""
    return lambda steps: [row for row in steps if row[:2] != (step, source)]


def only_says(value: int) -> Ways:
    """A yes taken back, or a no said, that stops nothing."""

    def ways(world: World, p: Point) -> Iterator[Way]:
        before = {S.ACCEPTED, S.MEDIATORS_NAMED, S.IN_MEDIATION}
        for n, answer in enumerate(p.said):
            if answer == YES and p.state in before:
                yield world.names[n], p._replace(said=(*p.said[:n], value, *p.said[n + 1 :]), withdrew=True)

    return ways


def arrange_anyhow(_: World, p: Point) -> Iterator[Way]:
    """A meeting arranged whatever the matter is."""
    if p.meeting == NO_MEETING:
        yield "", p._replace(meeting=AHEAD)


def arrange_by_state(world: World, p: Point) -> Iterator[Way]:
    """A meeting arranged without a question to the consents."""
    del world
    if p.meeting == NO_MEETING and p.state in {S.MEDIATORS_NAMED, S.IN_MEDIATION}:
        yield "", p._replace(meeting=AHEAD)


def hold_anyhow(world: World, p: Point) -> Iterator[Way]:
    """A meeting recorded as held whatever came in the way since it was arranged."""
    if p.meeting == ITS_TIME_CAME:
        after = p._replace(meeting=NO_MEETING, met=True)
        started = world.step(after, "start_mediation") if p.state is S.MEDIATORS_NAMED else after
        if started is not None:
            yield "", started


def prepare_at_once(world: World, p: Point) -> Iterator[Way]:
    """A report prepared without the account."""
    yield from reporting.prepare(world, p._replace(account=True)) if p.state is S.NO_AGREEMENT else ()


def account_at_once(_: World, p: Point) -> Iterator[Way]:
    """An account given by whoever took the matter."""
    if p.ready and not p.account:
        yield "", p._replace(account=True)


def bar_quietly(_: World, p: Point) -> Iterator[Way]:
    """Facts put right without asking the law anew."""
    yield "the law bars it", p._replace(law=2)


def lapse_undecided(world: World, p: Point) -> Iterator[Way]:
    """A matter that lapses by itself."""
    if (after := world.step(p, "lapse")) is not None:
        yield "", after


def take_late(_: World, p: Point) -> Iterator[Way]:
    """An offer taken whatever has become of the matter."""
    if p.offered:
        yield "", p._replace(offered=0, ready=p.ready + 1)


def interrupt_only(world: World, p: Point) -> Iterator[Way]:
    """An interruption that leaves the offers out."""
    if (after := decided(world, p, DecisionKind.INTERRUPT, "interrupt")) is not None:
        yield "", after


def end_quietly(world: World, p: Point) -> Iterator[Way]:
    """An ending that calls nothing off."""
    if (after := world.step(p, "end_without_agreement")) is not None:
        yield "", after


def send_draft(world: World, p: Point) -> Iterator[Way]:
    """A draft sent by whoever made it."""
    if p.reports == (ReportState.DRAFT,) and (after := world.step(p._replace(reports=(FRESH,)), "report")) is not None:
        yield "", after


def recalls(*states: str, stepping: bool = True) -> Ways:
    """A recall of reports in other states than the one that may be recalled."""

    def ways(world: World, p: Point) -> Iterator[Way]:
        if p.state is S.REPORTED and p.reports and p.reports[0] in states:
            after = p._replace(reports=())
            back = world.step(after, f"recall_to_{p.outcome}") if stepping else after
            if back is not None:
                yield "", back

    return ways


def everything(_: Point) -> frozenset[Words]:
    """A report that prints all there is."""
    return frozenset(Words)


OPENING = "begin_triage examine consent consent"
TO_ACCEPTED = f"{OPENING} answer accept"
TO_NAMED = f"{TO_ACCEPTED} offer take_offer offer take_offer name_mediators"
TO_MEDIATION = f"{TO_NAMED} arrange wait record_held"
TOLD = "prepare approve send"
ASKED = ("everyone_understands", "facts_are_confirmed", "in_victims_interest", "protection_is_assessed", "is_suitable")

# fmt: off
MUTATIONS: tuple[tuple[str, Mutation, str], ...] = (
    # the invariant                                                                          what is made wrong                                                                                  the shortest way on which it shows
    ("No meeting is arranged without every valid consent",                                  Mutation(FOUND, verbs={"arrange": arrange_by_state}),                                               f"{OPENING} consent answer accept offer take_offer offer take_offer name_mediators find_out arrange"),
    ("No meeting is held without every valid consent",                                      Mutation(FOUND, verbs={"record_held": hold_anyhow}),                                                f"{OPENING} consent answer accept offer take_offer offer take_offer name_mediators arrange wait record_held arrange wait find_out record_held"),
    ("Mediation neither is accepted nor goes on without every valid consent",               Mutation(steps=without("accept", S.EXAMINING_CONDITIONS, "every_consent")),                         "begin_triage examine answer accept"),
    ("Nobody is kept in mediation against their word",                                      Mutation(steps=without("accept", S.EXAMINING_CONDITIONS, "every_consent")),                         "begin_triage examine refuse answer accept"),
    ("A child is never in mediation without the consent of somebody who represents them",   Mutation(CHILD, without("accept", S.EXAMINING_CONDITIONS, "every_consent")),                        "begin_triage examine answer accept"),
    ("A withdrawal under way interrupts in the same breath",                                Mutation(verbs={"withdraw": only_says(NO)}),                                                        f"{TO_ACCEPTED} withdraw"),
    ("A no said under way interrupts in the same breath",                                   Mutation(verbs={"refuse": only_says(NO)}),                                                          f"{TO_ACCEPTED} refuse"),
    ("What somebody withdrew from ends as interrupted",                                     Mutation(ALONE, verbs={"withdraw": only_says(NO)}),                                                 f"{TO_MEDIATION} withdraw end_without give_account close"),
    ("A withdrawal from what an authority waits for ends in a notice to it",                Mutation(steps=without("close", S.INTERRUPTED, "no_authority_is_owed")),                            f"{TO_ACCEPTED} refuse close"),
    ("A matter an authority waits for is not closed before the authority is told",          Mutation(steps=without("close", S.LAPSED, "no_authority_is_owed")),                                 "lapse close"),
    ("A matter is called reported only while a report or notice stands",                    Mutation(verbs={"recall": recalls(FRESH, stepping=False)}),                                         f"lapse {TOLD} recall"),
    ("No report tells what was said in mediation",                                          Mutation(prints=everything),                                                                        f"{TO_ACCEPTED} offer take_offer refuse give_account {TOLD}"),
    ("No outcome is reported before the mediators' account",                                Mutation(verbs={"prepare": prepare_at_once}),                                                       f"{TO_MEDIATION} end_without prepare"),
    ("No mediated matter is closed before the mediators' account",                          Mutation(ALONE, without("close", S.NO_AGREEMENT, "account_is_given")),                              f"{TO_MEDIATION} end_without close"),
    ("There is no account of what has not begun",                                           Mutation(verbs={"give_account": account_at_once}),                                                  f"{TO_ACCEPTED} offer take_offer give_account"),
    ("A barred matter is never in mediation",                                               Mutation(CLOSELY, verbs={"correct_facts": bar_quietly}),                                            f"{TO_ACCEPTED} correct_facts"),
    ("A barred matter is neither examined, accepted nor agreed",                            Mutation(CLOSELY, without("examine", S.TRIAGE, "not_barred")),                                      "begin_triage correct_facts examine"),
    ("Nothing is examined or accepted of an initiator who was not entitled",                Mutation(CONDITIONS, without("examine", S.TRIAGE, "initiator_is_entitled")),                        "begin_triage correct_initiator examine"),
    ("Nothing is accepted before every condition was found to be there",                    Mutation(steps=without("accept", S.EXAMINING_CONDITIONS, *ASKED)),                                  f"{OPENING} accept"),
    ("Nothing is refused before the parties were heard",                                    Mutation(steps=without("decline", S.TRIAGE, "parties_are_heard")),                                  "begin_triage decline"),
    ("Nothing is accepted, refused, lapsed or interrupted without a decision",              Mutation(steps=without("lapse", S.RECEIVED, "lapse_has_ground"), verbs={"lapse": lapse_undecided}), "lapse"),
    ("Only what is not yet accepted is handed over, and to a named office",                 Mutation(steps=added("transfer", S.ACCEPTED, S.TRANSFERRED, ())),                                   f"{TO_ACCEPTED} transfer"),
    ("No matter is given mediators, or started, with fewer than the office asks for",       Mutation(steps=without("name_mediators", S.ACCEPTED, "mediators_are_ready")),                       f"{TO_ACCEPTED} name_mediators"),
    ("No mediator takes a matter that has ended",                                           Mutation(verbs={"interrupt": interrupt_only, "take_offer": take_late}),                             f"{TO_ACCEPTED} offer interrupt take_offer"),
    ("Mediation does not start for somebody who was not interpreted for",                   Mutation(FOREIGN, without("start_mediation", S.MEDIATORS_NAMED, "interpreters_are_there")),         TO_MEDIATION),
    ("No meeting is held before mediators are named",                                       Mutation(CLOSELY, verbs={"record_held": hold_anyhow}),                                              f"{TO_NAMED} arrange release wait record_held"),
    ("No meeting is arranged but under way",                                                Mutation(verbs={"arrange": arrange_anyhow}),                                                        "arrange"),
    ("No meeting lies ahead of a matter whose mediation has ended",                         Mutation(verbs={"end_without": end_quietly}),                                                       f"{TO_MEDIATION} arrange end_without"),
    ("Nothing is agreed that not everybody has signed who must",                            Mutation(steps=without("agree", S.IN_MEDIATION, "everyone_has_signed")),                            f"{TO_MEDIATION} draft certify"),
    ("A matter on hold is not taken a step further",                                        Mutation(CLOSELY, without("accept", S.EXAMINING_CONDITIONS, "not_held")),                           f"{OPENING} answer hold accept"),
    ("No report leaves before a second person has approved it",                             Mutation(verbs={"send": send_draft}),                                                               "lapse prepare send"),
    ("Only a report of the last ten minutes is recalled",                                   Mutation(verbs={"recall": recalls(ReportState.AVAILABLE)}),                                         f"lapse {TOLD} wait recall"),
    ("What an authority has fetched is not recalled",                                       Mutation(verbs={"recall": recalls(ReportState.RETRIEVED)}),                                         f"lapse {TOLD} retrieve recall"),
    ("A recall leads back to where the matter was before",                                  Mutation(steps=leading_to("recall_to_lapsed", S.REPORTED, S.DECLINED)),                             f"lapse {TOLD} recall"),
    ("No closed matter has a promise still open",                                           Mutation(ALONE, without("close", S.AGREED, "no_open_obligations")),                                 f"{TO_MEDIATION} draft sign sign certify give_account close"),
    ("No matter an authority waits for is closed with a breach the authority was not told", Mutation(steps=without("close", S.REPORTED, "fulfilment_is_told")),                                 f"{TO_MEDIATION} draft sign sign certify give_account {TOLD} record_promise close"),
    ("Only an agreement with promises is followed up",                                      Mutation(steps=added("follow_up", S.NO_AGREEMENT, S.FOLLOW_UP, (account_is_given,))),               f"{TO_MEDIATION} end_without give_account follow_up"),
    ("There is an outcome exactly from the end of mediation on, and it fits the state",     Mutation(steps=added("close", S.TRIAGE, S.CLOSED, ())),                                             "begin_triage close"),
    ("An outcome never changes",                                                            Mutation(steps=added("decline", S.LAPSED, S.DECLINED, ())),                                         "lapse decline"),
    ("Nothing leaves an end",                                                               Mutation(steps=added("begin_triage", S.TRANSFERRED, S.TRIAGE, ())),                                 "begin_triage transfer begin_triage"),
    ("Nothing comes back to mediation once it has ended",                                   Mutation(steps=added("begin_triage", S.LAPSED, S.TRIAGE, ())),                                      "lapse begin_triage"),
    ("Every refusal names what is missing, with a section",                                 Mutation(life=Silent),                                                                              ""),
    ("From everywhere a matter can come to an end",                                         Mutation(ALONE, lacking("close", S.LAPSED)),                                                        "lapse"),
)
# fmt: on
