"""The shape of an entry of the catalogue, the codes, and the frames that make a whole form of an example."""

from dataclasses import dataclass
from enum import StrEnum


class Code(StrEnum):
    """F1 notation, F2 expressions, F3 structure, F4 scoring, F5 language, F6 change. A code is never reused."""

    SYNTAX = "F101"
    TAB = "F102"
    DUPLICATE_FIELD = "F103"
    ALIAS = "F104"
    TAG = "F105"
    SECOND_DOCUMENT = "F106"
    TOO_LARGE = "F107"
    UNKNOWN_FIELD = "F108"
    MISSING_FIELD = "F109"
    WRONG_KIND = "F110"
    NUMBER_AS_TEXT = "F111"
    NOT_A_NUMBER = "F112"
    NOT_TRUE_OR_FALSE = "F113"
    NOT_ONE_OF = "F114"
    NOT_A_KEY = "F115"
    RESERVED_KEY = "F116"
    DUPLICATE_KEY = "F117"
    EMPTY = "F118"
    TOO_LONG = "F119"
    OUT_OF_RANGE = "F120"
    NOT_OF_THIS_TYPE = "F121"
    CHARACTER = "F122"
    NOT_UTF8 = "F123"
    TOO_MANY_FAULTS = "F124"
    OTHER_FOLDER = "F125"
    KEY_TAKEN = "F126"

    EXPRESSION_SYNTAX = "F201"
    UNKNOWN_NAME = "F202"
    UNKNOWN_COLUMN = "F203"
    UNKNOWN_FUNCTION = "F204"
    TYPE_MISMATCH = "F205"
    WRONG_RESULT = "F206"
    UNKNOWN_CHOICE = "F207"
    LOOK_AHEAD = "F208"
    NESTED_LOOP = "F209"
    DIVISION = "F210"
    WITHOUT_HAS = "F211"
    ALWAYS_SAME = "F212"
    COLUMN_NAME = "F213"
    LOOP_NAME = "F214"

    NEVER_SHOWN = "F301"
    COLUMN_AS_QUESTION = "F302"
    REF_TO_NOTHING = "F303"
    REF_TO_EMPTY = "F304"
    SOFT_WITHOUT_RULE = "F305"
    CHECK_AT_NOTHING = "F306"
    NOT_A_TABLE = "F307"
    UNKNOWN_LIST = "F308"
    PREFILL = "F309"
    TOO_MANY_ROWS = "F310"

    CANNOT_SCORE = "F401"
    UNREACHABLE = "F402"
    LEVELS_OVERLAP = "F403"
    LEVELS_HOLE = "F404"
    WEIGHTS = "F405"
    TABLE_NOT_REQUIRED = "F406"
    UNKNOWN_DEVIATION = "F407"
    UNKNOWN_LEVEL = "F408"
    UNKNOWN_PLACE = "F409"
    WITHOUT_POINTS = "F410"
    DISCLOSURE_COSTS = "F411"
    TWO_WAYS = "F412"
    LEAD = "F413"
    NOBODY_OPENS = "F414"
    LEVEL_UNREACHED = "F415"
    NO_DIFFERENCE = "F416"
    LINE_UNREACHED = "F417"
    POINTS_UNCLEAR = "F418"

    UNKNOWN_PLACEHOLDER = "F501"
    UNTRANSLATED = "F502"
    LOST_PLACEHOLDER = "F503"
    STALE = "F504"

    PUBLISHED_EDITED = "F601"
    MEANING_CHANGED = "F602"
    QUESTION_DROPPED = "F603"
    STILL_ASKED = "F604"
    NEVER_ASKED = "F605"


class Frame(StrEnum):
    """A form around an example: the example stands where `{example}` is, with its lines indented as that word is."""

    FILE = "{example}\n"
    FORM = """\
form: sample
version: "1"
source_language: en
title: "A sample"
{example}
sections:
  - key: first
    title: "First"
    questions:
      - {key: name, type: text, label: "Name"}
"""
    SECTIONS = """\
form: sample
version: "1"
source_language: en
title: "A sample"
sections:
  {example}
"""
    QUESTIONS = """\
form: sample
version: "1"
source_language: en
title: "A sample"
sections:
  - key: first
    title: "First"
    questions:
      {example}
"""
    SCORED = """\
form: sample
version: "1"
source_language: en
title: "A sample"
levels: {A: 80, B: 60, C: 40, D: 0}
sections:
  - key: first
    title: "First"
    weight: 1
    questions:
      {example}
"""

    def around(self, example: str) -> str:
        """A whole form with the example in it."""
        head, tail = self.value.split("{example}")
        indent = head[head.rfind("\n") + 1 :]
        return head + example.replace("\n", "\n" + indent) + tail


@dataclass(frozen=True, slots=True)
class Entry:
    """One fault. `sentence` has `{words}`; `at` is the part of `wrong` that the carets underline; `right` compiles.

    `before` is a version that is published already, where the fault is one of changing it.
    """

    title: str
    sentence: str
    wrong: str = ""
    at: str = ""
    right: str = ""
    frame: Frame = Frame.QUESTIONS
    before: str = ""
    before_version: str = "0"
