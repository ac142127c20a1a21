"""A message in its reader's language: subject, e-mail and, where it has one, SMS."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from mediation.docs_templates.formats import NO_BREAK
from mediation.docs_templates.sandbox import room
from mediation.docs_templates.templates import COMMON, Templates
from mediation.kernel.language import Language
from mediation.kernel.refusals import Invalid
from mediation.notifications.catalogue import CATALOGUE, VARIABLES, Channel, MessageKind, variables_of

Value = str | date | datetime
_LINK: Final = re.compile(r"https?://[!-;=?-~]+")


@dataclass(frozen=True, slots=True)
class Rendered:
    """The words of one message; `sms` is None where the kind is never sent that way."""

    subject: str
    email: str
    sms: str | None


class MissingPart(Exception):
    """A message file lacks a part its kind needs, or has one its kind must not have."""


def render(
    kind: MessageKind, language: Language, variables: Mapping[str, Value], templates: Templates = COMMON
) -> Rendered:
    """Subject, e-mail and SMS of a message; instants are shown in Helsinki time, or where the office is.

    Invalid when a variable is missing, unknown, of another type, or could break out of its line.
    """
    _admit(kind, variables)
    template = room(language, html=False, templates=templates).get_template(f"messages/{kind}/{language}.txt")
    wanted = {"subject", "email"} | ({"sms"} if Channel.SMS in CATALOGUE[kind].channels else set())
    if set(template.blocks) != wanted:
        raise MissingPart(f"{kind} in {language} must have exactly the parts {sorted(wanted)}")
    context = template.new_context(dict(variables))
    parts = {name: _plain("".join(block(context))) for name, block in template.blocks.items()}
    for name in ("subject", "sms"):
        if "\n" in parts.get(name, ""):
            raise MissingPart(f"{name} of {kind} in {language} must be one line")
    return Rendered(parts["subject"], parts["email"] + "\n", parts.get("sms"))


def on_paper(rendered: Rendered, language: Language, office: str, templates: Templates = COMMON) -> tuple[str, ...]:
    """The paragraphs of a message that goes by letter: those of the e-mail but its close, which speaks of e-mail."""
    close = room(language, html=False, templates=templates).get_template(f"parts/{language}/message_close.txt")
    body = rendered.email.strip().removesuffix(_plain(close.render(office=office)))
    return tuple(" ".join(part.split()) for part in body.split("\n\n") if part.strip())


def _admit(kind: MessageKind, variables: Mapping[str, Value]) -> None:
    if set(variables) != variables_of(kind):
        wrong = sorted(set(variables) ^ variables_of(kind))
        raise Invalid(
            f"{kind} takes other variables", code="wrong_variables", fields=[(w, "wrong") for w in wrong]
        )
    for name, value in variables.items():
        if type(value) is not VARIABLES[name]:
            raise Invalid(f"{name} is of another type", code="wrong_variables", fields=[(name, "wrong_type")])
        if isinstance(value, str) and (not value.strip() or not _one_line(value)):
            raise Invalid(
                f"{name} must be one line of text", code="not_one_line", fields=[(name, "not_one_line")]
            )
    if not _LINK.fullmatch(str(variables["link"])):
        raise Invalid("link is not a web address", code="not_a_link", fields=[("link", "not_a_link")])


def _plain(text: str) -> str:
    # A no-break space is outside the alphabet of SMS and would halve what one text message holds.
    return text.replace(NO_BREAK, " ").strip()


def _one_line(value: str) -> bool:
    # Every line or paragraph end and every control character: a header can end at more than CR and LF.
    return all(unicodedata.category(character) not in {"Cc", "Cs", "Zl", "Zp"} for character in value)
