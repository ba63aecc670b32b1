"""How the parts of a form fit together (F3)."""

from collections.abc import Mapping, Sequence

from portal.engine.bounds.reach import outside_short
from portal.engine.catalogue import Code
from portal.engine.checks.subject import Subject
from portal.engine.definition import Check, Column, Question, Required, TypeKey
from portal.engine.diagnostics import closest
from portal.engine.functions import Kind
from portal.engine.syntax import Call, Name, walk
from portal.engine.table_rows import FORM_ROWS
from portal.engine.types.kinds import kind_of
from portal.engine.worlds.search import Facts, Setting
from portal.engine.worlds.world import Undecided


def check_refs(subject: Subject) -> None:
    """A reference points to a table of the form; where it must be filled in, there is a row to choose."""
    for question in subject.form.questions():
        for column in question.columns:
            if column.type is TypeKey.REF and column.ref:
                _check_ref(subject, question, column)


def _check_ref(subject: Subject, question: Question, column: Column) -> None:
    table = subject.table(column.ref)
    length = len(column.key)
    if table is None:
        tables = [known.key for known in subject.form.questions() if known.type is TypeKey.TABLE]
        hint = closest(column.ref, tables)
        subject.findings.add(Code.REF_TO_NOTHING, column.place, length=length, hint=hint, table=column.ref)
    elif column.required and not column.required_when and _may_be_empty(subject, table, question):
        subject.findings.add(Code.REF_TO_EMPTY, column.place, length=length, column=column.key, table=table.key)


def _may_be_empty(subject: Subject, table: Question, pointing: Question) -> bool:
    """Whether a report can be sent in which the pointing table is asked and the other has no rows."""
    outside = outside_short(subject.form)
    settings = [Setting(sent=True), *([Setting(sent=True, outside=outside)] if outside and pointing.core else [])]
    try:
        several = [Facts(subject.model, setting, [], [table.key, pointing.key]) for setting in settings]
        return any(_is_empty_in(facts, table, pointing) for facts in several)
    except Undecided:
        return not (table.required is Required.YES and table.rows.minimum >= 1)


def _is_empty_in(facts: Facts, table: Question, pointing: Question) -> bool:
    return any(facts.is_shown(pointing.key, world) and not world[table.key] for world in facts.worlds())


def check_soft(subject: Subject) -> None:
    """What may be left out says what follows when it is: a deviation on `!answered.key`, anywhere in the form.

    If the short form asks it, the rule stands at a question that the short form asks too.
    """
    denied = {
        (node.arguments[0].name, core)
        for compiled in subject.compiled
        if compiled.use.role == "a deviation's when" and compiled.use.question
        for node in walk(compiled.tree)
        if isinstance(node, Call) and node.function == "!_" and isinstance(node.arguments[0], Name)
        for core in {False, compiled.use.question.core}
    }
    for question in subject.form.questions():
        if question.required is Required.SOFT and (f"answered.{question.key}", question.core) not in denied:
            subject.findings.add(Code.SOFT_WITHOUT_RULE, question.place, length=len(question.key), key=question.key)


def check_checks(subject: Subject) -> None:
    """A broken check is shown at a question, so there has to be one."""
    keys = [question.key for question in subject.form.questions()]
    for check in _checks(subject):
        if check.at and check.at not in keys and check.for_each is None:
            hint = closest(check.at, keys)
            subject.findings.add(Code.CHECK_AT_NOTHING, check.when.place, hint=hint, key=check.at)


def _checks(subject: Subject) -> list[Check]:
    checks = [check for section in subject.form.sections for check in section.checks]
    return checks + [check for question in subject.form.questions() for check in question.checks]


def check_walked_tables(subject: Subject) -> None:
    """A rule for each row walks a table."""
    tables = [question.key for question in subject.form.questions() if question.type is TypeKey.TABLE]
    rules = [rule for question in subject.form.questions() for rule in question.deviations]
    walked = [(rule.for_each, rule.place) for rule in rules]
    walked += [(check.for_each, check.when.place) for check in _checks(subject)]
    for key, place in walked:
        if key and key not in tables:
            subject.findings.add(Code.NOT_A_TABLE, place, hint=closest(key, tables), key=key)


def check_rows(subject: Subject) -> None:
    """All tables together take no more rows than a form does, or the last one filled in would be refused."""
    total = 0
    for question in subject.form.questions():
        if question.type is TypeKey.TABLE:
            before, total = total, total + question.rows.maximum
            if before <= FORM_ROWS < total:
                words = {"rows": _all_rows(subject), "most": FORM_ROWS, "key": question.key}
                subject.findings.note(Code.TOO_MANY_ROWS, question.place, len(question.key), "", words)


def _all_rows(subject: Subject) -> int:
    return sum(table.rows.maximum for table in subject.form.questions() if table.type is TypeKey.TABLE)


def check_prefill(subject: Subject) -> None:
    """A proposed answer comes from something known or computed before, of the question's own type."""
    kinds = subject.environment.kinds
    known = [name for name in kinds if name.split(".")[0] in {"contract", "supplier", "round"}]
    for question in subject.form.questions():
        if question.type is TypeKey.COMPUTED:
            known.append(question.key)
        if question.prefill and not _is_proposable(question, question.prefill, known, kinds):
            hint = closest(question.prefill, known)
            subject.findings.add(
                Code.PREFILL, question.place, length=len(question.key), hint=hint, prefill=question.prefill
            )


def _is_proposable(question: Question, source: str, known: Sequence[str], kinds: Mapping[str, Kind]) -> bool:
    """Tell whether what stands there can be an answer; files are none, and a faulty expression is told elsewhere."""
    if source not in known or question.type is TypeKey.FILE:
        return False
    return kinds[source] in (kind_of(question), Kind.ANYTHING)
