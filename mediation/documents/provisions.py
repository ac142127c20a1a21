"""A section as it is cited in a table of rules, taken apart for a letter."""

import re

from mediation.documents.contexts import Provision
from mediation.kernel.refusals import Invalid

_SHAPE = re.compile(r"(?P<act>\d{1,4}/\d{4})\s*§\s*(?P<section>\d+(?: [a-z])?(?:\.\d+)?(?:\(\d+\))?)")


def provision(cited: str) -> Provision:
    """`1015/2005 §3 a.3(2)` as act and section; Invalid if the text cites nothing of this shape."""
    found = _SHAPE.fullmatch(cited.strip())
    if found is None:
        raise Invalid("a provision is cited as 1015/2005 §15", fields=[("sections", "bad_citation")])
    return Provision(found["act"], found["section"])


def citable(cited: str) -> str:
    """The same text, if a letter can cite it; ValueError with a code otherwise, as forms want it."""
    if _SHAPE.fullmatch(cited.strip()) is None:
        raise ValueError("bad_citation")
    return cited.strip()
