"""The core values as JSON and back, exactly: a Decimal travels as the string of its digits, a tuple as a list.

What a value becomes follows from its dataclass' annotations alone, so a field added to the model is stored without
a line here. A field that is None, empty, true or false by default is left out where it is so, which keeps tables small.
"""

from __future__ import annotations

import dataclasses
import json
import types
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from functools import cache
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")
Decoder = Callable[[Any], Any]


def dumps(value: object) -> str:
    """The value as compact JSON."""
    return json.dumps(_plain(value), ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def loads(kind: type[T], text: str) -> T:
    """The value that `dumps` wrote; `kind` is its dataclass, or a type such as `tuple[str, ...]`."""
    hint: Any = kind
    value: T = _decoder(hint)(json.loads(text))
    return value


def loads_each(kind: type[T], texts: Iterable[str]) -> list[T]:
    """Many values of one kind, each as `dumps` wrote it, read at once."""
    hint: Any = kind
    return list(map(_decoder(hint), json.loads(f"[{','.join(texts)}]")))


def _plain(value: object) -> Any:
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {
            name: _plain(part)
            for name, empty in _omitted(type(value))
            if (part := getattr(value, name)) is not empty or empty is dataclasses.MISSING
        }
    raise TypeError(f"{type(value).__name__} has no exact JSON form here: {value!r}")


@cache
def _omitted(kind: type[Any]) -> tuple[tuple[str, object], ...]:
    """Each field with the default at which it is left out; only those defaults which are single objects."""
    single = (None, (), True, False)
    return tuple(
        (field.name, field.default if any(field.default is one for one in single) else dataclasses.MISSING)
        for field in dataclasses.fields(kind)
    )


@cache
def _decoder(hint: Any) -> Decoder:
    origin, arguments = get_origin(hint), get_args(hint)
    if hint is Decimal:
        return _decimal
    if hint in {str, int, float, bool} or origin is Literal:
        return _same
    if origin in {Union, types.UnionType} and len(arguments) == 2 and type(None) in arguments:
        inner = _decoder(next(argument for argument in arguments if argument is not type(None)))
        return _same if inner is _same else lambda data: None if data is None else inner(data)
    if origin is tuple and len(arguments) == 2 and arguments[1] is Ellipsis:
        each = _decoder(arguments[0])
        return tuple if each is _same else lambda data: tuple(map(each, data))
    if origin is tuple:
        several = tuple(map(_decoder, arguments))
        if all(decoder is _same for decoder in several):
            return lambda data: _of_length(data, len(several))
        return lambda data: tuple(part(piece) for part, piece in zip(several, data, strict=True))
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return _of_dataclass(hint)
    raise TypeError(f"{hint!r} has no exact JSON form here")


def _of_dataclass(kind: type[Any]) -> Decoder:
    hints = get_type_hints(kind)
    decoders = {field.name: _decoder(hints[field.name]) for field in dataclasses.fields(kind)}
    coded = [(name, decoder) for name, decoder in decoders.items() if decoder is not _same]

    def decoded(data: dict[str, Any]) -> Any:
        for name, decoder in coded:
            if name in data:
                data[name] = decoder(data[name])
        return kind(**data)

    return decoded


def _of_length(data: Sequence[Any], length: int) -> tuple[Any, ...]:
    if len(data) != length:
        raise ValueError(f"{length} values are stored here, not {len(data)}")
    return tuple(data)


def _same(data: Any) -> Any:
    return data


def _decimal(data: Any) -> Decimal:
    if not isinstance(data, str):
        raise TypeError(f"a number is stored as a string of its digits, not as {data!r}")
    return Decimal(data)
