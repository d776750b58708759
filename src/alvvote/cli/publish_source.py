"""What is published: the dossier of a meeting, or votes in files."""

from typing import NamedTuple

from alvvote.cli.dossiers import find_dossier
from alvvote.cli.file_votes import FileOptions, read_votes, refuse_with_dossier
from alvvote.cli.options import wrong
from alvvote.i18n import _, in_language
from alvvote.ledger.address import is_server
from alvvote.meeting.acts import Refused
from alvvote.problems import Problem, has_errors
from alvvote.publish.folder import ManifestSigner
from alvvote.publish.publication import Publication

SOURCE = _("SOURCE")

_SQLITE = b"SQLite format 3\0"


class Source(NamedTuple):
    """A publication that can be written."""

    publication: Publication
    signer: ManifestSigner | None
    """None where there is no key."""
    problems: list[Problem]
    """Warnings."""


class Besides(NamedTuple):
    """What options say besides the source."""

    name: str | None
    key: str | None
    language: str
    invented: bool


def source_of(options: FileOptions, besides: Besides) -> Source:
    """Read what is to be published; wrong usage raises `typer.BadParameter`.

    Raises:
        Refused: there is nothing to publish, or something is wrong in the files.
        StoreError: the dossier cannot be read.
        KeyFileError: the key cannot be used.
    """
    dossier = _dossier_in(options)
    if dossier is None:
        return _of_files(options, besides)
    if besides.name:
        raise wrong("--naam", _("a dossier has a name of its own."))
    return _of_dossier(dossier, besides)


def _dossier_in(options: FileOptions) -> str | None:
    """Return the dossier that is the source; None where files with ballots are.

    Raises:
        Refused: nothing was named, and there is not one dossier in this folder.
    """
    sources = options.ballots or []
    dossiers = [path for path in sources if _is_dossier(path)]
    if not sources and not options.tellingen:
        dossiers = [find_dossier(None)]
    if not dossiers:
        return None
    if len(dossiers) > 1 or len(sources) > 1:
        raise wrong(SOURCE, _("name one dossier, or files with ballots."))
    refuse_with_dossier(options._replace(ballots=None))
    return dossiers[0]


def _is_dossier(path: str) -> bool:
    if is_server(path) or path.endswith(".alv"):
        return True
    try:
        with open(path, "rb") as file:
            return file.read(len(_SQLITE)) == _SQLITE
    except (OSError, ValueError):
        return False


def _of_dossier(path: str, besides: Besides) -> Source:
    from alvvote.meeting.dossier import open_dossier, signing_key_of  # noqa: PLC0415
    from alvvote.publish.of_meeting import publication_of  # noqa: PLC0415

    with open_dossier(path, write=False) as dossier:
        publication = publication_of(dossier, invented=besides.invented)
        signing = signing_key_of(dossier.log, besides.key)
    if signing is None:
        return Source(publication, None, [Problem("W407", column="--key")])
    return Source(publication, ManifestSigner(signing.sign, signing.public.pem()), [])


def _of_files(options: FileOptions, besides: Besides) -> Source:
    from alvvote.publish.of_files import publication_of_files  # noqa: PLC0415
    from alvvote.tally import count_votes, remarks_of  # noqa: PLC0415

    problems: list[Problem] = []
    read = read_votes(options, problems)
    if read.basis is not None and not has_errors(problems):
        problems += remarks_of(read.questions, per_member=False)
        if not read.questions:
            problems.append(Problem("U101"))
    if read.at_hand is None or read.basis is None or has_errors(problems):
        raise Refused(*problems)
    roll = read.basis.roll
    rolls, _left_out = read.at_hand.other_rolls(read.basis)
    counted = count_votes(read.questions, roll, rolls)
    with in_language(besides.language):
        title = (besides.name or "").strip() or _("General assembly")
    invented = besides.invented or any(question.invented for question in read.questions)
    publication = publication_of_files(title, roll, counted, invented=invented)
    return Source(publication, None, problems)
