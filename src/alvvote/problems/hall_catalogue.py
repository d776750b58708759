"""The catalogue of problems in the hall: passes of ballots (D), emergency counts (V), quorum (W)."""

from alvvote.i18n import N_
from alvvote.problems.spec import Spec

HALL_SPECS = (
    Spec(
        "D170",
        N_("is no code of a pass: a character is wrong or missing"),
        N_("The check character of a code catches what was mistyped."),
        N_("Scan the pass, or type its number or its whole code as printed."),
    ),
    Spec(
        "V152",
        N_("is the code of a voting card, and not of a pass"),
        N_("A card lets a member in at the desk; only the pass handed out there votes."),
        N_("Scan the pass; who has no more than a card goes to the desk."),
    ),
    Spec(
        "D171",
        N_("no pass of this meeting has this code or number"),
        N_("A pass of another day, or a guessed one, counts for nobody."),
        N_("Look whose it is; a member without a pass goes to the desk."),
    ),
    Spec(
        "D172",
        N_("this pass became worthless at {since}: {ending}"),
        N_("The pass that was valid at the moment of casting counts, and no other."),
        N_("Find out who holds it; a member votes by the pass that it has now."),
    ),
    Spec(
        "D173",
        N_("this pass was handed out later, at {since}"),
        N_("The pass that was valid at the moment of casting counts, and no other."),
        N_("Check the time, and the clock of the voting system."),
    ),
    Spec(
        "D174",
        N_("nobody holds this handset, by the list"),
        N_("Whose ballot it was is never guessed."),
        N_("Add the handset to the list that --kastjes names."),
    ),
    Spec(
        "D175",
        N_("who holds this handset is not known"),
        N_("A handset says nothing by itself about who voted."),
        N_("Give the list of who holds which handset: --kastjes FILE."),
    ),
    Spec(
        "D176",
        N_("this handset stands here twice, first in row {expected}"),
        N_("A handset is held by one member."),
        N_("Remove the row that is not right."),
    ),
    Spec(
        "D177",
        N_("this member holds two handsets, the first in row {expected}"),
        N_("A member has one ballot in a vote, so one handset."),
        N_("Remove the row that is not right."),
    ),
    Spec(
        "D178",
        N_("several passes have this number: {expected}"),
        N_("Which of them is meant is never guessed."),
        N_("Give the whole code."),
    ),
    Spec(
        "D179",
        N_("cannot be told any more: it was erased"),
        N_("Codes of passes and moments are personal data; they were taken away on record."),
        N_("What remains is in the results and the minutes."),
    ),
    Spec(
        "D180",
        N_("lies before the first entry of the record"),
        N_("Before that nobody was accredited, and no meeting was there."),
        N_("Check the hour, or give the day too: --om 2026-11-25T14:32."),
    ),
    Spec(
        "D181",
        N_("is still to come"),
        N_("Only what has been recorded can be told."),
        N_("Leave --om out for now; check the hour, or give the day too."),
    ),
    Spec(
        "D182",
        N_("this is the pass or handset of {other}"),
        N_("Two cells of this row name different members."),
        N_("Correct one of the two."),
    ),
    Spec(
        "V144",
        N_("whose pass or handset this is, only a dossier can tell"),
        N_("A pass is of a member for as long as its representative is accredited."),
        N_(
            "Record the ballots with alvvote vote import, or name the members in a column gemeente."
        ),
    ),
    Spec(
        "V145",
        N_("is no time; write 14:32, 14:32:05 or 2026-11-25T14:32:05"),
        N_("By the time it is known which pass was valid."),
        N_("Correct the time, or leave it empty: then the pass must be valid now."),
    ),
    Spec(
        "V146",
        N_("lies outside this vote, which was open from {opened} to {closed}"),
        N_("Ballots are cast between opening and closing."),
        N_("Check the time, and whether the clock of the voting system is right."),
    ),
    Spec(
        "V147",
        N_("a time belongs to one ballot, and here a row has several"),
        N_("By the time it is known which pass was valid."),
        N_("Give each ballot a row of its own, with a column stem."),
    ),
    Spec(
        "V148",
        N_("is on persons: in which pile a pass lies would tell what a member voted"),
        N_("What members voted on persons is not kept."),
        N_("The commission counts slips: alvvote vote count."),
    ),
    Spec(
        "V149",
        N_("no recount was made"),
        N_("There is nothing to compare the ballots with."),
        N_("Scan the piles with alvvote vote scan --hertelling, or name a file of ballots."),
    ),
    Spec(
        "W430",
        N_("the quorum ({quorum}) is not reached by who is accredited: {count}"),
        N_("Whether it is reached in the vote follows from the ballots handed in."),
        N_("Tell the chair before the vote; more members can still be accredited."),
    ),
    Spec(
        "W431",
        N_("opened while this is open too: {expected}"),
        N_("The hall votes on one question at a time, as a rule."),
        N_("If that was not meant: alvvote vote cancel, before the first ballot."),
    ),
    Spec(
        "W432",
        N_("nobody is accredited: no member can vote"),
        N_("In this meeting only accredited members can vote."),
        N_("Let the desks accredit who is there, or take the vote back: alvvote vote cancel."),
    ),
    Spec(
        "W433",
        N_("made public without a ruling: {expected}"),
        N_("The ruling decides (Burgerlijk Wetboek 2:13); a count alone decides nothing."),
        N_("Record what the chair pronounced with alvvote vote declare, and publish that too."),
    ),
    Spec(
        "W434",
        N_("has no options: the vote is for or against one person"),
        N_("Between several candidates the hall chooses only where each is an option."),
        N_("For more than one candidate: alvvote agenda edit, with --optie for each."),
    ),
)
