"""The tables of the log in one SQLite file: append-only, and only in order."""

APPLICATION_ID = 0x414C5656
VERSION = 1

_NEVER = "SELECT RAISE(ABORT, 'this table is append-only');"


def _append_only(table: str) -> str:
    return "".join(
        f"CREATE TRIGGER {table}_no_{action.lower()} BEFORE {action} ON {table} "
        f"BEGIN {_NEVER} END;\n"
        for action in ("UPDATE", "DELETE")
    )


# A trigger that demands the next number also stops INSERT OR REPLACE, whatever the setting of
# recursive_triggers: what would be replaced has a number that is not the next.
SCHEMA = f"""
CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE entry (number INTEGER PRIMARY KEY, leaf BLOB NOT NULL, hash BLOB NOT NULL) STRICT;
CREATE TABLE head (
  size INTEGER PRIMARY KEY,
  first INTEGER NOT NULL,
  act TEXT NOT NULL UNIQUE,
  root BLOB NOT NULL,
  frontier BLOB NOT NULL
) STRICT;
CREATE TABLE signature (
  number INTEGER PRIMARY KEY, size INTEGER NOT NULL, line TEXT NOT NULL UNIQUE
) STRICT;
CREATE INDEX signature_size ON signature (size);
CREATE TABLE private (
  number INTEGER PRIMARY KEY, salt BLOB NOT NULL, content BLOB NOT NULL
) STRICT;
CREATE TABLE erasure (number INTEGER PRIMARY KEY, before INTEGER NOT NULL) STRICT;
CREATE TABLE copy (path TEXT PRIMARY KEY, failure TEXT NOT NULL DEFAULT '') STRICT;

{_append_only("about")}
{_append_only("entry")}
{_append_only("head")}
{_append_only("signature")}
{_append_only("erasure")}
CREATE TRIGGER about_once BEFORE INSERT ON about
  WHEN EXISTS (SELECT 1 FROM about WHERE key = NEW.key)
  BEGIN {_NEVER} END;
CREATE TRIGGER entry_next BEFORE INSERT ON entry
  WHEN NEW.number IS NOT (SELECT coalesce(max(number), -1) + 1 FROM entry)
  BEGIN SELECT RAISE(ABORT, 'entries have the next number'); END;
CREATE TRIGGER head_next BEFORE INSERT ON head
  WHEN NEW.size IS NOT (SELECT max(number) + 1 FROM entry)
    OR NEW.first IS NOT (SELECT coalesce(max(size), 0) FROM head)
    OR NEW.size <= NEW.first
    OR EXISTS (SELECT 1 FROM head WHERE act = NEW.act)
  BEGIN SELECT RAISE(ABORT, 'a head covers what came after the head before'); END;
CREATE TRIGGER signature_next BEFORE INSERT ON signature
  WHEN NEW.number IS NOT (SELECT coalesce(max(number), -1) + 1 FROM signature)
    OR NOT EXISTS (SELECT 1 FROM head WHERE size = NEW.size)
    OR EXISTS (SELECT 1 FROM signature WHERE line = NEW.line)
  BEGIN SELECT RAISE(ABORT, 'a signature is of a head, and is there once'); END;
CREATE TRIGGER private_new BEFORE INSERT ON private
  WHEN NEW.number IS NOT (SELECT max(number) FROM entry)
    OR NEW.number < (SELECT coalesce(max(size), 0) FROM head)
  BEGIN SELECT RAISE(ABORT, 'a private part comes with its entry'); END;
CREATE TRIGGER private_no_update BEFORE UPDATE ON private BEGIN {_NEVER} END;
CREATE TRIGGER private_erased BEFORE DELETE ON private
  WHEN NOT EXISTS (SELECT 1 FROM erasure WHERE OLD.number < before)
  BEGIN SELECT RAISE(ABORT, 'only an erasure on record takes private parts away'); END;
CREATE TRIGGER erasure_next BEFORE INSERT ON erasure
  WHEN NEW.number IS NOT (SELECT max(number) FROM entry) OR NEW.before > NEW.number
  BEGIN SELECT RAISE(ABORT, 'an erasure is the newest entry'); END;
"""  # noqa: S608 - made of constants alone
