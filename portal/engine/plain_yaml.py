"""YAML as plain values, read as strictly as the form language: nothing is guessed, nothing stands there twice."""

import re
from collections.abc import Hashable
from typing import Any, Final, Protocol

import yaml

from portal.engine.types.contract import Json

MOST_LEVELS: Final = 50
"""Levels of lists and mappings in each other: a case with a table has six."""


class Mark(Protocol):
    """Where something stands, counted from 0; PyYAML has two classes for it."""

    @property
    def line(self) -> int:
        """The line."""

    @property
    def column(self) -> int:
        """The place in the line."""


class NotationError(ValueError):
    """What cannot be read; `line` and `column` begin at 1."""

    def __init__(self, what: str, mark: Mark | None) -> None:
        super().__init__(what)
        self.line, self.column = (mark.line + 1, mark.column + 1) if mark else (1, 1)


class _Reader(yaml.CSafeLoader):
    """YAML as the form language reads it: `no` and dates are texts, only numbers, true, false and null are more."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:  # noqa: FBT001, FBT002
        """Give the mapping, unless a key stands in it twice, of which PyYAML takes the last without a word."""
        seen: set[str] = set()
        for key, _ in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise NotationError("a key is a word", key.start_mark)
            if key.value in seen:
                raise NotationError(f"{key.value} stands there twice", key.start_mark)
            seen.add(key.value)
        return super().construct_mapping(node, deep)


_Reader.yaml_implicit_resolvers = {}
for _kind, _pattern, _starts in (
    ("bool", r"true|false", "tf"),
    ("null", r"null|~|", ["n", "~", ""]),
    ("int", r"-?(?:0|[1-9][0-9]*)", "-0123456789"),
    ("float", r"-?[0-9]+\.[0-9]+", "-0123456789"),
):
    _Reader.add_implicit_resolver(f"tag:yaml.org,2002:{_kind}", re.compile(rf"^(?:{_pattern})$"), list(_starts))


def read_plain(text: str) -> Json:
    """The one document of a text. Raises NotationError, also for anchors, aliases and tags: a bomb is one line."""
    try:
        _refuse_what_can_explode(text)
        read: Json = yaml.load(text, Loader=_Reader)  # noqa: S506 _Reader is the safe loader with fewer types
    except yaml.MarkedYAMLError as error:
        raise NotationError(f"not YAML: {error.problem}", error.problem_mark or error.context_mark) from error
    except yaml.YAMLError as error:  # a sign that YAML does not know
        raise NotationError(f"not YAML: {error}", None) from error
    return read


def _refuse_what_can_explode(text: str) -> None:
    level = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        match event:
            case yaml.AliasEvent():
                raise NotationError("an alias; write the value out, or build on another case", event.start_mark)
            case yaml.NodeEvent(anchor=str()):
                raise NotationError("an anchor; write the value out, or build on another case", event.start_mark)
            case yaml.ScalarEvent(tag=str()) | yaml.CollectionStartEvent(tag=str()):
                raise NotationError("a YAML tag; every value is what it looks like", event.start_mark)
            case yaml.CollectionStartEvent():
                level += 1
                if level > MOST_LEVELS:
                    raise NotationError(f"more than {MOST_LEVELS} levels in each other", event.start_mark)
            case yaml.CollectionEndEvent():
                level -= 1
            case _:
                pass
