"""What can be chosen in the fields of a step: people, matters and records, as a person would name them."""

from collections.abc import Callable
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
    if shape.kind == "ranked":
        return known["volunteer"]
    if shape.kind in {"person", "people"}:
        return [(p["id"], p["name"]) for p in desk["people"]]
    if shape.kind in {"matter", "matters"}:
        return [(m["id"], title_of(m, desk, tongue)) for m in desk["matters"]]
    if shape.kind == "item":
        return RECORDS[shape.name](desk, tongue)
    if shape.kind == "paper":
        return _papers(shape.name, desk, tongue)
    if shape.kind == "ground":
        return [(g, tongue.word("ground", g)) for g in desk["grounds"]]
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


def _papers(name: str, desk: Desk, tongue: Tongue) -> Options:
    """The prints of an agreement, or the requests for documents that were made."""
    day, wanted = filters_of(tongue)["day"], {"request": "document_request"}.get(name, "agreement")
    return [
        (d["id"], f"{tongue.word('document', d['kind'])} {day(d['made_at'])} ({d['language']})")
        for d in desk["papers"] if d["kind"] == wanted
    ]  # fmt: skip


def _meetings(desk: Desk, tongue: Tongue) -> Options:
    moment = filters_of(tongue)["moment"]
    return [
        (m["id"], f"{tongue.word('form', m['form'])} {moment(m['starts_at'])}, {m['place']}")
        for m in desk["meetings"] if m["state"] == "arranged"
    ]  # fmt: skip


def _agreements(desk: Desk, tongue: Tongue) -> Options:
    return [
        (a["id"], f"{tongue.word('noun', 'agreement')} {a['number']}")
        for a in desk["agreements"] if not a["superseded"] and not a["certified"]
    ]  # fmt: skip


def _decisions(desk: Desk, tongue: Tongue) -> Options:
    day = filters_of(tongue)["day"]
    return [(d["id"], f"{tongue.word('kind', d['kind'])} {day(d['at'])}") for d in desk["decisions"]]


def _reports(desk: Desk, tongue: Tongue) -> Options:
    return [
        (r["id"], f"{tongue.word('report', r['kind'])} ({tongue.word('report_state', r['state'])})")
        for r in desk["reports"]
    ]


def _obligations(desk: Desk, tongue: Tongue) -> Options:
    day, euros = (filters_of(tongue)[f] for f in ("day", "euros"))
    return [
        (o["id"], f"{tongue.word('kind', o['kind'])} {euros(o['cents']) if o['cents'] else ''} {day(o['due_on'])}, "
                  f"{desk['names'][o['promised_by']]} ({tongue.word('obligation', o['state'])})")
        for o in desk["obligations"]
    ]  # fmt: skip


def _doubts(desk: Desk, tongue: Tongue) -> Options:
    return [(d["id"], f"{tongue.word('about', d['about'])}: {desk['names'][d['person']]}") for d in desk["doubts"]]


def _requests(desk: Desk, tongue: Tongue) -> Options:
    day = filters_of(tongue)["day"]
    return [(r["id"], f"{tongue.word('kind', r['kind'])} {day(r['at'])}") for r in desk["requests"]]


def _assignments(desk: Desk, tongue: Tongue) -> Options:
    return [(a["id"], f"{a['name']} ({tongue.word('assignment', a['state'])})") for a in desk["mediators"]]


RECORDS: dict[str, Callable[[Desk, Tongue], Options]] = {
    "meeting": _meetings, "agreement": _agreements, "decision": _decisions, "report": _reports,
    "obligation": _obligations, "doubt": _doubts, "request": _requests, "assignment": _assignments,
}  # fmt: skip
"""What each record of a case is chosen from, by the name of the field."""
