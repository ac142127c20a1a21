"""A section as it is cited in a table of rules, taken apart for a letter."""

import re

from mediation.documents.contexts import Provision
from mediation.kernel.refusals import Invalid


def provision(cited: str, citation: re.Pattern[str]) -> Provision:
    """`1015/2005 §3 a.3(2)` as act and section, by the way a law is cited; Invalid for a text of another shape."""
    found = citation.fullmatch(cited.strip())
    if found is None:
        raise Invalid("this is not how the law is cited", fields=[("sections", "bad_citation")])
    return Provision(found["act"], found["section"])
