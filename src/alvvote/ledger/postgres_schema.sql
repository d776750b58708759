-- The tables of the log in a schema of a PostgreSQL database: append-only, and only in order.
--
-- Tables and columns are those of the file (alvvote.ledger.sqlite_schema). Who is not the owner acts
-- as a desk: may append entries that say so, of the kinds in the table desk_kind, and nothing else.
--
-- Every function looks for names in pg_catalog and names the schema of the rest: a table for one
-- session alone, which anyone may make, would otherwise be found first.

CREATE SCHEMA alvvote;
CREATE TABLE alvvote.about (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE alvvote.entry (number BIGINT PRIMARY KEY, leaf BYTEA NOT NULL, hash BYTEA NOT NULL);
CREATE TABLE alvvote.head (
  size BIGINT PRIMARY KEY,
  first BIGINT NOT NULL,
  act TEXT NOT NULL UNIQUE,
  root BYTEA NOT NULL,
  frontier BYTEA NOT NULL
);
CREATE TABLE alvvote.signature (
  number BIGINT PRIMARY KEY, size BIGINT NOT NULL, line TEXT NOT NULL UNIQUE
);
CREATE INDEX signature_size ON alvvote.signature (size);
CREATE TABLE alvvote.private (
  number BIGINT PRIMARY KEY, salt BYTEA NOT NULL, content BYTEA NOT NULL
);
CREATE TABLE alvvote.erasure (number BIGINT PRIMARY KEY, before BIGINT NOT NULL);
CREATE TABLE alvvote.copy (
  machine TEXT NOT NULL, path TEXT NOT NULL, failure TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (machine, path)
);
CREATE TABLE alvvote.desk_kind (kind TEXT PRIMARY KEY);

CREATE FUNCTION alvvote.never() RETURNS trigger LANGUAGE plpgsql
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RAISE EXCEPTION 'this table is append-only' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER about_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON alvvote.about
  FOR EACH STATEMENT EXECUTE FUNCTION alvvote.never();
CREATE TRIGGER entry_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON alvvote.entry
  FOR EACH STATEMENT EXECUTE FUNCTION alvvote.never();
CREATE TRIGGER head_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON alvvote.head
  FOR EACH STATEMENT EXECUTE FUNCTION alvvote.never();
CREATE TRIGGER signature_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON alvvote.signature
  FOR EACH STATEMENT EXECUTE FUNCTION alvvote.never();
CREATE TRIGGER erasure_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON alvvote.erasure
  FOR EACH STATEMENT EXECUTE FUNCTION alvvote.never();
CREATE TRIGGER private_append_only BEFORE UPDATE OR TRUNCATE ON alvvote.private
  FOR EACH STATEMENT EXECUTE FUNCTION alvvote.never();

CREATE FUNCTION alvvote.about_once() RETURNS trigger LANGUAGE plpgsql
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM alvvote.about WHERE key = NEW.key) THEN
    RAISE EXCEPTION 'this table is append-only' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER about_once BEFORE INSERT ON alvvote.about
  FOR EACH ROW EXECUTE FUNCTION alvvote.about_once();

CREATE FUNCTION alvvote.entry_next() RETURNS trigger LANGUAGE plpgsql
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NEW.number IS DISTINCT FROM (SELECT coalesce(max(number), -1) + 1 FROM alvvote.entry) THEN
    RAISE EXCEPTION 'entries have the next number' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER entry_next BEFORE INSERT ON alvvote.entry
  FOR EACH ROW EXECUTE FUNCTION alvvote.entry_next();

CREATE FUNCTION alvvote.head_next() RETURNS trigger LANGUAGE plpgsql
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NEW.size IS DISTINCT FROM (SELECT max(number) + 1 FROM alvvote.entry)
    OR NEW.first IS DISTINCT FROM (SELECT coalesce(max(size), 0) FROM alvvote.head)
    OR NEW.size <= NEW.first
    OR EXISTS (SELECT FROM alvvote.head WHERE act = NEW.act) THEN
    RAISE EXCEPTION 'a head covers what came after the head before' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER head_next BEFORE INSERT ON alvvote.head
  FOR EACH ROW EXECUTE FUNCTION alvvote.head_next();

CREATE FUNCTION alvvote.signature_next() RETURNS trigger LANGUAGE plpgsql
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NEW.number IS DISTINCT FROM
      (SELECT coalesce(max(number), -1) + 1 FROM alvvote.signature)
    OR NOT EXISTS (SELECT FROM alvvote.head WHERE size = NEW.size)
    OR EXISTS (SELECT FROM alvvote.signature WHERE line = NEW.line) THEN
    RAISE EXCEPTION 'a signature is of a head, and is there once' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER signature_next BEFORE INSERT ON alvvote.signature
  FOR EACH ROW EXECUTE FUNCTION alvvote.signature_next();

CREATE FUNCTION alvvote.private_new() RETURNS trigger LANGUAGE plpgsql
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NEW.number IS DISTINCT FROM (SELECT max(number) FROM alvvote.entry)
    OR NEW.number < (SELECT coalesce(max(size), 0) FROM alvvote.head) THEN
    RAISE EXCEPTION 'a private part comes with its entry' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER private_new BEFORE INSERT ON alvvote.private
  FOR EACH ROW EXECUTE FUNCTION alvvote.private_new();

CREATE FUNCTION alvvote.private_erased() RETURNS trigger LANGUAGE plpgsql
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM alvvote.erasure WHERE OLD.number < before) THEN
    RAISE EXCEPTION 'only an erasure on record takes private parts away' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN OLD;
END $$;
CREATE TRIGGER private_erased BEFORE DELETE ON alvvote.private
  FOR EACH ROW EXECUTE FUNCTION alvvote.private_erased();

CREATE FUNCTION alvvote.erasure_next() RETURNS trigger LANGUAGE plpgsql
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NEW.number IS DISTINCT FROM (SELECT max(number) FROM alvvote.entry)
    OR NEW.before > NEW.number THEN
    RAISE EXCEPTION 'an erasure is the newest entry' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER erasure_next BEFORE INSERT ON alvvote.erasure
  FOR EACH ROW EXECUTE FUNCTION alvvote.erasure_next();

-- At the end of the transaction: whoever appends by hand cannot leave half an act behind.
CREATE FUNCTION alvvote.whole_act() RETURNS trigger LANGUAGE plpgsql
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM alvvote.head WHERE size > NEW.number) THEN
    RAISE EXCEPTION 'an act ends in a head' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER whole_act AFTER INSERT ON alvvote.entry
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION alvvote.whole_act();

-- What a desk appends must be right in all that a database can work out: bytes, chain, tree. So a
-- desk that was taken over cannot make the record of all others look tampered with.

CREATE FUNCTION alvvote.is_office() RETURNS boolean LANGUAGE sql STABLE
  SET search_path = pg_catalog, pg_temp AS $$
  SELECT pg_has_role(current_user, nspowner, 'MEMBER') FROM pg_namespace WHERE nspname = 'alvvote'
$$;
CREATE FUNCTION alvvote.refuse(reason TEXT) RETURNS void LANGUAGE plpgsql
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RAISE EXCEPTION '%', reason USING ERRCODE = 'insufficient_privilege';
END $$;
-- The bytes that alvvote.ledger.canonical gives a value; something else where it has none.
CREATE FUNCTION alvvote.canonical(value JSONB, depth INT) RETURNS TEXT LANGUAGE plpgsql IMMUTABLE
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF depth = 0 THEN RETURN ''; END IF;
  CASE jsonb_typeof(value)
    WHEN 'object' THEN RETURN '{' || coalesce((
      SELECT string_agg(
        to_json(found.key)::text || ':' || alvvote.canonical(found.value, depth - 1), ','
        ORDER BY found.key COLLATE "C"
      ) FROM jsonb_each(value) AS found WHERE octet_length(found.key) = length(found.key)
    ), '') || '}';
    WHEN 'array' THEN RETURN '[' || coalesce((
      SELECT string_agg(alvvote.canonical(found.value, depth - 1), ',' ORDER BY found.place)
      FROM jsonb_array_elements(value) WITH ORDINALITY AS found (value, place)
    ), '') || ']';
    WHEN 'string' THEN RETURN to_json(value #>> '{}')::text;
    WHEN 'number' THEN
      IF value::text LIKE '%.%' OR abs(value::numeric) >= 9007199254740992 THEN RETURN ''; END IF;
      RETURN value::text;
    ELSE RETURN value::text;
  END CASE;
END $$;
CREATE FUNCTION alvvote.is_canonical(content BYTEA) RETURNS boolean LANGUAGE sql IMMUTABLE
  SET search_path = pg_catalog, pg_temp AS $$
  SELECT jsonb_typeof(convert_from(content, 'UTF8')::jsonb) = 'object'
    AND convert_to(alvvote.canonical(convert_from(content, 'UTF8')::jsonb, 4), 'UTF8') = content
$$;

CREATE FUNCTION alvvote.desk_entry() RETURNS trigger LANGUAGE plpgsql
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  fields JSONB;
BEGIN
  IF alvvote.is_office() THEN RETURN NEW; END IF;
  fields := convert_from(NEW.leaf, 'UTF8')::jsonb;
  IF fields -> 'public' ->> 'by' IS DISTINCT FROM 'desk'
    OR NOT EXISTS (SELECT FROM alvvote.desk_kind WHERE kind = fields ->> 'kind')
  THEN PERFORM alvvote.refuse('a desk appends what a desk does, and says so'); END IF;
  IF NOT alvvote.is_canonical(NEW.leaf)
    OR (SELECT array_agg(key ORDER BY key COLLATE "C") FROM jsonb_object_keys(fields) AS key)
      <> '{act,kind,number,previous,private,public,salt,v}'
    OR fields -> 'v' <> '1' OR fields ->> 'salt' !~ '^[0-9a-f]{32}$'
  THEN PERFORM alvvote.refuse('an entry is of the form that is laid down'); END IF;
  IF NEW.hash IS DISTINCT FROM sha256('\x00'::bytea || NEW.leaf)
    OR (fields ->> 'number')::bigint IS DISTINCT FROM NEW.number
    OR fields ->> 'previous' IS DISTINCT FROM
      (SELECT encode(hash, 'hex') FROM alvvote.entry WHERE number = NEW.number - 1)
  THEN PERFORM alvvote.refuse('an entry follows the one before it'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER desk_entry BEFORE INSERT ON alvvote.entry
  FOR EACH ROW EXECUTE FUNCTION alvvote.desk_entry();

CREATE FUNCTION alvvote.desk_private() RETURNS trigger LANGUAGE plpgsql
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF alvvote.is_office() THEN RETURN NEW; END IF;
  IF NOT alvvote.is_canonical(NEW.content) OR length(NEW.salt) <> 32
  THEN PERFORM alvvote.refuse('a private part is of the form that is laid down'); END IF;
  IF encode(sha256(NEW.salt || NEW.content), 'hex') IS DISTINCT FROM
    (SELECT convert_from(leaf, 'UTF8')::jsonb ->> 'private'
      FROM alvvote.entry WHERE number = NEW.number)
  THEN PERFORM alvvote.refuse('a private part is the one that its entry vouches for'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER desk_private BEFORE INSERT ON alvvote.private
  FOR EACH ROW EXECUTE FUNCTION alvvote.desk_private();

CREATE FUNCTION alvvote.desk_head() RETURNS trigger LANGUAGE plpgsql
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  hashes BYTEA[] := '{}';
  packed BYTEA := (SELECT frontier FROM alvvote.head WHERE size = NEW.first);
  node BYTEA;
  carry BIGINT;
  found RECORD;
BEGIN
  IF alvvote.is_office() THEN RETURN NEW; END IF;
  FOR place IN 0 .. coalesce(length(packed), 0) / 32 - 1 LOOP
    hashes := hashes || substring(packed FROM place * 32 + 1 FOR 32);
  END LOOP;
  FOR found IN SELECT number, hash, convert_from(leaf, 'UTF8')::jsonb AS fields
    FROM alvvote.entry WHERE number >= NEW.first ORDER BY number
  LOOP
    node := found.hash;
    carry := found.number;
    WHILE carry % 2 = 1 LOOP
      node := sha256('\x01'::bytea || hashes[cardinality(hashes)] || node);
      hashes := trim_array(hashes, 1);
      carry := carry / 2;
    END LOOP;
    hashes := hashes || node;
    IF found.fields ->> 'act' IS DISTINCT FROM NEW.act
      OR (found.fields ->> 'private' IS NOT NULL
        AND NOT EXISTS (SELECT FROM alvvote.private WHERE number = found.number))
    THEN PERFORM alvvote.refuse('an act is whole'); END IF;
  END LOOP;
  packed := '';
  node := NULL;
  FOR place IN REVERSE cardinality(hashes) .. 1 LOOP
    packed := hashes[place] || packed;
    node := CASE WHEN node IS NULL THEN hashes[place]
      ELSE sha256('\x01'::bytea || hashes[place] || node) END;
  END LOOP;
  IF NEW.root IS DISTINCT FROM node OR NEW.frontier IS DISTINCT FROM packed
  THEN PERFORM alvvote.refuse('a head is that of its entries'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER desk_head BEFORE INSERT ON alvvote.head
  FOR EACH ROW EXECUTE FUNCTION alvvote.desk_head();

-- Whether a signature holds the database cannot tell: that is for who verifies.
CREATE FUNCTION alvvote.desk_signature() RETURNS trigger LANGUAGE plpgsql
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  signed TEXT := split_part(NEW.line, ' ', 3);
BEGIN
  IF alvvote.is_office() THEN RETURN NEW; END IF;
  -- What counts as a blank in Unicode has no place in the name of a key.
  IF NEW.line !~ ('^— [^+\u0001-\u0020\u007f-\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+ '
      || '[A-Za-z0-9+/]+={0,2}$')
    OR translate(encode(decode(signed, 'base64'), 'base64'), E'\n', '') <> signed
    OR length(decode(signed, 'base64')) <> 4 + 64
  THEN PERFORM alvvote.refuse('a signature is of the form that is laid down'); END IF;
  IF split_part(NEW.line, ' ', 2) = (SELECT value FROM alvvote.about WHERE key = 'origin')
    OR EXISTS (SELECT FROM alvvote.signature WHERE size = NEW.size)
    OR NOT EXISTS (
      SELECT FROM alvvote.head WHERE size = NEW.size AND xmin = pg_current_xact_id()::xid
    )
  THEN PERFORM alvvote.refuse('a desk signs its own acts, by a key of its own'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER desk_signature BEFORE INSERT ON alvvote.signature
  FOR EACH ROW EXECUTE FUNCTION alvvote.desk_signature();

-- A role belongs to the whole server, and may be there already.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'alvvote_desk') THEN
    BEGIN
      CREATE ROLE alvvote_desk NOLOGIN;
    EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
    END;
  END IF;
  EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
  EXECUTE format('GRANT CONNECT ON DATABASE %I TO alvvote_desk', current_database());
END $$;
GRANT USAGE ON SCHEMA alvvote TO alvvote_desk;
GRANT SELECT ON ALL TABLES IN SCHEMA alvvote TO alvvote_desk;
GRANT INSERT ON alvvote.entry, alvvote.private, alvvote.head, alvvote.signature TO alvvote_desk;

COMMENT ON SCHEMA alvvote IS 'alvvote ledger 1';

