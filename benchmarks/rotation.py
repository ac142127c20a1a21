"""Changing root keys: how many data keys a second are re-wrapped, on SQLite and on PostgreSQL.

`python -m benchmarks.rotation`. Goal: 10,000 keys a second, and not one byte of a body changed.
"""

import hashlib
import os
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import sqlalchemy as sa
from rich.console import Console
from rich.table import Table

from mediation.kernel.clock import SetClock
from mediation.storage.engine import open_engine
from mediation.storage.keys import SqlKeys, create_key_tables, data_keys
from mediation.vault import Label, Vault
from mediation.vault.rotation import rewrap
from mediation.vault.sources.files import FileKeys
from mediation.vault.wrapped import key_aad
from tests.engines import postgresql_url

KEYS: Final = 20_000
ROUNDS: Final = 3
BODIES: Final = 200
NOW: Final = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
LABEL: Final = Label("notes", "body_sealed", "n_1", 1)


def fill(engine: sa.Engine, source: FileKeys) -> None:
    """Wrapped keys, inserted in one go."""
    rows = [
        {
            "tenant": "office",
            "scope": f"c_{number:06d}",
            "generation": 1,
            "epoch": source.current,
            "created_at": 0,
            "writes": 0,
            "wrapped": source.wrap(os.urandom(32), key_aad("office", f"c_{number:06d}")),
        }
        for number in range(KEYS)
    ]
    with engine.begin() as connection:
        connection.execute(sa.insert(data_keys), rows)


def rotation(url: str, root: Path) -> tuple[float, int, int]:
    """Keys a second in the best of three rotations (others slow it down); keys left; bodies spoilt."""
    root.mkdir(mode=0o700)
    source, engine = FileKeys(root), open_engine(url)
    source.create_epoch(NOW)
    create_key_tables(engine)
    fill(engine, source)
    keys = SqlKeys(engine)
    vault = Vault(keys, source, "office", SetClock(NOW))
    bodies = {f"c_{n:06d}": vault.box(f"c_{n:06d}").seal(b"%d" % n, LABEL) for n in range(BODIES)}
    speed = 0.0
    for _ in range(ROUNDS):
        last = source.create_epoch(NOW).number - 1
        start = time.perf_counter()
        done = rewrap(keys, source)
        speed = max(speed, done.done / (time.perf_counter() - start))
        source.destroy_epoch(last)
    fresh = Vault(keys, source, "office", SetClock(NOW))
    wrong = sum(
        hashlib.sha256(body.blob).hexdigest() != body.digest or fresh.box(scope).open(body.blob, LABEL) != b"%d" % n
        for n, (scope, body) in enumerate(bodies.items())
    )
    engine.dispose()
    return speed, done.left, wrong


def main() -> None:
    table = Table(title=f"re-wrapping {KEYS:,} data keys, batches of 1,000, each read back; best of 3")
    for column in ("what", "goal", "SQLite", "PostgreSQL"):
        table.add_column(column)
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        runs = [
            rotation(f"sqlite:///{home / 'keys.db'}", home / "a"),
            rotation(postgresql_url(), home / "b"),
        ]
    table.add_row("keys a second", "≥ 10,000", *(f"{speed:,.0f}" for speed, _, _ in runs))
    table.add_row("keys left behind", "0", *(str(left) for _, left, _ in runs))
    table.add_row("bodies changed or closed", "0", *(str(wrong) for _, _, wrong in runs))
    Console().print(table)
    raise SystemExit(0 if all(speed >= 10_000 and not left and not wrong for speed, left, wrong in runs) else 1)


if __name__ == "__main__":
    main()
