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
from portal.engine.definition import Form, Source, TypeKey
from portal.engine.syntax import Call, Items, Literal, Loop, Name, Node, Select, parse, walk
from portal.explaining.nouns import Nouns, with_unit
from portal.explaining.rows import row_in_words
from portal.explaining.words import TRUTH_WORDS

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


def in_words(compiled: CompiledForm, worded: Form, condition: Source, own: str = "", row_of: str | None = None) -> str:
    """Say when a condition holds, in the page's language.

    `worded` is the form in that language, `own` the question that the reader has before them, `row_of` the table whose
    rows the condition walks.
    """
    program = compiled.program(condition, row_of)
    tree = parse(program.checked, program.rewritten.original)
    return _Speaker(Nouns(worded, own), row_of or "").say(tree)


class _Speaker:
    """Says the parts of one condition; `table` is the one whose row it is about, empty when it is about none."""

    def __init__(self, nouns: Nouns, table: str) -> None:
        self._nouns = nouns
        self._table = table

    def say(self, node: Node, *, denied: bool = False) -> str:
        """Say a part, or that it does not hold."""
        match node:
            case Call(function="_&&_" | "_||_" as function, arguments=parts):
                return self._joined(function, parts, denied=denied)
            case Call(function="!_", arguments=(part,)):
                return self.say(part, denied=not denied)
            case Call(function=function, arguments=(left, right)) if function in OPPOSITE:
                return self._compared(OPPOSITE[function] if denied else function, left, right)
            case Call(function="@in", arguments=(Literal(value=str(key)), Name() as of)):
                return self._chosen(of, key, denied=denied)
            case Call(function="@in", arguments=(of, Items(items=items))):
                return self._one_of(of, items, denied=denied)
            case Loop(kind="exists", over=Name(name=name), variable=variable, parts=(part,)):
                return self._of(name, self._exists(name, variable, part, denied=denied))
            case Loop(kind="all", over=Name(name=name), parts=(part,)) if self._is_table(name):
                words = _("not in every row %(what)s") if denied else _("in every row %(what)s")
                return self._of(name, words % {"what": _Speaker(self._nouns, name).say(part)})
            case Name(name=name):
                return self._truth(name, denied=denied)
        return row_in_words(self._nouns, self._table, node, denied=denied) or self._otherwise(node)

    def _joined(self, function: str, parts: tuple[Node, ...], *, denied: bool) -> str:
        both = (function == "_&&_") is not denied
        said = [self.say(part, denied=denied) for part in parts if not _asks_whether_there(part)]
        return (_(" and ") if both else _(" or ")).join(dict.fromkeys(said))

    def _compared(self, function: str, left: Node, right: Node) -> str:
        if isinstance(left, Literal) and not isinstance(right, Literal):
            return self._compared(MIRRORED[function], right, left)
        match left, right:
            case Call(function="count", arguments=(counted,)), Literal(value=float(amount)):
                return self._counted(counted, function, amount) or self._otherwise(left)
            case Call(function="months_since", arguments=(Name(name=name),)), Literal(value=float(amount)):
                months = AMOUNTS[function](ngettext("%(num)d month", "%(num)d months", int(amount)))
                noun = self._nouns.noun(left.arguments[0])
                if self._nouns.question(name) or noun is None:
                    return self._of(name, _("the day is %(amount)s ago", amount=months))
                return _("%(noun)s is %(amount)s ago", noun=noun, amount=months)
            case Call(function="mean", arguments=(Name(name=name), Literal(value=str(key)))), Literal(
                value=float(amount)
            ):
                column = self._nouns.column(name, key)
                words = AMOUNTS[function](with_unit(amount, column))
                return self._of(name, _("%(column)s is %(amount)s on average", column=column.label, amount=words))
            case Call(function="share_covered", arguments=parts), Literal(value=float(amount)):
                return self._covered(function, parts, amount)
            case _, Literal(value=str(key)):
                return self._worded(function, left, key)
            case _, Literal(value=float(amount)):
                return self._measured(function, left, with_unit(amount, self._nouns.part(left, self._table)))
        measure = self._nouns.noun(right, self._table)
        if measure is None:
            return self._otherwise(Call(function, (left, right), 0))
        return self._measured(function, left, measure)

    def _measured(self, function: str, left: Node, amount: str) -> str:
        """A number beside what it is compared with."""
        words = AMOUNTS[function](amount)
        if isinstance(left, Name) and self._nouns.question(left.name):
            return self._of(left.name, words)
        noun = self._nouns.noun(left, self._table)
        return self._otherwise(left) if noun is None else _("%(noun)s is %(amount)s", noun=noun, amount=words)

    def _worded(self, function: str, left: Node, key: str) -> str:
        """A text beside the one that it is, or is not."""
        words, is_so = self._nouns.value(key, left, self._table), function == "_==_"
        if isinstance(left, Name) and self._nouns.question(left.name):
            said = _("the answer is “%(choice)s”") if is_so else _("the answer is not “%(choice)s”")
            return self._of(left.name, said % {"choice": words})
        noun = self._nouns.noun(left, self._table)
        if noun is None or function not in {"_==_", "_!=_"}:
            return self._otherwise(left)
        said = _("%(column)s is “%(choice)s”") if is_so else _("%(column)s is not “%(choice)s”")
        return said % {"column": noun, "choice": words}

    def _one_of(self, of: Node, items: tuple[Node, ...], *, denied: bool) -> str:
        listed = self._nouns.listed(items, of, self._table)
        if isinstance(of, Name) and self._nouns.question(of.name):
            words = _("the answer is none of: %(choices)s") if denied else _("the answer is one of: %(choices)s")
            return self._of(of.name, words % {"choices": listed})
        noun = self._nouns.noun(of, self._table)
        if noun is None:
            return self._otherwise(of)
        words = _("%(column)s is none of: %(choices)s") if denied else _("%(column)s is one of: %(choices)s")
        return words % {"column": noun, "choices": listed}

    def _chosen(self, of: Name, key: str, *, denied: bool) -> str:
        choice = self._nouns.value(key, of, self._table)
        if self._nouns.question(of.name) is None and (noun := self._nouns.noun(of)):
            words = _("“%(choice)s” is not among %(noun)s") if denied else _("“%(choice)s” is among %(noun)s")
            return words % {"choice": choice, "noun": noun}
        words = _("“%(choice)s” is not chosen") if denied else _("“%(choice)s” is chosen")
        return self._of(of.name, words % {"choice": choice})

    def _counted(self, counted: Node, function: str, amount: float) -> str | None:
        if (function, amount) == ("_>_", 0):
            function, amount = "_>=_", 1
        rows = ngettext("%(num)d row", "%(num)d rows", int(amount))
        match counted:
            case Name(name=name):
                question = self._nouns.question(name)
                if question is not None and question.type is TypeKey.TABLE:
                    none = amount == 0 and function == "_==_"
                    return self._of(name, _("no rows") if none else AMOUNTS[function](rows))
                return self._of(name, _("%(amount)s chosen", amount=AMOUNTS[function](number(int(amount)))))
            case Loop(kind="filter", over=Name(name=name), parts=(part,)) if self._is_table(name):
                what = _Speaker(self._nouns, name).say(part)
                return self._of(name, _("%(rows)s where %(what)s", rows=AMOUNTS[function](rows), what=what))
            case _:
                return None

    def _covered(self, function: str, parts: tuple[Node, ...], amount: float) -> str:
        match parts:
            case (Name(name=rows), Literal(value=str(flag)), Name(name=other), *_rest):
                return _(
                    "%(amount)s of the rows in “%(rows)s” with “%(flag)s” have a row in “%(other)s”",
                    amount=AMOUNTS[function](f"{number(amount)} %"),
                    rows=self._nouns.label(rows),
                    flag=self._nouns.column(rows, flag).label,
                    other=self._nouns.label(other),
                )
            case _:
                return self._otherwise(parts[0])

    def _exists(self, name: str, variable: str, part: Node, *, denied: bool) -> str:
        match part:
            case Call(function="@in", arguments=(Name(name=seen), Items(items=items))) if seen == variable:
                words = _("none chosen of: %(choices)s") if denied else _("at least one chosen of: %(choices)s")
                return words % {"choices": self._nouns.listed(items, Name(name, 0))}
            case Call(function="_==_", arguments=(Name(name=seen), Literal() as item)) if seen == variable:
                words = _("“%(choice)s” is not chosen") if denied else _("“%(choice)s” is chosen")
                return words % {"choice": self._nouns.listed([item], Name(name, 0))}
            case _ if self._is_table(name):
                words = _("no row where %(what)s") if denied else _("a row where %(what)s")
                return words % {"what": _Speaker(self._nouns, name).say(part)}
            case _:
                return self._otherwise(part)

    def _truth(self, name: str, *, denied: bool) -> str:
        if name in TRUTH_WORDS:
            return str(TRUTH_WORDS[name][denied])
        if name.startswith("answered."):
            words = _("it is not answered") if denied else _("it is answered")
            return self._of(name.removeprefix("answered."), words)
        answer = _("the answer is no") if denied else _("the answer is yes")
        earlier = self._nouns.noun(Name(name, 0)) if self._nouns.question(name) is None else None
        return _("%(noun)s: %(words)s", noun=earlier, words=answer) if earlier else self._of(name, answer)

    def _of(self, name: str, words: str) -> str:
        """Name the question when it is another than the reader's own, or the fact that it is."""
        if name == self._nouns.own:
            return words
        if self._nouns.question(name) is None:
            noun = self._nouns.noun(Name(name, 0))
            return _("%(noun)s: %(words)s", noun=noun, words=words) if noun else words
        return _("“%(question)s”: %(words)s", question=self._nouns.label(name), words=words)

    def _otherwise(self, node: Node) -> str:
        names = dict.fromkeys(part.name.removeprefix("answered.") for part in walk(node) if isinstance(part, Name))
        others = [self._nouns.label(name) for name in names if self._nouns.question(name) and name != self._nouns.own]
        cells = (self._nouns.cell(part, self._table) for part in walk(node) if isinstance(part, Select))
        if columns := dict.fromkeys(column.label for column in cells if column is not None):
            return _("%(columns)s fulfil the rule", columns=", ".join(columns))
        if not others:
            return _("the answer fulfils the rule of the form")
        return _(
            "it goes together with: %(questions)s",
            questions=", ".join(_("“%(words)s”", words=words) for words in others),
        )

    def _is_table(self, name: str) -> bool:
        question = self._nouns.question(name)
        return question is not None and question.type is TypeKey.TABLE


def _asks_whether_there(node: Node) -> bool:
    return isinstance(node, Select) and node.has
