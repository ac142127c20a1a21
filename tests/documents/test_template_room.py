"""The room templates are rendered in: what an edited template cannot do."""

import dataclasses

import pytest
from jinja2 import DictLoader, StrictUndefined, TemplateError, TemplateNotFound

from mediation.docs_templates.sandbox import furnished, room
from mediation.kernel.language import Language

FI = Language.FINNISH


@dataclasses.dataclass(frozen=True, slots=True)
class Person:
    name: str
    lines: tuple[str, ...] = ("a", "b")

    def secret(self) -> str:
        return "salaisuus"

    @property
    def hidden(self) -> str:
        return "salaisuus"


GIVEN = {"person": Person("Tero"), "text": "abc", "number": 3, "names": ("x", "y")}


def rendered(source, html=True):
    return furnished(DictLoader({"t": source}), FI, html=html).get_template("t").render(GIVEN)


ALLOWED = {
    "a field is shown":               ("{{ person.name }}", "Tero"),
    "a value is escaped":             ("{{ '<' ~ text }}", "&lt;abc"),
    "a condition chooses":            ("{% if number == 3 and text %}a{% else %}b{% endif %}", "a"),
    "a loop repeats":                 ("{% for n in names %}{{ loop.index }}{{ n }}{% endfor %}", "1x2y"),
    "a loop knows its end":           ("{% for n in names %}{{ loop.last }}{% endfor %}", "FalseTrue"),
    "nothing is tested for":          ("{% if none is none %}x{% endif %}", "x"),
    "a block is shown twice":         ("{% block a %}x{% endblock %}{{ self.a() }}", "xx"),
}  # fmt: skip


@pytest.mark.parametrize("sentence", ALLOWED)
def test_a_template_may(sentence):
    source, expected = ALLOWED[sentence]
    assert rendered(source) == expected


ESCAPES = {
    "an unknown name":               "{{ unknown }}",
    "an unknown field":              "{{ person.address }}",
    "a method of a context":         "{{ person.secret() }}",
    "a method without calling":      "{{ person.secret }}",
    "a property of a context":       "{{ person.hidden }}",
    "the class of a value":          "{{ text.__class__ }}",
    "the class through attr":        "{{ text|attr('__class__') }}",
    "the class by subscript":        "{{ text['__class__'] }}",
    "the class of a context":        "{{ person.__class__.__mro__ }}",
    "the fields of a dataclass":     "{{ person.__dataclass_fields__ }}",
    "the slots of a dataclass":      "{{ person.__slots__ }}",
    "the globals of a method":       "{{ person.secret.__globals__ }}",
    "a subclass walk":               "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "a subscript by number":         "{{ names[0] }}",
    "a slice":                       "{{ text[0:1] }}",
    "a variable of its own":         "{% set a = text %}{{ a }}",
    "a doubling":                    "{% set a = text ~ text %}{% set a = a ~ a %}{{ a }}",
    "an import":                     "{% import 'letters/invitation/fi.html' as a %}",
    "a from-import":                 "{% from 'letters/invitation/fi.html' import a %}",
    "a filter block":                "{% filter capital %}x{% endfilter %}",
    "a with block":                  "{% with a = text %}{{ a }}{% endwith %}",
    "a list":                        "{{ [text, text] }}",
    "a mapping":                     "{{ {'a': text} }}",
    "an inline condition":           "{{ text if number else person }}",
    "the format method":             "{{ '{0.__class__}'.format(person) }}",
    "the format_map method":         "{{ '{a}'.format_map(person) }}",
    "the format filter":             "{{ '%s'|format(text) }}",
    "a string method":               "{{ text.upper() }}",
    "range":                         "{% for i in range(9) %}{% endfor %}",
    "lipsum":                        "{{ lipsum.__globals__ }}",
    "cycler":                        "{{ cycler.__init__.__globals__ }}",
    "joiner":                        "{{ joiner }}",
    "namespace":                     "{% set ns = namespace(a=1) %}{{ ns.a }}",
    "dict":                          "{{ dict(a=1) }}",
    "the request":                   "{{ request.application }}",
    "the config":                    "{{ config }}",
    "the environment of a block":    "{{ self.__init__.__globals__ }}",
    "the context of a block":        "{% block a %}{{ self.a._context }}{% endblock %}",
    "the inside of a loop":          "{% for n in names %}{{ loop._iterable }}{% endfor %}",
    "a loop called":                 "{% for n in names recursive %}{{ loop(names) }}{% endfor %}",
    "a macro's inside":              "{% macro m() %}{% endmacro %}{{ m.__init__ }}",
    "a macro called":                "{% macro m() %}x{% endmacro %}{{ m() }}",
    "the caller of a macro":         "{% macro m() %}x{% endmacro %}{% call m() %}x{% endcall %}",
    "multiplication":                "{{ 'a' * 1000000000 }}",
    "a power":                       "{{ number ** number }}",
    "a percent format":              "{{ '%999999999d' % number }}",
    "an addition":                   "{{ number + 1 }}",
    "a minus sign":                  "{{ -number }}",
    "the safe filter":               "{{ text|safe }}",
    "the map filter":                "{{ names|map(attribute='__class__')|list }}",
    "the selectattr filter":         "{{ names|selectattr('__class__') }}",
    "the pprint filter":             "{{ person|pprint }}",
    "the tojson filter":             "{{ person|tojson }}",
    "a test for being defined":      "{% if unknown is defined %}{% endif %}",
    "a test by name":                "{% if text is filter %}{% endif %}",
    "an extension":                  "{% do text %}",
    "autoescape switched off":       "{% autoescape false %}{{ text }}{% endautoescape %}",
    "an import of a file":           "{% include '/etc/passwd' %}",
    "a template outside":            "{% extends '../secret.html' %}",
    "a date of something else":      "{{ text|date }}",
    "money of something else":       "{{ text|money }}",
    "an undefined name in a filter": "{{ unknown|capital }}",
}  # fmt: skip
REFUSALS = (TemplateError, AttributeError)  # a filter given another type fails as Python does


@pytest.mark.parametrize("escape", ESCAPES)
def test_a_template_may_not_reach(escape):
    with pytest.raises(REFUSALS):
        rendered(ESCAPES[escape])


@pytest.mark.parametrize(
    "name",
    [
        "../documents/pdf.py",
        "/etc/passwd",
        "letters/../README.md",
        "README.md",
        "sandbox.py",
        "layouts/common.typ",
        "letters//invitation/fi.html",
        "letters\\invitation\\fi.html",
        "./letters/invitation/fi.html",
        "letters",
        "",
        "letters/none/fi.html",
    ],
)
def test_only_templates_of_this_package_are_found(name):
    with pytest.raises(TemplateNotFound):
        room(FI, html=True).get_template(name)


def test_the_room_is_strict_and_empty():
    here = room(FI, html=True)
    assert here.undefined is StrictUndefined
    assert here.globals == {}
    assert set(here.tests) == {"none"}
    assert set(here.filters) == {"date", "day", "time", "money", "section", "act", "capital"}
    assert here.extensions == {}


def test_a_page_is_escaped_and_a_message_is_plain():
    assert rendered("{{ '<&' }}") == "&lt;&amp;"
    assert rendered("{{ '<&' }}", html=False) == "<&"
