"""Crimes against a close person: the tests of Act 1015/2005 §3 a, each as a three-valued answer."""

from mediation.law.facts import Facts
from mediation.law.offence import Complainant, Intent, Offence, Violence
from mediation.law.truth import Truth, every, negate, some, stated

LISTED_CHAPTERS = frozenset({20, 21})  # §3 a.1(2) and (3)
LISTED_SECTIONS = frozenset(
    {"25:1", "25:2", "25:3", "25:3 a", "25:7", "25:7 a", "25:8", "31:1", "31:2"}  # §3 a.1(4) and (5)
)
NO_OFFENCE = Truth(None, ("offence_on",), ("offence",))
BY_TITLE = ("offence", "offence_on")


def is_intentional(f: Facts, row: Offence | None) -> Truth:
    """§3 a.1: only intentional crimes; where the offence allows both, the fact is asked for."""
    if row is None:
        return NO_OFFENCE
    if row.intent is Intent.EITHER:
        return _by_title(stated(f.intentional, "intentional"))
    return Truth(row.intent is Intent.INTENTIONAL, BY_TITLE)


def contains_violence(f: Facts, row: Offence | None) -> Truth:
    """§3 a.1(1): by its title, or by what happened; stated violence counts whatever the title."""
    if f.violence_used:
        return Truth(True, ("violence_used",))
    if row is None:
        return Truth(None, (), ("offence", "violence_used"))
    if row.violence is Violence.DEPENDS:
        return _by_title(stated(f.violence_used, "violence_used"))
    return Truth(row.violence is Violence.ALWAYS, ("offence", "offence_on", "violence_used"))


def is_on_the_list(f: Facts, row: Offence | None) -> Truth:
    """§3 a.1(1)-(5), and punishable attempts by §3 a.2."""
    if row is None:
        return some(NO_OFFENCE, contains_violence(f, row))
    named = row.chapter in LISTED_CHAPTERS or row.section in LISTED_SECTIONS
    return some(Truth(named, BY_TITLE), contains_violence(f, row))


def is_complainant_offence(f: Facts, row: Offence | None, *, close: Truth | None = None) -> Truth:
    """§3 a.3(1): whether the prosecutor may charge only if the injured party reports for prosecution.

    What police or prosecutor state counts where the table leaves it open. `close` is the answer to assume
    for closeness; by default the fact itself.
    """
    table = complainant_by_table(f, row, close=close)
    told = stated(f.stated_complainant_offence, "stated_complainant_offence")
    if table.value is not None or row is None:
        return table
    if told.value is None:
        return table._replace(because=told.because + table.because, missing=table.missing + told.missing)
    return Truth(told.value, told.because + table.because + table.missing)


def complainant_by_table(f: Facts, row: Offence | None, *, close: Truth | None = None) -> Truth:
    """The same by the offence's row and the facts of the act alone."""
    if row is None:
        return NO_OFFENCE
    named = Truth(True, BY_TITLE)
    instrument = stated(f.life_threatening_instrument, "life_threatening_instrument")
    work = stated(f.because_of_work, "because_of_work")
    near = close if close is not None else stated(f.close_person, "close_person")
    adult = stated(None if f.victim_age is None else f.victim_age >= 18, "victim_age")
    nobody_insists = Truth(f.public_interest_in_charges is not True, ("public_interest_in_charges",))
    match row.complainant:
        case Complainant.NEVER:
            return negate(named)
        case Complainant.ALWAYS:
            answer = named
        case Complainant.UNLESS_PUBLIC_INTEREST:
            answer = every(named, nobody_insists)
        case Complainant.UNLESS_LIFE_THREATENING_INSTRUMENT:
            answer = every(named, nobody_insists, negate(instrument))
        case Complainant.UNLESS_INSTRUMENT_OR_WORK:
            answer = every(named, nobody_insists, negate(instrument), negate(work))
        case Complainant.VICTIM_ADULT:
            answer = every(named, nobody_insists, adult)
        case Complainant.UNLESS_VICTIM_MINOR_OR_CLOSE_OR_WORK:
            answer = every(named, adult, negate(near), negate(work))
        case Complainant.ONLY_PRIVATE_PROPERTY:
            answer = every(named, stated(f.only_private_property, "only_private_property"))
        case Complainant.UNLESS_PUBLIC_ORDER_DISTURBED:
            answer = every(named, negate(stated(f.public_order_disturbed, "public_order_disturbed")))
        case Complainant.AS_STATED:
            answer = Truth(None, BY_TITLE, ("stated_complainant_offence",))
    return _by_title(answer)


def is_fine_only_by_a_minor(f: Facts, row: Offence | None) -> Truth:
    """§3 a.3(2): against the guardian or a relative of a minor suspect, and punishable by a fine only."""
    minor = stated(None if f.suspect_age is None else f.suspect_age < 18, "suspect_age")
    fine = NO_OFFENCE if row is None else Truth(row.max_months == 0, BY_TITLE)
    return every(fine, minor, stated(f.victim_is_guardian_or_relative, "victim_is_guardian_or_relative"))


def is_covered(f: Facts, row: Offence | None) -> Truth:
    """§3 a.1: an intentional crime of the list against a close person."""
    return every(stated(f.close_person, "close_person"), is_intentional(f, row), is_on_the_list(f, row))


def may_be_taken(f: Facts, row: Offence | None) -> Truth:
    """§3 a as a whole: not covered, or covered and within one of the two exceptions."""
    exceptions = some(
        is_complainant_offence(f, row, close=Truth(True, ("close_person",))), is_fine_only_by_a_minor(f, row)
    )
    return some(negate(is_covered(f, row)), exceptions)


def _by_title(truth: Truth) -> Truth:
    """The same answer, resting on the title too: under another title other facts would decide."""
    return truth._replace(because=BY_TITLE + truth.because)
