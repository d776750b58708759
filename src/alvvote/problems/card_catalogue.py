"""The catalogue of problems of voting cards (K): giving them out, and the files for that."""

from alvvote.i18n import N_
from alvvote.problems.spec import Spec

CARD_SPECS = (
    Spec(
        "K101",
        N_("has a voting card already"),
        N_("A second card beside a valid one could let two people in."),
        N_("Replace the card, so that the old one is worthless: alvvote cards reissue."),
    ),
    Spec(
        "K102",
        N_("has no voting card yet, so there is none to replace"),
        N_("A card can be replaced once it was given out."),
        N_("Give out the first cards with alvvote cards issue."),
    ),
    Spec(
        "K103",
        N_("the results were published then, so there is nothing left to vote on"),
        N_("A voting card is of use in its own meeting alone."),
        N_("Check with --dossier that this is the meeting you mean."),
    ),
    Spec(
        "K104",
        N_("a salt and a hash of the code of this card are not there as they should be"),
        N_("Without them nobody can tell a real card from another."),
        N_("This record was not made by alvvote as it should be."),
    ),
    Spec(
        "K105",
        N_("there is something of this name already; nothing was written"),
        N_("Voting cards take a folder of their own; what stands in one is not overwritten."),
        N_("Choose another folder with --out."),
    ),
    Spec(
        "K106",
        N_("no PNG, JPEG or SVG picture that can be drawn, of at most {expected} kB"),
        N_("The logo stands on each card; a card with a hole in it would look forged."),
        N_("Save the logo anew as PNG or SVG, and smaller, or leave out --logo."),
    ),
    Spec(
        "K107",
        N_("no e-mail address"),
        N_("A message without a right address would not arrive."),
        N_("Write the address as name@municipality.nl, or remove the row."),
    ),
    Spec(
        "K108",
        N_("this municipality stands in row {expected} too"),
        N_("A voting card goes to one address; which one is never guessed."),
        N_("Remove one of the rows."),
    ),
)
