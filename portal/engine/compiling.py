"""From the text of a form.yaml to a form ready to run, or to everything that is wrong with it."""

from collections.abc import Collection, Mapping
from dataclasses import replace

from portal.engine.catalogue import Code
from portal.engine.changes.record import Record, check_record
from portal.engine.checks import CHECKS
from portal.engine.checks.complaints import names_complained_of, report_complaints
from portal.engine.checks.subject import Compiled, Subject, Use, uses_of
from portal.engine.compiled import CompiledForm, assemble
from portal.engine.definition import Column, Form, Question, Section, TypeKey
from portal.engine.diagnostics import Diagnostic, EnoughFound, FormRefused, rendered
from portal.engine.expressions import Environment, ExpressionError, Program
from portal.engine.loader import Reading, read
from portal.engine.names import CEL_WORDS, KEY, RESERVED
from portal.engine.rewriting import with_doubles
from portal.engine.syntax import Node, parse, start
from portal.engine.texts import Catalogue, check_translation
from portal.engine.versions import digest, plain

Translated = Mapping[str, Mapping[str, Catalogue]]
"""Language to form to catalogue."""


def compile_form(text: str, *, path: str = "form.yaml") -> CompiledForm:
    """The form of a text, ready to run. Raises FormRefused with every fault."""
    compiled, faults = check_form(text, path=path)
    if compiled is None:
        raise FormRefused(faults, rendered(faults, text))
    return compiled


def check_form(
    text: str,
    *,
    path: str = "form.yaml",
    folder: str = "",
    taken: Collection[str] = (),
    translated: Translated | None = None,
    record: Record | None = None,
) -> tuple[CompiledForm | None, list[Diagnostic]]:
    """The form, and everything that is wrong with it; without faults there is a form, with faults there is none.

    `folder` is what the form has to be called and `taken` what it may not, where it stands beside others. `translated`
    are the catalogues that its texts should be in: language to form to catalogue. `record` are its published
    versions.
    """
    reading = read(text, path=path)
    if reading.form is None:
        return None, reading.findings.sorted()
    try:
        _check_name(reading.form, reading, folder, taken)
        compiled = _checked(reading.form, reading, translated or {}, record or Record())
    except EnoughFound:
        compiled = None
    faults = reading.findings.sorted()
    return (None if faults else compiled), faults


def _check_name(form: Form, reading: Reading, folder: str, taken: Collection[str]) -> None:
    """A form is found by its folder's name, and one portal has it once."""
    if folder and form.key and form.key != folder:
        reading.findings.add(Code.OTHER_FOLDER, form.place, length=len(form.key), key=form.key, folder=folder)
    if form.key in taken:
        reading.findings.add(Code.KEY_TAKEN, form.place, length=len(form.key), key=form.key)


def _checked(whole: Form, reading: Reading, translated: Translated, record: Record) -> CompiledForm | None:
    """Run every check, and assemble the form if none found a fault."""
    form = _sound(whole)
    subject = Subject(form, reading, Environment(form))
    known: dict[tuple[str | None, str], tuple[Program, Node]] = {}
    for use in uses_of(form):
        _compile(subject, use, known)
    for check in CHECKS:
        check(subject)
    for language, catalogues in translated.items():
        if language != form.source_language:
            check_translation(reading, language, catalogues.get(form.key, {}))
    check_record(reading, form, record)
    if reading.findings:
        return None
    programs = {place: program for place, (program, _) in known.items()}
    return assemble(form, subject.environment, digest=digest(plain(form)), programs=programs)


def _compile(subject: Subject, use: Use, known: dict[tuple[str | None, str], tuple[Program, Node]]) -> None:
    """Compile one expression into the subject. One that is missing, or walks no table, was reported already."""
    if not use.source.text or (use.row_of is not None and subject.table(use.row_of) is None):
        return
    place = use.row_of, use.source.text
    try:
        if place not in known:
            program = subject.environment.compile(use.source.text, row_of=use.row_of)
            known[place] = program, parse(program.checked, program.rewritten.original)
    except ExpressionError as error:
        report_complaints(subject, use, error.complaints)
        _compile_without(subject, use, names_complained_of(error.complaints))
        return
    program, tree = known[place]
    subject.compiled.append(Compiled(use, program.kind, tree))
    if program.kind is None or (use.wanted is not None and program.kind is not use.wanted):
        wanted = use.wanted or "a number, a text, or yes or no"
        found = program.kind or "something else"
        subject.report(Code.WRONG_RESULT, use, start(tree), name=use.role, wanted=wanted, found=found)


def _compile_without(subject: Subject, use: Use, names: frozenset[str]) -> None:
    """Let the checks see the rest of an expression whose only fault is names that there are not."""
    checked = subject.environment.tree_with(use.source.text, names, row_of=use.row_of) if names else None
    if checked is not None:
        subject.compiled.append(Compiled(use, None, parse(checked, with_doubles(use.source.text).original)))


def _sound(form: Form) -> Form:
    """The form without the questions and columns whose keys were refused, so that the rest can be compiled."""
    seen: set[str] = set()
    sections: list[Section] = []
    for section in form.sections:
        questions = tuple(_with_sound_columns(part) for part in section.questions if _takes(part, seen))
        sections.append(replace(section, questions=questions))
    return replace(form, sections=tuple(sections))


def _takes(question: Question, seen: set[str]) -> bool:
    key = question.key
    fits = bool(KEY.fullmatch(key)) and key not in RESERVED and key not in seen and question.type is not TypeKey.REF
    seen.add(key)
    return fits


def _with_sound_columns(question: Question) -> Question:
    kept: dict[str, Column] = {}
    for column in question.columns:
        nested = column.type in {TypeKey.TABLE, TypeKey.COMPUTED, TypeKey.NOTE}
        if KEY.fullmatch(column.key) and column.key not in CEL_WORDS and not nested:
            kept.setdefault(column.key, column)
    return replace(question, columns=tuple(kept.values()))
