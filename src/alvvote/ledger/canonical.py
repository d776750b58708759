"""Canonical JSON (RFC 8785) of the values that entries hold: the same value, the same bytes.

Left out is what RFC 8785 needs rules of its own for: numbers with a fraction, and names (keys)
beyond ASCII, which it sorts by UTF-16 unit. For what remains, `json` with sorted keys and without
blanks writes that form.
"""

import json

_LARGEST = 2**53 - 1
"""The largest whole number that every JSON reader keeps exactly (RFC 8785, appendix D)."""

_encode = json.JSONEncoder(
    ensure_ascii=False, check_circular=False, sort_keys=True, separators=(",", ":")
).encode


def canonical(value: object) -> bytes:
    """Return the canonical JSON of a value, as UTF-8.

    Args:
        value: a dict with ASCII keys, a list or tuple, a str, an int below 2**53 in size, a bool or
            None, and in dicts and lists again these; subclasses do not count.

    Raises:
        ValueError: the value is or holds something else, a lone surrogate, or itself.
    """
    try:
        _check((value,))
        return _encode(value).encode()
    except RecursionError as error:
        raise ValueError("nested too deeply") from error


def parse_canonical(data: bytes) -> object:
    """Return the value of which `data` is the canonical JSON; its tuples come back as lists.

    Raises:
        ValueError: the bytes are not exactly the canonical form of what they hold: no JSON, blanks,
            a key twice or out of order, a number or an escape written otherwise.
    """
    try:
        value: object = json.loads(data.decode())
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    if canonical(value) != data:
        raise ValueError("not in canonical form")
    return value


def _check(items: list[object] | tuple[object, ...]) -> None:
    """Raise ValueError for what has no place in canonical JSON; `json` would write some of it."""
    for item in items:
        kind = type(item)
        if kind is str or kind is bool or item is None:
            continue
        if kind is int:
            if not -_LARGEST <= item <= _LARGEST:  # type: ignore[operator] # it is an int
                raise ValueError("a whole number of 2**53 or more")
        elif kind is dict:
            for key in item:  # type: ignore[attr-defined] # it is a dict
                if type(key) is not str or not key.isascii():
                    raise ValueError("a key that is not ASCII text")
            _check(tuple(item.values()))  # type: ignore[attr-defined] # it is a dict
        elif kind is list or kind is tuple:
            _check(item)  # type: ignore[arg-type] # it is a list or tuple
        else:
            raise ValueError(f"a value of type {kind.__name__}")
