"""The catalogue of problems of publications: making one, and reading one back."""

from alvvote.i18n import N_
from alvvote.problems.spec import Spec

PUBLICATION_SPECS = (
    Spec(
        "U101",
        N_("nothing was decided yet, so there is nothing to publish"),
        N_("What is published was pronounced by the chair, or settled without a count."),
        N_("Declare the votes first: alvvote vote declare."),
    ),
    Spec(
        "U102",
        N_("there is something in this folder; nothing was written"),
        N_("A publication takes a folder of its own; what stands in one is not overwritten."),
        N_("Choose another folder with --out, or take the place of a publication with --replace."),
    ),
    Spec(
        "U103",
        N_("this is a file, and no folder"),
        N_("A publication is a folder with many files."),
        N_("Choose another name with --out."),
    ),
    Spec(
        "U104",
        N_("no publication, or more than that; not in its SHA256SUMS: {expected}"),
        N_("--replace takes the whole folder away, and nothing that alvvote did not make."),
        N_("Choose another folder with --out, or move your own files out of this one."),
    ),
    Spec(
        "U105",
        N_("this folder holds no open data of a publication"),
        N_("A record is made from a dossier, or from popolo.json in the folder of a publication."),
        N_("Name such a folder, popolo.json itself, or a dossier; publish with json among --only."),
    ),
    Spec(
        "U106",
        N_("this is no popolo.json of a publication by alvvote"),
        N_(
            "Nothing is guessed from a file of another form or version, or that contradicts itself."
        ),
        N_("Take popolo.json from the folder of a publication, as it is, or publish once more."),
    ),
    Spec(
        "U107",
        N_("changed since it was published: it is not what SHA256SUMS beside it says"),
        N_("A record from a changed file would say that a municipality voted what it did not."),
        N_("Take the publication from where it was published, or publish once more."),
    ),
    Spec(
        "U108",
        N_("the same meeting as {earlier}"),
        N_("Each vote would count twice in the record."),
        N_("Name each meeting once."),
    ),
    Spec(
        "U109",
        N_("on the roll of none of these meetings"),
        N_("A municipality has a record of the meetings of which it was a member."),
        N_("Name the meetings of its time; alvvote votes --gemeente NAME --history shows when."),
    ),
)
