"""Every fault the compiler knows: its code, what it says, and a text that has it beside one that does not.

Tests run the examples, and the authors' documentation is made from them, so neither can drift from the compiler.
"""

from collections.abc import Mapping

from portal.engine.catalogue import expressions, language, notation, scoring, structure, versions
from portal.engine.catalogue.entry import Code, Entry, Frame

__all__ = ["CATALOGUE", "Code", "Entry", "Frame"]

CATALOGUE: Mapping[Code, Entry] = {
    **notation.ENTRIES,
    **expressions.ENTRIES,
    **structure.ENTRIES,
    **scoring.ENTRIES,
    **language.ENTRIES,
    **versions.ENTRIES,
}
