"""Whether a line of a score list takes whatever the lines above it leave, so that nothing can fall past it."""

from portal.engine.bounds import model_of
from portal.engine.compiled import CompiledForm
from portal.engine.conditions import Condition, Part
from portal.engine.definition import Question
from portal.engine.syntax import Literal, parse
from portal.engine.worlds.search import Facts, Setting
from portal.engine.worlds.world import Undecided


class Remaining:
    """Of the conditions of one form, those that cannot fail where they are asked."""

    def __init__(self, form: CompiledForm) -> None:
        self._form = form
        self._model = model_of(form)

    def takes_what_is_left(self, condition: Condition) -> bool:
        """True for a condition that is never false where it is asked: `true`, or the last line of an exhaustive list.

        Lines are asked of an answered question only, so that `answered.<itself>` and `count(<itself>) >= 1` hold.
        """
        if condition.part is not Part.SCORE or condition.number is None:
            return isinstance(parse(self._form.program(condition.source, condition.row_of).checked), Literal)
        try:
            return not self._falls_past(self._form.form.question(condition.question), condition.number)
        except Undecided:
            return False

    def _falls_past(self, question: Question, number: int) -> bool:
        """Whether every line up to that one can be false of an answer. Raises Undecided."""
        lines = [self._model.understood(line.when) for line in question.score[: number + 1]]
        facts = Facts(self._model, Setting(), lines, [question.key])
        return any(
            world[question.key] is not None and all(line.meaning(world) is False for line in lines)
            for world in facts.worlds()
        )
