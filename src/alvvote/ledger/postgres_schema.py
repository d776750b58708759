"""The schema of the log in a PostgreSQL database; its tables stand in ``postgres_schema.sql``."""

from importlib.resources import files

VERSION = 1
SCHEMA_NAME = "alvvote"
DESK_ROLE = "alvvote_desk"
MARK = "alvvote ledger "
"""The comment on the schema, before the version: what tells it from another one of that name."""


def schema() -> bytes:
    """Return the statements that make it."""
    return files("alvvote.ledger").joinpath("postgres_schema.sql").read_bytes()
