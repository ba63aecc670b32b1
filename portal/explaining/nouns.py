"""The things that a condition speaks of, as they read in a form: questions, columns, choices, facts, functions."""

from collections.abc import Iterable

from flask_babel import gettext as _

from portal.components.formats import country, number
from portal.engine.definition import Choice, Column, Form, Question, TypeKey
from portal.engine.syntax import Call, Literal, Loop, Name, Node, Select
from portal.explaining.words import FACT_WORDS, LIMIT_WORDS, RISK_WORDS
from portal.register.words import CATEGORY_WORDS, KIND_WORDS, TRANSPARENCY_WORDS, WORK_TYPE_WORDS

LISTS = {
    "contract.kind": {kind.value: words for kind, words in KIND_WORDS.items()},
    "contract.transparency_level": {level.value: words for level, words in TRANSPARENCY_WORDS.items()},
    "contract.categories": CATEGORY_WORDS,
    "contract.work_types": WORK_TYPE_WORDS,
}
"""The words of the values that a fact can have."""


class Nouns:
    """Names of a form's parts in its language. `own` is the question before the reader, which needs no name."""

    def __init__(self, form: Form, own: str) -> None:
        self.form = form
        self.own = own

    def question(self, name: str) -> Question | None:
        """The question of that key, when there is one."""
        return next((question for question in self.form.questions() if question.key == name), None)

    def label(self, name: str) -> str:
        """The wording of a question."""
        question = self.question(name)
        return question.label if question else name

    def column(self, table: str, key: str) -> Column:
        """A column of a table."""
        return self.form.question(table).column(key)

    def part(self, node: Node, table: str) -> Question | Column | None:
        """The question or column that a node reads; `table` is the one whose rows are walked."""
        match node:
            case Name(name=name):
                return self.question(name)
            case Select():
                return self.cell(node, table)
            case _:
                return None

    def cell(self, node: Select, table: str) -> Column | None:
        """The column that a part reads: of the row it names, else of the `table` whose rows are walked."""
        walked = self.question((node.of.table if isinstance(node.of, Name) else "") or table)
        return walked.column(node.field) if walked is not None and walked.has_column(node.field) else None

    def noun(self, node: Node, table: str = "") -> str | None:
        """A thing as the subject of a sentence; None when there are no words for it."""
        match node:
            case Name(name=name) if name in FACT_WORDS:
                return str(FACT_WORDS[name])
            case Name(name=name) if name.startswith("previous.") and self.question(name.removeprefix("previous.")):
                return _("the earlier answer to “%(question)s”", question=self.label(name.removeprefix("previous.")))
            case Name(name=name) if self.question(name):
                return _("“%(words)s”", words=self.label(name))
            case Select() if column := self.cell(node, table):
                return column.label
            case Call(function=function, arguments=arguments):
                return self._function(function, arguments, table)
            case Literal(value=float(amount)):
                return number(amount)
            case _:
                return None

    def _function(self, function: str, arguments: tuple[Node, ...], table: str) -> str | None:
        match function, arguments:
            case "limit", (Literal(value=str(key)),):
                return str(LIMIT_WORDS[key]) if key in LIMIT_WORDS else _("the authority's limit “%(key)s”", key=key)
            case "sum" | "mean" | "largest", (Name(name=name), Literal(value=str(key))):
                words = {
                    "sum": _("the sum of %(column)s in “%(table)s”"),
                    "mean": _("the average of %(column)s in “%(table)s”"),
                    "largest": _("the largest of %(column)s in “%(table)s”"),
                }[function]
                return words % {"column": self.column(name, key).label, "table": self.label(name)}
            case "sum", (Loop(kind="filter", over=Name(name=name)), Literal(value=str(key))):
                words = _("the sum of %(column)s in some rows of “%(table)s”")
                return words % {"column": self.column(name, key).label, "table": self.label(name)}
        nouns = [self.noun(argument, table) for argument in arguments]
        if function not in _PATTERNS or None in nouns or len(nouns) != _PATTERNS[function]:
            return None
        pair = {"first": nouns[0], "second": nouns[-1]}
        return {
            "country_risk": _("the country risk of %(first)s"),
            "count": _("the number in %(first)s"),
            "share": _("%(first)s as a share of %(second)s"),
            "months_between": _("the months from %(first)s to %(second)s"),
            "months_since": _("the months since %(first)s"),
            "_+_": _("%(first)s + %(second)s"),
            "_-_": _("%(first)s − %(second)s"),
            "_*_": _("%(first)s × %(second)s"),
            "_/_": _("%(first)s ÷ %(second)s"),
        }[function] % pair

    def value(self, value: str, of: Node, table: str = "") -> str:
        """A text that something is compared with, as it reads: a choice's label, a country, a level."""
        part = self.part(of, table)
        if part is not None and part.type is TypeKey.COUNTRY:
            return country(value)
        if part is not None:
            return labelled(part.choices, value)
        if isinstance(of, Call) and of.function == "country_risk":
            return str(RISK_WORDS.get(value, value))
        words = LISTS.get(of.name, {}) if isinstance(of, Name) else {}
        return str(words.get(value, value))

    def listed(self, items: Iterable[Node], of: Node, table: str = "") -> str:
        """Several of them with commas."""
        return ", ".join(self.value(str(item.value), of, table) for item in items if isinstance(item, Literal))


_PATTERNS = {
    **dict.fromkeys(("country_risk", "count", "months_since"), 1),
    **dict.fromkeys(("share", "months_between", "_+_", "_-_", "_*_", "_/_"), 2),
}
"""How many things each function speaks of."""


def labelled(choices: tuple[Choice, ...], key: str) -> str:
    """The label of a choice."""
    return next((choice.label for choice in choices if choice.key == key), key)


def with_unit(amount: float, part: Question | Column | None) -> str:
    """A number with the unit of what it measures."""
    unit = "" if part is None else "%" if part.type is TypeKey.PERCENT else part.unit
    return f"{number(amount)} {unit}".strip()
