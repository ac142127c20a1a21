"""What every flow shares: the product of this process, the office's clockwork, and a log of counts alone."""

import logging
from functools import cache

from prefect.exceptions import MissingContextError
from prefect.logging import get_run_logger

from mediation.bootstrap import House, house
from mediation.kernel.actor import Actor, service

_lent: list[House] = []


@cache
def _own() -> House:
    return house()


def current() -> House:
    """The product of this process: as its environment sets it up, or as the demo has lent it."""
    return _lent[-1] if _lent else _own()


def lend(place: House) -> None:
    """Let the flows of this process work on a product that is put together already."""
    _lent.append(place)


def clockwork() -> Actor:
    """The account under which flows act."""
    return service(current().app.office.id)


def log(what: object) -> None:
    """Log counts and ids; never anything of a case."""
    try:
        get_run_logger().info("%s", what)
    except MissingContextError:  # called plainly, without a Prefect run around it
        logging.getLogger("mediation.flows").info("%s", what)
