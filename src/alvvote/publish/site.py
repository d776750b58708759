"""The website: plain files that work from a folder, ask nothing of others, and need no script."""

import os
from collections.abc import Iterator

from alvvote.i18n import _
from alvvote.population import read_changes, successors
from alvvote.publish.cartogram import Layout, layout, read_centres
from alvvote.publish.publication import Publication, Settings
from alvvote.publish.site_account import account_page
from alvvote.publish.site_index import index_page, members_page
from alvvote.publish.site_member import member_page
from alvvote.publish.site_page import Site
from alvvote.publish.site_vote import vote_page
from alvvote.shipped import read_data

_STATIC = os.path.join(os.path.dirname(os.path.abspath(__file__)), "static")
STATIC_FILES = ("site.css", "cartogram.css", "site.js")


def files_of(publication: Publication, settings: Settings) -> Iterator[tuple[str, bytes]]:
    """Yield path and bytes of each page, in the language that is spoken."""
    site = Site(publication, settings, _)
    yield "index.html", index_page(site)
    country = _country(publication)
    for place, vote in enumerate(publication.votes):
        yield f"stemming/{vote.slug}.html", vote_page(site, place, country)
    yield "lid/index.html", members_page(site)
    for member in publication.members:
        yield f"lid/{member.gm_code}.html", member_page(site, member)
    yield "verantwoording.html", account_page(site)
    for name in STATIC_FILES:
        with open(os.path.join(_STATIC, name), "rb") as file:
            yield f"static/{name}", file.read()


def _country(publication: Publication) -> Layout:
    """Return where the members stand in the picture; one layout serves all votes."""
    changes = successors(read_changes(read_data("boundary_changes.csv")))
    votes = {member.gm_code: int(member.votes) for member in publication.members}

    def heir_of(code: str) -> str | None:
        # Of several heirs the first.
        return changes[code].gm_codes[0] if code in changes else None

    return layout(votes, read_centres(read_data("centres.csv")), heir_of)
