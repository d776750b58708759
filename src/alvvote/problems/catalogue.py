"""The catalogue of problems: stable codes, and for each what is wrong, why it matters, what to do.

The first letter says where: G a municipality in an option, P population figures and dates, F the
file itself, B ballots, A the agenda, T the tally; W is the series of warnings. A code is never used
again for something else.
"""

from typing import Literal, NamedTuple

from alvvote.i18n import N_

Severity = Literal["error", "warning"]


class Spec(NamedTuple):
    """What the catalogue says of one code. English; translated where it is shown."""

    code: str
    message: str
    """What is wrong, as the end of a line that shows place and value already."""
    why: str
    todo: str

    @property
    def severity(self) -> Severity:
        """Codes that begin with W are warnings, all others errors."""
        return "warning" if self.code.startswith("W") else "error"


_NO_NAME = N_("no municipality of this name or code")
_NO_NAME_WHY = N_("Votes belong to a municipality; which one is never guessed.")
_AMBIGUOUS = N_("can be more than one municipality: {expected}")
_AMBIGUOUS_WHY = N_("Several municipalities share this name; which one is meant is never guessed.")
_ABOLISHED = N_("no longer a municipality: {became}")
_ABOLISHED_WHY = N_("Only municipalities that exist on the date of the meeting are members.")
_NOT_YET = N_("no municipality on {on}")
_NOT_YET_WHY = N_("The municipality exists in other years, but not on the date that is used.")

_SPECS = (
    Spec(
        "G101",
        _NO_NAME,
        _NO_NAME_WHY,
        N_("Write the official name, a known alias or the CBS code."),
    ),
    Spec(
        "G102",
        _AMBIGUOUS,
        _AMBIGUOUS_WHY,
        N_("Say which, with the addition or the code, for example --gemeente GM0373."),
    ),
    Spec(
        "G103",
        _ABOLISHED,
        _ABOLISHED_WHY,
        N_("Ask for the municipality that it became, or for an earlier date with --peildatum."),
    ),
    Spec("G104", _NOT_YET, _NOT_YET_WHY, N_("Check --datum and --peildatum.")),
    Spec(
        "G105",
        N_("no province of this name; provinces: {expected}"),
        N_("The list is narrowed by province."),
        N_("Write one of the twelve names."),
    ),
    Spec(
        "P101",
        N_("no such figures at hand ({status}); at hand: {expected}"),
        N_("Votes follow from the figures of CBS on 1 January; without them there are no votes."),
        N_(
            "Choose a reference date that is at hand; --voorlopig asks for the preliminary figures."
        ),
    ),
    Spec(
        "P102",
        N_("the reference date lies after the meeting on {meeting}"),
        N_("Figures of a later date cannot have been public at the meeting."),
        N_("Choose an earlier --peildatum, or correct --datum."),
    ),
    Spec(
        "P103",
        N_("no figures are known to have been public on this date"),
        N_(
            "The measure is the newest set of figures made public by CBS before the meeting (Statuten art. 11, paragraph 4)."
        ),
        N_("Set the figures yourself with --peildatum."),
    ),
    Spec(
        "P104",
        N_("municipalities merged or were split between {reference} and the meeting: {changes}"),
        N_(
            "The figures of the reference date do not fit the members of the meeting; alvvote does not carry them over yet."
        ),
        N_(
            "Choose with --peildatum a reference date on or after the change, or leave --datum out."
        ),
    ),
    Spec(
        "F101",
        N_("cannot be read: {reason}"),
        N_("Without the file nothing can be counted."),
        N_("Check the name and whether you may read the file."),
    ),
    Spec(
        "F102",
        N_("not text in UTF-8 or Windows-1252"),
        N_("Names cannot be read with certainty from another encoding."),
        N_("Save the file again as CSV UTF-8, or as XLSX."),
    ),
    Spec(
        "F103",
        N_("nothing below the header, or no header"),
        N_("An empty file would look like a vote in which nobody voted."),
        N_("Check that the right file, or the right sheet, was saved."),
    ),
    Spec(
        "F104",
        N_("cells: {value}; the header has {expected}"),
        N_("It cannot be told which cell belongs to which column."),
        N_(
            "Give the row as many cells as the header; put text with a separator in it between double quotes."
        ),
    ),
    Spec(
        "F105",
        N_("a double quote that is not closed, or stands inside a value"),
        N_("The rest of the file cannot be read with certainty."),
        N_("Remove the quote, or close it; a quote inside quoted text is written twice."),
    ),
    Spec(
        "F106",
        N_("no XLSX file that can be read"),
        N_("Only the format of Excel 2007 and later can be read."),
        N_("Save it as .xlsx or as CSV UTF-8."),
    ),
    Spec(
        "F107",
        N_("protected with a password"),
        N_("The contents are encrypted."),
        N_("Save a copy without a password."),
    ),
    Spec(
        "F108",
        N_("several sheets hold something: {expected}"),
        N_("Which sheet holds the ballots is never guessed."),
        N_("Say which one: --sheet NAME."),
    ),
    Spec(
        "F109",
        N_("no such sheet; sheets: {expected}"),
        N_("The ballots stand on one sheet."),
        N_("Write the name as it stands on the tab."),
    ),
    Spec(
        "F110",
        N_("a formula without a stored value"),
        N_("What the cell would show is not in the file."),
        N_(
            "Open and save the file in your spreadsheet program, or replace the formula by its value."
        ),
    ),
    Spec(
        "F111",
        N_("merged cells: {value}"),
        N_("A merged cell has a value in its first row only; the others would count as not voted."),
        N_("Undo the merging and fill in each cell."),
    ),
    Spec(
        "F112",
        N_("missing column: {expected}"),
        N_("Without it a row says nothing about a vote."),
        N_(
            "Add the column, or rename the one that holds it: the names stand in the first row. Instead of a column stem there may be a column for each vote; docs/ballots.md shows both."
        ),
    ),
    Spec(
        "F113",
        N_("this column, or another name for it, stands twice"),
        N_("Which of the two counts is never guessed."),
        N_("Remove or rename one of them."),
    ),
    Spec(
        "F114",
        N_("a column without a name holds values"),
        N_("It cannot be told what the values mean."),
        N_("Give the column a name, or empty it."),
    ),
    Spec(
        "F115",
        N_("the same file is given twice"),
        N_("Its ballots would stand there twice."),
        N_("Give each file once."),
    ),
    Spec(
        "F116",
        N_("cannot be written: {reason}"),
        N_("The output has nowhere to go."),
        N_("Check the folder and whether you may write there."),
    ),
    Spec(
        "B201",
        _NO_NAME,
        _NO_NAME_WHY,
        N_(
            "Write the official name or the CBS code in this cell, or remove the row (a row of totals, for example)."
        ),
    ),
    Spec(
        "B202", _AMBIGUOUS, _AMBIGUOUS_WHY, N_("Write the name with its addition, or the CBS code.")
    ),
    Spec(
        "B203",
        _ABOLISHED,
        _ABOLISHED_WHY,
        N_("Write the municipality that voted; for an old meeting set --datum or --peildatum."),
    ),
    Spec("B204", _NOT_YET, _NOT_YET_WHY, N_("Check --datum and --peildatum.")),
    Spec(
        "B205",
        N_("empty"),
        N_("A ballot without a municipality, vote or choice cannot be counted."),
        N_(
            "Fill in the cell, or remove the row; in a file with a row per ballot, who did not vote has no row."
        ),
    ),
    Spec(
        "B206",
        N_("the code {code} in this row is that of {other}"),
        N_("Name and code contradict each other."),
        N_("Correct one of the two."),
    ),
    Spec(
        "B301",
        N_("expected {expected}"),
        N_("A choice is counted only when it is certain."),
        N_(
            "Write one of the choices in this cell; in a table with a column per vote an empty cell means not voted."
        ),
    ),
    Spec(
        "B302",
        N_("no vote of this name on the agenda"),
        N_("Ballots count only for a vote that is on the agenda."),
        N_("Correct the name, or add the vote to the agenda."),
    ),
    Spec(
        "B303",
        N_("{municipality} voted already, differently, in {first_place} ({first_option})"),
        N_("A member has one ballot in a vote, and which one counts is never guessed."),
        N_("Remove one of the two rows."),
    ),
    Spec(
        "B304",
        N_("on the roll {municipality} has {expected} votes"),
        N_(
            "The votes of a member follow from its inhabitants; a number in the file is compared and never used."
        ),
        N_("Correct the number, or choose the right figures with --peildatum."),
    ),
    Spec(
        "B305",
        N_(
            "the votes in this column fit the figures of {fits}, not those of {used}; use {expected}"
        ),
        N_("The file was made with other figures than those used here."),
        N_("Set --peildatum as it says, if those are the figures for this meeting."),
    ),
    Spec(
        "B306",
        N_("expected a whole number of votes"),
        N_("The column is compared with the roll."),
        N_("Write the number alone, or leave the cell empty."),
    ),
    Spec(
        "B307",
        N_("the agenda says that this was not put to a count"),
        N_("A vote by acclamation, or one that was not held, has no ballots."),
        N_("Correct the manner on the agenda, or remove the ballots."),
    ),
    Spec(
        "A101",
        N_("missing column: {expected}"),
        N_("Each vote on the agenda has an id."),
        N_("Add the column; docs/agenda.md lists all columns."),
    ),
    Spec(
        "A102",
        N_("this vote stands on the agenda already, in row {first_row}"),
        N_("Ballots could belong to either."),
        N_("Give each vote an id and a title of its own."),
    ),
    Spec(
        "A103",
        N_("expected {expected}"),
        N_("The agenda says what is voted on, and how."),
        N_("Write one of these words."),
    ),
    Spec(
        "A104",
        N_("not a share; expected {expected}, for example"),
        N_("The majority decides the outcome."),
        N_(
            "Write 1/2, 2/3, >2/3 or >=1/2; a spreadsheet turns 1/2 into a date unless the cell is text."
        ),
    ),
    Spec(
        "A105",
        N_("expected {expected}"),
        N_("A vote with options of its own counts exactly those."),
        N_("Write two or more different options with | between them."),
    ),
    Spec(
        "A106",
        N_("no outcome given for a vote that is not counted"),
        N_("What was decided cannot be computed without ballots."),
        N_("Fill in the outcome, for example adopted, rejected or withdrawn."),
    ),
    Spec(
        "A107",
        N_("an outcome is given for a vote that is counted"),
        N_("The outcome of a counted vote follows from the ballots."),
        N_("Leave the outcome empty, or say in the column manner that it was not counted."),
    ),
    Spec(
        "A108",
        N_("expected one of the options: {expected}"),
        N_("The rejecting option is one of the options of the vote."),
        N_("Write one of the options here, as it stands in the column options."),
    ),
    Spec(
        "A109",
        N_("the vote is on the board's advice, but no advice is given"),
        N_("What is adopted is the advice; it settles what becomes of the motion."),
        N_("Fill in the column advice."),
    ),
    Spec(
        "T101",
        N_("a vote on persons: what each member voted is not shown"),
        N_(
            "Statuten art. 11, paragraph 5 makes voting behaviour public for votes on matters only."
        ),
        N_("Leave --per-lid out, or take the votes on persons out of the files and the agenda."),
    ),
    Spec(
        "T102",
        N_("no vote of this name; votes: {expected}"),
        N_("The majority belongs to one of the votes in the files or on the agenda."),
        N_("Write its id as it stands in the files or on the agenda."),
    ),
    Spec(
        "W101",
        N_("newer figures, of 1 January {year}, are probably public but not at hand"),
        N_(
            "The newest figures that CBS made public are the measure (Statuten art. 11, paragraph 4)."
        ),
        N_("Install a newer version of alvvote, or set --peildatum to say which figures you mean."),
    ),
    Spec(
        "W102",
        N_(
            "the figures of {fits} may have been public on this date, but that is not known; those of {used} are used"
        ),
        N_(
            "The newest figures that CBS made public are the measure (Statuten art. 11, paragraph 4)."
        ),
        N_("Set --peildatum to say which figures you mean."),
    ),
    Spec(
        "W201",
        N_("read as Windows-1252, because it is not UTF-8"),
        N_("In the wrong encoding names with accents are read wrongly."),
        N_("Save the file as CSV UTF-8."),
    ),
    Spec(
        "W202",
        N_(
            "{municipality} stands here again with the same choice, first in {first_place}; counted once"
        ),
        N_("A member has one ballot in a vote."),
        N_("Remove one of the two rows."),
    ),
    Spec(
        "W203",
        N_("no ballots; not adopted"),
        N_("Without a vote cast nothing is adopted."),
        N_(
            "If it was not put to a count, say so on the agenda, in the columns manner and outcome."
        ),
    ),
    Spec(
        "W204",
        N_("this column is not used"),
        N_("Only the known columns count."),
        N_("Check its name, if it should have counted."),
    ),
    Spec(
        "W205",
        N_("adopted by acclamation, though it takes at least {expected} of the votes cast"),
        N_("Without a count it cannot be shown that the share was reached."),
        N_(
            "Have a decision that takes such a share counted; otherwise the minutes must show that it was reached."
        ),
    ),
    Spec(
        "W206",
        N_("hidden rows are counted too: {value}"),
        N_("A filter hides rows without removing them."),
        N_("Remove the rows that should not count."),
    ),
)

CATALOGUE: dict[str, Spec] = {spec.code: spec for spec in _SPECS}
