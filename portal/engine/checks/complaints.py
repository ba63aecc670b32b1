"""What CEL says of an expression that it does not take, as our codes: what the author knows, with a hint."""

import re
from collections.abc import Iterable

from portal.engine.catalogue import Code
from portal.engine.checks.advice import USES, hint_of_syntax, hint_of_types, problem_of_syntax
from portal.engine.checks.subject import Subject, Use
from portal.engine.definition import TypeKey
from portal.engine.diagnostics import closest
from portal.engine.expressions import Complaint
from portal.engine.names import FUNCTIONS, ROOTS

_UNDECLARED = re.compile(r"undeclared reference to '([^']*)'")
_NO_FIELD = re.compile(r"undefined field '([^']*)' not found in struct '(?:row\.)?([^']*)'")
_NO_OVERLOAD = re.compile(r"found no matching overload for '([^']*)' applied to '\((.*)\)'")
_NO_SELECTION = re.compile(r"expression of type 'list\(row\.([^']*)\)' cannot be the operand of a select")
_SIZE = re.compile(r"\bsize(?=\s*\()")
_SYMBOL = re.compile(r"^_?@?(.*?)_?$")
_TYPES = {
    "bool": "yes or no",
    "double": "a number",
    "int": "a number",
    "string": "a text",
    "list(string)": "a list of texts",
    "null_type": "null",
    "wrapper(double)": "a number",
    "wrapper(string)": "a text",
    "wrapper(bool)": "yes or no",
}


def report_complaints(subject: Subject, use: Use, complaints: tuple[Complaint, ...]) -> None:
    """Note what CEL complains of. After a fault of syntax the rest of its sentences are echoes."""
    for complaint in complaints:
        if complaint.message.startswith("Syntax error"):
            _report_syntax(subject, use, complaint)
            return
        _report(subject, use, complaint)


def names_complained_of(complaints: Iterable[Complaint]) -> frozenset[str]:
    """The names that there are not; none when CEL complains of anything else too."""
    found = [_UNDECLARED.match(complaint.message) for complaint in complaints]
    return frozenset(match[1] for match in found if match) if all(found) else frozenset()


def _report_syntax(subject: Subject, use: Use, complaint: Complaint) -> None:
    text, offset = use.source.text, min(complaint.offset, len(use.source.text))
    said = complaint.message.removeprefix("Syntax error: ").split(" expecting ")[0]
    problem = problem_of_syntax(said, text, offset)
    subject.report(Code.EXPRESSION_SYNTAX, use, offset, hint=hint_of_syntax(text), problem=problem)


def _report(subject: Subject, use: Use, complaint: Complaint) -> None:
    if found := _UNDECLARED.match(complaint.message):
        _report_name(subject, use, complaint.offset, found[1])
    elif found := _NO_FIELD.match(complaint.message):
        _report_column(subject, use, complaint.offset, found[1], found[2])
    elif found := _NO_OVERLOAD.match(complaint.message):
        _report_types(subject, use, complaint.offset, found[1], found[2])
    elif found := _NO_SELECTION.match(complaint.message):
        _report_selection(subject, use, complaint.offset, found[1])
    else:
        subject.report(Code.EXPRESSION_SYNTAX, use, complaint.offset, problem=complaint.message)


def _report_name(subject: Subject, use: Use, offset: int, name: str) -> None:
    text = use.source.text
    begin = max(0, offset - name.index(".") if "." in name else offset)
    if text.startswith("(", offset):
        _report_function(subject, use, max(0, offset - len(name)), name)
        return
    tables = [table for table in subject.form.questions() if table.has_column(name)]
    if tables:
        key = tables[0].key
        hint = f"write {key}.exists(r, r.{name} …)"
        subject.report(Code.COLUMN_AS_QUESTION, use, begin, length=len(name), hint=hint, name=name, table=key)
        return
    hint = _name_hint(subject, name)
    subject.report(Code.UNKNOWN_NAME, use, begin, length=len(name), hint=hint, name=name)


def _report_function(subject: Subject, use: Use, begin: int, name: str) -> None:
    """A function that there is not, or one that CEL knows by this name with other arguments."""
    if name in USES:
        words = {"what": name, "types": "what stands in its parentheses"}
        subject.report(Code.TYPE_MISMATCH, use, begin, length=len(name), hint=f"write {USES[name]}", **words)
        return
    hint = _function_hint(name, tuple(FUNCTIONS))
    subject.report(Code.UNKNOWN_FUNCTION, use, begin, length=len(name), hint=hint, name=name)


def _report_selection(subject: Subject, use: Use, dot: int, table: str) -> None:
    """A column asked of a table: only a row has one."""
    column = re.compile(r"\w*").match(use.source.text, dot + 1)
    name = column.group() if column else ""
    hint = f"write {table}.exists(r, r.{name} …), or {table}.all(r, r.{name} …)"
    subject.report(Code.COLUMN_AS_QUESTION, use, dot + 1, length=len(name), hint=hint, name=name, table=table)


def _function_hint(name: str, known: tuple[str, ...]) -> str:
    old = {"size": "count", "avg": "mean", "rows": "count", "max": "largest", "linked_share": "share_covered"}
    return f"did you mean {old[name]}?" if name in old else closest(name, known)


def _name_hint(subject: Subject, name: str) -> str:
    root = name.split(".", maxsplit=1)[0]
    if name in {"yes", "no"}:
        return "a yes or no is a condition by itself: write it alone, or with ! before it"
    if root == "row":
        return "row is known in rules with for_each, and in a column's required_when"
    if any(question.key == root and question.type is TypeKey.NOTE for question in subject.form.questions()):
        return f"{root} is a note, which has no answer"
    if any(question.key == name for question in subject.form.questions()):
        return f"it has no value in expressions; answered.{name} says whether it was answered"
    if root in ROOTS and "." in name:
        return closest(name, [known for known in subject.environment.kinds if known.startswith(f"{root}.")])
    choices = {choice.key for question in subject.form.questions() for choice in question.choices}
    if name in choices:
        return f"a choice is a text: write '{name}'"
    return closest(name, tuple(subject.environment.kinds))


def _report_column(subject: Subject, use: Use, offset: int, column: str, table: str) -> None:
    found = subject.table(table)
    known = [known.key for known in found.columns] if found else []
    dot = use.source.text.find(".", offset)
    begin = dot + 1 if dot >= 0 else offset
    hint = closest(column, known)
    if column in known:
        hint = "a file, and money without a currency, have no value in expressions"
    subject.report(Code.UNKNOWN_COLUMN, use, begin, length=len(column), hint=hint, column=column, of=table)


def _report_types(subject: Subject, use: Use, offset: int, function: str, types: str) -> None:
    if "int" in types and (found := _SIZE.search(use.source.text)):
        subject.report(Code.UNKNOWN_FUNCTION, use, found.start(), length=4, hint="did you mean count?", name="size")
        return
    symbol = _SYMBOL.match(function)
    what = symbol[1] if symbol else function
    named = [_type(word) for word in re.split(r", (?![^(]*\))", types)]
    hint = f"write {USES[what]}" if what in USES else hint_of_types(use.source.text, what, tuple(named))
    begin = offset
    if function.isidentifier() and use.source.text.startswith("(", offset):
        begin = max(0, offset - len(function))
    subject.report(Code.TYPE_MISMATCH, use, begin, length=len(what), hint=hint, what=what, types=" and ".join(named))


def _type(word: str) -> str:
    if word.startswith("list(row."):
        return "a table"
    return _TYPES.get(word, "a row" if word.startswith("row.") else word)
