"""The seal as people see it: who sealed, when, and where it can be checked, with a QR code for a phone."""

import io
from dataclasses import dataclass
from datetime import date

import segno


@dataclass(frozen=True, slots=True)
class Mark:
    """The visible seal of one document, made on a day in Helsinki; `address`, where it is looked up, may be empty."""

    code: str
    address: str
    sealed_on: date

    @property
    def link(self) -> str:
        """What the QR code leads to."""
        return f"{self.address}{self.code}"

    def qr(self) -> str:
        """The QR code of the link as SVG, error correction M (ISO/IEC 18004)."""
        drawn = io.BytesIO()
        segno.make_qr(self.link, error="m").save(drawn, kind="svg", border=2, xmldecl=False, svgns=True, nl=False)
        return drawn.getvalue().decode()
