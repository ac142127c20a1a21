"""How long a letter takes: a two-page document from facts to PDF, beside the bare typesetter.

Run as `python -m benchmarks.documents`. Prints milliseconds per document, warm, as the median of
the rounds, and what each step costs as a ratio to typst alone on the same text.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime
from statistics import median
from time import perf_counter

from mediation.documents import contexts as c
from mediation.documents.catalogue import DocumentKind
from mediation.documents.pdf import compiled, marked_up, render_pdf
from mediation.documents.render import render_html
from mediation.kernel.language import Language

MADE_AT = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
ROUNDS = 40
LANGUAGE = Language.FINNISH
KIND = DocumentKind.INVITATION
PLAIN = '#set document(title: "x")\n#set text(lang: "fi", font: "Libertinus Serif")\n#let fact(it) = it\n'


def invitation() -> c.Invitation:
    """A two-page letter to an invented reader."""
    return c.Invitation(
        office=c.Office(
            "Mallilan sovittelutoimisto", "Mallikatu 7 B", "PL 1234, 00999 MALLILA", "09 999 1234",
            "sovittelu@mallila.example", "Terveyden ja hyvinvoinnin laitos (THL)",
        ),
        reader=c.Reader("Tero Testaaja", ("Harjoituspolku 12 A 34", "00999 MALLILA")),
        case_number="MAL-2026-0042",
        dated_on=date(2026, 11, 24),
        adviser=c.Adviser("Aino Esimerkki", "050 999 1234", "aino.esimerkki@mallila.example"),
        initiative_by=c.InitiativeBy.POLICE,
        criminal=True,
        matters=(c.Matter("pahoinpitely", date(2026, 10, 3)),),
        answer_by=date(2026, 12, 8),
    )  # fmt: skip


def milliseconds(work: Callable[[], object]) -> float:
    """The median time of the rounds, after two that warm the caches."""
    times = []
    for _ in range(ROUNDS + 2):
        start = perf_counter()
        work()
        times.append((perf_counter() - start) * 1000)
    return median(times[2:])


def rows() -> list[tuple[str, float, float]]:
    """Each step, its milliseconds, and those of the bare typesetter."""
    context = invitation()
    page = render_html(KIND, LANGUAGE, context)
    markup = PLAIN + marked_up(page)
    steps: dict[str, Callable[[], object]] = {
        "typst alone, same text": lambda: compiled(markup, {}, made_at=MADE_AT),
        "facts to HTML": lambda: render_html(KIND, LANGUAGE, context),
        "HTML to markup (pandoc)": lambda: marked_up(page),
        "facts to PDF, whole": lambda: render_pdf(KIND, LANGUAGE, context, made_at=MADE_AT),
    }
    measured = {name: milliseconds(work) for name, work in steps.items()}
    bare = measured["typst alone, same text"]
    return [(name, spent, bare) for name, spent in measured.items()]


def main() -> None:
    """Print the table."""
    print(f"{'step':<28}{'ms':>8}{'ratio':>8}")
    for name, spent, bare in rows():
        print(f"{name:<28}{spent:>8.1f}{spent / bare:>8.2f}")


if __name__ == "__main__":
    main()
