"""What a report prints of the words in a case, beside what in it was said in mediation (§16(4), §21.2)."""

from enum import StrEnum

from mediation.proof.point import NO_DRAFT, Point


class Words(StrEnum):
    """Where in a case there are words of people."""

    TITLE = "title"  # of the matter, as it came
    AGREEMENT = "agreement"  # signed and certified
    PROPOSALS = "proposals"  # a draft nobody has certified: what was offered in the talks
    ACCOUNT = "account"  # how it went, told by the mediators


def printed(point: Point) -> frozenset[Words]:
    """The words on a report's whitelist: the title, and of an agreement only the certified one."""
    return frozenset({Words.TITLE, Words.AGREEMENT} if point.certified else {Words.TITLE})


def spoken(point: Point) -> frozenset[Words]:
    """The words in the case that were said in mediation, or about it."""
    found = {Words.ACCOUNT} if point.account else set()
    if point.draft != NO_DRAFT and not point.certified:
        found.add(Words.PROPOSALS)
    return frozenset(found)
