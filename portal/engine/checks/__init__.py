"""The checks of a form that reads and compiles: one function for each thing that would go wrong in use."""

from collections.abc import Callable

from portal.engine.checks.arguments import check_arguments
from portal.engine.checks.choices import check_choices
from portal.engine.checks.columns import check_column_names
from portal.engine.checks.constant import check_constant, check_short_form
from portal.engine.checks.deviations import check_places, check_themes, check_types
from portal.engine.checks.disclosure import check_disclosure
from portal.engine.checks.loops import check_division, check_functions, check_nested_loops
from portal.engine.checks.optional import check_has
from portal.engine.checks.order import check_look_ahead, check_loop_names
from portal.engine.checks.reach import check_levels_reached, check_reach
from portal.engine.checks.scoring import (
    check_column_points,
    check_leads,
    check_levels,
    check_points,
    check_tables_with_weight,
    check_weights,
)
from portal.engine.checks.structure import (
    check_checks,
    check_prefill,
    check_refs,
    check_rows,
    check_soft,
    check_walked_tables,
)
from portal.engine.checks.subject import Subject

CHECKS: tuple[Callable[[Subject], None], ...] = (
    check_look_ahead,
    check_loop_names,
    check_functions,
    check_nested_loops,
    check_division,
    check_choices,
    check_column_names,
    check_arguments,
    check_has,
    check_constant,
    check_short_form,
    check_refs,
    check_soft,
    check_checks,
    check_walked_tables,
    check_rows,
    check_prefill,
    check_points,
    check_column_points,
    check_weights,
    check_levels,
    check_tables_with_weight,
    check_leads,
    check_reach,
    check_levels_reached,
    check_disclosure,
    check_types,
    check_themes,
    check_places,
)
