"""Commands on the office's own records, each from a JSON form."""

from collections.abc import Callable
from typing import Any

import typer

from mediation.actions.forms import Form, read_form
from mediation.cli.session import JsonOption, command, in_unit, read_input, show


def add(group: typer.Typer, verb: str, act: Callable[..., dict[str, Any]], form: type[Form]) -> None:
    """Add a command that reads a form and does one thing with it."""
    fields = ", ".join(f"{n}{'' if f.is_required() else '?'}" for n, f in form.model_fields.items())
    says = (act.__doc__ or "").strip().splitlines()[0]

    @group.command(verb, help=f"{says}\n\nFields of the JSON: {fields}.")
    @command
    def run(
        file: str = typer.Argument("-", help="A JSON file, or - for standard input."), as_json: JsonOption = False
    ) -> None:
        raw = read_input(file)
        show(in_unit(lambda work: act(work, read_form(form, raw))), as_json)
