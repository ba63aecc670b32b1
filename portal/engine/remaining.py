"""Whether a line of a score list takes whatever the lines above it leave, so that nothing can fall past it."""

from collections.abc import Iterable
from dataclasses import dataclass

from portal.engine.compiled import CompiledForm
from portal.engine.conditions import Condition, Part
from portal.engine.definition import Question, Source, TypeKey
from portal.engine.syntax import Call, Literal, Name, Node, parse
from portal.engine.truth import outcomes


def takes_what_is_left(form: CompiledForm, condition: Condition) -> bool:
    """True for a condition that is never false where it is asked: `true`, or the last line of an exhaustive list.

    Lines are asked of an answered question only, so that `answered.<itself>` and `count(<itself>) >= 1` hold.
    """
    if condition.part is not Part.SCORE or condition.number is None:
        return isinstance(_tree(form, condition.source, condition.row_of), Literal)
    question = form.form.question(condition.question)
    lines = [_tree(form, line.when) for line in question.score[: condition.number + 1]]
    whole = lines[0]
    for line in lines[1:]:
        whole = Call("_||_", (whole, line), 0)
    return False not in outcomes(_answered(whole, question), _Answered(question))


@dataclass(frozen=True)
class _Answered:
    """What is known of an answered question's own values."""

    question: Question

    def texts(self, node: Node) -> Iterable[str]:
        own = isinstance(node, Name) and node.name == self.question.key
        single = self.question.type is TypeKey.SINGLE_CHOICE
        return [choice.key for choice in self.question.choices] if own and single else ()

    def bounds(self, node: Node) -> tuple[float | None, float | None, bool]:
        """A list of choices is only an answer with one choice at least; a table may be declared empty."""
        match node:
            case Call(function="count", arguments=(Name(name=name),)):
                least = 1.0 if name == self.question.key and self.question.type is TypeKey.MULTI_CHOICE else 0.0
                return least, None, True
            case Name(name=name) if name == self.question.key:
                return _number(self.question.minimum), _number(self.question.maximum), _is_whole(self.question)
            case _:
                return None, None, False


def _answered(node: Node, question: Question) -> Node:
    """The condition with `answered.<question>` put in as true."""
    match node:
        case Name(name=name) if name == f"answered.{question.key}":
            return Literal(value=True, at=node.at)
        case Call(function="_&&_" | "_||_" | "!_" as function, arguments=arguments):
            return Call(function, tuple(_answered(part, question) for part in arguments), node.at)
        case _:
            return node


def _number(bound: object) -> float | None:
    return None if bound is None else float(str(bound))


def _is_whole(question: Question) -> bool:
    return question.type in {TypeKey.INTEGER, TypeKey.SCALE}


def _tree(form: CompiledForm, source: Source, row_of: str | None = None) -> Node:
    return parse(form.program(source, row_of).checked)
