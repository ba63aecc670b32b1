"""Which names a form may give: how a key is spelt, and which words are taken."""

import keyword
import re


def _words(*lines: str) -> frozenset[str]:
    return frozenset(word for line in lines for word in line.split())


KEY = re.compile(r"[a-z][a-z0-9_]{0,59}")
"""snake_case, at most 60 characters: it becomes a column of an export, an attribute and part of an address."""

ROOTS = frozenset({"contract", "supplier", "round", "previous", "report", "today", "row", "answered"})
"""What an expression may name beside questions."""

FUNCTIONS = _words(
    "count sum mean largest share share_covered months_since months_between overdue country_risk under_boycott limit"
)
"""Our own functions of expressions."""

CEL_MACROS = frozenset({"size", "has", "all", "exists", "exists_one", "filter", "map"})
CEL_TYPES = frozenset({"list", "string", "int", "uint", "double", "bool", "bytes", "type", "dyn"})
CEL_WORDS = _words(
    "as break const continue else false for function if import in let loop namespace null package return true var void",
    "while",
)
"""Words that CEL does not take for a name; a column may be none of them either."""

PAGE_WORDS = _words(
    "csrf_token data errors form_errors hidden_tag is_submitted meta populate_obj post_process process validate",
    "validate_on_submit submit revision",
)
"""Attributes of a page's input, which has one attribute a question (style.md, traps), and what its page adds."""

RESERVED = (
    ROOTS | FUNCTIONS | CEL_MACROS | CEL_TYPES | CEL_WORDS | PAGE_WORDS | frozenset(map(str.lower, keyword.kwlist))
)
"""What no section and no question may be called."""

CONTEXT: dict[str, frozenset[str]] = {
    "contract": _words(
        "kind title goods_included categories work_types value_nok start_on end_on risk band transparency_level",
        "requires_social_dialogue requires_circular apprentice_duty min_apprentice_share min_skilled_share",
        "min_permanent_share max_tiers zero_emission_required machinery_zero_required fair_share_target",
        "organic_share_target slow_breed_target min_hourly_wage",
    ),
    "supplier": frozenset({"country", "is_manufacturer", "small"}),
    "round": frozenset({"year", "period_start_on", "period_end_on", "due_on"}),
}
"""The fields of what stands around a self-report (form-language, Expressions); a text may show them as placeholders."""

REGISTERS = frozenset({"sites"})
"""The supplier's registers that a column can point to: `ref: {register: sites}`."""

PLACEHOLDERS = ("{minutes}", *(f"{{{root}.{field}}}" for root, fields in CONTEXT.items() for field in sorted(fields)))
"""What a text may show of its surroundings; {minutes} is the engine's estimate."""
