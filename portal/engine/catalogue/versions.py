"""F6: what a new version may not do to the published ones."""

from portal.engine.catalogue.entry import Code, Entry

_NAME = '- {key: name, type: text, label: "Name"}\n'
_SINCE = '- {key: since, type: date, label: "Since when?"}'

ENTRIES: dict[Code, Entry] = {
    Code.PUBLISHED_EDITED: Entry(
        "Published version edited",
        "Version {version} is published, and {what} changed since: give the form a new version.",
        before='- {key: name, type: text, label: "Your name"}',
        before_version="1",
        wrong=_NAME.rstrip(),
        at='"1"',
        right='- {key: name, type: text, label: "Your name"}',
    ),
    Code.MEANING_CHANGED: Entry(
        "Key with a new meaning",
        "{key} meant something else in version {version}. {how} A new meaning needs a new key that replaces this one.",
        before=_NAME + _SINCE,
        wrong=_NAME + '- {key: since, type: integer, unit: years, label: "Since when?"}',
        at="since",
        right=_NAME + '- {key: years, type: integer, unit: years, label: "For how long?", replaces: since}',
    ),
    Code.QUESTION_DROPPED: Entry(
        "Question dropped",
        "{key} was asked in version {version}: let a question replace it, or list it under retired.",
        before=_NAME + _SINCE,
        wrong=_NAME.rstrip(),
        at="first",
        right=_NAME + '- {key: adopted, type: date, label: "When was it adopted?", replaces: since}',
    ),
    Code.STILL_ASKED: Entry(
        "Replaced or retired, and still asked",
        "{key} is still asked, so it is not {how}.",
        wrong=_SINCE + '\n- {key: adopted, replaces: since, type: date, label: "When was it adopted?"}',
        at="since, type",
        right=_SINCE + '\n- {key: adopted, type: date, label: "When was it adopted?"}',
    ),
    Code.NEVER_ASKED: Entry(
        "Replaces what was never asked",
        "No published version asked {key}.",
        before=_NAME + _SINCE,
        wrong=_NAME + '- {key: adopted, type: date, label: "When was it adopted?", replaces: sinse}',
        at="sinse",
        right=_NAME + '- {key: adopted, type: date, label: "When was it adopted?", replaces: since}',
    ),
}
