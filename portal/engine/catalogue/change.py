"""F6: what changed since an earlier version."""

from portal.engine.catalogue.entry import Code, Entry, Frame

ENTRIES: dict[Code, Entry] = {
    Code.FROZEN_EDITED: Entry(
        "Frozen version edited",
        "Version {version} of {form} is in use and may not change.",
        frame=Frame.FILE,
    ),
    Code.CHANGED_TYPE: Entry(
        "Key with a new type",
        "{key} was of type {old} in version {version} and is {new} now: give the new question a new key.",
        frame=Frame.FILE,
    ),
    Code.DROPPED: Entry(
        "Question dropped in silence",
        "{key} of version {version} is gone, no question replaces it, and it is not listed under retired.",
        frame=Frame.FILE,
    ),
}
