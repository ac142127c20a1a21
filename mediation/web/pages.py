"""THE table of pages: every address of the product's pages, from the tables of its parts."""

from mediation.web.admin import start
from mediation.web.authority import inbox, initiatives, reports
from mediation.web.own import account
from mediation.web.page import Page
from mediation.web.public import enrol, front, sign_in, texts, verify
from mediation.web.staff import case, cases, conditions, consents, decision, intake, letters, step, today
from mediation.web.volunteer import availability, details, expenses, home, offers, own_case

PAGES: list[Page] = [
    *front.PAGES,
    *sign_in.PAGES,
    *enrol.PAGES,
    *texts.PAGES,
    *verify.PAGES,
    *account.PAGES,
    *today.PAGES,
    *cases.PAGES,
    *intake.PAGES,
    *letters.PAGES,
    *case.PAGES,
    *consents.PAGES,
    *conditions.PAGES,
    *decision.PAGES,
    *step.PAGES,
    *home.PAGES,
    *offers.PAGES,
    *own_case.PAGES,
    *availability.PAGES,
    *expenses.PAGES,
    *details.PAGES,
    *inbox.PAGES,
    *reports.PAGES,
    *initiatives.PAGES,
    *start.PAGES,
]
