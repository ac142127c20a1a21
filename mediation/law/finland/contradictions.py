"""Where what is known of a matter contradicts itself, named so that a person can correct it."""
# ruff: noqa: E501  (one row, one line: the columns are read downwards)

from mediation.law.contradiction import Contradiction
from mediation.law.facts import Facts
from mediation.law.finland.close_persons import complainant_by_table
from mediation.law.finland.offences import OFFENCES, is_known_offence
from mediation.law.offence import Intent, Offence, Violence
from mediation.law.offence_table import offence_of
from mediation.states.matter import MatterKind


def contradictions(f: Facts, row: Offence | None) -> tuple[Contradiction, ...]:
    """Every contradiction in what is known, those of a linked crime included."""
    before_act = f.initiative_on is not None and f.offence_on is not None and f.initiative_on < f.offence_on
    impossible = any(age is not None and not 0 <= age <= 130 for age in (f.suspect_age, f.victim_age))
    unlinked = f.linked_crime is not None and (
        f.claim_based_on_crime is False or f.linked_crime.kind is MatterKind.DISPUTE
    )
    no_human = f.victim_is_natural is False and (f.close_person is True or f.victim_age is not None)
    table = complainant_by_table(f, row)
    told = f.stated_complainant_offence
    # fmt: off
    found = [
        # is it so?                                                  code                             facts
        (f.victim_is_guardian_or_relative is True and f.close_person is False,
                                                                     "relative_but_not_close",        ("victim_is_guardian_or_relative", "close_person")),
        (told is not None and table.value is (not told),             "not_what_the_authority_states", ("stated_complainant_offence", *table.because)),
        (no_human,                                                   "victim_is_no_human_being",      ("victim_is_natural", "close_person", "victim_age")),
        (before_act,                                                 "initiative_before_the_act",     ("initiative_on", "offence_on")),
        (impossible,                                                 "impossible_age",                ("suspect_age", "victim_age")),
        (unlinked,                                                   "linked_crime_without_a_claim",  ("linked_crime", "claim_based_on_crime")),
        (row is None and f.offence_on is not None and is_known_offence(f.offence),
                                                                     "no_such_offence_on_that_day",   ("offence", "offence_on")),
    ]
    if row is not None:
        found += [
            (f.attempt is True and not row.attempt,                  "attempt_is_not_punishable",     ("offence", "attempt")),
            (f.violence_used is False and row.violence is Violence.ALWAYS,
                                                                     "offence_is_violent",            ("offence", "violence_used")),
            (f.intentional is False and row.intent is Intent.INTENTIONAL,
                                                                     "offence_is_intentional",        ("offence", "intentional")),
            (f.intentional is True and row.intent is Intent.NEGLIGENT,
                                                                     "offence_is_negligent",          ("offence", "intentional")),
        ]
    # fmt: on
    own = [Contradiction(code, facts) for so, code, facts in found if so]
    inner = contradictions(f.linked_crime, offence_of(OFFENCES, f.linked_crime)) if f.linked_crime is not None else ()
    return (*own, *(Contradiction(c.code, ("linked_crime",)) for c in inner))
