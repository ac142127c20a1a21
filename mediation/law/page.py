"""The page of the law: every table of every pack, rule beside section beside the tests that cite it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from mediation.law.citing import Sentence, covers, sentences
from mediation.law.pack import RulePack
from mediation.law.packs import names, pack
from mediation.law.page_tables import TABLES, anchor, cite_of, number_of_tests, table

FIRST: Final = "finland"  # tests that name no country are about this law's


def page(tests: Path) -> str:
    """The page as Markdown; `tests` is the folder whose sentences are cited, and nothing in it is run."""
    parts = [
        "# The law as data",
        "Generated from the tables of `mediation/law/` and the sentences of `tests/`; `make docs` renews it. "
        "Sections are paraphrased by the rules and never quoted: the act decides, not this page.",
    ]
    for country in names():
        parts += _of(pack(country), told_about(country, tests))
    return "\n\n".join(parts) + "\n"


def told_about(country: str, tests: Path) -> list[Sentence]:
    """The sentences of the tests that are about one country's law."""

    def speaks_of_it(written: str) -> bool:
        named = {name for name in names() if name in written.lower()}
        if "mediation.law.citing" in written:  # a test of this page says nothing of the law
            return False
        return country in named or (not named and country == FIRST)

    return sentences(tests, cite_of(pack(country)), speaks_of_it)


def rested_on(law: RulePack) -> list[str]:
    """Every provision that a rule, a consent, a step, a ground or a deadline of this law rests on."""
    cite, told = cite_of(law), list[str]()
    told += [r.section for r in (*law.eligibility, *law.initiator)]
    told += [s for r in law.consents for s in (r.section, r.section_of_speaking)]
    told += [*law.sections.values(), *(s for cited in law.grounds.values() for s in cited)]
    told += [r.basis for r in law.deadlines.rules.values()]
    return sorted({p for text in told for p in cite(text)}, key=_in_order)


def citing(provision: str, told: Iterable[Sentence]) -> list[Sentence]:
    """The sentences that cite a provision or a part of it."""
    return [s for s in told if any(covers(provision, cited) for cited in s.cites)]


def naming(code: str, told: Iterable[Sentence]) -> list[Sentence]:
    """The sentences that name a rule, a requirement or a deadline by its code."""
    return [s for s in told if code in s.codes]


def _of(law: RulePack, told: Sequence[Sentence]) -> list[str]:
    title = law.code.replace("_", " ").title()
    parts = [f"## {title}", f"Initiatives from {law.since.isoformat()} on."]
    for title, head, rows in TABLES:
        parts += [f"### {title}", table(head, rows(law, told))]
    parts += ["### Provisions, and the tests that cite them"]
    every = rested_on(law)
    for provision in every:
        narrower = [p for p in every if p != provision and covers(provision, p)]
        own = [s for s in citing(provision, told) if not any(_only(n, provision, s) for n in narrower)]
        link = law.link(provision)
        head = f"[{provision}]({link})" if link else provision
        parts += [f'#### <a id="{anchor(law.code, provision)}"></a>{head}', _listed(own)]
    parts += ["### Deadlines, and the tests that name them"]
    for code in law.deadlines.rules:
        parts += [f'#### <a id="{anchor(law.code, code)}"></a>{code}', _listed(naming(code, told))]
    return parts


def _only(narrow: str, wide: str, one: Sentence) -> bool:
    """Whether a sentence cites the wide provision through the narrow one alone, under which it stands already."""
    cited = [c for c in one.cites if covers(wide, c)]
    return all(covers(narrow, c) for c in cited)


def _listed(told: Sequence[Sentence]) -> str:
    if not told:
        return f"{number_of_tests(0)}"
    by_file: dict[str, list[str]] = defaultdict(list)
    for one in told:
        by_file[one.file].append(one.text)
    lines = []
    for file, texts in by_file.items():
        lines += [f"`{file}`", "", *(f"- {text}" for text in dict.fromkeys(texts)), ""]
    return "\n".join(lines).rstrip()


def _in_order(provision: str) -> tuple[str, list[tuple[int, str]]]:
    """By act, and then by the numbers in the section and not by their digits."""
    act, _, section = provision.partition(" ")
    words = "".join(c if c.isalnum() else " " for c in section).split()
    return act, [(int(w), "") if w.isdigit() else (0, w) for w in words]
