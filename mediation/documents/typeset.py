"""Typst source to PDF: the one place that runs the typesetter, in a child process of `bounded`."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib.resources import as_file, files
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from typst import Fonts

STANDARDS: Final = ("1.7", "a-3a", "ua-1")


@dataclass(frozen=True, slots=True)
class NotSet:
    """Why a page could not be set; `unprintable` when a text holds characters that no font here has."""

    why: str
    unprintable: bool


def typeset(source: str, inputs: dict[str, str], made_at: datetime) -> bytes | NotSet:
    """The PDF, which can have read nothing but the layouts; or why there is none."""
    import typst  # late: 80 MB of fonts and typesetter, in the child alone

    with as_file(files("mediation.docs_templates") / "layouts") as root:
        try:
            made = typst.Compiler(
                source.encode(), root=str(root), font_paths=_fonts(), sys_inputs=inputs
            ).compile(format="pdf", pdf_standards=list(STANDARDS), timestamp=made_at.replace(microsecond=0))
        except typst.TypstError as error:
            why = f"{error.message} {error.diagnostic}"
            return NotSet(why, "could not be displayed" in why)
    return made if isinstance(made, bytes) else NotSet("typst wrote no single file", False)


@cache
def _fonts() -> "Fonts":
    import typst  # late, as above

    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True)
