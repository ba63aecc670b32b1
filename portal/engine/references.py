"""Which variables a checked expression reads, from CEL's own serialised CheckedExpr.

Only the part that is needed is described: field 2, a map of node id to reference, and in a reference its name. Protobuf
skips the rest. syntax.py reads the whole tree, where checks need it.
"""

from google.protobuf import any_pb2, descriptor_pb2, descriptor_pool, message_factory

_Field = descriptor_pb2.FieldDescriptorProto


def _checked_expression() -> type:
    file = descriptor_pb2.FileDescriptorProto(name="references.proto", package="references", syntax="proto3")
    reference = file.message_type.add(name="Reference")
    reference.field.add(name="name", number=1, label=_Field.LABEL_OPTIONAL, type=_Field.TYPE_STRING)
    checked = file.message_type.add(name="CheckedExpr")
    entry = checked.nested_type.add(name="ReferenceMapEntry")
    entry.options.map_entry = True
    entry.field.add(name="key", number=1, label=_Field.LABEL_OPTIONAL, type=_Field.TYPE_INT64)
    entry.field.add(
        name="value", number=2, label=_Field.LABEL_OPTIONAL, type=_Field.TYPE_MESSAGE, type_name=".references.Reference"
    )
    checked.field.add(
        name="reference_map",
        number=2,
        label=_Field.LABEL_REPEATED,
        type=_Field.TYPE_MESSAGE,
        type_name=".references.CheckedExpr.ReferenceMapEntry",
    )
    pool = descriptor_pool.DescriptorPool()
    pool.AddSerializedFile(file.SerializeToString())
    checked_class: type = message_factory.GetMessageClass(pool.FindMessageTypeByName("references.CheckedExpr"))
    return checked_class


_CHECKED = _checked_expression()


def variables_of(checked: bytes) -> frozenset[str]:
    """The names that an expression reads, with their dots (`contract.risk`), the variables of its loops among them."""
    packed = any_pb2.Any.FromString(checked)
    references = _CHECKED.FromString(packed.value).reference_map.values()  # type: ignore[attr-defined]
    return frozenset(reference.name for reference in references if reference.name)
