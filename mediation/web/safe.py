"""Where a page may lead: addresses of this host only, as a visitor could have typed them."""

import re
from typing import Final

_LOCAL: Final = re.compile(r"/(?![/\\])[A-Za-z0-9._~/?=&%+-]{0,300}")


def local_path(given: str, otherwise: str) -> str:
    """An address of this host, or the other one where something else was given."""
    return given if _LOCAL.fullmatch(given) else otherwise
