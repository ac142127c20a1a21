"""Why a message did not go."""


class DeliveryError(Exception):
    """The channel did not take the message; `permanent` says that trying again is useless."""

    def __init__(self, code: str, *, permanent: bool) -> None:
        super().__init__(code)
        self.code, self.permanent = code, permanent
