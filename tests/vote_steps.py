"""Steps of a meeting that tests of votes begin with: a dossier, items on its agenda, passes."""

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from alvvote.meeting import events as e
from alvvote.meeting.dossier import key_path, open_dossier
from alvvote.meeting.model import State
from tests.conftest import Run

DAY = "2026-11-25"
NAME = "ALV Voorbeeld (verzonnen)"
SHA = "0123456789abcdef" * 4


def item(name: str, sort: str | None = "motion", **fields: Any) -> e.ItemAdded:
    """Return that an item comes on the agenda: a motion, with what is said of it besides."""
    plain = e.ItemAdded(
        name, f"Voorbeeld {name}", sort, None, (), None, None, (), (), None, None, (), None
    )
    return replace(plain, **fields)


def accredited(gm_code: str) -> e.MemberAccredited:
    """Return that a member is accredited, by an invented representative."""
    return e.MemberAccredited(gm_code, f"A. de Voorbeeld {gm_code}", "wethouder", "3")


def record(dossier: Path, *events: e.Event) -> None:
    """Record events in one act."""
    with open_dossier(str(dossier), write=True) as opened:
        opened.act(lambda state: events)  # noqa: ARG005


def state_of(dossier: Path) -> State:
    """Return the state of a dossier."""
    with open_dossier(str(dossier), write=False) as opened:
        return opened.state


def choices_in(dossier: Path, vote: str) -> dict[str, str | None]:
    """Return the ballots of a vote, by code of the member."""
    return {code: ballot.option for code, ballot in state_of(dossier).votes[vote].ballots.items()}


_begun: dict[tuple[str, ...], tuple[bytes, bytes]] = {}
"""The files of meetings that were made, dossier and key, by name and options."""


def _for_its_owner(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def make_meeting(
    run: Run, path: Path, *events: e.Event, fix: Sequence[str] = (), new: Sequence[str] = ()
) -> Path:
    """Make a dossier with a fixed roll: 342 members, 13,211 votes; then these events.

    A second one of the same name and options is a copy of the first as it began.
    """
    kind = (path.name, *new, "", *fix)
    if kind not in _begun:
        assert run("meeting", "new", path, "--datum", DAY, "--naam", NAME, *new).code == 0
        assert run("meeting", "fix-roll", "--dossier", path, *fix).code == 0
        key = Path(key_path(str(path)))
        _begun[kind] = path.read_bytes(), key.read_bytes() if key.exists() else b""
    else:
        for name, data in zip((str(path), key_path(str(path))), _begun[kind], strict=True):
            with open(name, "xb", opener=_for_its_owner) as file:
                file.write(data)
    if events:
        record(path, *events)
    return path
