"""The hard rules written down once more, in plain words and without the tables: what a proposed pair must be."""

from volunteers.matching import Candidate, Need


def may_mediate(one: Candidate, case: Need) -> bool:
    """Whether somebody by themselves may be proposed."""
    speaks = {language for language, rank in one.languages.items() if rank >= 4}
    in_it_already = one.id in case.accepted or one.id in case.agreed
    conditions = [
        one.active and one.admitted and one.trained,
        case.courses.issubset(one.courses),
        one.id not in case.barred and one.id not in case.declined,
        one.rests_until is None or one.rests_until < case.day,
        in_it_already or one.open_cases < one.most,
        bool(speaks & case.languages),
        not one.areas or not case.area or case.area in one.areas,
        one.travel_km is None or case.km.get(one.id, 0) <= one.travel_km,
        one.free is None or (one.free & (case.times if case.times is not None else -1)) != 0,
        case.times != 0,
    ]
    return all(conditions)


def may_mediate_together(one: Candidate, other: Candidate, case: Need) -> bool:
    """Whether two may be proposed for a case."""
    speak = {language for c in (one, other) for language, rank in c.languages.items() if rank >= 4}
    common = -1
    for mask in (case.times, one.free, other.free):
        common &= -1 if mask is None else mask
    conditions = [
        one.id != other.id,
        may_mediate(one, case) and may_mediate(other, case),
        one.experienced or other.experienced or not case.beginners_beside_experienced,
        case.languages.issubset(speak),
        common != 0,
        one.id not in other.apart and other.id not in one.apart,
    ]
    return all(conditions)
