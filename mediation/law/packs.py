"""Every country there is a folder for; a new country is a new folder and nothing else."""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

import mediation.law
from mediation.kernel.refusals import Invalid
from mediation.law.pack import RulePack


@cache
def names() -> tuple[str, ...]:
    """The codes of all packs, as their folders are called."""
    return tuple(sorted(m.name for m in iter_modules(mediation.law.__path__) if m.ispkg))


@cache
def pack(code: str) -> RulePack:
    """The pack of a country; Invalid names those there are, ValueError what lacks in one that does not load."""
    if code not in names():
        raise Invalid(f"there is no rule pack {code}: one of {', '.join(names())}", code="no_such_law")
    found: RulePack = import_module(f"mediation.law.{code}").PACK
    return found
