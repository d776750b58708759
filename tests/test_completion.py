"""Shell completion: what a shell asks, and what it gets."""

import pytest

from tests.conftest import Run


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("alvvote vo", "votes"),
        ("alvvote tal", "tally"),
        ("alvvote votes --gem", "--gemeente"),
        ("alvvote population com", "compare"),
    ],
)
def test_bash_is_answered(run_process: Run, words: str, offered: str) -> None:
    """Commands and options are completed, as the script that was installed asks for it."""
    env = {
        "_ALVVOTE_COMPLETE": "complete_bash",
        "COMP_WORDS": words,
        "COMP_CWORD": str(words.count(" ")),
    }
    assert offered in run_process(env=env).out.split()


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_scripts_are_shown(run_process: Run, shell: str) -> None:
    """The script of each shell asks by the variable that is answered."""
    ran = run_process("--show-completion", shell)
    assert ran.code == 0
    assert "_ALVVOTE_COMPLETE" in ran.out


def test_a_start_needs_no_pydantic(run_process: Run) -> None:
    """What makes strings of strings is not loaded: half the time of a start."""
    ran = run_process("votes", "--gemeente", "Utrecht", env={"PYTHONPROFILEIMPORTTIME": "1"})
    assert "pydantic" not in ran.err
    assert "typer" in ran.err
