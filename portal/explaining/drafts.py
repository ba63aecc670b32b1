"""What a question opens, in words: its rules for deviations, and the evidence it asks for."""

from collections.abc import Iterator

from flask_babel import gettext as _
from flask_babel import ngettext

from portal.engine.compiled import CompiledForm
from portal.engine.definition import DeviationRule, Evidence, Form, Question
from portal.engine.deviations import days_to_close
from portal.engine.taxonomy import EVIDENCE_DAYS, EVIDENCE_TYPE
from portal.engine.themes import types_of
from portal.explaining.conditions import in_words
from portal.followup.words import SEVERITY_WORDS, TYPE_WORDS


def rule_in_words(compiled: CompiledForm, worded: Form, question: Question, rule: DeviationRule, action: str) -> str:
    """Say when a rule opens a draft, of what type and severity, by which day, and what is then to be done."""
    when = in_words(compiled, worded, rule.when, question.key, rule.for_each)
    kind = _kind(compiled, question, rule)
    if rule.for_each is not None:
        said = _("%(kind)s, for each row where: %(condition)s.", condition=when, kind=kind)
    else:
        said = _("%(kind)s, when: %(condition)s.", condition=when, kind=kind)
    return said + (" " + _("To do: %(action)s", action=action) if action else "")


def _kind(compiled: CompiledForm, question: Question, rule: DeviationRule) -> str:
    days = days_to_close(question, rule)
    named = [str(TYPE_WORDS[key]) for key in types_of(compiled, rule)]
    if rule.from_theme is None:
        name = _("“%(words)s”", words=named[0])
    else:
        name = _("What its theme stands for (%(types)s)", types=", ".join(named))
    parts = [name, str(SEVERITY_WORDS[rule.severity]).lower()]
    if days is not None:
        parts.append(ngettext("to be closed in %(num)d day", "to be closed in %(num)d days", days))
    return ", ".join(parts)


def evidence_in_words(asked: Evidence, condition: str, *, is_demanded: bool) -> Iterator[str]:
    """Say what is asked for and when, how old it may be, and what follows when it is missing."""
    if not is_demanded:
        yield _("A reviewer may ask for: %(what)s", what=asked.what)
        return
    if condition:
        yield _("Asked for: %(what)s. When: %(condition)s.", condition=condition, what=asked.what)
    else:
        yield _("Always asked for: %(what)s", what=asked.what)
    if asked.max_age_months is not None:
        yield ngettext(
            "It may be %(num)d month old at most.", "It may be %(num)d months old at most.", asked.max_age_months
        )
    yield ngettext(
        "Without it the self-report can be sent, and the draft “%(kind)s” opens, to be closed in %(num)d day.",
        "Without it the self-report can be sent, and the draft “%(kind)s” opens, to be closed in %(num)d days.",
        EVIDENCE_DAYS,
        kind=TYPE_WORDS[EVIDENCE_TYPE],
    )
