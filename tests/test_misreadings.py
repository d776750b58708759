"""Files that could be read as something they do not say: each is an error, never an outcome."""

from pathlib import Path

import pytest

from tests.conftest import Ran, Run


def _tally(run: Run, tmp_path: Path, text: str, agenda: str | None = None) -> Ran:
    ballots = tmp_path / "ballots.csv"
    ballots.write_text(text, encoding="utf-8")
    args: list[str | Path] = ["tally", ballots, "--format", "json"]
    if agenda is not None:
        file = tmp_path / "agenda.csv"
        file.write_text(agenda, encoding="utf-8")
        args += ["--agenda", file]
    return run(*args)


def _codes(ran: Ran) -> list[tuple[str, int | None]]:
    return [(problem["code"], problem["row"]) for problem in ran.document["problems"]]


def test_quotes_that_swallow_rows(run: Run, tmp_path: Path) -> None:
    """Two stray quotes would take the ballots between them along."""
    ran = _tally(
        run,
        tmp_path,
        'gemeente,M1,opmerking\nUtrecht,voor,"zie brief\nAmsterdam,tegen,ok\n'
        'Borne,voor,einde"\nSoest,voor,\n',
    )
    assert _codes(ran) == [("F105", 2)]
    assert ran.document["results"] == []


def test_a_remark_over_two_lines_is_a_remark(run: Run, tmp_path: Path) -> None:
    """A line break inside quotes alone is no mistake."""
    ran = _tally(run, tmp_path, 'gemeente,M1,opmerking\nUtrecht,voor,"een\ntwee"\nBorne,tegen,\n')
    assert ran.document["results"][0]["cast"] == {"members": 2, "votes": 100}


def test_two_columns_for_one_vote(run: Run, tmp_path: Path) -> None:
    """Id and title in one header are one vote twice."""
    agenda = "id,titel\nM1,Motie een\n"
    ran = _tally(run, tmp_path, "gemeente,M1,Motie een\nUtrecht,voor,\nBorne,,tegen\n", agenda)
    assert _codes(ran) == [("F113", 1)]


@pytest.mark.parametrize("name", ["Amsterdm", "Weesp", "Totaal", "Bergen"])
def test_a_name_that_contradicts_its_code(run: Run, tmp_path: Path, name: str) -> None:
    """A code does not make a name right that is nobody's, or somebody else's."""
    ran = _tally(run, tmp_path, f"gm_code,gemeente,M1\nGM0344,{name},voor\n")
    assert _codes(ran) == [("B206", 2)]


def test_a_name_that_its_code_decides(run: Run, tmp_path: Path) -> None:
    """The name Bergen beside the code of one of the two is no guess."""
    ran = _tally(run, tmp_path, "gm_code,gemeente,M1\nGM0373,Bergen,voor\n")
    assert ran.document["results"][0]["cast"]["members"] == 1


def test_names_of_votes_that_look_the_same(run: Run, tmp_path: Path) -> None:
    """Composed or not, with or without a sign nobody sees: it is one vote."""
    names = ("Motie \u00e9\u00e9n", "Motie e\u0301e\u0301n", "Motie\u200b \u00e9\u00e9n")
    rows = "".join(
        f"{name},{member},voor\n"
        for name, member in zip(names, ("Utrecht", "Borne", "Soest"), strict=True)
    )
    ran = _tally(run, tmp_path, "voorstel,gemeente,stem\n" + rows)
    assert [result["cast"]["members"] for result in ran.document["results"]] == [3]


def test_the_verdict_on_an_advice_is_not_that_of_the_motion(run: Run, tmp_path: Path) -> None:
    """What was adopted is the advice; the heading says so."""
    _tally(
        run,
        tmp_path,
        "gemeente,M1\nUtrecht,voor\n",
        "id,soort,onderwerp,preadvies\nM1,motie,preadvies,ontraden\n",
    )
    ballots, agenda = tmp_path / "ballots.csv", tmp_path / "agenda.csv"
    heading = next(
        line for line in run("tally", ballots, "--agenda", agenda).out.splitlines() if line.strip()
    )
    assert heading.split(maxsplit=1) == ["M1", "ADVICE ADOPTED: discourage"]


def test_voor_and_tegen_as_options_are_the_usual_question(run: Run, tmp_path: Path) -> None:
    """Half and half is rejected, also where the agenda writes the two words out."""
    agenda = "id,opties,verwerpend\nM1,voor | tegen,tegen\n"
    ran = _tally(run, tmp_path, "gemeente,M1\nUtrecht,voor\nAmsterdam,tegen\n", agenda)
    assert ran.document["results"][0]["outcome"] == "rejected"


def test_figures_of_after_the_meeting(run: Run) -> None:
    """Who sets figures that came out only after the meeting is told so."""
    ran = run("votes", "--datum", "2026-06-10", "--peildatum", "2026", "--format", "json")
    assert [problem["code"] for problem in ran.document["problems"]] == ["W103"]
