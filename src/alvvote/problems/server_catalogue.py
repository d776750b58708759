"""The catalogue of problems of a dossier on a server, and of who may do what in it."""

from alvvote.i18n import N_
from alvvote.problems.spec import Spec

SERVER_SPECS = (
    Spec(
        "L124",
        N_("the server does not answer: {detail}"),
        N_("An act counts when the server has said that it is recorded."),
        N_("Check the cable, the address and the server; then do it again."),
    ),
    Spec(
        "L125",
        N_("the server refuses this user: {detail}"),
        N_("Each desk has a user and a password of its own."),
        N_("Check user and password; a password belongs in a password file, see docs/postgres.md."),
    ),
    Spec(
        "L126",
        N_("cannot be trusted: {detail}"),
        N_("Who stands between a desk and its server could read names and change what it records."),
        N_("Name the server as its certificate does, and its authority: ?sslrootcert=FILE."),
    ),
    Spec(
        "L127",
        N_("sslmode {value} does not verify the server"),
        N_("Another machine is spoken to by TLS, and its name is verified, or not at all."),
        N_("Leave sslmode out, or write sslmode=verify-full."),
    ),
    Spec(
        "L128",
        N_("is no address of a database"),
        N_("An address is postgresql://USER@MACHINE/DATABASE."),
        N_("Write @ as %40, / as %2F and ? as %3F in a name or a password; mind the options."),
    ),
    Spec(
        "L129",
        N_("alvvote was installed without PostgreSQL"),
        N_("A server is spoken to with psycopg, which comes with the extra postgres."),
        N_("Install it: pip install 'alvvote[postgres]'."),
    ),
    Spec(
        "L130",
        N_("there is no database of this name"),
        N_("A dossier on a server takes a database of its own."),
        N_("Check the name, or make it: createdb NAME."),
    ),
    Spec(
        "L131",
        N_("holds no dossier yet"),
        N_("The database is there, and alvvote has put nothing in it."),
        N_("Make one: alvvote meeting new, or move one here: alvvote meeting copy --naar."),
    ),
    Spec(
        "L132",
        N_("this user may not do that: {detail}"),
        N_("A desk records what a desk does; the rest is for the office. Nothing was recorded."),
        N_("Do it as the user of the office."),
    ),
    Spec(
        "L133",
        N_("the connection broke: it is not known whether this act was recorded"),
        N_("It was sent, and the answer did not come. The server knows."),
        N_("Run the same command once more with --act and this id: it is never recorded twice."),
    ),
    Spec(
        "L134",
        N_("goes on: what stands at the other place is not the same any more"),
        N_("Somebody acted in it while it was moved; the heads of the two differ."),
        N_("Let everybody stop, and do it once more: what is missing is added."),
    ),
    Spec(
        "L140",
        N_("this database keeps text as {detail}"),
        N_("Names and signatures are kept as UTF-8; in another encoding some cannot be kept."),
        N_("Make one for it: createdb --encoding=UTF8 --template=template0 NAME."),
    ),
    Spec(
        "D140",
        N_("is nothing that a desk does"),
        N_(
            "A desk accredits, and records ballots; all else is for the office. Nothing was recorded."
        ),
        N_("Do it with the key of the office."),
    ),
    Spec(
        "D141",
        N_("the key of a desk alone signed what no desk did"),
        N_("A desk vouches for what it did itself, and only once its key was made known."),
        N_("Find out who had that key; compare with copies and heads that others hold."),
    ),
    Spec(
        "D142",
        N_("cannot be the key of a desk"),
        N_("A key is an Ed25519 key that is not known yet."),
        N_("Make one with alvvote desk key."),
    ),
    Spec(
        "W424",
        N_("what was erased may still stand in the journal of the server"),
        N_("A server keeps its journal (pg_wal) and its backups by rules of its own."),
        N_("When the day is over move the dossier to a file, and delete the server's files."),
    ),
)
