"""The first page of the website, and the list of all members."""

from itertools import groupby

from alvvote.publish.site_page import Site, name_key


def index_page(site: Site) -> bytes:
    """Return the page of the meeting: every vote with its outcome, and the way to a member."""
    return site.page(
        "index.html",
        0,
        cards=site.cards,
        members=site.members,
        aliases=site.aliases,
        left_out=site.publication.left_out,
        has_head=site.publication.head is not None,
    )


def members_page(site: Site) -> bytes:
    """Return the list of all members, by the first letter of their names."""
    letters = [
        (letter, list(members))
        for letter, members in groupby(
            site.members, lambda member: name_key(member.municipality)[0][:1].upper()
        )
    ]
    return site.page("members.html", 1, letters=letters, aliases=site.aliases)
