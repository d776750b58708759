"""The address of a database (``postgresql://…``): what may be shown of it, and what it names.

This is read without psycopg, which is imported only to connect. The password in an address is shown
nowhere.
"""

import re
from urllib.parse import unquote

_SCHEMES = ("postgresql://", "postgres://")
_MEANT = re.compile(
    r"""\W*(\w+:)?postgres[\w+]*:          # a blank or a quote before it, another scheme, a slash
    |.*(password|host|hostaddr|dbname|service)\s*=   # the other way in which libpq is told
    """,
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
_PASSWORD = re.compile(r"password\s*=", re.IGNORECASE)


def is_server(path: str) -> bool:
    """Tell whether a dossier is named by what is, or is meant as, the address of a database.

    What is only meant as one is no file either: it may hold a password, and is refused.
    """
    return _MEANT.match(path) is not None


def is_address(path: str) -> bool:
    """Tell whether an address begins as it should."""
    return path.startswith(_SCHEMES)


def shown_address(path: str) -> str:
    """Return an address without its password, and anything else as it is.

    A password whose ``@``, ``/`` or ``?`` is not written as ``%40``, ``%2F`` or ``%3F`` makes an
    address that can be read in more ways than one: then rather too much goes than too little.
    """
    if not is_server(path):
        return path
    scheme, mark, rest = path.partition("://")
    if not mark:
        return _before_password(path)
    user, at, place = rest.rpartition("@")
    name = user.partition(":")[0].partition("?")[0]
    place, mark, query = place.partition("?")
    if "password" in unquote(query).lower():
        mark = query = ""
    return f"{scheme}://{name}{at}{place}{mark}{query}"


def _before_password(path: str) -> str:
    """Return what stands before where a password may begin in what is no address."""
    found = _PASSWORD.search(path)
    end = path.find(":") + 1 if found is None else found.start()
    return f"{path[:end]}…" if end or found else path


def database_of(path: str) -> str:
    """Return the name of the database in an address; empty where it has none."""
    place = shown_address(path).partition("://")[2].partition("?")[0]
    return unquote(place.partition("/")[2])
