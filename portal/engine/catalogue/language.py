"""F5: texts and their translations."""

from portal.engine.catalogue.entry import Code, Entry, Frame

ENTRIES: dict[Code, Entry] = {
    Code.UNKNOWN_PLACEHOLDER: Entry(
        "Unknown placeholder",
        "A text cannot show {placeholder}.",
        wrong='- {key: goods, type: text, label: "Goods of {contract.titel}"}',
        at="{contract.titel}",
        right='- {key: goods, type: text, label: "Goods of {contract.title}"}',
    ),
    Code.UNTRANSLATED: Entry(
        "Text without translation",
        "This text has no translation to {language}: `portal translate` writes the entry to fill in.",
        frame=Frame.FILE,
    ),
    Code.LOST_PLACEHOLDER: Entry(
        "Translation lost a placeholder",
        "The translation to {language} has {has}, the text has {wants}.",
        frame=Frame.FILE,
    ),
    Code.STALE: Entry(
        "Translation of an earlier text",
        "The translation to {language} is of an earlier text: `portal translate` marks it to be read again.",
        frame=Frame.FILE,
    ),
}
