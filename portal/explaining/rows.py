"""What a row of a table must have, in the words of its columns, where a condition names nothing else."""

from flask_babel import gettext as _

from portal.engine.syntax import Call, Literal, Node, Select
from portal.explaining.nouns import Nouns


def row_in_words(nouns: Nouns, table: str, node: Node, *, denied: bool) -> str | None:
    """Say a part of a condition about a row; None when there are no words for it."""
    match node:
        case Select(has=True) if column := nouns.cell(node, table):
            words = _("%(column)s is left empty") if denied else _("%(column)s is filled in")
            return words % {"column": column.label}
        case Select() if column := nouns.cell(node, table):
            words = _("“%(column)s” is answered no") if denied else _("“%(column)s” is answered yes")
            return words % {"column": column.label}
        case Call(function="@in", arguments=(Literal(value=str(value)), Select() as of)) if column := nouns.cell(
            of, table
        ):
            words = (
                _("“%(choice)s” is not chosen in “%(column)s”")
                if denied
                else _("“%(choice)s” is chosen in “%(column)s”")
            )
            return words % {"choice": nouns.value(value, of, table), "column": column.label}
        case Call(function="overdue", arguments=(of,)) if noun := nouns.noun(of, table):
            return (_("%(column)s has not passed") if denied else _("%(column)s has passed")) % {"column": noun}
        case Call(function="under_boycott", arguments=(of,)) if noun := nouns.noun(of, table):
            words = _("%(column)s is not under a trade boycott") if denied else _("%(column)s is under a trade boycott")
            return words % {"column": noun}
        case _:
            return None
