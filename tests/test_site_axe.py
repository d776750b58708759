"""Every kind of page by axe, in a real browser: no violation of WCAG 2.2 AA that it can find."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.conftest import missing
from tests.publications import example, full
from tests.site_browser import chromium, visit, write_site

if TYPE_CHECKING:
    from playwright.sync_api import Browser

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = """tags => axe.run({runOnly: {type: "tag", values: tags}, resultTypes: ["violations"],
  preload: false})"""
"""Without fetching the stylesheets once more: the policy of the pages forbids it."""
EXAMPLE = (
    "index.html",
    "lid/GM0344.html",
    "lid/index.html",
    "verantwoording.html",
    "stemming/motie-2.html",
    "stemming/voorstel-6.html",
    "stemming/motie-7.html",
)
"""A page of each kind; of the small meeting all are looked at, but for `ALIKE`."""
ALIKE = frozenset(f"lid/GM900{number}.html" for number in range(2, 6))
"""Pages of members that are as those of the first and the last."""


@pytest.fixture(scope="module")
def browser() -> "Iterator[Browser]":
    """Chromium, started once."""
    with chromium() as started:
        yield started


@pytest.fixture(scope="module")
def axe() -> str:
    """Return the script of axe."""
    try:
        from axe_playwright_python.base import AXE_FILE_PATH  # noqa: PLC0415
    except ImportError:
        missing("axe-playwright-python", "uv sync")
    return Path(AXE_FILE_PATH).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[Path, list[str]]:
    """Return the two websites with the pages to look at."""
    large = write_site(example(), tmp_path_factory.mktemp("example"))
    small = write_site(full(), tmp_path_factory.mktemp("full"))
    every = {path.relative_to(small).as_posix() for path in small.rglob("*.html")}
    assert every > ALIKE
    return {large: list(EXAMPLE), small: sorted(every - ALIKE)}


def problems(found: dict[str, Any]) -> list[str]:
    """Return what axe found, a line for each."""
    return [
        f"{violation['id']}: {node['html'][:160]}"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]


@pytest.mark.long
@pytest.mark.parametrize("width", [320, 1440])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(
    browser: "Browser", axe: str, sites: dict[Path, list[str]], scheme: str, width: int
) -> None:
    """On each kind of page, light and dark, narrow and wide; of the large meeting in two ways.

    Tables of 342 members take half a minute, and their rows are as those of the small one.
    """
    large, small = sites
    looked_at = [large, small] if (scheme, width) in {("light", 1440), ("dark", 320)} else [small]
    for folder in looked_at:
        paths = sites[folder]
        size = {"width": width, "height": 900}
        with visit(browser, folder, color_scheme=scheme, viewport=size) as look:
            for path in paths:
                page = look.open(path)
                page.evaluate(axe)
                assert problems(page.evaluate(RUN, TAGS)) == [], path
