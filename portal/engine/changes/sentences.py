"""The sentence for each difference between two versions of a form; telling.py fills them in."""

from collections.abc import Mapping
from typing import Final, NamedTuple

from portal.engine.changes.change import Aspect, Part


def _(sentence: str) -> str:
    """Mark a sentence for translation."""
    return sentence


class Said(NamedTuple):
    """The sentence for what came, for what went, and for what became something else; empty where it cannot be."""

    came: str
    went: str
    became: str = ""


HEADINGS: Final[Mapping[Part, str]] = {
    Part.FORM: _("The questionnaire as a whole"),
    Part.SECTION: _("Section “%(name)s”"),
    Part.LIST: _("Shared choices %(key)s"),
    Part.QUESTION: _("“%(name)s” (%(key)s)"),
}

WITHIN: Final[Mapping[Part, str]] = {
    Part.COLUMN: _("Column “%(name)s”"),
    Part.CHOICE: _("Choice “%(name)s”"),
    Part.ANSWER: _("Answer %(name)s"),
    Part.LEVEL: _("Level %(name)s"),
    Part.EVIDENCE: _("Evidence"),
    Part.CHECK: _("Check “%(name)s”"),
    Part.SCORE: _("Points when %(name)s"),
    Part.DEVIATION: _("Deviation %(name)s"),
    Part.CAP: _("Cap “%(name)s”"),
}

_BY_PART: Final[Mapping[tuple[Part | None, Aspect], Said]] = {
    (Part.SECTION, Aspect.EXISTENCE): Said(_("New section."), _("The section is gone.")),
    (Part.QUESTION, Aspect.EXISTENCE): Said(_("New question."), _("The question is gone, and none takes its place.")),
    (Part.LIST, Aspect.EXISTENCE): Said(_("New list of choices."), _("The list is gone.")),
    (Part.COLUMN, Aspect.EXISTENCE): Said(_("New column “%(new)s”."), _("The column “%(old)s” is gone.")),
    (Part.CHOICE, Aspect.EXISTENCE): Said(_("New choice “%(new)s”."), _("The choice “%(old)s” is gone.")),
    (Part.EVIDENCE, Aspect.EXISTENCE): Said(
        _("Evidence is now asked for: %(new)s."), _("Evidence is no longer asked for; before: %(old)s.")
    ),
    (Part.CHECK, Aspect.EXISTENCE): Said(_("New check: “%(new)s”"), _("The check “%(old)s” is gone.")),
    (Part.SCORE, Aspect.EXISTENCE): Said(
        _("There are now points when %(new)s."), _("There are no longer points when %(old)s.")
    ),
    (Part.DEVIATION, Aspect.EXISTENCE): Said(
        _("It can now open the deviation %(new)s."), _("It no longer opens the deviation %(old)s.")
    ),
    (Part.CAP, Aspect.EXISTENCE): Said(
        _("The level is now capped: “%(new)s”"), _("The level is no longer capped: “%(old)s”")
    ),
    (Part.SECTION, Aspect.ORDER): Said(_("The section now comes after “%(new)s”."), _("The section now comes first.")),
    (Part.QUESTION, Aspect.ORDER): Said(_("It is now asked after “%(new)s”."), _("It is now asked first.")),
    (Part.COLUMN, Aspect.ORDER): Said(_("It now stands after “%(new)s”."), _("It now stands first.")),
    (Part.CHOICE, Aspect.ORDER): Said(_("It now stands after “%(new)s”."), _("It now stands first.")),
    (Part.SCORE, Aspect.ORDER): Said("", _("The lines that give points stand in another order.")),
    (Part.CHECK, Aspect.ORDER): Said("", _("The checks stand in another order.")),
    (Part.DEVIATION, Aspect.ORDER): Said("", _("The rules for deviations stand in another order.")),
    (Part.CAP, Aspect.ORDER): Said("", _("The caps stand in another order.")),
    (Part.DEVIATION, Aspect.TYPE): Said(
        _("It is now of the type %(new)s."),
        _("It is no longer of the type %(old)s."),
        _("It is now of the type %(new)s; before %(old)s."),
    ),
    (Part.DEVIATION, Aspect.COUNTRY): Said(
        _("Its country is now %(new)s."),
        _("Its country is no longer %(old)s."),
        _("Its country is now %(new)s; before %(old)s."),
    ),
    (Part.CAP, Aspect.LEVEL): Said(
        _("It now leads to level %(new)s."),
        _("It no longer leads to level %(old)s."),
        _("It now leads to level %(new)s; before %(old)s."),
    ),
}

_EVERYWHERE: Final[Mapping[Aspect, Said]] = {
    Aspect.REPLACED: Said("", "", _("It takes the place of %(old)s, whose answers it takes over.")),
    Aspect.REPLACES: Said(
        _("It now replaces %(new)s."),
        _("It no longer replaces %(old)s."),
        _("It now replaces %(new)s; before %(old)s."),
    ),
    Aspect.RETIRED: Said(
        _("The question %(new)s is now listed as retired."), _("The question %(old)s is no longer listed as retired.")
    ),
    Aspect.SECTION: Said("", "", _("It has moved to the section “%(new)s”; before “%(old)s”.")),
    Aspect.BAND: Said(
        _("It now begins at %(new)s percent."),
        _("There is no such level any more; it began at %(old)s percent."),
        _("It now begins at %(new)s percent; before %(old)s."),
    ),
    Aspect.LEAST_ROWS: Said("", "", _("It now needs %(new)s rows at least; before %(old)s.")),
    Aspect.MOST_ROWS: Said("", "", _("It now takes %(new)s rows at most; before %(old)s.")),
    Aspect.KEY: Said("", "", _("It is another questionnaire: %(new)s, not %(old)s.")),
    Aspect.SOURCE_LANGUAGE: Said("", "", _("It is now written in the language %(new)s; before %(old)s.")),
    Aspect.TITLE: Said("", "", _("It is now called “%(new)s”; before “%(old)s”.")),
    Aspect.INTRODUCTION: Said(
        _("It now begins with “%(new)s”"),
        _("It no longer begins with “%(old)s”"),
        _("It now begins with “%(new)s”; before “%(old)s”"),
    ),
    Aspect.LABEL: Said("", "", _("It now reads “%(new)s”; before “%(old)s”.")),
    Aspect.HELP: Said(
        _("It now has a help text: “%(new)s”"),
        _("Its help text is gone: “%(old)s”"),
        _("Its help text is now “%(new)s”; before “%(old)s”"),
    ),
    Aspect.TYPE: Said("", "", _("It is now answered with %(new)s; before with %(old)s.")),
    Aspect.REQUIRED: Said(
        _("It must now be answered."), _("It may now be left out."), _("It is now %(new)s; before %(old)s.")
    ),
    Aspect.REQUIRED_WHEN: Said(
        _("It must now be answered when %(new)s."),
        _("It no longer must be answered when %(old)s."),
        _("It must now be answered when %(new)s; before when %(old)s."),
    ),
    Aspect.SHOW_WHEN: Said(
        _("It is now asked only when %(new)s."),
        _("It is now always asked; before only when %(old)s."),
        _("It is now asked when %(new)s; before when %(old)s."),
    ),
    Aspect.APPLIES_WHEN: Said(
        _("It now applies only to contracts where %(new)s."),
        _("It now applies to every contract; before only where %(old)s."),
        _("It now applies to contracts where %(new)s; before where %(old)s."),
    ),
    Aspect.SHORT_WHEN: Said(
        _("The short form is now proposed where %(new)s."),
        _("The short form is no longer proposed; before where %(old)s."),
        _("The short form is now proposed where %(new)s; before where %(old)s."),
    ),
    Aspect.ANSWER_WITHIN_DAYS: Said("", "", _("Suppliers now have %(new)s days to answer; before %(old)s.")),
    Aspect.RESTRICTED: Said(_("It is now for few eyes only."), _("It is no longer for few eyes only.")),
    Aspect.REPEATS: Said("", "", _("It now comes %(new)s; before %(old)s.")),
    Aspect.LEAD: Said(
        _("It now opens its step: a no gives the lowest level."),
        _("It no longer opens its step: a no does not cap the level."),
    ),
    Aspect.CORE: Said(_("It is now asked in the short form too."), _("It is no longer asked in the short form.")),
    Aspect.SCOPE: Said("", "", _("Its answer is now about %(new)s; before about %(old)s.")),
    Aspect.CLAUSE: Said(
        _("It now belongs to clause %(new)s of the contract."),
        _("It no longer belongs to clause %(old)s of the contract."),
        _("It now belongs to clause %(new)s of the contract; before %(old)s."),
    ),
    Aspect.PII: Said(_("Its answer is now personal data."), _("Its answer is no longer personal data.")),
    Aspect.DISCLOSES: Said(_("It is now marked as telling of harm."), _("It is no longer marked as telling of harm.")),
    Aspect.PREFILL: Said(
        _("An answer is now proposed from %(new)s."),
        _("No answer is proposed from %(old)s any more."),
        _("An answer is now proposed from %(new)s; before from %(old)s."),
    ),
    Aspect.UNIT: Said(
        _("It is now counted in %(new)s."),
        _("It no longer says that it is counted in %(old)s."),
        _("It is now counted in %(new)s; before in %(old)s."),
    ),
    Aspect.CURRENCY: Said(
        _("It now takes only %(new)s."),
        _("It now takes any currency; before only %(old)s."),
        _("It now takes only %(new)s; before only %(old)s."),
    ),
    Aspect.MINIMUM: Said(
        _("It now takes %(new)s at least."),
        _("It no longer takes %(old)s at least."),
        _("It now takes %(new)s at least; before %(old)s."),
    ),
    Aspect.MAXIMUM: Said(
        _("It now takes %(new)s at most."),
        _("It no longer takes %(old)s at most."),
        _("It now takes %(new)s at most; before %(old)s."),
    ),
    Aspect.MAX_LENGTH: Said(
        _("It now takes %(new)s characters at most."),
        _("It no longer takes %(old)s characters at most."),
        _("It now takes %(new)s characters at most; before %(old)s."),
    ),
    Aspect.LIST_KEY: Said(
        _("Its choices now come from the shared list %(new)s."),
        _("Its choices no longer come from the shared list %(old)s."),
        _("Its choices now come from the shared list %(new)s; before from %(old)s."),
    ),
    Aspect.REF: Said(
        _("It now points to the rows of %(new)s."),
        _("It no longer points to the rows of %(old)s."),
        _("It now points to the rows of %(new)s; before to those of %(old)s."),
    ),
    Aspect.REGISTER: Said(
        _("It now points to the supplier's register of %(new)s."),
        _("It no longer points to the supplier's register of %(old)s."),
        _("It now points to the supplier's register of %(new)s; before to that of %(old)s."),
    ),
    Aspect.TOTAL: Said(
        _("Its numbers are now added up under the table."), _("Its numbers are no longer added up under the table.")
    ),
    Aspect.VALUE: Said(
        _("It is now worked out as %(new)s."),
        _("It is no longer worked out as %(old)s."),
        _("It is now worked out as %(new)s; before as %(old)s."),
    ),
    Aspect.NA: Said(
        _("It now takes the question out of the score."), _("It no longer takes the question out of the score.")
    ),
    Aspect.EXCLUSIVE: Said(_("It can now only be chosen alone."), _("It can now be chosen with others.")),
    Aspect.WEIGHT: Said("", "", _("It now weighs %(new)s in the score; before %(old)s.")),
    Aspect.COUNTS_WHEN: Said(
        _("It now counts in the score only when %(new)s."),
        _("It now always counts in the score; before only when %(old)s."),
        _("It now counts in the score when %(new)s; before when %(old)s."),
    ),
    Aspect.RUBRIC: Said(_("A reviewer now gives its points."), _("A reviewer no longer gives its points.")),
    Aspect.POINTS: Said(
        _("It now gives %(new)s points."),
        _("It no longer gives points; before %(old)s."),
        _("It now gives %(new)s points; before %(old)s."),
    ),
    Aspect.DEMAND: Said("", "", _("It is now asked for %(new)s; before %(old)s.")),
    Aspect.WHAT: Said("", "", _("What is asked for is now “%(new)s”; before “%(old)s”.")),
    Aspect.MAX_AGE_MONTHS: Said(
        _("It may now be %(new)s months old at most."),
        _("It may now be of any age; before %(old)s months at most."),
        _("It may now be %(new)s months old at most; before %(old)s."),
    ),
    Aspect.WHEN: Said(
        _("It now holds only when %(new)s."),
        _("It now always holds; before only when %(old)s."),
        _("It now holds when %(new)s; before when %(old)s."),
    ),
    Aspect.AT: Said("", "", _("It is now shown at %(new)s; before at %(old)s.")),
    Aspect.MESSAGE: Said("", "", _("It now says “%(new)s”; before “%(old)s”")),
    Aspect.SEVERITY: Said("", "", _("It is now %(new)s; before %(old)s.")),
    Aspect.ACTION: Said(
        _("It now proposes an action: %(new)s."),
        _("It no longer proposes an action; before: %(old)s."),
        _("It now proposes the action: %(new)s; before: %(old)s."),
    ),
    Aspect.FROM_THEME: Said(
        _("Its type now follows the theme %(new)s."),
        _("Its type no longer follows the theme %(old)s."),
        _("Its type now follows the theme %(new)s; before %(old)s."),
    ),
    Aspect.FOR_EACH: Said(
        _("There is now one for each row of %(new)s."),
        _("There is no longer one for each row of %(old)s."),
        _("There is now one for each row of %(new)s; before of %(old)s."),
    ),
    Aspect.PLACE_IN_CHAIN: Said(
        _("Its place in the chain is now %(new)s."),
        _("Its place in the chain is no longer %(old)s."),
        _("Its place in the chain is now %(new)s; before %(old)s."),
    ),
    Aspect.DUE_IN_DAYS: Said(
        _("It is now due in %(new)s days."),
        _("It is now due in the days of its severity; before in %(old)s."),
        _("It is now due in %(new)s days; before in %(old)s."),
    ),
    Aspect.REASON: Said("", "", _("Its reason is now “%(new)s”; before “%(old)s”")),
    Aspect.LEVEL: Said("", "", _("It is now %(new)s; before %(old)s.")),
    Aspect.DROP: Said("", "", _("It now takes the level %(new)s down; before %(old)s.")),
}

SENTENCES: Final[Mapping[tuple[Part | None, Aspect], Said]] = {
    **_BY_PART,
    **{(None, aspect): sentences for aspect, sentences in _EVERYWHERE.items()},
}
