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
        N_("no publication, or more than one: {expected} is not in its SHA256SUMS"),
        N_("--replace takes the whole folder away, and nothing that alvvote did not make."),
        N_("Choose another folder with --out, or move your own files out of this one."),
    ),
)
