"""A whole case through the API alone: police, adviser, person in charge, mediators, prosecutor."""

from datetime import timedelta

from mediation.demo.arrivals import simple
from mediation.kernel.clock import at_helsinki
from tests.api.conftest import Web


def test_a_case_goes_from_the_initiative_to_the_acknowledged_report(web: Web) -> None:
    stage = web.stage
    made = web.post("police", "/initiatives", simple(1, "assault", stage.today)).json()
    case, matters = made["case"], made["matters"]
    page = web.get("adviser", f"/cases/{case}").json()
    a, b = (p["id"] for p in page["people"])
    web.do("adviser", case, "matters triage", matters=matters, venue_is_here=True)
    web.do("adviser", case, "consents ask", matters=matters)
    now = stage.clock.now().isoformat()
    for person in (a, b):
        web.do("adviser", case, "consents record", matters=matters, person=person, rights_explained_at=now,
               given_at=now, language="fi", channel="phone")  # fmt: skip
        web.do("adviser", case, "conditions assess", matters=matters, person=person, question="understands",
               holds=True, reason="Keskusteltu.")  # fmt: skip
    web.do("adviser", case, "conditions assess", matters=matters, person=a, question="confirms_facts", holds=True,
           reason="Vahvistaa pääseikat.")  # fmt: skip
    for question in ("victims_interest", "suitable"):
        web.do("adviser", case, "conditions assess", matters=matters, question=question, holds=True, reason="On.")
    steps = web.get("adviser", f"/cases/{case}/steps").json()
    accept = next(s for s in steps if s["step"] == "accept")
    assert [m["code"] for m in accept["missing"]] == ["acceptance_is_decided"]
    web.do("in_charge", case, "decisions make", matters=matters, kind="accept", reasons="Edellytykset täyttyvät.")
    for who in ("veikko", "maija"):
        offer = web.do("adviser", case, "assignments offer", matters=matters, volunteer=stage.volunteers[who])
        assert web.get(who, f"/cases/{case}").status_code == 404  # not before it is accepted
        web.do(who, case, "assignments answer", assignment=offer["assignment"], accept=True, undisqualified=True)
    web.do("adviser", case, "mediators name", matters=matters)
    starts = at_helsinki(stage.today + timedelta(days=5), 17)
    meeting = web.do("veikko", case, "meetings arrange", matters=matters, form="joint",
                     starts_at=starts.isoformat(), invited=[a, b])["meeting"]  # fmt: skip
    stage.clock.put(starts + timedelta(hours=2))
    web.do("veikko", case, "meetings record", meeting=meeting, came=[a, b])
    items = [{"kind": "apology", "promised_by": a, "promised_to": b, "text": "Pyydän anteeksi."}]
    agreement = web.do("veikko", case, "agreements draft", matters=matters, items=items)["agreement"]
    for person in (a, b):
        web.do("veikko", case, "agreements sign", agreement=agreement, person=person,
               at=stage.clock.now().isoformat())  # fmt: skip
    web.do("veikko", case, "agreements certify", agreement=agreement)
    web.do("veikko", case, "matters account", matters=matters, text="Tapaaminen pidettiin.")
    report = web.do("adviser", case, "reports prepare", matters=matters)["report"]
    web.do("in_charge", case, "reports approve", report=report)
    document = web.do("adviser", case, "reports send", report=report)["document"]

    assert [r["report"] for r in web.get("police", "/inbox").json()] == [report]
    assert web.get("prosecutor", "/inbox").json() == []
    assert web.get("prosecutor", f"/cases/{case}/documents/{document}").status_code == 404
    assert web.get("police", f"/cases/{case}/documents/{document}").status_code == 200
    web.do("police", case, "reports retrieve", report=report)
    web.do("police", case, "reports acknowledge", report=report)
    web.do("adviser", case, "matters close", matters=matters)
    assert [m["state"] for m in web.get("adviser", f"/cases/{case}").json()["matters"]] == ["closed"]
    found = web.post("adviser", "/search", {"text": "vastapuoli1"}).json()
    assert [hit["id"] for hit in found] == [case]
