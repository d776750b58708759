"""Whether a file or a text says of itself that it is an invented example."""

import io
import zipfile
from collections.abc import Iterable

_WORDS = ("verzonnen", "invented")
_MOST_READ = 64 * 1024 * 1024  # bytes of a part of a spreadsheet


def says_invented(texts: Iterable[str]) -> bool:
    """Tell whether one of the texts says that what it is about was invented."""
    return any(word in text.casefold() for text in texts for word in _WORDS)


def file_says_invented(data: bytes) -> bool:
    """Tell whether the contents of a file, CSV or XLSX, say so anywhere."""
    if not zipfile.is_zipfile(io.BytesIO(data)):
        return _in_bytes(data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name in archive.namelist():
                if name.startswith("xl/") and name.endswith(".xml"):
                    with archive.open(name) as part:
                        if _in_bytes(part.read(_MOST_READ)):
                            return True
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, ValueError):
        # What is wrong with such a file is said where its rows are read.
        return False
    return False


def _in_bytes(data: bytes) -> bool:
    lower = data.lower()
    return any(word.encode() in lower for word in _WORDS)
