"""Time moved forward day by day: each morning the other cases go on, and the flows fire."""

from collections import defaultdict
from collections.abc import Callable
from datetime import date, timedelta

from mediation.demo.stage import Stage
from mediation.flows import clocks
from mediation.kernel.ids import CaseId

Chore = Callable[[], None]
MONDAY = 0  # the demo looks after its volunteers once a week; an office does it every morning


class Clockwork:
    """Moves the stage's clock; `on_morning` is told each day after what was due is done."""

    def __init__(self, stage: Stage, on_morning: Callable[[date], None]) -> None:
        self._stage, self._on_morning = stage, on_morning
        self._planned: dict[date, list[Chore]] = defaultdict(list)
        self.watched: CaseId | None = None
        self.flow_runs = 0

    def plan(self, day: date, chore: Chore) -> None:
        """Do something at ten in the morning of a day."""
        self._planned[day].append(chore)

    def until(self, day: date, hour: int = 10) -> None:
        """Live through every morning up to a day, then stand at an hour of it."""
        while self._stage.today < day:
            self._morning(self._stage.today + timedelta(days=1))
        self._stage.at(day, hour)

    def tick(self) -> None:
        """Let the flows fire now, once more."""
        self._fire()

    def _morning(self, day: date) -> None:
        self._stage.at(day, 9, 15)
        self._fire()
        self._stage.at(day, 10)
        for chore in self._planned.pop(day, ()):
            chore()
        self._on_morning(day)

    def _fire(self) -> None:
        """Through the Prefect server when the watched case has something due, plainly otherwise: the same actions."""
        with self._stage.app.open_stores() as stores:
            owed = stores.deadlines.owed_by(self._stage.today, 500)
            waiting = stores.outbox.waiting()
        mine = any(d.case_id == self.watched for d in owed)
        if owed:
            self._run(clocks.reminders, mine)
            self._run(clocks.follow_up, mine)
            self._run(clocks.due_deadlines, mine)
        if self._stage.today.weekday() == MONDAY:
            self._run(clocks.volunteer_care, through_prefect=False)
            self._run(clocks.volunteer_digest, through_prefect=False)
        if owed or waiting:
            self._run(clocks.outbox, mine)

    def _run(self, flow: Callable[[], None], through_prefect: bool) -> None:
        if through_prefect:
            flow()
            self.flow_runs += 1
        else:
            flow.fn()  # type: ignore[attr-defined]
