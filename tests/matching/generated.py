"""Any office at all: volunteers and cases drawn without regard to what is likely, for properties that always hold."""

from datetime import timedelta

from hypothesis import strategies as st

from tests.matching.people import DAY
from volunteers.matching import WEIGHTED, Candidate, Need

IDS = [f"v_{n}" for n in range(9)]
some_ids = st.frozensets(st.sampled_from(IDS), max_size=3)
languages = st.frozensets(st.sampled_from(["fi", "sv", "ar"]), min_size=1, max_size=2)
kinds = st.frozensets(st.sampled_from(["violence", "damage", "dispute"]), max_size=2)
courses = st.frozensets(st.sampled_from(["close_relation"]))
areas = st.frozensets(st.sampled_from(["centre", "east"]), max_size=2)
masks = st.none() | st.integers(0, 15)
mostly = st.sampled_from([True, True, True, False])
weights = st.fixed_dictionaries({code: st.integers(0, 100) for code in WEIGHTED})


def candidate(who: str) -> st.SearchStrategy[Candidate]:
    return st.builds(
        Candidate, id=st.just(who), active=mostly, admitted=mostly, trained=mostly, experienced=st.booleans(),
        courses=courses, rests_until=st.none() | st.integers(-2, 2).map(lambda n: DAY + timedelta(days=n)),
        languages=st.dictionaries(st.sampled_from(["fi", "sv", "ar"]), st.integers(1, 7), min_size=1),
        areas=areas, travel_km=st.none() | st.integers(0, 40), specialities=kinds, wished_kinds=kinds,
        mediated=st.dictionaries(st.sampled_from(["violence", "damage"]), st.integers(0, 9)),
        open_cases=st.integers(0, 3), most=st.integers(0, 3), taken=st.integers(0, 12), wish=st.integers(0, 12),
        idle_days=st.none() | st.integers(0, 400), gender=st.sampled_from(["", "f", "m"]), free=masks,
        together=st.dictionaries(st.sampled_from(IDS), st.integers(0, 9), max_size=2), apart=some_ids,
    )  # fmt: skip


def a_need(number: int) -> st.SearchStrategy[Need]:
    return st.builds(
        Need, id=st.just(f"c_{number}"), day=st.just(DAY), languages=languages, kinds=kinds, courses=courses,
        area=st.sampled_from(["", "centre", "east"]), km=st.dictionaries(st.sampled_from(IDS), st.integers(0, 60)),
        times=masks, mixed_genders=st.booleans(), beginners_beside_experienced=st.booleans(), barred=some_ids,
        doubtful=some_ids, declined=some_ids, accepted=st.frozensets(st.sampled_from(IDS), max_size=1),
        agreed=some_ids, waited_days=st.integers(0, 90),
    )  # fmt: skip


people = st.integers(0, len(IDS)).flatmap(lambda n: st.tuples(*(candidate(who) for who in IDS[:n]))).map(list)
needs = st.integers(0, 4).flatmap(lambda n: st.tuples(*(a_need(number) for number in range(n)))).map(list)
