"""Known answers, kept in `tests/vectors/vault/`; nothing in the tests ever writes them."""

import json
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parents[1] / "vectors" / "vault"


def known(name: str) -> Any:
    """The known answers of one format."""
    return json.loads((FOLDER / f"{name}.json").read_text("utf-8"))
