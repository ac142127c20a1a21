"""A second process of the office, driven by lines on its input: `open SCOPE`, `later`, `quit`.

Arguments: the key database's URL, the folder of root keys, a folder of sealed notes named by scope.
"""

import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from mediation.kernel.clock import SetClock
from mediation.kernel.refusals import CannotOpen
from mediation.storage.engine import open_engine
from mediation.storage.keys import SqlKeys
from mediation.vault import Label, Vault
from mediation.vault.sources.files import FileKeys

LABEL = Label("notes", "body_sealed", "n_1", 1)


def main(url: str, root_keys: str, notes: str) -> None:
    clock = SetClock(datetime(2026, 11, 24, 8, 0, tzinfo=UTC))
    vault = Vault(SqlKeys(open_engine(url)), FileKeys(Path(root_keys)), "helsinki", clock)
    for line in sys.stdin:
        word, _, scope = line.strip().partition(" ")
        if word == "quit":
            return
        if word == "later":
            clock.put(clock.now() + timedelta(seconds=5))
            print("later", flush=True)
            continue
        try:
            box = vault.box(scope)
            print(box.open((Path(notes) / scope).read_bytes(), LABEL).decode(), flush=True)
        except CannotOpen as refusal:
            print(refusal.code, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
