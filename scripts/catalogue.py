"""The Dutch catalogue: brought up to the sources, and compiled.

After a change of the strings run ``python scripts/catalogue.py update``, translate what is new in
``src/alvvote/locale/nl/LC_MESSAGES/alvvote.po``, then ``python scripts/catalogue.py compile``.
"""

import io
import sys
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

CHECKOUT = Path(__file__).parents[1]
FOLDER = CHECKOUT / "src" / "alvvote" / "locale" / "nl" / "LC_MESSAGES"
FIXED = datetime(2026, 1, 1, tzinfo=UTC)
"""A date for the header: the compiled file tells nothing of when it was made."""

METHODS = [("**.py", "python"), ("**/templates/*.html", "jinja2")]
KEYWORDS = {"_": None, "N_": None, "_n": (1, 2)}


def source_strings() -> Catalog:
    """Return the strings that the sources mark for translation."""
    found = Catalog()
    for file, line, message, comments, context in extract_from_dir(
        CHECKOUT / "src" / "alvvote", METHODS, keywords=KEYWORDS
    ):
        found.add(message, None, [(str(file), line)], auto_comments=comments, context=context)
    return found


def dutch() -> Catalog:
    """Return the Dutch catalogue as it stands."""
    with (FOLDER / "alvvote.po").open("rb") as file:
        return read_po(file, locale="nl")


def po_bytes(catalogue: Catalog) -> bytes:
    """Return the catalogue as it is kept: sorted, without places that change with every edit."""
    buffer = io.BytesIO()
    write_po(buffer, catalogue, no_location=True, sort_output=True, omit_header=True, width=100)
    header = (
        b'msgid ""\nmsgstr ""\n"Language: nl\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n'
        b'"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
    )
    return header + buffer.getvalue()


def mo_bytes(catalogue: Catalog) -> bytes:
    """Return the compiled catalogue, the same bytes for the same strings."""
    fixed = Catalog(locale="nl", charset="utf-8", header_comment="", fuzzy=False)
    for message in catalogue:
        if message.id:
            fixed.add(message.id, message.string)
    fixed.creation_date = fixed.revision_date = FIXED
    buffer = io.BytesIO()
    write_mo(buffer, fixed)
    return buffer.getvalue()


def main() -> None:
    """Do what the first argument says."""
    catalogue = dutch()
    if sys.argv[1:] == ["update"]:
        catalogue.update(source_strings(), no_fuzzy_matching=True)
        catalogue.obsolete.clear()
        (FOLDER / "alvvote.po").write_bytes(po_bytes(catalogue))
    elif sys.argv[1:] == ["compile"]:
        (FOLDER / "alvvote.mo").write_bytes(mo_bytes(catalogue))
    else:
        sys.exit("update or compile?")


if __name__ == "__main__":
    main()
