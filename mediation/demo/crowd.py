"""The register of the demo office: sixty volunteers with the cast's three, invented, Finnish and Swedish speaking."""

from datetime import date, timedelta
from typing import Any, Final

from mediation.actions.availability import AvailabilityForm, keep
from mediation.actions.training_import import import_courses
from mediation.actions.volunteers import NewVolunteer, register_volunteer
from mediation.demo.stage import Stage
from mediation.work import unit

CROWD: Final = 57
SIGNED_IN: Final = 24  # of those who mediate: enough for the forty cases, two by two
TOLD_NOTHING: Final = 6  # every so manieth has not said when they can come
FIRST: Final = (
    "Aada", "Benita", "Cilla", "Daavid", "Eevert", "Fanny", "Göran", "Hilma", "Ilmari", "Jalo", "Kerttu", "Linnea",
    "Martta", "Nestor", "Orvokki", "Peder", "Ragna", "Sylvi", "Toivo",
)  # fmt: skip
SURNAMES: Final = ("Keksijälä", "Tuumailija", "Påhittsberg")
AREAS: Final = (["Helsinki"], ["Helsinki", "Vantaa"], ["Helsinki", "Espoo", "Kauniainen"], ["Helsinki", "Kerava"])
SPECIALITIES: Final[tuple[list[str], ...]] = ([], ["youth"], ["neighbours"], ["close_relation"], ["workmates"])
# fmt: off
#   how many from the end of the row, how far they have come
STANDINGS: Final[tuple[tuple[int, tuple[str, ...]], ...]] = (
    (2,  ()),
    (1,  ("interview",)),
    (3,  ("interview", "begin_training")),
    (2,  ("interview", "begin_training", "admit")),
    (2,  ("interview", "begin_training", "admit", "activate", "rest")),
    (1,  ("interview", "begin_training", "admit", "activate", "release")),
)
# fmt: on
ACTIVE: Final = ("interview", "begin_training", "admit", "activate")
REASONS: Final = {"admit": "Koulutus on suoritettu ja haastattelu puolsi.", "release": "Muutti toiselle paikkakunnalle."}


def details(number: int) -> dict[str, Any]:
    """What the register is told of one of them."""
    first, surname = FIRST[number % len(FIRST)], SURNAMES[number // len(FIRST)]
    swedish = surname == "Påhittsberg" or number % 7 == 0
    return {
        "name": f"{first} {surname}", "email": f"sovittelija{number:02d}@vapaaehtoinen.example",
        "phone": f"09 000 {200 + number:04d}", "language": "sv" if swedish else "fi",
        "languages": ["sv", "fi"] if swedish else ["fi", "en"] if number % 3 else ["fi"],
        "levels": [{"language": "fi", "level": "c1" if swedish else "native"}],
        "gender": ("female", "male", "")[number % 3],
        "address": {"street": f"Vapaaehtoisenkuja {number + 1}", "postcode": "00999", "town": "Helsinki"},
        "areas": AREAS[number % len(AREAS)], "specialities": SPECIALITIES[number % len(SPECIALITIES)],
        "travel_km": 10 + 5 * (number % 6), "wishes": {"open_cases": 1 + number % 3},
        "cases_before": number % 5 * 4 + 3 if number < SIGNED_IN + 8 else 0,
    }  # fmt: skip


def times(number: int) -> dict[str, Any]:
    """When one of them can come: two evenings of the week, and now and then a morning."""
    evenings = sorted({number % 5 + 1, (number + 2) % 5 + 1})
    pattern = [{"weekday": day, "begins": "16:00", "ends": "20:00"} for day in evenings]
    if number % 3 == 0:
        pattern.append({"weekday": number % 5 + 1, "begins": "09:00", "ends": "12:00"})
    return {"pattern": pattern}


def fill_register(stage: Stage) -> None:
    """Enter the rest of the sixty, train them by one participant list, and let each come as far as the row says."""
    ids = []
    for number in range(CROWD):
        made = stage.record("adviser", register_volunteer, NewVolunteer, details(number))
        ids.append(str(made["volunteer"]))
    steps: list[tuple[str, ...]] = [ACTIVE] * (CROWD - sum(many for many, _ in STANDINGS))
    steps += [taken for many, taken in STANDINGS for _ in range(many)]
    for volunteer, taken in zip(ids, steps, strict=True):
        for step in (s for s in taken if s in {"interview", "begin_training"}):
            stage.step(volunteer, step, "adviser")
    trained = [(number, v) for number, (v, taken) in enumerate(zip(ids, steps, strict=True)) if "admit" in taken]
    with unit(stage.app, stage.actors["adviser"]) as work:
        import_courses(work, participant_list(trained, stage.today).encode(), dry_run=False)
    for number, volunteer in trained:
        for step in (s for s in steps[number] if s not in {"interview", "begin_training"}):
            who = "in_charge" if step in REASONS else "adviser"
            stage.step(volunteer, step, who, REASONS.get(step, ""))
    for number, volunteer in enumerate(ids):
        if steps[number] is ACTIVE and number % TOLD_NOTHING:
            stage.record("adviser", keep, AvailabilityForm, {"volunteer": volunteer} | times(number))
    for number, volunteer in enumerate(ids[:SIGNED_IN]):
        key = f"volunteer{number:02d}"
        stage.volunteers[key] = volunteer
        stage.account(key, {"name": details(number)["name"], "roles": ["mediator"], "volunteer": volunteer})


def participant_list(trained: list[tuple[int, str]], today: date) -> str:
    """The course lists of the last years in one file: the basic course, and for some the further one that lapses."""
    lines = ["volunteer,kind,hours,completed_on,expires_on,certificate"]
    for number, volunteer in trained:
        done = today - timedelta(days=200 + 37 * (number % 20))
        lines.append(f"{volunteer},basic,54,{done},,P-{number:03d}")
        if number % 2 == 0:
            further = done + timedelta(days=90)
            lines.append(f"{volunteer},close_relation,16,{further},{further + timedelta(days=1095)},L-{number:03d}")
    return "\n".join(lines)
