"""The formats of a publication, by name: each a module that makes the files of it."""

from collections.abc import Iterator
from importlib import import_module
from typing import NamedTuple

from alvvote.publish.publication import Publication, Settings

_MODULES = {
    "site": "alvvote.publish.site",
    "pdf": "alvvote.publish.pdf",
    "csv": "alvvote.publish.tables_csv",
    "xlsx": "alvvote.publish.tables_xlsx",
    "json": "alvvote.publish.popolo",
    "chart": "alvvote.publish.chart",
    "proof": "alvvote.publish.proofs",
}

FORMATS = tuple(_MODULES)


class Made(NamedTuple):
    """A file of a publication."""

    format: str
    path: str
    """With slashes, below the folder of the publication."""
    data: bytes


def formats_for(publication: Publication, only: frozenset[str] | None = None) -> frozenset[str]:
    """Return which formats are made: those asked for, or all; proofs only where there is a head."""
    wanted = frozenset(FORMATS) if only is None else only
    return wanted if publication.head is not None else wanted - {"proof"}


def files_of(publication: Publication, settings: Settings) -> Iterator[Made]:
    """Yield the files of the formats in `settings`, format by format, always in the same order.

    To be called inside `alvvote.i18n.in_language` of the language of `settings`.
    """
    for name, module in _MODULES.items():
        if name in settings.formats:
            for path, data in import_module(module).files_of(publication, settings):
                yield Made(name, path, data)
