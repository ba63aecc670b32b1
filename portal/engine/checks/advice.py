"""How to mend an expression that CEL does not take: a hint for the slips that people make who never wrote CEL."""

import re
from typing import Final

_INSTEAD: Final = (
    (re.compile(r"\b(?:and|or|not)\b", re.IGNORECASE), "write && for and, || for or, ! for not"),
    (re.compile(r"=>|≥"), "write >= for at least"),
    (re.compile(r"=<|≤"), "write <= for at most"),
    (re.compile(r"<>|≠"), "write != for is not"),
    (re.compile(r"(?<!&)&(?!&)|(?<!\|)\|(?!\|)"), "write && for and, || for or"),
    (re.compile(r"^\s*(?:if|when)\b"), "write the condition alone"),
    (re.compile(r"(?<![=!<>])=(?!=)|\bis\b"), "write == to compare"),
    (re.compile(r"[“”«»„\u2018\u2019]"), "write texts in straight quotes: \"…\" or '…'"),
    (re.compile(r"%\s*(?:$|[)&|?:])"), "a percentage is a number: write 40 for 40 %"),
    (re.compile(r"\d+,\d+\s*(?:$|[)&|?:])"), "write decimals with a point: 32.5"),
    (re.compile(r"\d\s+\d{3}"), "write large numbers without spaces: 1000000"),
)
"""What is written for what CEL means, most telling first; a text in quotes is left out before it is looked for."""

_QUOTED: Final = re.compile(r"\"[^\"]*\"|'[^']*'")
_WORD: Final = re.compile(r"\w+|\S")
_DAY: Final = re.compile(r"\b\d{4}-\d{1,2}-\d{1,2}\b")
_EQUALS: Final = frozenset({"==", "!="})
_LIST, _TEXT, _TRUTH, _NUMBER, _TABLE, _NULL = "a list of texts", "a text", "yes or no", "a number", "a table", "null"

USES: Final = {
    "count": 'count(table) or count(choices), and of some rows count(table.filter(r, r.column == "…"))',
    "sum": 'sum(table, "column")',
    "mean": 'mean(table, "column")',
    "largest": 'largest(table, "column")',
    "share": "share(a, b)",
    "share_covered": 'share_covered(risks, "prioritised", measures, "risk")',
    "months_since": "months_since(day)",
    "months_between": "months_between(a, b)",
    "overdue": "overdue(day)",
    "country_risk": "country_risk(country)",
    "under_boycott": "under_boycott(country)",
    "limit": 'limit("due_diligence")',
    "exists": "table.exists(r, r.column …)",
    "all": "table.all(r, r.column …)",
    "filter": "table.filter(r, r.column …)",
}
"""How each function, and each loop over rows, is called, as docs/forms/language.md has it."""


def problem_of_syntax(said: str, text: str, offset: int) -> str:
    """What CEL's parser says, in words for people; it stopped at a character of the author's text."""
    if said.startswith("missing"):
        return f"{said.split(' at ', maxsplit=1)[0].removeprefix('missing ')} is missing"
    found = _WORD.match(text, offset)
    if found is None or "<EOF>" in said:
        return "it ends too early"
    return f"'{found.group()}' does not fit here"


def hint_of_syntax(text: str) -> str:
    """What to write instead, or the empty text."""
    bare = _QUOTED.sub('""', text)
    return next((hint for slip, hint in _INSTEAD if slip.search(bare)), "")


def hint_of_types(text: str, sign: str, sides: tuple[str, ...]) -> str:
    """What to write where two sides cannot be compared, or the empty text; `sides` name their kinds for people."""
    if _NULL in sides:
        return "whether something was answered is answered.question"
    if sign in _EQUALS and _TRUTH in sides:
        return "a yes or no is a condition by itself: write it alone, or with ! before it"
    if sign in {*_EQUALS, "contains"} and set(sides) == {_LIST, _TEXT}:
        return 'several can be chosen: write "choice" in question'
    if _TABLE in sides:
        return "a table has rows: write count(table), or table.exists(r, r.column …)"
    if _LIST in sides and _NUMBER in sides:
        return "count(question) says how many are chosen"
    if set(sides) == {_TEXT, _NUMBER}:
        return _hint_of_text_and_number(text, sign)
    return ""


def _hint_of_text_and_number(text: str, sign: str) -> str:
    day = _DAY.search(_QUOTED.sub("", text))
    if day:
        return f'write a day in quotes: "{day.group()}"'
    if sign in {"+", "-"}:
        return "months_since(day) says how many months ago a day is"
    return "write a number without quotes; of a day, months_since(day) is a number"
