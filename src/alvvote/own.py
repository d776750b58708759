"""The user's own data files: figures and boundary changes that were added to the shipped ones."""

import os


def own_path(name: str) -> str:
    """Return where the user's own file `name` stands, whether it exists or not."""
    from platformdirs import user_data_dir  # noqa: PLC0415

    return os.path.join(user_data_dir("alvvote", appauthor=False), name)


def read_own(name: str) -> str | None:
    """Return the text of the user's own file `name` (UTF-8); None where there is none.

    Raises:
        OSError: it is there and cannot be read.
    """
    try:
        with open(own_path(name), encoding="utf-8", newline="") as file:
            return file.read()
    except FileNotFoundError:
        return None
