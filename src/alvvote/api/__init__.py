"""What ``import alvvote`` gives a notebook or a script: roll, tally and publication, with frames.

The names differ from those of the packages (``alvvote.roll``, ``alvvote.tally``): an attribute of
a package and a module in it cannot share a name.
"""

from alvvote.api.errors import InputError
from alvvote.api.publications import MeetingPublication, publication_of_dossier
from alvvote.api.rolls import MeetingRoll, frozen_roll, roll_on, votes_of
from alvvote.api.tallies import MeetingTally, tally_files

__all__ = [
    "InputError",
    "MeetingPublication",
    "MeetingRoll",
    "MeetingTally",
    "frozen_roll",
    "publication_of_dossier",
    "roll_on",
    "tally_files",
    "votes_of",
]
