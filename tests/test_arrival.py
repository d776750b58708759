"""A whole arrival: every member is in exactly once, or out for a stated reason."""

from collections import Counter
from pathlib import Path

import pytest

from alvvote.ledger.store import open_log
from alvvote.meeting.dossier import public_key_of
from alvvote.meeting.replay import replay
from tests.arrival import OUT, TROUBLE, Day, Hall, Served, make_day
from tests.ledger_worlds import full_roll
from tests.postgres_server import DESK, Server

DESKS = 8
SHARE = 0.03
KILLS = 12
SEED = 20261125


def _check(day: Day, served: list[Served]) -> None:
    """Hold what the record says against the plan of the day."""
    for one in served:
        expected = one.visit.shows
        if one.guest.trouble == "race":
            # The second one sees that the first is in: at the scan, or when it lets in.
            expected = ("in", "AlreadyIn", "Waiting")
        assert one.again or one.shown in expected, one
    races = [one.shown for one in served if one.guest.trouble == "race" and not one.again]
    assert races.count("in") <= len(races) / 2 + KILLS
    with open_log(day.dossier, write=False) as log:
        began, ended = Counter[str](), Counter[str]()
        causes: dict[str, str] = {}
        for entry in log.entries():
            if entry.kind == "accreditation.began":
                began[entry.public["gm_code"]] += 1
                assert entry.public["by"] == "desk"
            if entry.kind == "accreditation.ended":
                ended[entry.public["gm_code"]] += 1
                causes[entry.public["gm_code"]] = entry.public["cause"]
        key = public_key_of(log)
        assert key is not None
        found = replay(log, [key])
    for guest in day.guests:
        code, trouble = guest.gm_code, guest.trouble
        assert began[code] == guest.beginnings, guest
        inside = trouble not in OUT
        assert began[code] - ended[code] == (1 if inside else 0), guest
        assert (code in found.state.accredited) == inside
        if trouble in {"left", "back"}:
            assert causes[code] == "left"
        if trouble == "substituted":
            assert causes[code] == "substituted"
    assert found.audit.finding is None
    assert not found.broken
    assert found.audit.signed_size == found.audit.size
    held = [passes[-1] for passes in found.state.passes.values()]
    assert len([one for one in held if one.ended is None]) == len(found.state.accredited)
    codes = [one.code for passes in found.state.passes.values() for one in passes]
    assert len(set(codes)) == len(codes)


@pytest.mark.long
def test_an_arrival_at_eight_desks_on_one_machine(tmp_path: Path) -> None:
    """On a file: 342 cards, all trouble, desks that die."""
    day = make_day(str(tmp_path / "alv.alv"), str(tmp_path), full_roll(), DESKS, SHARE, SEED)
    assert {guest.trouble for guest in day.guests} == {None, *TROUBLE}
    _check(day, Hall(day, KILLS, SEED, lambda: None).run())


@pytest.mark.long
def test_an_arrival_on_a_server_that_is_restarted(postgres: Server, tmp_path: Path) -> None:
    """On PostgreSQL, as the role of desks; halfway the server dies and is started again."""
    database = postgres.new_database()
    office = postgres.address(database)
    day = make_day(office, str(tmp_path), full_roll(), DESKS, SHARE, SEED)

    def restart() -> None:
        postgres.stop("immediate")
        postgres.start()

    at_desks = day._replace(dossier=postgres.address(database, DESK))
    served = Hall(at_desks, KILLS, SEED, restart).run()
    assert sum(one.tries for one in served) > 0
    _check(day, served)
