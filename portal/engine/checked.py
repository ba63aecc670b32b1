"""CEL's serialised CheckedExpr as messages: what forms need of cel.expr (syntax.proto, checked.proto), and no more.

Protobuf's own reader skips whatever is not described here.
"""

from collections.abc import Mapping
from typing import Any

from google.protobuf import any_pb2, descriptor_pb2, descriptor_pool, message_factory

_Field = descriptor_pb2.FieldDescriptorProto
_SIMPLE = {
    "bool": _Field.TYPE_BOOL,
    "bytes": _Field.TYPE_BYTES,
    "double": _Field.TYPE_DOUBLE,
    "int": _Field.TYPE_INT64,
    "text": _Field.TYPE_STRING,
    "uint": _Field.TYPE_UINT64,
}

_MESSAGES: Mapping[str, str] = {
    "Reference": "1 text name",
    "Type": "9 text message_type",
    "Constant": "2 bool truth, 3 int whole, 4 uint natural, 5 double number, 6 text text",
    "Name": "1 text name",
    "Select": "1 Expression operand, 2 text field, 3 bool test_only",
    "Call": "1 Expression target, 2 text function, 3 Expression args*",
    "Items": "1 Expression elements*",
    "Loop": "1 text variable, 2 Expression over, 6 Expression step",
    "Expression": (
        "2 int id, 3 Constant constant, 4 Name name, 5 Select select, 6 Call call, 7 Items items, 9 bytes loop"
    ),
    "ReferenceEntry": "1 int key, 2 Reference value",
    "TypeEntry": "1 int key, 2 Type value",
    "PositionEntry": "1 int key, 2 int value",
    "SourceInfo": "4 PositionEntry positions*",
    "Checked": "2 ReferenceEntry references*, 3 TypeEntry types*, 4 Expression expression, 5 SourceInfo source",
}
"""Each message with its fields: number, type and name, with a star when there are several.

A loop is bytes, to be read when it is reached: Protobuf reads no more than a hundred messages within each other, and
loops within loops would be more.
"""


def _described() -> descriptor_pool.DescriptorPool:
    file = descriptor_pb2.FileDescriptorProto(name="checked.proto", package="checked", syntax="proto2")
    for name, fields in _MESSAGES.items():
        message = file.message_type.add(name=name)
        for said in fields.split(", "):
            number, kind, called = said.split(" ")
            label = _Field.LABEL_REPEATED if called.endswith("*") else _Field.LABEL_OPTIONAL
            described = message.field.add(name=called.rstrip("*"), number=int(number), label=label)
            if kind in _SIMPLE:
                described.type = _SIMPLE[kind]
            else:
                described.type, described.type_name = _Field.TYPE_MESSAGE, f".checked.{kind}"
    pool = descriptor_pool.DescriptorPool()
    pool.AddSerializedFile(file.SerializeToString())
    return pool


_POOL = _described()
_CHECKED: Any = message_factory.GetMessageClass(_POOL.FindMessageTypeByName("checked.Checked"))
_LOOP: Any = message_factory.GetMessageClass(_POOL.FindMessageTypeByName("checked.Loop"))


def checked_of(data: bytes) -> Any:
    """The message `Checked` of a serialised CheckedExpr, which CEL packs in an Any."""
    return _CHECKED.FromString(any_pb2.Any.FromString(data).value)


def loop_of(data: bytes) -> Any:
    """The message `Loop` of an expression's loop."""
    return _LOOP.FromString(data)


def variables_of(data: bytes) -> frozenset[str]:
    """The names that an expression reads, with their dots (`contract.risk`), the variables of its loops among them."""
    return frozenset(entry.value.name for entry in checked_of(data).references if entry.value.name)
