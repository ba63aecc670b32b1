"""The wire format of protocol buffers, as far as CEL's trees and the rows of tables need it."""

from collections.abc import Mapping

Wire = dict[int, list[bytes | int]]
"""One message: field number to its values; what is no number is bytes, a message within it among them."""


_SHORT = [bytes((value,)) for value in range(0x80)]


class Fixed(bytes):
    """A value of four or eight bytes, which is written without its length."""


def read(data: bytes) -> Wire:
    """The fields of a message."""
    fields: Wire = {}
    at = 0
    while at < len(data):
        tag, at = read_number(data, at)
        kind = tag & 7
        value: bytes | int
        if kind == 0:
            value, at = read_number(data, at)
        elif kind == 2:
            size, at = read_number(data, at)
            value, at = data[at : at + size], at + size
        else:
            size = 8 if kind == 1 else 4
            value, at = Fixed(data[at : at + size]), at + size
        fields.setdefault(tag >> 3, []).append(value)
    return fields


def write(fields: Mapping[int, list[bytes | int]]) -> bytes:
    """The message of those fields."""
    return b"".join(_field(number, value) for number, values in fields.items() for value in values)


def _field(number: int, value: bytes | int) -> bytes:
    if isinstance(value, int):
        return number_bytes(number << 3) + number_bytes(value)
    if isinstance(value, Fixed):
        return number_bytes(number << 3 | (1 if len(value) == 8 else 5)) + value
    return number_bytes(number << 3 | 2) + number_bytes(len(value)) + value


def read_number(data: bytes, at: int) -> tuple[int, int]:
    """The varint that begins at an offset, and the offset behind it."""
    value = data[at]
    if value < 0x80:
        return value, at + 1
    value = shift = 0
    while True:
        byte = data[at]
        value |= (byte & 0x7F) << shift
        shift, at = shift + 7, at + 1
        if byte < 0x80:
            return value, at


def number_bytes(value: int) -> bytes:
    """A whole number of 0 or more as a varint."""
    if value < 0x80:
        return _SHORT[value]
    parts = bytearray()
    while value > 0x7F:
        parts.append(value & 0x7F | 0x80)
        value >>= 7
    parts.append(value)
    return bytes(parts)


def int_of(fields: Wire, place: int) -> int:
    """The number in a field, 0 when it is not there."""
    value = fields.get(place, [0])[-1]
    return value if isinstance(value, int) else 0


def bytes_of(fields: Wire, place: int) -> bytes:
    """The bytes in a field, none when it is not there."""
    value = fields.get(place, [b""])[-1]
    return value if isinstance(value, bytes) else b""


def text_of(fields: Wire, place: int) -> str:
    """The text in a field, empty when it is not there."""
    return bytes_of(fields, place).decode()


def messages_of(fields: Wire, place: int) -> list[Wire]:
    """The messages in a repeated field."""
    return [read(value) for value in fields.get(place, []) if isinstance(value, bytes)]
