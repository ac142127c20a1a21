"""`python -m mediation.flows` serves the schedule until it is stopped; stopping pauses nothing."""

from typing import Any

from prefect import serve
from prefect.client.schemas.schedules import CronSchedule

from mediation.flows.schedule import SCHEDULE, ZONE


def deployments() -> list[Any]:
    """Every flow with its schedule, as Prefect wants it."""
    return [
        wakes.flow.to_deployment(
            name="office", schedule=CronSchedule(cron=wakes.cron, timezone=ZONE), concurrency_limit=1
        )
        for wakes in SCHEDULE
    ]


def main() -> None:
    """Serve; runs are few and each handles many ids."""
    serve(*deployments(), pause_on_shutdown=False, limit=2)


if __name__ == "__main__":
    main()
