"""A condition of a form in words: 'at least 3 chosen', 'at most 24 months old', 'a row where Tier is “Tier 1”'.

Reads the tree of the compiled expression; questions, columns and choices are named as they read in the page's language.
What it has no words for it names by the questions that it depends on, so that a new form never shows code.
"""

from collections.abc import Callable, Mapping
from typing import Final

from flask_babel import gettext as _
from flask_babel import ngettext

from portal.components.formats import number
from portal.engine.compiled import CompiledForm
from portal.engine.definition import Choice, Column, Form, Question, Source, TypeKey
from portal.engine.syntax import Call, Items, Literal, Loop, Name, Node, Select, parse, walk

MIRRORED: Final = {"_<_": "_>_", "_<=_": "_>=_", "_>_": "_<_", "_>=_": "_<=_", "_==_": "_==_", "_!=_": "_!=_"}
OPPOSITE: Final = {"_<_": "_>=_", "_<=_": "_>_", "_>_": "_<=_", "_>=_": "_<_", "_==_": "_!=_", "_!=_": "_==_"}

AMOUNTS: Final[Mapping[str, Callable[[str], str]]] = {
    "_<_": lambda amount: _("less than %(amount)s", amount=amount),
    "_<=_": lambda amount: _("at most %(amount)s", amount=amount),
    "_>_": lambda amount: _("more than %(amount)s", amount=amount),
    "_>=_": lambda amount: _("at least %(amount)s", amount=amount),
    "_==_": lambda amount: _("exactly %(amount)s", amount=amount),
    "_!=_": lambda amount: _("other than %(amount)s", amount=amount),
}


def in_words(compiled: CompiledForm, worded: Form, condition: Source, question: Question) -> str:
    """Say when a condition of a question holds, in the page's language; `worded` is the form in that language."""
    program = compiled.program(condition)
    tree = parse(program.checked, program.rewritten.original)
    return _Speaker(worded, question.key).say(tree)


class _Speaker:
    """Says the parts of one condition; `own` is the question that the reader has before them and needs no name."""

    def __init__(self, worded: Form, own: str) -> None:
        self._form = worded
        self._own = own

    def say(self, node: Node, *, denied: bool = False) -> str:
        """Say a part, or that it does not hold."""
        match node:
            case Call(function="_&&_" | "_||_" as function, arguments=parts):
                joined = _(" and ") if (function == "_&&_") is not denied else _(" or ")
                return joined.join(self.say(part, denied=denied) for part in parts)
            case Call(function="!_", arguments=(part,)):
                return self.say(part, denied=not denied)
            case Call(function=function, arguments=(left, right)) if function in OPPOSITE:
                return self._compared(OPPOSITE[function] if denied else function, left, right)
            case Call(function="@in", arguments=(Literal(value=str(key)), Name(name=name))):
                words = _("“%(choice)s” is not chosen") if denied else _("“%(choice)s” is chosen")
                return self._of(name, words % {"choice": self._choice(name, key)})
            case Call(function="@in", arguments=(Name(name=name), Items(items=items))):
                words = _("the answer is none of: %(choices)s") if denied else _("the answer is one of: %(choices)s")
                return self._of(name, words % {"choices": self._listed(self._choices(name), items)})
            case Loop(kind="exists", over=Name(name=name), variable=variable, parts=(part,)):
                return self._of(name, self._exists(name, variable, part, denied=denied))
            case Name(name=name):
                return self._truth(name, denied=denied)
            case _:
                return self._otherwise(node)

    def _compared(self, function: str, left: Node, right: Node) -> str:
        if isinstance(left, Literal) and not isinstance(right, Literal):
            return self._compared(MIRRORED[function], right, left)
        match left, right:
            case Call(function="count", arguments=(Name(name=name),)), Literal(value=float(amount)):
                return self._of(name, self._counted(name, function, amount))
            case Call(function="months_since", arguments=(Name(name=name),)), Literal(value=float(amount)):
                months = ngettext("%(num)d month", "%(num)d months", int(amount))
                return self._of(name, _("the day is %(amount)s ago", amount=AMOUNTS[function](months)))
            case Call(function="mean", arguments=(Name(name=name), Literal(value=str(key)))), Literal(
                value=float(amount)
            ):
                column = self._column(name, key)
                words = AMOUNTS[function](_with_unit(amount, column))
                return self._of(name, _("%(column)s is %(amount)s on average", column=column.label, amount=words))
            case Call(function="share_covered", arguments=parts), Literal(value=float(amount)):
                return self._covered(function, parts, amount)
            case Name(name=name), Literal(value=float(amount)) if self._known(name):
                return self._of(name, AMOUNTS[function](_with_unit(amount, self._form.question(name))))
            case Name(name=name), Literal(value=str(key)) if self._known(name):
                words = _("the answer is “%(choice)s”") if function == "_==_" else _("the answer is not “%(choice)s”")
                return self._of(name, words % {"choice": self._choice(name, key)})
            case _:
                return self._otherwise(Call(function, (left, right), 0))

    def _counted(self, name: str, function: str, amount: float) -> str:
        count = int(amount)
        is_table = self._known(name) and self._form.question(name).type is TypeKey.TABLE
        if is_table:
            return AMOUNTS[function](ngettext("%(num)d row", "%(num)d rows", count))
        return _("%(amount)s chosen", amount=AMOUNTS[function](number(count)))

    def _covered(self, function: str, parts: tuple[Node, ...], amount: float) -> str:
        match parts:
            case (Name(name=rows), Literal(value=str(flag)), Name(name=other), *_rest):
                return _(
                    "%(amount)s of the rows in “%(rows)s” with “%(flag)s” have a row in “%(other)s”",
                    amount=AMOUNTS[function](f"{number(amount)} %"),
                    rows=self._label(rows),
                    flag=self._column(rows, flag).label,
                    other=self._label(other),
                )
            case _:
                return self._otherwise(parts[0])

    def _exists(self, name: str, variable: str, part: Node, *, denied: bool) -> str:
        match part:
            case Call(function="@in", arguments=(Name(name=seen), Items(items=items))) if seen == variable:
                words = _("none chosen of: %(choices)s") if denied else _("at least one chosen of: %(choices)s")
                return words % {"choices": self._listed(self._choices(name), items)}
            case _:
                words = _("no row where %(what)s") if denied else _("a row where %(what)s")
                return words % {"what": self._of_row(name, part)}

    def _of_row(self, table: str, node: Node) -> str:
        """Say what a row must have, in the words of its columns."""
        match node:
            case Call(function="_&&_" | "_||_" as function, arguments=parts):
                joined = _(" and ") if function == "_&&_" else _(" or ")
                return joined.join(self._of_row(table, part) for part in parts if not _asks_whether_there(part))
            case Select(field=key):
                return _("“%(column)s” is answered yes", column=self._column(table, key).label)
            case Call(function="_==_" | "_!=_" as function, arguments=(Select(field=key), Literal(value=str(value)))):
                column = self._column(table, key)
                words = _("%(column)s is “%(choice)s”") if function == "_==_" else _("%(column)s is not “%(choice)s”")
                return words % {"column": column.label, "choice": _label(column.choices, value)}
            case Call(function="@in", arguments=(Select(field=key), Items(items=items))):
                column = self._column(table, key)
                choices = self._listed(column.choices, items)
                return _("%(column)s is one of: %(choices)s", column=column.label, choices=choices)
            case Call(function="overdue", arguments=(Select(field=key),)):
                return _("%(column)s has passed", column=self._column(table, key).label)
            case _:
                keys = dict.fromkeys(part.field for part in walk(node) if isinstance(part, Select))
                return _(
                    "%(columns)s fulfil the rule", columns=", ".join(self._column(table, key).label for key in keys)
                )

    def _truth(self, name: str, *, denied: bool) -> str:
        if name.startswith("answered."):
            words = _("it is not answered") if denied else _("it is answered")
            return self._of(name.removeprefix("answered."), words)
        return self._of(name, _("the answer is no") if denied else _("the answer is yes"))

    def _of(self, name: str, words: str) -> str:
        """Name the question when it is another than the reader's own."""
        if name == self._own or not self._known(name):
            return words
        return _("“%(question)s”: %(words)s", question=self._label(name), words=words)

    def _otherwise(self, node: Node) -> str:
        names = dict.fromkeys(part.name.removeprefix("answered.") for part in walk(node) if isinstance(part, Name))
        others = [self._label(name) for name in names if self._known(name) and name != self._own]
        if not others:
            return _("the answer fulfils the rule of the form")
        return _(
            "it goes together with: %(questions)s",
            questions=", ".join(_("“%(words)s”", words=words) for words in others),
        )

    def _known(self, name: str) -> bool:
        return any(question.key == name for question in self._form.questions())

    def _label(self, name: str) -> str:
        return self._form.question(name).label if self._known(name) else name

    def _column(self, table: str, key: str) -> Column:
        return self._form.question(table).column(key)

    def _choices(self, name: str) -> tuple[Choice, ...]:
        return self._form.question(name).choices if self._known(name) else ()

    def _choice(self, name: str, key: str) -> str:
        return _label(self._choices(name), key)

    def _listed(self, choices: tuple[Choice, ...], items: tuple[Node, ...]) -> str:
        return ", ".join(_label(choices, str(item.value)) for item in items if isinstance(item, Literal))


def _label(choices: tuple[Choice, ...], key: str) -> str:
    return next((choice.label for choice in choices if choice.key == key), key)


def _asks_whether_there(node: Node) -> bool:
    return isinstance(node, Select) and node.has


def _with_unit(amount: float, part: Question | Column) -> str:
    unit = "%" if part.type is TypeKey.PERCENT else part.unit
    return f"{number(amount)} {unit}".strip()
