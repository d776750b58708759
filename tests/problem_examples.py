"""The examples of problems in ``tests/problems``: a folder for each code of the catalogue.

A folder holds the input files, ``arguments`` (those of ``alvvote``, one per line; it is run in the
folder), perhaps ``home`` (the user's own data) or ``setup`` (what happened before, see
`tests.dossier_examples`), and the golden messages ``message.en.txt`` and
``message.nl.txt``: standard error at 80 columns, and the exit code.
``python -m tests.problem_examples`` runs all and writes the messages.
"""

import contextlib
import io
import json
import os
import re
import subprocess
import sys
import traceback
from pathlib import Path
from typing import NamedTuple

CHECKOUT = Path(__file__).parents[1]
FOLDER = CHECKOUT / "tests" / "problems"
RANDOM = re.compile(
    r"(?<=/)[0-9a-f]{8}\b|\b[0-9a-f]{64}\b|\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d"
)
"""What differs from one dossier to the next: part of its name, hashes of its entries, moments."""
LANGUAGES = ("en", "nl")


class Shown(NamedTuple):
    """What one run of an example showed."""

    code: int
    out: str
    err: str

    @property
    def message(self) -> str:
        """What a golden file holds."""
        return f"{self.err}exit {self.code}\n"


class Example(NamedTuple):
    """An example as it was run: for a person, and with ``--format json``."""

    text: Shown
    json: Shown


def codes() -> list[str]:
    """Return the codes that have a folder."""
    return sorted(folder.name for folder in FOLDER.iterdir() if folder.is_dir())


def arguments(code: str) -> list[str]:
    """Return the arguments of an example."""
    return (FOLDER / code / "arguments").read_text(encoding="utf-8").splitlines()


def golden(code: str, language: str) -> Path:
    """Return the file that holds the message in a language."""
    return FOLDER / code / f"message.{language}.txt"


def data_home(code: str) -> str:
    """Return the folder of the user's own data: that of the example, or one that is not there."""
    home = FOLDER / code / "home"
    return str(home if home.is_dir() else FOLDER / "no-data")


def environment(language: str) -> dict[str, str]:
    """Return the environment of a process that speaks `language` on 80 columns."""
    unwanted = {"LANGUAGE", "LC_ALL", "LC_MESSAGES", "NO_COLOR", "FORCE_COLOR"}
    clean = {name: value for name, value in os.environ.items() if name not in unwanted}
    return {**clean, "LANG": "C.UTF-8", "COLUMNS": "80", "ALVVOTE_LANG": language}


def run_examples(language: str) -> dict[str, Example]:
    """Run all examples, in one process: a language is fixed when the program starts."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.problem_examples", "run"],
        env=environment(language),
        cwd=CHECKOUT,
        capture_output=True,
        check=True,
        timeout=300,
    )
    return {
        code: Example(*(Shown(*shown) for shown in pair))
        for code, pair in json.loads(done.stdout).items()
    }


def _run_here(code: str, extra: list[str]) -> Shown:
    from alvvote.cli.app import main  # noqa: PLC0415 - only once the language is fixed
    from tests.cbs_examples import service_for, with_fixed_port  # noqa: PLC0415
    from tests.dossier_examples import folder_for  # noqa: PLC0415

    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="", write_through=True)
    err = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="", write_through=True)
    os.environ["XDG_DATA_HOME"] = data_home(code)
    with (
        folder_for(FOLDER / code) as folder,
        service_for(FOLDER / code) as filled,
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        os.chdir(folder)
        try:
            exit_code = main([*map(filled, arguments(code)), *extra])
        except Exception:  # noqa: BLE001 - whatever it is, the test of this example shall show it
            traceback.print_exc()
            exit_code = -1
    texts = (
        with_fixed_port(stream.buffer.getvalue().decode()).replace(str(folder), "…")
        for stream in (out, err)
    )
    return Shown(exit_code, *(RANDOM.sub(_zeros, text) for text in texts))


def _zeros(found: re.Match[str]) -> str:
    return "0" * len(found[0])


def _run_all_here() -> None:
    from alvvote.i18n import choose_language, use_language  # noqa: PLC0415

    use_language(choose_language(os.environ))
    shown = {code: (_run_here(code, []), _run_here(code, ["--format", "json"])) for code in codes()}
    print(json.dumps(shown))


def main() -> None:
    """Write the golden messages; or run the examples, in a process of `run_examples`."""
    if sys.argv[1:] == ["run"]:
        _run_all_here()
        return
    for language in LANGUAGES:
        for code, example in run_examples(language).items():
            golden(code, language).write_text(example.text.message, encoding="utf-8", newline="")


if __name__ == "__main__":
    main()
