"""What the ledger says of keys, heads, proofs and files, in the language of the user.

The ledger knows nothing of languages: its errors hold fixed English sentences, and this table marks
them for the catalogue. Where a sentence fills something in, a field stands here in its place.
"""

import errno
import os
import re

from alvvote.i18n import N_, _
from alvvote.words import failure_in_words

SENTENCES = (
    # Keys.
    N_("a key needs a name without blanks and without +"),
    N_("exists already; a key is never overwritten"),
    N_("cannot be written ({reason})"),
    N_("cannot be read ({reason})"),
    N_("holds a public key, which cannot sign"),
    N_("holds a secret key, where a public key is wanted"),
    N_("holds another key than its first line says"),
    N_("holds a key of another kind than Ed25519"),
    N_("holds no key"),
    N_("does not start with the name of a key"),
    N_("names no key"),
    N_("names no Ed25519 key"),
    N_("is too large for a key"),
    N_("not the key of this dossier"),
    N_("is the key of the office, and this user is that of a desk"),
    N_("there is no key beside the dossier; name it with --key"),
    # Heads and proof files, to be said after "it".
    N_("is no text"),
    N_("is too large"),
    N_("is no head: that is a name, a size and a root, each on a line"),
    N_("is no proof: it does not start with {format}"),
    N_("does not say which entry it is about"),
    N_("does not hold the entry that it is about"),
    N_("holds something else where the entry should be"),
    N_("is about an entry that is no ballot"),
    N_("holds characters that have no place in it"),
    N_("has no empty line below the head"),
    N_("does not end in a newline"),
    N_("has too many signatures"),
    N_("has too many hashes"),
    N_("has no number where one should be"),
    N_("has a hash that is not of 32 bytes"),
    N_("has something else where base64 should be"),
    N_("has a line below it that is no signature"),
    N_("has a signature that is too short"),
    N_("reads as another head than it is"),
    # Proofs that do not hold.
    N_("an entry is bytes"),
    N_("the tree has no such leaf"),
    N_("the proof leads to another root"),
    N_("the proof leads to other roots"),
    N_("an old size of 0 proves nothing"),
    N_("the tree shrank"),
    N_("two trees of one size with different roots, or with a proof"),
    N_("the proof is too short"),
    N_("the proof is too long"),
    N_("not the size of a tree, or not the number of a leaf"),
    N_("not a list of hashes"),
    N_("not a hash of 32 bytes"),
    N_("the entry stands at another place than it says"),
    # Signatures.
    N_("a time that cannot be signed"),
    N_("not a signature with a time"),
    N_("the signature is not of {name}"),
    N_("the signature of {name} is false"),
    # What SQLite says where the disk or the folder fails.
    N_("disk I/O error"),
    N_("unable to open database file"),
)
_FIELD = re.compile(r"\\\{([a-z]+)\\\}")
_REASONS = {os.strerror(number): number for number in errno.errorcode}
"""The errors of the operating system, by what it says of them."""


def file_and_sentence(text: str) -> tuple[str | None, str]:
    """Return the file that stands before a sentence, None if there is none, and the sentence."""
    starts = [0, *(found.end() for found in re.finditer(": ", text))]
    for start in starts:
        if _known(text[start:]) is not None:
            return text[:start].removesuffix(": ") or None, text[start:]
    return None, text


def sentence_in_words(text: str) -> str:
    """Return a sentence of the ledger in the language of the user; what is unknown as it is."""
    if text in _REASONS:
        return failure_in_words(_REASONS[text])
    known = _known(text)
    if known is None:
        return text
    sentence, fields = known
    if "reason" in fields:
        fields["reason"] = sentence_in_words(fields["reason"])
    return _(sentence).format(**fields)


def _known(text: str) -> tuple[str, dict[str, str]] | None:
    """Return which sentence this is, and what it fills in."""
    for sentence in SENTENCES:
        found = re.fullmatch(_FIELD.sub(r"(?P<\1>.+)", re.escape(sentence)), text)
        if found is not None:
            return sentence, found.groupdict()
    return None
