"""The address of a database (``postgresql://…``): what may be shown of it, and what it names.

This is read without psycopg, which is imported only to connect. The password in an address is shown
nowhere.
"""

from urllib.parse import unquote

_SCHEMES = ("postgresql://", "postgres://")


def is_server(path: str) -> bool:
    """Tell whether a dossier is named by the address of a database, and not as a file."""
    return path.lower().startswith(_SCHEMES)


def shown_address(path: str) -> str:
    """Return an address without its password, and anything else as it is.

    A password whose ``@``, ``/`` or ``?`` is not written as ``%40``, ``%2F`` or ``%3F`` makes an
    address that can be read in more ways than one: then rather too much goes than too little.
    """
    if not is_server(path):
        return path
    scheme, _, rest = path.partition("://")
    user, at, place = rest.rpartition("@")
    name = user.partition(":")[0].partition("?")[0]
    place, mark, query = place.partition("?")
    if "password" in unquote(query).lower():
        mark = query = ""
    return f"{scheme}://{name}{at}{place}{mark}{query}"


def database_of(path: str) -> str:
    """Return the name of the database in an address; empty where it has none."""
    place = shown_address(path).partition("://")[2].partition("?")[0]
    return unquote(place.partition("/")[2])
