"""The publication of a meeting, for a notebook: what each member voted, and the files of it."""

import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from alvvote.api.errors import InputError
from alvvote.api.frames import frame_of
from alvvote.api.rolls import Path
from alvvote.api.rows import PUBLISHED_COLUMNS, RECORD_COLUMNS, RESULT_COLUMNS
from alvvote.i18n import in_language
from alvvote.problems import Problem
from alvvote.publish.folder import ManifestSigner, Written, refusal_of, write_folder
from alvvote.publish.formats import FORMATS, files_of, formats_for
from alvvote.publish.publication import Publication, PublishedVote, Settings
from alvvote.publish.table_rows import published_result_rows, record_rows

if TYPE_CHECKING:
    from pandas import DataFrame

_LANGUAGES = ("nl", "en")


@dataclass(frozen=True, repr=False)
class MeetingPublication:
    """All that may be public of one meeting: no names of persons who voted, no times of day."""

    value: Publication
    """The value that every published file is made from."""
    problems: tuple[Problem, ...] = ()
    """Warnings."""
    signer: ManifestSigner | None = field(default=None, compare=False)
    """What signs the manifest: the key beside a dossier."""

    @property
    def votes(self) -> tuple[PublishedVote, ...]:
        """The votes and settled items, in the order of the agenda."""
        return self.value.votes

    @property
    def invented(self) -> bool:
        """Whether the ballots are an invented example."""
        return self.value.invented

    def __repr__(self) -> str:
        ids = ", ".join(vote.proposal.id for vote in self.votes)
        return f"<MeetingPublication: {self.value.name}: {ids}>"

    def to_frame(self) -> "DataFrame":
        """Return a row per member and vote, as in ``stemgedrag.csv``; see `RECORD_COLUMNS`.

        Votes on persons and settled items have no rows.
        """
        return frame_of(RECORD_COLUMNS, record_rows(self.value))

    def results_frame(self) -> "DataFrame":
        """Return a row per vote and option, as in ``uitslagen.csv``.

        The columns are `RESULT_COLUMNS` with `PUBLISHED_COLUMNS`. ``outcome`` is that of the tally;
        ``ruling`` what the chair pronounced, ``<NA>`` where that is not known.
        """
        return frame_of((*RESULT_COLUMNS, *PUBLISHED_COLUMNS), published_result_rows(self.value))

    def write(
        self,
        folder: Path,
        formats: Iterable[str] | None = None,
        *,
        language: str = "nl",
        analyse: bool = False,
        excel: bool = False,
        replace: bool = False,
    ) -> Written:
        """Write the files, as ``alvvote publish`` does; the folder appears when it is whole.

        Args:
            folder: a new one.
            formats: ``site``, ``pdf``, ``csv``, ``xlsx``, ``json``, ``chart``, ``proof``; else all.
            language: ``nl`` or ``en``.
            analyse: add what is comment and no record.
            excel: CSV for a Dutch Excel.
            replace: take the place of the publication that stands there.

        Raises:
            InputError: something stands in the folder that is not replaced.
            ValueError: there is no such format or language.
            OSError: it could not be written; what stood there before still does.
        """
        only = None if formats is None else frozenset(formats)
        unknown = sorted((only or frozenset()) - frozenset(FORMATS))
        if unknown:
            raise ValueError(
                f"no such format: {', '.join(unknown)}; there are {', '.join(FORMATS)}"
            )
        if language not in _LANGUAGES:
            raise ValueError(f"no such language: {language}; there are nl and en")
        target = os.fspath(folder)
        refusal = refusal_of(target, replace=replace)
        if refusal is not None:
            raise InputError([refusal])
        settings = Settings(language, analyse, excel=excel, formats=formats_for(self.value, only))
        with in_language(language):
            return write_folder(target, files_of(self.value, settings), self.signer)


def publication_of_dossier(
    path: Path, *, key: Path | None = None, invented: bool = False
) -> MeetingPublication:
    """Return the publication of the meeting that is recorded in a dossier.

    Args:
        path: the dossier, ``alv.alv``; it is only read.
        key: the key that signs what is written; else the one beside the dossier.
        invented: say everywhere that it is an invented example, also where no title does.

    Raises:
        InputError: it is a rehearsal, or nothing was decided yet.
        alvvote.ledger.errors.StoreError: the dossier is not there or is damaged.
        alvvote.ledger.errors.KeyFileError: the key cannot be used.
    """
    from alvvote.meeting.acts import Refused  # noqa: PLC0415
    from alvvote.meeting.dossier import open_dossier, signing_key_of  # noqa: PLC0415
    from alvvote.publish.of_meeting import publication_of  # noqa: PLC0415

    with open_dossier(os.fspath(path), write=False) as dossier:
        try:
            value = publication_of(dossier, invented=invented)
        except Refused as refused:
            raise InputError(refused.problems) from refused
        signing = signing_key_of(dossier.log, None if key is None else os.fspath(key))
    if signing is None:
        return MeetingPublication(value, (Problem("W407", column="--key"),))
    return MeetingPublication(value, (), ManifestSigner(signing.sign, signing.public.pem()))
