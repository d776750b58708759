"""The catalogue of problems at the desks (D): representatives, accreditation, passes, doors."""

from alvvote.i18n import N_
from alvvote.problems.spec import Spec

DESK_SPECS = (
    Spec(
        "D101",
        N_("is a function of which the statutes do not speak"),
        N_("Whether such a deputy can represent a municipality is left open (article 11)."),
        N_("A supervisor of today decides: add --toezichthouder NAME and --reden TEXT."),
    ),
    Spec(
        "D102",
        N_("this name stands for {expected} too"),
        N_("One person cannot represent two members."),
        N_("Ask whether it is the same person; say what was answered with --zelfde-persoon."),
    ),
    Spec(
        "D103",
        N_("is no supervisor of today"),
        N_("Only who was named for the day decides on what the rules leave open."),
        N_("Name one with alvvote desk supervisor --naam NAME."),
    ),
    Spec(
        "D104",
        N_("comes after the opening of the meeting"),
        N_("In this meeting a supervisor decides on each late arrival."),
        N_("A supervisor of today decides: add --toezichthouder NAME and --reden TEXT."),
    ),
    Spec(
        "D105",
        N_("has somebody named already"),
        N_("A member has one representative at a time."),
        N_("Add --vervang to name another one instead, or withdraw the one who is named."),
    ),
    Spec(
        "D106",
        N_("is no name"),
        N_("Whoever represents a member, or decides, does so by name."),
        N_("Give the name as it stands on the declaration."),
    ),
    Spec(
        "D107",
        N_("has nobody named who represents it"),
        N_("A member is accredited by its representative (article 11, paragraph 1)."),
        N_("At a desk give --naam and --functie; else there is nothing to take back."),
    ),
    Spec(
        "D109",
        N_("was scanned at the door on this way already"),
        N_("Scanning a pass twice must not count somebody out who is in."),
        N_("Say with --in or --uit which way the representative really goes."),
    ),
    Spec(
        "D110",
        N_("the meeting was opened already"),
        N_("Who comes later than the opening is a late arrival: there is one opening."),
        N_("Nothing has to be done."),
    ),
    Spec(
        "D111",
        N_("a refusal has a reason"),
        N_("Whoever was not let in may ask why, also later."),
        N_("Add --reden TEXT."),
    ),
    Spec(
        "D112",
        N_("lies in the pile {expected} already"),
        N_("A pass in two piles would count twice."),
        N_("Find out where it belongs, and scan it there with --verplaats."),
    ),
    Spec(
        "D120",
        N_("is a function on which a supervisor decides, one by one"),
        N_("Whether such a deputy can represent a municipality is left open (article 11)."),
        N_(
            "Take the row out, and name this one singly: alvvote representatives add --toezichthouder NAME --reden TEXT."
        ),
    ),
    Spec(
        "D121",
        N_("is no way in which a declaration is seen; these are: {expected}"),
        N_("How the declaration was seen is noted (article 11, paragraph 2)."),
        N_("Write one of these words, or leave the cell empty where it was not seen yet."),
    ),
    Spec(
        "D122",
        N_("this municipality stands in row {expected} too"),
        N_("A member has one representative at a time; which one is never guessed."),
        N_("Remove one of the rows."),
    ),
    Spec(
        "D123",
        N_("this name stands for {expected} too"),
        N_("One person cannot represent two members; whether it is one is never guessed."),
        N_(
            "Ask; take the row out, and name this one singly: alvvote representatives add --zelfde-persoon nee (or ja)."
        ),
    ),
    Spec(
        "D124",
        N_("empty"),
        N_("A representative has a municipality, a name and a function."),
        N_("Fill in the cell, or remove the row."),
    ),
)
