"""Language: which one, the catalogue, and how it writes numbers and dates.

English strings are the source; ``locale/nl`` holds the complete Dutch catalogue. The language is
fixed once, by the environment, before anything is printed.
"""

import contextlib
import gettext
import os
from collections.abc import Iterator, Mapping
from datetime import date

DOMAIN = "alvvote"
LOCALE_FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "locale")


class _Current:
    """The language of this process and its catalogue."""

    language = "en"
    catalogue = gettext.NullTranslations()


_MONTHS = {
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    "nl": [
        "januari",
        "februari",
        "maart",
        "april",
        "mei",
        "juni",
        "juli",
        "augustus",
        "september",
        "oktober",
        "november",
        "december",
    ],
}


def choose_language(environ: Mapping[str, str]) -> str:
    """Return ``nl`` or ``en``: ``ALVVOTE_LANG`` decides, else the locale of the environment.

    The order of the locale variables is that of POSIX and GNU gettext: ``LANGUAGE`` (a list),
    ``LC_ALL``, ``LC_MESSAGES``, ``LANG``.
    """
    for variable in ("ALVVOTE_LANG", "LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = environ.get(variable, "")
        if value:
            return (
                "nl"
                if value.lower().startswith(("nl_", "nl-", "nl.", "nl:")) or (value.lower() == "nl")
                else "en"
            )
    return "en"


def use_language(language: str) -> None:
    """Make `language` (``nl`` or ``en``) the one of this process, typer's own words included."""
    _speak(language)
    # typer asks the global domain, at import: so this runs before typer is imported.
    os.environ["LANGUAGE"] = language
    gettext.bindtextdomain(DOMAIN, LOCALE_FOLDER)
    gettext.textdomain(DOMAIN)


@contextlib.contextmanager
def in_language(language: str) -> Iterator[None]:
    """Speak `language` inside: for a document in another language than that of the process."""
    before = _Current.language, _Current.catalogue
    _speak(language)
    try:
        yield
    finally:
        _Current.language, _Current.catalogue = before


def _speak(language: str) -> None:
    _Current.language = language
    _Current.catalogue = gettext.translation(DOMAIN, LOCALE_FOLDER, [language], fallback=True)


def _(message: str) -> str:
    """Return `message` in the language of this process."""
    return _Current.catalogue.gettext(message)


def _n(singular: str, plural: str, count: int) -> str:
    """Return the form of the message that fits `count`."""
    return _Current.catalogue.ngettext(singular, plural, count)


def N_(message: str) -> str:  # noqa: N802 - the name that extractors know
    """Mark `message` for the catalogue; it is translated where it is shown."""
    return message


def number(value: int) -> str:
    """Return a whole number with separators of thousands: ``13,211`` or ``13.211``."""
    text = f"{value:,}"
    return text.replace(",", ".") if _Current.language == "nl" else text


def decimal(text: str) -> str:
    """Return a decimal written with a point (``43.02``) as the language writes it."""
    return text.replace(".", ",") if _Current.language == "nl" else text


def day(value: date) -> str:
    """Return a date in words: ``1 January 2026`` or ``1 januari 2026``."""
    return f"{value.day} {_MONTHS[_Current.language][value.month - 1]} {value.year}"


def listing(items: list[str]) -> str:
    """Return the items as a sentence lists them: ``a, b and c``."""
    if len(items) < 2:
        return "".join(items)
    return _("{some} and {last}").format(some=", ".join(items[:-1]), last=items[-1])


def one_of(items: list[str]) -> str:
    """Return the items as a sentence offers them: ``a, b or c``."""
    if len(items) < 2:
        return "".join(items)
    return _("{some} or {last}").format(some=", ".join(items[:-1]), last=items[-1])
