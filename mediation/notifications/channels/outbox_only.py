"""The embedded default: nothing leaves the machine, the outbox page is where messages are read."""

from mediation.notifications.render import Rendered


class OutboxOnly:
    """Takes every message and leaves it in the outbox."""

    name = "outbox"

    def send(self, message_id: str, address: str, rendered: Rendered) -> None:
        """Nothing to hand over: the outbox already has it."""
        del message_id, address, rendered
