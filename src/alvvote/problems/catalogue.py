"""The catalogue of problems: stable codes, and for each what is wrong, why it matters, what to do.

The first letter says where: G a municipality in an option, P population figures and dates, R the
roll, F the file itself, B ballots, A the agenda, T the tally, C downloads of CBS and boundary changes, N the
network, M a meeting and its dossier, V a vote in it, L the ledger, K voting cards, U a publication; W is the series of warnings. A code is never used again for something else.
"""

from alvvote.i18n import N_
from alvvote.problems.card_catalogue import CARD_SPECS
from alvvote.problems.desk_catalogue import DESK_SPECS
from alvvote.problems.hall_catalogue import HALL_SPECS
from alvvote.problems.meeting_catalogue import MEETING_SPECS
from alvvote.problems.publication_catalogue import PUBLICATION_SPECS
from alvvote.problems.spec import Severity, Spec

__all__ = ["CATALOGUE", "Severity", "Spec"]


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
        N_("Ask for the municipality that it became, or for an earlier meeting or --peildatum."),
    ),
    Spec("G104", _NOT_YET, _NOT_YET_WHY, N_("Check --datum and --peildatum.")),
    Spec(
        "G105",
        N_("no province of this name; provinces: {expected}"),
        N_("The list is narrowed by province."),
        N_("Write one of the twelve names."),
    ),
    Spec(
        "G106",
        N_("not a member: {reason}"),
        N_("The roll leaves it out, for the reason that was given."),
        N_("Check the file that --leden or --stemmenlijst names."),
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
        N_(
            "the inhabitants of {municipality} cannot be derived from the figures of {reference};"
            " give them: {expected}"
        ),
        N_(
            "The figures are of before a merger or split, and what is needed to carry them over lacks."
        ),
        N_("Give the inhabitants yourself with --inwoners, or choose another --peildatum."),
    ),
    Spec(
        "P105",
        N_("your own file of figures is damaged"),
        N_("Figures that cannot be read cannot be used."),
        N_("Remove or mend the file, and import the figures again."),
    ),
    Spec(
        "R101",
        N_("no such status; expected {expected}"),
        N_("The status says in what way a member differs."),
        N_("Write one of these words."),
    ),
    Spec(
        "R102",
        N_("no reason given"),
        N_("A member that differs from the figures needs a reason, which is printed."),
        N_("Fill in the reason."),
    ),
    Spec(
        "R103",
        N_("no whole number of votes"),
        N_("A member outside the figures has its votes given outright."),
        N_("Write the number of votes of this member."),
    ),
    Spec(
        "R104",
        N_("this is a member already, by the figures"),
        N_("The votes of such a member follow from its inhabitants."),
        N_("Remove the row."),
    ),
    Spec(
        "R105",
        N_("no code given for a member outside the figures"),
        N_("Members are told apart by their code."),
        N_("Give it a code of its own in the column gm_code, such as BQ01."),
    ),
    Spec(
        "R106",
        N_("this member stands twice"),
        N_("A member has one status."),
        N_("Remove one of the two rows."),
    ),
    Spec(
        "R107",
        N_("not the document of a roll"),
        N_("Only a roll that alvvote wrote as JSON can be used again."),
        N_("Make it with: alvvote roll --format json --output roll.json"),
    ),
    Spec(
        "R108",
        N_("the fingerprint does not fit the contents"),
        N_("The roll was changed after it was made."),
        N_("Use the roll as it was made, or make it again."),
    ),
    Spec(
        "R109",
        N_("not a member on this date, so no inhabitants can be given for it"),
        N_("Inhabitants are given for a municipality on the roll."),
        N_("Check the code and --datum."),
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
        N_("Open it in your spreadsheet program and save it again as .xlsx, or as CSV UTF-8."),
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
        N_("missing column: {expected}; the columns are: {found}"),
        N_("Without it a row says nothing about a vote."),
        N_(
            "Add the column, or rename the one that holds it: the names stand in the first row that is not empty. Instead of a column stem there may be a column for each vote."
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
        "F117",
        N_("another file gave ballots for a vote of this name: {earlier}"),
        N_("Each file is a vote of its own, named after the file."),
        N_("Rename one of the files, or put the ballots of one vote in one file."),
    ),
    Spec(
        "F118",
        N_("this column holds choices, but in a file with a column stem it does not count"),
        N_("Ballots would be left out without a word."),
        N_("Give each ballot a row of its own, or call the column opmerking."),
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
        "B207",
        N_("not a member: {reason}"),
        N_("Only members vote."),
        N_("Remove the row, or correct the file that --leden or --stemmenlijst names."),
    ),
    Spec(
        "B208",
        N_("suspended, so without a vote: {reason}"),
        N_("A suspended member has no vote (Burgerlijk Wetboek 2:38)."),
        N_("Remove the row, or correct the file that --leden or --stemmenlijst names."),
    ),
    Spec(
        "B301",
        N_("expected {expected}"),
        N_("A choice is counted only when it is certain."),
        N_(
            "Write one of the choices in this cell; in a table with a column per vote an empty cell means not voted. A vote with other options needs an agenda that names them (--agenda)."
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
        "B308",
        N_("this column was taken for a vote, but holds no choice ({expected}): {value}, …"),
        N_("In a table with a row per municipality every unknown column is a vote."),
        N_(
            "Call the column opmerking if it is no vote, or remove it; a vote with other options needs an agenda that names them (--agenda)."
        ),
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
        "A110",
        N_("this is the name of a column of its own in ballot files"),
        N_("In a ballot file such a column never counts as a vote."),
        N_("Give the vote another id and title."),
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
        "C101",
        N_("no download of CBS is recognised in it"),
        N_("Figures are read only where it is certain what each number means."),
        N_(
            "Download the table from StatLine as CSV, or from the data portal of CBS; docs/population.md says how."
        ),
    ),
    Spec(
        "C102",
        N_("this topic stands not there, or more than once; topics: {expected}"),
        N_("Only one topic can be the population on 1 January."),
        N_("Write the topic as it stands in the list."),
    ),
    Spec(
        "C103",
        N_("it is not certain which topic is the population on 1 January: {expected}"),
        N_("The measure is the number of inhabitants on 1 January, and no other figure."),
        N_("Say which one: --onderwerp TEXT."),
    ),
    Spec(
        "C104",
        N_("holds several editions: {expected}"),
        N_("Which 1 January is meant is never guessed."),
        N_(
            "Say which one, for example --peildatum 2026; --voorlopig or --definitief tells two of the same year apart."
        ),
    ),
    Spec(
        "C105",
        N_("does not say of which year its figures are"),
        N_("An edition belongs to a 1 January."),
        N_("Say which one, for example --peildatum 2026."),
    ),
    Spec(
        "C106",
        N_("it is not certain which of these is the total: {expected}"),
        N_("A figure of men alone, or of one age, is no number of inhabitants."),
        N_("Download the table with the totals of this column, or with the totals alone."),
    ),
    Spec(
        "C107",
        N_("no figures of this year; in the file: {expected}"),
        N_("Only what is in the file can be taken."),
        N_("Choose one of these, or download the table with this year."),
    ),
    Spec(
        "C108",
        N_("no code list of CBS"),
        N_("Titles of codes come from a code list of the same table."),
        N_("Give a file such as RegioSCodes, as the data portal hands it out in JSON."),
    ),
    Spec(
        "C109",
        N_("no whole number of inhabitants"),
        N_(
            "A figure is taken only when it is certain; 25.445 could be a decimal or a number with a separator."
        ),
        N_("Use the file as CBS hands it out, without saving it from a spreadsheet."),
    ),
    Spec(
        "C110",
        N_("fewer than {fewest} or more than {most} inhabitants"),
        N_("No municipality is so small or so large: this is another figure, or in another unit."),
        N_("Check the topic and the unit of the download."),
    ),
    Spec(
        "C111",
        N_("stands there more than once; the first time with {expected}"),
        N_("Each municipality has one figure."),
        N_("Download the table again, with one topic and without selections that overlap."),
    ),
    Spec(
        "C112",
        N_("municipalities of {on} that are lacking ({count}): {expected}"),
        N_(
            "Every member needs a figure. The members follow from the edition before and the boundary changes since."
        ),
        N_(
            "Download all municipalities; if some were merged, first add the merger: alvvote population changes import FILE."
        ),
    ),
    Spec(
        "C113",
        N_("no municipality on {on}, as far as is known"),
        N_("The members follow from the edition before and the boundary changes since."),
        N_("If it is new, first add the merger: alvvote population changes import FILE."),
    ),
    Spec(
        "C114",
        N_(
            "the municipalities add up to {total}, which differs by {difference} from the Netherlands in the same file"
        ),
        N_("A figure is wrong, lacking or too many."),
        N_("Download the table again; compare it with StatLine."),
    ),
    Spec(
        "C115",
        N_(
            "the {status} figures of this year are at hand already; municipalities that differ: {count}, in votes: {votes}"
        ),
        N_("Figures that votes were counted with do not change unnoticed."),
        N_(
            "Look at the differences with --replace --dry-run, and take the new ones with --replace."
        ),
    ),
    Spec(
        "C116",
        N_("not as it stands in an edition that alvvote wrote"),
        N_("Only what can be read with certainty is taken."),
        N_("Export the edition again: alvvote population show 2026 --format csv"),
    ),
    Spec(
        "C117",
        N_("no figures of municipalities in it"),
        N_("Without figures there is nothing to take."),
        N_("Download the population per municipality; docs/population.md says how."),
    ),
    Spec(
        "C118",
        N_("no whole JSON document of CBS"),
        N_("A page that broke off lacks municipalities."),
        N_("Download the file again."),
    ),
    Spec(
        "C119",
        N_("table or day of publication differ from the rows before"),
        N_("The rows of an edition say the same of it."),
        N_("Make the first five columns of this edition the same in each row."),
    ),
    Spec(
        "C120",
        N_("figures in this unit are no numbers of inhabitants"),
        N_("Votes follow from whole inhabitants; rounded figures give wrong votes."),
        N_("Download the table in whole numbers."),
    ),
    Spec(
        "C121",
        N_("no municipality of this name or code"),
        N_("Figures belong to a municipality; which one is never guessed."),
        N_(
            "Use a download with codes, such as the raw CSV of the data portal; for a new municipality first add the merger."
        ),
    ),
    Spec(
        "C122",
        N_("can be more than one: {expected}"),
        N_("Figures belong to a municipality; which one is never guessed."),
        N_("Use a download with codes, such as the raw CSV of the data portal."),
    ),
    Spec(
        "C123",
        N_("only one page of several"),
        N_("The other municipalities stand on the next pages."),
        N_("Ask for all observations on one page, or download the raw CSV."),
    ),
    Spec(
        "C124",
        N_("no file of editions"),
        N_("An edition is added to a file in the form of alvvote only."),
        N_("Name a new file, or one that --into made."),
    ),
    Spec(
        "C201",
        N_("missing column: {expected}"),
        N_("Without it a row says nothing about a boundary change."),
        N_("Add the column; docs/population.md lists all columns."),
    ),
    Spec(
        "C202",
        N_("no date"),
        N_("A boundary change holds from a day on."),
        N_("Write the day as 2027-01-01."),
    ),
    Spec(
        "C203",
        N_("expected {expected}"),
        N_("A merger or split carries figures over, and a border correction does not."),
        N_("Write one of these words."),
    ),
    Spec(
        "C204",
        N_("no code of a municipality"),
        N_("Municipalities are told apart by their code."),
        N_("Write the code of CBS, such as GM0344."),
    ),
    Spec(
        "C205",
        N_("no whole number of inhabitants"),
        N_("The inhabitants that moved say how a divided municipality is shared out."),
        N_("Write the number, without separators; 0 if nobody lives there."),
    ),
    Spec(
        "C206",
        N_("no municipality on {on}, as far as is known"),
        N_("Inhabitants can go only from and to municipalities that exist."),
        N_("Check the code and the date; add earlier changes first, or in the same file."),
    ),
    Spec(
        "C207",
        N_("this change stands already in row {first_row}"),
        N_("Its inhabitants would be counted twice."),
        N_("Remove one of the two rows."),
    ),
    Spec(
        "C208",
        N_("{moved} inhabitants go, and it has {inhabitants}"),
        N_("An abolished municipality is moved as a whole; the figures differ by more than 10 %."),
        N_(
            "Add the rows that lack; a municipality that goes on has a row to itself for the inhabitants who stay."
        ),
    ),
    Spec(
        "C209",
        N_("a new municipality without a name"),
        N_("The roll names each member."),
        N_("Fill in the name."),
    ),
    Spec(
        "C210",
        N_("at hand already, with {expected} inhabitants"),
        N_("Changes that figures were carried over do not change unnoticed."),
        N_("--replace replaces a change that you added; those that came with alvvote stand."),
    ),
    Spec(
        "C211",
        N_("the province of the new municipality {expected} is lacking"),
        N_("The roll names the province of each member."),
        N_("Add a column to_province, with one of the twelve names."),
    ),
    Spec(
        "C212",
        N_("your own file of boundary changes is damaged"),
        N_("Changes that cannot be read cannot be used."),
        N_("Remove or mend the file, and import the changes again."),
    ),
    Spec(
        "N101",
        N_("no connection with {host}"),
        N_("The figures stand with CBS, and have to be fetched from there."),
        N_(
            "Check the network and try later, or download the table in a browser and read it with: alvvote population import FILE"
        ),
    ),
    Spec(
        "N102",
        N_("the certificate of {host} is not trusted"),
        N_("Whoever answers cannot be shown to be the one that was asked."),
        N_(
            "Check the clock of this computer and ask your network administrator, or download the table in a browser and read it with: alvvote population import FILE"
        ),
    ),
    Spec(
        "N103",
        N_("page {page} did not come in time; tries: {tries}"),
        N_("Without all pages the figures are not whole."),
        N_("Try later; nothing was changed."),
    ),
    Spec(
        "N104",
        N_("answers with status {status_code} in place of page {page}; tries: {tries}"),
        N_("Without all pages the figures are not whole."),
        N_(
            "Try later; nothing was changed. With status 404, check the address that --adres names."
        ),
    ),
    Spec(
        "N105",
        N_("page {page} breaks off or is damaged; tries: {tries}"),
        N_("Without all pages the figures are not whole."),
        N_("Try later; nothing was changed."),
    ),
    Spec(
        "N106",
        N_("does not answer as the open data service of CBS does"),
        N_("Figures are read only where it is certain what each number means."),
        N_(
            "Check the address that --adres names, or download the table in a browser and read it with: alvvote population import FILE"
        ),
    ),
    Spec(
        "N107",
        N_("page {page} points to another service: {expected}"),
        N_("Figures are fetched from the address that was given, and from no other."),
        N_("Check the address that --adres names; perhaps the service has moved to the other one."),
    ),
    Spec(
        "N108",
        N_("the pages repeat themselves or have no end; noticed at page {page}"),
        N_("What was fetched twice would be counted twice."),
        N_("Try later; nothing was changed."),
    ),
    Spec(
        "N109",
        N_("table {table} has no such figures ({status}); it has: {expected}"),
        N_("Only figures that CBS has made public can be fetched."),
        N_("Choose a year of the list; --voorlopig asks for the preliminary figures."),
    ),
    Spec(
        "N110",
        N_("nobody can be asked whether to take these figures"),
        N_("Figures are taken after a yes."),
        N_("Say yes beforehand with --yes, or run the command in a terminal."),
    ),
    Spec(
        "W101",
        N_("newer figures, of 1 January {year}, are probably public but not at hand"),
        N_(
            "The newest figures that CBS made public are the measure (Statuten art. 11, paragraph 4)."
        ),
        N_(
            "Add them with alvvote population update or import, or set --peildatum to say which "
            "figures you mean."
        ),
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
        "W103",
        N_("these figures are known to have been made public only after the meeting"),
        N_(
            "The newest figures that CBS made public by the meeting are the measure (Statuten art. 11, paragraph 4)."
        ),
        N_("Leave --peildatum out to use the newest figures that were public."),
    ),
    Spec(
        "W104",
        N_(
            "{municipality} has {figure} inhabitants by the figures; those given with --inwoners are used"
        ),
        N_(
            "The measure is the figures of CBS; a number of inhabitants is given only where they have none."
        ),
        N_("Leave --inwoners out for this municipality, unless you know why not."),
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
        N_("hidden rows or columns are counted too: {value}"),
        N_("A filter hides rows without removing them; a hidden column is still there."),
        N_("Remove the rows and columns that should not count."),
    ),
    Spec(
        "W207",
        N_("a vote of its own, though its name looks like {expected} and no member is in both"),
        N_("A slip in the name of a vote splits it."),
        N_(
            "If it is the same vote, write the same name everywhere; an agenda (--agenda) excludes such slips."
        ),
    ),
    Spec(
        "W306",
        N_("the figures of {fits}, which are at hand, do not know these changes"),
        N_(
            "Figures of on or after the day of a change have its municipalities; a roll by these figures would not."
        ),
        N_(
            "Import the figures of that date again, or correct the changes; alvvote population check shows what does not fit."
        ),
    ),
    Spec(
        "W301",
        N_("on {on} it was {then}: a change of more than {percent} % in a year"),
        N_("So much seldom changes without a merger or a border correction."),
        N_("Compare the figure with StatLine."),
    ),
    Spec(
        "W302",
        N_("which municipalities there were on {on} is not known"),
        N_("Before 2018 no list of members is at hand, so nothing tells whether one is lacking."),
        N_("Compare the number of municipalities with StatLine."),
    ),
    Spec(
        "W303",
        N_(
            "which municipalities there were on {on} is not known, nor the names of these codes, which keep the code as name: {expected}"
        ),
        N_("The name does not stand in the file, nor in the data at hand."),
        N_("Give the code list of the table too, as a second file."),
    ),
    Spec(
        "W304",
        N_("does not say whether its figures are preliminary or final; taken as {status}"),
        N_("Around a meeting in May or June either can be the newest."),
        N_("Say it with --voorlopig or --definitief."),
    ),
    Spec(
        "W305",
        N_("does not name its table; taken as {value}"),
        N_("The table is printed beside everything that is made with the figures."),
        N_("Say it with --tabel."),
    ),
)

CATALOGUE: dict[str, Spec] = {
    spec.code: spec
    for spec in (*_SPECS, *MEETING_SPECS, *CARD_SPECS, *DESK_SPECS, *HALL_SPECS, *PUBLICATION_SPECS)
}
