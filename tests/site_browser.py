"""A real browser that opens the website from a folder, and listens to all that it asks for."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from alvvote.i18n import in_language
from alvvote.publish.formats import FORMATS
from alvvote.publish.publication import Publication, Settings
from alvvote.publish.site import files_of
from tests.conftest import missing

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

NAMES = ("chromium", "chromium-browser", "google-chrome")
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@contextmanager
def chromium() -> "Iterator[Browser]":
    """Start Chromium; where it or Playwright is not there, `missing` says what to install."""
    path = next((found for name in NAMES if (found := shutil.which(name))), None)
    if path is None:
        missing("Chromium", "apt-get install chromium")
    if find_spec("playwright") is None:
        missing("Playwright", "uv sync")
    from playwright.sync_api import sync_playwright  # noqa: PLC0415

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield browser
        browser.close()


def write_site(publication: Publication, folder: Path) -> Path:
    """Write the pages of a publication, in English and with comment; return the folder."""
    with in_language("en"):
        how = Settings("en", analyse=True, formats=frozenset(FORMATS))
        for name, data in files_of(publication, how):
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
    return folder


class Visit:
    """A look at a website: where it is, and what may not happen while one looks."""

    def __init__(self, browser: "Browser", folder: Path, **context: Any) -> None:
        """Open an empty page; `context` is how one looks: width, light or dark, with a script."""
        self.context = browser.new_context(**context)
        self.folder = folder.as_uri() + "/"
        self.wrong: list[str] = []
        """Messages in the console, errors of the script, requests that leave the folder."""
        self.page: Page = self.context.new_page()
        self.page.on("console", lambda message: self.wrong.append(message.text))
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))
        self.page.on("request", lambda request: self._asked(request.url))
        self.page.on("requestfailed", lambda request: self._failed(request.url, request.failure))

    def _asked(self, url: str) -> None:
        if not url.startswith((self.folder, "data:image/svg+xml,")):
            self.wrong.append(url)

    def _failed(self, url: str, why: str | None) -> None:
        # Who goes on before all is loaded breaks off the rest.
        if why != "net::ERR_ABORTED":
            self.wrong.append(f"{why}: {url}")

    def open(self, path: str) -> "Page":
        """Go to a page of the website."""
        self.page.goto(self.folder + path)
        return self.page

    @property
    def at(self) -> str:
        """The path of the page that is open."""
        return self.page.url.removeprefix(self.folder).partition("#")[0]


@contextmanager
def visit(browser: "Browser", folder: Path, **context: Any) -> Iterator[Visit]:
    """Look at a website, and find nothing wrong on the way."""
    made = Visit(browser, folder, **context)
    try:
        yield made
        assert made.wrong == [], made.wrong
    finally:
        made.context.close()
