"""What the demo tells: each step, each deadline met or escalated, each message sent."""

import subprocess
import sys
from datetime import date
from pathlib import Path

from rich.console import Console

from mediation.actions.messages import words
from mediation.deadlines.deadline import Deadline
from mediation.demo.stage import Stage
from mediation.kernel.ids import CaseId, DeadlineId
from mediation.kernel.language import Language
from mediation.states.small import MessageState

READERS = {"person": "a party", "volunteer": "a mediator", "unit": "the authority's unit", "staff": "the office"}


class Telling:
    """Prints the story of the watched case as it happens, and counts the others."""

    def __init__(self, stage: Stage) -> None:
        self._stage, self.watched = stage, CaseId("")
        self.cases = 0
        self._out = Console(highlight=False, soft_wrap=True)
        self._arrived = 0
        self._told: set[str] = set()
        self._open: dict[DeadlineId, Deadline] = {}
        self._done = {"steps": 0, "met": 0, "escalated": 0, "messages": 0}

    def title(self, text: str) -> None:
        """Begin a chapter."""
        self._out.print(f"\n[bold]{text}[/bold]")

    def say(self, text: str, case_id: CaseId | None = None) -> None:
        """One step of the story; then what it did to deadlines and messages."""
        self._out.print(f"  {self._stage.today:%d.%m.%Y}  {text}", markup=False)
        self._done["steps"] += 1
        if case_id is not None:
            self._look()

    def another(self, case_id: CaseId) -> None:
        """One of the forty has arrived."""
        del case_id
        self._arrived += 1

    def morning(self, day: date) -> None:
        """A morning has passed."""
        del day
        if self.watched:
            self._look()

    def _look(self) -> None:
        with self._stage.app.open_stores() as stores:
            now = {d.id: d for d in stores.deadlines.open_for(self.watched)}
            messages = stores.outbox.of_case(self.watched)
        for gone in [d for d in self._open.values() if d.id not in now]:
            self._line(f"deadline {gone.rule} (due {gone.due_on:%d.%m.%Y}) met or dropped")
            self._done["met"] += 1
        for d in now.values():
            before = self._open.get(d.id)
            if before is not None and d.escalated_on != before.escalated_on:
                self._line(f"deadline {d.rule} (due {d.due_on:%d.%m.%Y}) escalated to {d.escalates_to}")
                self._done["escalated"] += 1
            elif before is not None and d.reminders_done > before.reminders_done:
                self._line(f"deadline {d.rule} (due {d.due_on:%d.%m.%Y}) reminded")
        self._open = now
        for message in messages:
            if message.id not in self._told and message.state is MessageState.SENT:
                self._told.add(message.id)
                subject = words(self._stage.app, message, Language.FINNISH).subject
                self._line(f"message to {READERS[message.to.kind]} by {message.channel}: {subject}")
                self._done["messages"] += 1

    def _line(self, text: str) -> None:
        self._out.print(f"              · {text}", markup=False, style="dim")

    def write_documents(self, case_id: CaseId, folder: Path) -> list[Path]:
        """Write the PDFs of the watched case to a folder, in the order of their making."""
        folder.mkdir(exist_ok=True)
        made = []
        with self._stage.app.open_stores() as stores:
            found = sorted(stores.documents.of_case(case_id), key=lambda d: (d.made_at, d.kind, d.id))
            for number, about in enumerate(found, 1):
                path = folder / f"{number:02d}-{about.kind}-{about.language}.pdf"
                path.write_bytes(stores.documents.get(about.id).pdf)
                made.append(path)
        return made

    def verify(self, bundle: Path, key: str) -> None:
        """Check the journal with the stand-alone verifier, in a process that has nothing of the product."""
        done = subprocess.run(  # noqa: S603  our own interpreter and module
            [sys.executable, "-m", "audit", "verify", str(bundle), "--key", key],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        for line in (done.stdout + done.stderr).strip().splitlines():
            self.say(line)
        if done.returncode:
            raise SystemExit(done.returncode)

    def summary(self) -> None:
        """The figures of the whole."""
        counts = ", ".join(f"{n} {what}" for what, n in self._done.items())
        self._out.print(f"\n[bold]Done[/bold]: {counts}; {self._arrived} other cases of {self.cases} planned")
