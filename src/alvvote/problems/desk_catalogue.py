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
        N_("Give --naam and --functie of who stands here, or name somebody beforehand."),
    ),
    Spec(
        "V151",
        N_("has no representative to take back"),
        N_("Only somebody who was named can be taken back."),
        N_("Nothing has to be done, if this was the member that was meant."),
    ),
    Spec(
        "D109",
        N_("was scanned at the door on this way already"),
        N_("Scanning a pass twice must not count somebody out who is in."),
        N_("Say with --in or --uit which way the representative really goes."),
    ),
    Spec(
        "D110",
        N_("the meeting was opened already: {at}"),
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
    Spec(
        "D150",
        N_("the declaration of this representative was not seen"),
        N_("A representative shows a declaration (statutes, article 11, paragraph 2)."),
        N_("Look at it, and say how: --volmacht papier, or --volmacht elektronisch."),
    ),
    Spec(
        "D152",
        N_("no card and no pass of this meeting has this code"),
        N_("Codes of other meetings, and guessed ones, let nobody in."),
        N_("Look at the date on the card; without a card give --gemeente."),
    ),
    Spec(
        "D153",
        N_("this is no code: a character is wrong or missing"),
        N_("A code has a check character, so that no slip becomes another code."),
        N_("Scan it again, or type it from below the barcode."),
    ),
    Spec(
        "D154",
        N_("this card was replaced by a newer one"),
        N_("A card that was replaced was lost, or seen by others."),
        N_("Ask for the newer card; who has none is helped with --gemeente, by a supervisor."),
    ),
    Spec(
        "D155",
        N_("the pass is not on paper: {reason}"),
        N_("What was recorded stands; but without a pass nobody can vote."),
        N_(
            "Mend it; alvvote desk status --gemeente NAME, with --print-command or --pass, prints it."
        ),
    ),
    Spec(
        "D156",
        N_("has no valid pass that could be printed"),
        N_("A pass belongs to an accreditation; its code is not kept for ever."),
        N_("Look with alvvote desk status; alvvote desk reissue-pass hands out another one."),
    ),
    Spec(
        "D157",
        N_("this pass is worthless by now"),
        N_("A pass ends when its holder leaves, is replaced, or has lost it."),
        N_("alvvote desk status with this code says since when, and why."),
    ),
    Spec(
        "D158",
        N_("{expected} is represented by this very person already"),
        N_("One person cannot represent two members."),
        N_("Ask for another representative; the answer is kept on record."),
    ),
    Spec(
        "D159",
        N_("this person represents it already"),
        N_("Whoever takes over is somebody else; a lost pass is replaced."),
        N_("alvvote desk reissue-pass hands out another pass."),
    ),
    Spec(
        "D160",
        N_("is not on the roll any more, and has no vote"),
        N_("Only members on the roll have votes; the card went out before that."),
        N_("Send the holder on to the office."),
    ),
    Spec(
        "D161",
        N_("under this id another act was recorded"),
        N_("An id names one act, so that doing it again records nothing twice."),
        N_("Give the new act an id of its own."),
    ),
    Spec(
        "D191",
        N_("there is something of this name already; nothing was written"),
        N_("These papers hold names and codes of passes; they take a folder of their own."),
        N_("Choose another folder with --out."),
    ),
)
