"""Taking an edition into a file of editions: what stands there already, and the new text."""

from datetime import date
from typing import NamedTuple

from alvvote.population.downloads.own_form import write_figures
from alvvote.population.edition import HEADER, Edition, Figure, Store


class Standing(NamedTuple):
    """The edition of the same date and status that is at hand already."""

    edition: Edition
    figures: tuple[Figure, ...]


def standing_edition(store: Store, edition: Edition) -> Standing | None:
    """Return what a store holds of the same date and status; None where there is nothing."""
    found = store.find(edition.reference_date, edition.status)
    return None if found is None else Standing(found, store.figures(found))


def with_known_dates(
    edition: Edition, standing: Standing | None, published: date | None
) -> Edition:
    """Return the edition with its day of publication: as given, as read, or as known before."""
    if published is not None:
        return edition._replace(published=published, public_by=None)
    if standing is None or edition.published is not None or edition.public_by is not None:
        return edition
    known = standing.edition
    return edition._replace(published=known.published, public_by=known.public_by)


def text_with(store: Store | None, edition: Edition, figures: tuple[Figure, ...]) -> str:
    """Return the text of a file of editions in which this one has its place."""
    blocks = {} if store is None else {e: store.figures(e) for e in store.editions()}
    others = {
        e: f
        for e, f in blocks.items()
        if (e.reference_date, e.status) != (edition.reference_date, edition.status)
    }
    everything = sorted(
        [*others.items(), (edition, figures)],
        key=lambda pair: (pair[0].reference_date, pair[0].status == "final"),
    )
    lines = [line for each, counts in everything for line in write_figures(each, counts)]
    return "\n".join([HEADER, *lines, ""])
