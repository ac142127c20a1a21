"""A rotation in a process of its own, so that it can be killed: prints the keys done after every batch.

Arguments: the key database's URL, the folder of root keys, the batch size.
"""

import sys
from pathlib import Path

from mediation.storage.engine import open_engine
from mediation.storage.keys import SqlKeys
from mediation.vault.rotation import rewrap
from mediation.vault.sources.files import FileKeys


def main(url: str, root_keys: str, batch: str) -> None:
    rewrap(
        SqlKeys(open_engine(url)),
        FileKeys(Path(root_keys)),
        batch=int(batch),
        progress=lambda done, total: print(done, total, flush=True),
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
