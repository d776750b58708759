"""Text for the cells of a workbook: what XML cannot hold is shown as such, and no text is lost."""

import re

LONGEST = 32_767
"""UTF-16 units that a cell can hold."""

_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_MORE = "\N{HORIZONTAL ELLIPSIS}"


def cell_text(text: str) -> str:
    """Return a text as a cell can hold it.

    Signs that XML cannot hold become the replacement character; line ends become one kind; what is
    too long for a cell ends in an ellipsis. The CSV has the text as it is.
    """
    clean = _NOT_IN_XML.sub("\N{REPLACEMENT CHARACTER}", text)
    if "\r" in clean:
        clean = clean.replace("\r\n", "\n").replace("\r", "\n")
    if len(clean) * 2 <= LONGEST:
        return clean
    units = clean.encode("utf-16-le")
    if len(units) <= 2 * LONGEST:
        return clean
    return units[: 2 * (LONGEST - 1)].decode("utf-16-le", "ignore") + _MORE
