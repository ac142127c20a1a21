"""What can be chosen in the fields of a step: people, matters and records, as a person would name them."""

from typing import Any

from mediation.kernel.language import Language
from mediation.law.pack import RulePack
from mediation.web.language import Tongue
from mediation.web.render import filters_of
from mediation.web.shapes import Shape
from mediation.work import Work

Options = list[tuple[str, str]]
Desk = dict[str, Any]


def offices_lists(work: Work, language: Language) -> dict[str, Options]:
    """What the office can choose from whatever the case: active mediators, units of authorities, offences."""
    return {
        "volunteer": [
            (v.id, f"{v.name} ({', '.join(v.languages)})")
            for v in work.stores.volunteers.all()
            if v.standing == "active"
        ],
        "unit": [(u.id, u.name) for u in work.stores.units.all()],
        "offence": offences(work.app.law, language),
    }


def options_of(shape: Shape, desk: Desk, known: dict[str, Options], tongue: Tongue) -> Options:
    """The choices of one field."""
    if shape.kind in known:
        return known[shape.kind]
    if shape.kind in {"person", "people"}:
        return [(p["id"], p["name"]) for p in desk["people"]]
    if shape.kind in {"matter", "matters"}:
        return [(m["id"], title_of(m, desk, tongue)) for m in desk["matters"]]
    if shape.kind == "item":
        return _items(shape.name, desk, tongue)
    return [(o, tongue.word(shape.name, o)) for o in shape.options]


def offences(law: RulePack, language: Language) -> Options:
    """The offences by their titles in the statute; where it has none in a language, by those it has."""
    titles = {code: rows[-1].titles for code, rows in law.offences.items()}
    named = ((code, of.get(language) or next(iter(of.values()))) for code, of in titles.items())
    return sorted(named, key=lambda pair: pair[1])


def title_of(matter: dict[str, Any], desk: Desk, tongue: Tongue) -> str:
    """A matter as a person would name it: what it is about, who and who."""
    sides = [*matter["suspects"], *matter["respondents"], *matter["victims"], *matter["claimants"]]
    names = " – ".join(dict.fromkeys(desk["names"][p] for p in sides))
    return f"{matter['title']}: {names} ({tongue.word('state', matter['state'])})"


def _items(name: str, desk: Desk, tongue: Tongue) -> Options:
    day, moment, euros = (filters_of(tongue)[f] for f in ("day", "moment", "euros"))
    if name == "meeting":
        return [
            (m["id"], f"{tongue.word('form', m['form'])} {moment(m['starts_at'])}, {m['place']}")
            for m in desk["meetings"] if m["state"] == "arranged"
        ]  # fmt: skip
    if name == "agreement":
        return [
            (a["id"], f"{tongue.word('noun', 'agreement')} {a['number']}")
            for a in desk["agreements"] if not a["superseded"] and not a["certified"]
        ]  # fmt: skip
    if name == "decision":
        return [(d["id"], f"{tongue.word('kind', d['kind'])} {day(d['at'])}") for d in desk["decisions"]]
    if name == "report":
        return [
            (r["id"], f"{tongue.word('report', r['kind'])} ({tongue.word('report_state', r['state'])})")
            for r in desk["reports"]
        ]
    if name == "obligation":
        return [
            (o["id"], f"{tongue.word('kind', o['kind'])} {euros(o['cents']) if o['cents'] else ''} {day(o['due_on'])}, "
                      f"{desk['names'][o['promised_by']]} ({tongue.word('obligation', o['state'])})")
            for o in desk["obligations"]
        ]  # fmt: skip
    return [(a["id"], f"{a['name']} ({tongue.word('assignment', a['state'])})") for a in desk["mediators"]]
