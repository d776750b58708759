"""Reads a page of the website as a browser would: text, links, ids, and what it would load."""

from collections.abc import Mapping
from functools import lru_cache
from html.parser import HTMLParser
from posixpath import dirname, join, normpath

VOID = frozenset({"meta", "link", "input", "br"})
Attributes = dict[str, str | None]


class Page(HTMLParser):
    """A page that was read."""

    def __init__(self, data: bytes) -> None:
        """Read a page."""
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, Attributes]] = []
        self.texts: list[tuple[tuple[str, ...], str]] = []
        """Each text with the tags it stands in, from the outside."""
        self.declarations: list[str] = []
        self._open: list[str] = []
        self.feed(data.decode())
        self.close()

    def handle_decl(self, decl: str) -> None:
        """Keep ``<!doctype html>``."""
        self.declarations.append(decl)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep a tag with what it says."""
        names = [name for name, _value in attrs]
        assert len(names) == len(set(names)), f"{tag} says something twice"
        self.tags.append((tag, dict(attrs)))
        if tag in {"td", "tr"}:
            # The table of members leaves out end tags that HTML does not ask for.
            while self._open and self._open[-1] in {"th", "td"}:
                self._open.pop()
            if tag == "tr" and self._open and self._open[-1] == "tr":
                self._open.pop()
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep a tag of SVG that closes itself."""
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        """Leave a tag; each must have been opened."""
        assert tag in self._open, f"</{tag}> was never opened"
        while self._open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        """Keep a text."""
        if data:
            self.texts.append((tuple(self._open), data))

    def text(self, *within: str) -> str:
        """Return all text inside of tags of these names."""
        return "".join(text for path, text in self.texts if set(within) <= set(path))

    def values(self, name: str) -> list[str]:
        """Return what an attribute says, wherever it stands, in order."""
        return [attributes[name] or "" for _tag, attributes in self.tags if name in attributes]

    def rows(self, table: str) -> list[Attributes]:
        """Return the rows in the body of the table with this id."""
        found: list[Attributes] = []
        inside = False
        for tag, attributes in self.tags:
            if tag == "table":
                inside = attributes.get("id") == table
            elif inside and tag == "tr" and "data-k" in attributes:
                found.append(attributes)
        return found


@lru_cache(maxsize=1024)
def read_page(data: bytes) -> Page:
    """Return a page that was read; to read it takes longer than most of what is asked of it."""
    return Page(data)


def leads_to(path: str, href: str) -> tuple[str, str]:
    """Return which file, and which place in it, a link on the page `path` leads to."""
    file, _hash, place = href.partition("#")
    return (normpath(join(dirname(path), file)) if file else path), place


def dead_links(files: Mapping[str, bytes], known: frozenset[str]) -> list[str]:
    """Return the links that lead nowhere; `known` are files that other formats make."""
    pages = {path: read_page(data) for path, data in files.items() if path.endswith(".html")}
    places = {path: set(page.values("id")) for path, page in pages.items()}
    dead = []
    for path, page in pages.items():
        for href in [*page.values("href"), *page.values("src")]:
            if href.startswith(("https://", "http://", "data:")):
                continue
            file, place = leads_to(path, href)
            if file not in files and file not in known:
                dead.append(f"{path}: {href}")
            elif place and place not in places[file]:
                dead.append(f"{path}: {href} (no such place)")
    return dead
