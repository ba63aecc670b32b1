"""The question types: one module a type, and the one registry in which everything else finds them."""

from collections.abc import Mapping

from portal.engine.definition import TypeKey
from portal.engine.types.contract import Type
from portal.engine.types.derived import Derived
from portal.engine.types.table import CELL_TYPES, Table

TYPES: Mapping[TypeKey, Type] = {
    **CELL_TYPES,
    TypeKey.TABLE: Table(),
    TypeKey.COMPUTED: Derived(),
    TypeKey.NOTE: Derived(),
}
"""Every type by its key: `TYPES[question.type].read(raw, question, "nb")`."""
