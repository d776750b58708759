"""Text from files, made harmless for whoever shows it."""

_CONTROLS = dict.fromkeys([*range(0x20), *range(0x7F, 0xA0)], "\N{REPLACEMENT CHARACTER}")


def shown(text: str) -> str:
    """Return text from a file so that it cannot steer the terminal: without control characters."""
    return text.translate(_CONTROLS)
