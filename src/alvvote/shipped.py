"""The data files that travel with alvvote: inside the wheel, or at the top of the checkout."""

import os.path

_PACKAGE = os.path.dirname(os.path.abspath(__file__))


def data_path(name: str) -> str:
    """Return the path of the shipped data file `name`.

    A wheel carries the files in ``alvvote/data``; an editable install finds them in the checkout,
    because hatchling's ``force-include`` does nothing there.
    """
    inside = os.path.join(_PACKAGE, "data", name)
    if os.path.exists(inside):
        return inside
    return os.path.join(os.path.dirname(os.path.dirname(_PACKAGE)), "data", name)


def read_data(name: str) -> str:
    """Return the text of the shipped data file `name` (UTF-8)."""
    with open(data_path(name), encoding="utf-8", newline="") as file:
        return file.read()
