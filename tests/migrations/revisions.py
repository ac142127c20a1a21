"""Revisions made up for a test, after the newest real one."""

import textwrap
from pathlib import Path

import pytest
from alembic.config import Config

from mediation.storage import schema

HEAD = '''"""Made up."""
import sqlalchemy as sa
from alembic import op

revision, down_revision, branch_labels, depends_on = "made_up", "{after}", None, None


def upgrade() -> None:
'''


def add_revision(folder: Path, monkeypatch: pytest.MonkeyPatch, body: str) -> None:
    """Let the history end in a revision with this body."""
    after, original = schema.head(), schema._config
    lines = textwrap.indent(textwrap.dedent(body).strip(), "    ")
    (folder / "made_up.py").write_text(HEAD.format(after=after) + lines)

    def with_one_more(*connection: object) -> Config:
        config = original(*connection)  # type: ignore[arg-type]
        real = Path(config.get_main_option("script_location") or "") / "versions"
        config.set_main_option("path_separator", "newline")
        config.set_main_option("version_locations", f"{real}\n{folder}")
        return config

    monkeypatch.setattr(schema, "_config", with_one_more)
