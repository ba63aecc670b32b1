"""The wording of a part of an expression, by which two that say the same are known to be one."""

from collections.abc import Iterator, Mapping

from portal.engine.syntax import Loop, Name, Node, children, walk

_SPOKEN = ("value", "field", "has", "function", "kind")


def wording(node: Node, renamed: Mapping[str, str]) -> str:
    """The node as text without its places; names in `renamed` are said as there, so that `r.x` and `s.x` are one."""
    if isinstance(node, Name):
        return renamed.get(node.name, node.name)
    if isinstance(node, Loop):
        renamed = {**renamed, node.variable: "_each"}
    said = [type(node).__name__, *(repr(getattr(node, name)) for name in _SPOKEN if hasattr(node, name))]
    return f"{' '.join(said)}({','.join(wording(child, renamed) for child in children(node))})"


def names_in(node: Node) -> Iterator[str]:
    """Every name that the node reads, variables of its own loops left out."""
    own = {part.variable for part in walk(node) if isinstance(part, Loop)}
    return (part.name for part in walk(node) if isinstance(part, Name) and part.name not in own)
