"""The room templates are rendered in: they may show fields, choose and repeat, and nothing else.

A template reads only fields of frozen dataclasses; it calls nothing but its own blocks and macros, does no
arithmetic, and has no globals. Unknown names fail. So an edited template can misprint a letter, but reach
neither the process, nor files, nor a field it was not given (CWE-1336).
"""

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from functools import cache, partial
from importlib.resources import files
from typing import Any, Final

from jinja2 import BaseLoader, FunctionLoader, StrictUndefined, TemplateSyntaxError, nodes
from jinja2.exceptions import SecurityError
from jinja2.runtime import BlockReference, LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment

from mediation.docs_templates.formats import filters
from mediation.docs_templates.templates import COMMON
from mediation.kernel.language import Language

# What a template is made of. Not here: assignments, imports, macros, calls but of a block, autoescape.
PARTS: Final = (
    nodes.Template,
    nodes.Extends,
    nodes.Include,
    nodes.Block,
    nodes.Output,
    nodes.TemplateData,
    nodes.If,
    nodes.For,
    nodes.Name,
    nodes.Const,
    nodes.Getattr,
    nodes.Filter,
    nodes.Test,
    nodes.Compare,
    nodes.Operand,
    nodes.And,
    nodes.Or,
    nodes.Not,
    nodes.Concat,
    nodes.Call,
)
LOOP: Final = frozenset({"index", "first", "last", "previtem", "nextitem"})
TESTS: Final = frozenset({"none"})
_KINDS: Final = (".html", ".txt")


class TemplateRoom(ImmutableSandboxedEnvironment):
    """A Jinja2 sandbox that allows by list: declared fields, block calls, the filters it was given."""

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        for node in (tree, *tree.find_all(nodes.Node)):
            if not isinstance(node, PARTS):
                raise TemplateSyntaxError(
                    f"{type(node).__name__} has no place in a template", node.lineno or 1, name
                )
        return tree

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Whether a template may read this: a declared field of a dataclass, or its place in a loop."""
        del value
        if isinstance(obj, LoopContext):
            return attr in LOOP
        return is_dataclass(obj) and not isinstance(obj, type) and attr in {f.name for f in fields(obj)}

    def is_safe_callable(self, obj: Any) -> bool:
        """Whether a template may call this: a block of its own, nothing else."""
        return isinstance(obj, BlockReference)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Refuse every subscript: a field is read by its name or not at all."""
        del obj, argument
        raise SecurityError("templates read fields by name")


@cache
def room(language: Language, *, html: bool, package: str = COMMON.package) -> TemplateRoom:
    """The room of one language, kept for the life of the process; `html` escapes every value shown.

    A template of `package` goes before the common one of the same path.
    """
    return furnished(FunctionLoader(partial(_source, package)), language, html=html)


def furnished(loader: BaseLoader, language: Language, *, html: bool) -> TemplateRoom:
    """A new room around a loader: strict, without globals, with the filters of one language."""
    made = TemplateRoom(
        loader=loader,
        undefined=StrictUndefined,
        autoescape=html,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
        cache_size=200,
    )
    made.globals.clear()
    made.filters.clear()
    made.filters.update(filters(language))
    for name in set(made.tests) - TESTS:
        del made.tests[name]
    return made


def _source(package: str, name: str) -> tuple[str, str, Callable[[], bool]] | None:
    """The text of a template by its path in a package, or else among the common ones; None for any other path."""
    parts = name.split("/")
    if not name.endswith(_KINDS) or any(part in ("", ".", "..") or "\\" in part for part in parts):
        return None
    for where in dict.fromkeys((package, COMMON.package)):
        place = files(where).joinpath(*parts)
        if place.is_file():
            return place.read_text(encoding="utf-8"), f"{where}/{name}", lambda: True
    return None
