"""Why a file is not kept as a scan."""


class NotAScan(Exception):
    """A file is no scan to keep; `code` is one of the table in `scan`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code
