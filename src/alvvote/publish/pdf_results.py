"""The list of results of a meeting on paper: an overview, then every vote."""

from alvvote.i18n import _, listing
from alvvote.publish.pdf_page import Data, head_facts, page_data, source_lines
from alvvote.publish.pdf_text import drawn, shortened
from alvvote.publish.pdf_vote import counts_data, rule_of, share_in_words, verdict_data, warnings_of
from alvvote.publish.phrases import facts_of, manner_in_words, needed_of, reason_of, title_of
from alvvote.publish.publication import Publication, PublishedVote

_TITLE = 240
"""Letters of a title above a vote; a longer one stands in full below it."""
_SHORT = 110
"""Letters of a title in the overview."""
_OPTION = 160
_OUTCOME = 200
_REASON = 900
_OPTIONS = 12


def results_data(publication: Publication, language: str) -> Data:
    """Return the data of ``results.typ``, in the language that is spoken."""
    return {
        **page_data(publication, language, _("Results")),
        "overview": {
            "heads": [_("Vote"), _("Outcome"), _("By how much"), _("Page")],
            "rows": [_overview(vote) for vote in publication.votes],
        },
        "votes": [_vote(publication, vote) for vote in publication.votes],
        "left_out": _left_out(publication),
        "source": {"head": _("Source"), "lines": source_lines(publication)},
        "ledger": {"head": _("Head of the ledger"), "facts": head_facts(publication)},
        "nothing": "" if publication.votes else _("Nothing was decided."),
    }


def _overview(vote: PublishedVote) -> Data:
    how = share_in_words(vote) or manner_in_words(vote.proposal)
    return {
        "title": drawn(shortened(title_of(vote.proposal), _SHORT), 30),
        "slug": vote.slug,
        "outcome": verdict_data(vote, _SHORT),
        "how": drawn(how, 30),
        "differs": _("not what the tally says") if vote.differs else "",
        "replaced": (
            _("replaced by {vote}").format(vote=drawn(shortened(vote.replaced_by, 40)))
            if vote.replaced_by is not None
            else ""
        ),
    }


def _vote(publication: Publication, vote: PublishedVote) -> Data:
    title, reason = title_of(vote.proposal), reason_of(vote)
    counts = counts_data(publication, vote, _OPTION)
    facts = facts_of(vote)
    if vote.proposal.manner == "acclamation":
        facts.append((_("Rule"), rule_of(vote)))
    needed = needed_of(vote)
    if needed:
        facts.insert(0, (_("Needed"), needed))
    return {
        "slug": vote.slug,
        "title": drawn(shortened(title, _TITLE)),
        "full": drawn(title) if len(title) > _TITLE else "",
        "outcome": verdict_data(vote, _OUTCOME),
        "reason": drawn(reason),
        "warnings": warnings_of(vote),
        "counts": counts,
        # What is longer than half a page may go on upon the next.
        "long": len(reason) > _REASON or len(vote.proposal.options) > _OPTIONS,
        "facts": [(label, drawn(text)) for label, text in facts],
    }


def _left_out(publication: Publication) -> str:
    if not publication.left_out:
        return ""
    text = _("Not declared yet, and left out: {votes}.")
    return drawn(text.format(votes=listing(list(publication.left_out))))
