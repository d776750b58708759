"""Heads as signed notes: heads of public logs, round trips, and every flipped bit."""

import re
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from alvvote.ledger.errors import NoteError, SignatureError
from alvvote.ledger.keys import SigningKey, decode_base64, parse_vkey
from alvvote.ledger.note import (
    Checkpoint,
    Signature,
    SignedCheckpoint,
    check_signature,
    cosign,
    cosignature_time,
    parse_checkpoint,
    sign,
    verify_note,
)

# The head of a log of Certificate Transparency (staging), signed in two ways and cosigned by four
# witnesses, with the verifier keys of the log and of one witness.
ARCHE = """\
arche2025h1.staging.ct.transparency.dev
1432088532
U7WM79jrzyhGZ5/GUBTpM7NzwdyfFx61t3RovgcC4Ro=

— arche2025h1.staging.ct.transparency.dev zTM8sQAAAZ5W0WdjBAMARjBEAiBjW5IQf9pvsYLfQFX6hoGREPMHbdQ3\
urbllzalApkptQIgIpwtEroeW2BXaHAI4kJXFbon5Ch9MNL5zRNZ55lvGt0=
— arche2025h1.staging.ct.transparency.dev ui8GwCF1+kWqZrxGdhj4aX3gcw7XUlXQQabg/27lefwhUkzbC3NygNI7\
5MdhL1bfTW9g8Ei59RA23oHP7Ry1k3ZFWwQ=
— transparency.dev/DEV:witness-little-garden 2AQqhwAAAABqEiEgzgFIqqhbUoDwjMWE6UP8nd8/KYTzwZ2rhIgcq\
oXHAwVkjZr4AscylP3v7sEodkRAErumC2q44vdgJY096st5BQ==
— witness1.smartit.nu/witness1 pIyCDwAAAABqEiEghIp82KWebrw7/oHQwlTAm3g2RKS4+eebl8eO0WH+/iEcxZ75W3u\
5hNI7TOQtmJbqmNWVuE0tgh0XwzdZsDsUAQ==
— remora.n621.de 2net5wAAAABqEiEgPlfF3V06o0Y+fHM+J5J9s27wgxxcOVSpZ/2g/KSiXCg9DEZI+aVCIobWX9sXTynk5\
XeU/zZ0WBxtqB0DrAWfBw==
— witness.stagemole.eu Z/euoAAAAABqEiEgw0i+7g2ENfDAWHmtRzCfKTHSDwYDJA2NmKeGi9Y8FtEyOUvVr+AJmIY/2TU\
FucgKi7lI7cUiOvKFYe/TmN9DAg==
"""
ARCHE_LOG = parse_vkey(
    "arche2025h1.staging.ct.transparency.dev+ba2f06c0+AU0vHmlGCS/PdN8b2OaGmKprLI8HKM+dJ472xgFYh15f"
)
REMORA = parse_vkey("remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2")

# A head of the checksum database of Go: the origin has blanks and is not the name of the key.
SUMDB = """\
go.sum database tree
35225469
vt5T6GaLCXvyHFl9VUvvItR43XZxfLgftEcTyO3eJCQ=

— sum.golang.org Az3grpukl5AXaVfYkLiDGORx/DN2nlcS5kZHR5uYOBV2KA2HgXpD+gu9HHONebHLAyaKbbTM75QTtPydhK\
CExixSfwQ=
"""
SUMDB_KEY = parse_vkey("sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8")

# The example of C2SP tlog-cosignature; its time stands in that text, its keys are not published.
SOFA = """\
example.com/behind-the-sofa
20852163
CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzG\
ku9nTo+zyWE+xeMcTOAYQ8=
— witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1n\
PZqhf5nNo0xUe+mbIUBkBIfZ+qnA==
"""

KEY = SigningKey("voorbeeld.example/log", Ed25519PrivateKey.from_private_bytes(bytes(range(32))))
WITNESS = SigningKey("getuige.example", Ed25519PrivateKey.from_private_bytes(bytes(range(1, 33))))
HEAD = Checkpoint("voorbeeld.example/log", 12, bytes(range(32)))
TIME = 1_750_000_000


def test_a_head_with_two_published_keys() -> None:
    """Of the six signatures, those of the two known keys are true and the others are not ours."""
    note = parse_checkpoint(ARCHE)
    assert note.text() == ARCHE
    assert note.checkpoint[:2] == ("arche2025h1.staging.ct.transparency.dev", 1_432_088_532)
    verdicts = [
        [check_signature(note.checkpoint, signature, key) for signature in note.signatures]
        for key in (ARCHE_LOG, REMORA)
    ]
    assert verdicts == [
        [None, "signed", None, None, None, None],
        [None, None, None, None, "cosigned", None],
    ]


def test_a_published_head_that_was_changed() -> None:
    """With another size, root or time the same signatures are false."""
    note = parse_checkpoint(ARCHE)
    for head in (
        note.checkpoint._replace(size=1_432_088_533),
        note.checkpoint._replace(root=bytes(32)),
        note.checkpoint._replace(extensions=("more",)),
    ):
        for signature, key in ((note.signatures[1], ARCHE_LOG), (note.signatures[4], REMORA)):
            with pytest.raises(SignatureError):
                check_signature(head, signature, key)
    later = note.signatures[4].blob[:7] + b"\0" + note.signatures[4].blob[8:]
    with pytest.raises(SignatureError):
        check_signature(note.checkpoint, note.signatures[4]._replace(blob=later), REMORA)


def test_a_head_of_the_checksum_database_of_go() -> None:
    """A head whose origin holds blanks is read, and the signature of its key is true."""
    note = parse_checkpoint(SUMDB)
    assert (note.text(), note.checkpoint.size) == (SUMDB, 35_225_469)
    assert check_signature(note.checkpoint, note.signatures[0], SUMDB_KEY) == "signed"


def test_the_note_of_the_go_documentation() -> None:
    """The signed text in the documentation of golang.org/x/mod/sumdb/note verifies."""
    key = parse_vkey("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")
    data = decode_base64(
        "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM="
    )
    text = (
        "If you think cryptography is the answer to your problem,\n"
        "then you don't know what your problem is.\n"
    )
    signature = Signature("PeterNeumann", data[:4], data[4:])
    verify_note(text, signature, key)
    for wrong_text, wrong_signature in (
        (text.replace("answer", "Answer"), signature),
        (text, signature._replace(name="peterneumann")),
        (text, signature._replace(key_id=b"\0\0\0\0")),
    ):
        with pytest.raises(SignatureError):
            verify_note(wrong_text, wrong_signature, key)


def test_the_example_of_the_specification() -> None:
    """The example is read as it stands, and its time is the one that the text gives."""
    note = parse_checkpoint(SOFA)
    assert note.text() == SOFA
    assert [signature.name for signature in note.signatures] == [
        "example.com/behind-the-sofa",
        "witness.example.com/w1",
    ]
    assert cosignature_time(note.signatures[1]) == 1_679_315_147


def test_published_times() -> None:
    """The cosignature in the tests of transparency-dev/formats has its time; a signature none."""
    data = decode_base64(
        "ZGhGuQAAAABm/qTPeyKXD+R2rzyQsxPiP8mXum7qq/iF0u4vanlqJyocWODBt97w9uL+8qT7S5gxEHWWOworDcFiEBYJ"
        "XORmnFBOBA=="
    )
    assert cosignature_time(Signature("a", data[:4], data[4:])) == 1_727_964_367
    data = decode_base64(
        "eQjRQm6eSKzFoiYalgwCPXu2y3ijtg68is9M46JKxuZB+dRfTmeQeDBoXnvxZx2ugnkyV+MUMLXpWs1hPb/W/4xkNQY="
    )
    for blob in (data[4:], b"", bytes(71), bytes(73), b"\x80" + bytes(71)):
        with pytest.raises(SignatureError):
            cosignature_time(Signature("a", data[:4], blob))


def test_a_cosignature_covers_the_text_of_the_specification() -> None:
    """What a cosigner signs is the example of C2SP tlog-cosignature, line by line."""
    head = parse_checkpoint(SOFA).checkpoint
    made = cosign(head, WITNESS, 1_679_315_147)
    message = (
        "cosignature/v1\n"
        "time 1679315147\n"
        "example.com/behind-the-sofa\n"
        "20852163\n"
        "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"
    )
    WITNESS.public.verify(made.blob[8:], message.encode())
    assert made.blob[:8] == (1_679_315_147).to_bytes(8, "big")


LINES = st.text(
    st.characters(min_codepoint=0x20, exclude_categories=["Cs"]), min_size=1, max_size=20
)
HEADS = st.builds(
    Checkpoint,
    LINES,
    st.integers(0, 2**64 - 1),
    st.binary(min_size=32, max_size=32),
    st.lists(LINES, max_size=2).map(tuple),
)


@given(HEADS, st.integers(0, 2**63 - 1))
def test_signed_heads_come_back(head: Checkpoint, time: int) -> None:
    """A head, without or with signatures, comes back from its text, and they are true."""
    assert parse_checkpoint(SignedCheckpoint(head).text()) == (head, ())
    note = SignedCheckpoint(head, (sign(head, KEY), cosign(head, WITNESS, time)))
    back = parse_checkpoint(note.text())
    assert back == note
    first, second = back.signatures
    assert check_signature(head, first, KEY.public) == "signed"
    assert check_signature(head, second, WITNESS.public) == "cosigned"
    assert cosignature_time(second) == time
    assert check_signature(head, first, WITNESS.public) is None
    assert check_signature(head, second, KEY.public) is None


def test_one_key_may_sign_and_cosign() -> None:
    """The key ID tells the two types of one key apart; neither passes for the other."""
    signed, cosigned = sign(HEAD, KEY), cosign(HEAD, KEY, TIME)
    assert check_signature(HEAD, signed, KEY.public) == "signed"
    assert check_signature(HEAD, cosigned, KEY.public) == "cosigned"
    for crossed in (
        signed._replace(key_id=cosigned.key_id),
        cosigned._replace(key_id=signed.key_id),
        Signature(KEY.name, cosigned.key_id, TIME.to_bytes(8) + signed.blob),
        Signature(KEY.name, signed.key_id, cosigned.blob[8:]),
    ):
        with pytest.raises(SignatureError):
            check_signature(HEAD, crossed, KEY.public)


@pytest.mark.parametrize("made", [sign(HEAD, KEY), cosign(HEAD, KEY, TIME)], ids=["01", "04"])
def test_no_flipped_bit_passes(made: Signature) -> None:
    """After any single flipped bit the note is refused, its signature false, or not of this key."""
    data = SignedCheckpoint(HEAD, (made,)).text().encode()
    assert check_signature(*_only(data), KEY.public) is not None
    for bit in range(len(data) * 8):
        flipped = bytearray(data)
        flipped[bit // 8] ^= 1 << bit % 8
        try:
            verdict = check_signature(*_only(bytes(flipped)), KEY.public)
        except (NoteError, SignatureError, UnicodeDecodeError):
            continue
        assert verdict is None


def _only(data: bytes) -> tuple[Checkpoint, Signature]:
    note = parse_checkpoint(data.decode())
    (signature,) = note.signatures
    return note.checkpoint, signature


ROOT = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="
LINE = sign(HEAD, KEY).line()
GOOD = f"voorbeeld.example/log\n12\n{ROOT}\n\n{LINE}\n"


def _with(**parts: str) -> str:
    named = {"origin": "voorbeeld.example/log", "size": "12", "root": ROOT, "line": LINE, **parts}
    return "{origin}\n{size}\n{root}\n\n{line}\n".format(**named)


def test_the_note_that_is_spoilt_below_is_good() -> None:
    """The starting point of the refused notes is itself in order."""
    assert _with() == GOOD
    assert parse_checkpoint(GOOD) == (HEAD, (sign(HEAD, KEY),))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        "\n\n",
        GOOD[:-1],
        GOOD + "\n",
        GOOD + "more\n",
        GOOD.replace("\n\n", "\n"),
        GOOD.replace("\n\n", "\n\n\n"),
        GOOD.replace("\n", "\r\n"),
        f"{GOOD}\n{LINE}\n",
        f"voorbeeld.example/log\n12\n{ROOT}\n",
        f"voorbeeld.example/log\n12\n\n{LINE}\n",
        f"12\n{ROOT}\n\n{LINE}\n",
        "\ufeff",
        _with(origin=""),
        _with(origin="tab\t"),
        _with(origin="nul\0"),
        _with(origin="\ud800"),
        _with(origin="two\n\nparts"),
        *(
            _with(size=size)
            for size in ("", "012", "00", "-1", "+1", "1.0", " 12", "12 ", "1_2", "0x1", "١٢", "²")
        ),
        _with(size=str(2**64)),
        _with(size="9" * 5_000),
        *(
            _with(root=root)
            for root in (ROOT[:-1], f"{ROOT}=", f" {ROOT}", "AAAA", ROOT.replace("h8=", "h9="))
        ),
        _with(root=ROOT.replace("=", "g==")),
        *(
            _with(line=line)
            for line in (
                "",
                LINE.replace("— ", "- "),
                LINE.replace("— ", "—"),
                LINE.replace("— ", "—  "),
                LINE.replace("— ", " — "),
                f"{LINE} ",
                f"{LINE}=",
                LINE.replace("/log ", "+log "),
                LINE.replace("/log ", "\u2003log "),
                LINE.replace("voorbeeld.example/log ", " "),
                "— name",
                "— name ",
                "— name AAAAAA==",
                "\n".join([LINE] * 65),
            )
        ),
    ],
)
def test_refused_notes(text: str) -> None:
    """Whatever is not exactly a head with signatures is refused, with a few words why."""
    with pytest.raises(NoteError, match=r"^(has|holds|is|does) "):
        parse_checkpoint(text)


def test_the_largest_that_is_read() -> None:
    """As many as 64 signatures are read (C2SP signed-note asks for 16), and the shortest one."""
    assert parse_checkpoint(_with(line="— name AAECAwQ=")).signatures == (
        Signature("name", bytes(range(4)), b"\x04"),
    )
    assert len(parse_checkpoint(_with(line="\n".join([LINE] * 64))).signatures) == 64


@given(st.text() | st.lists(st.sampled_from(re.split("([ \n])", GOOD))).map("".join))
def test_any_text_is_a_note_or_an_error(text: str) -> None:
    """Reading any text raises nothing but NoteError, and what is read is written back the same."""
    try:
        note = parse_checkpoint(text)
    except NoteError:
        return
    assert note.text() == text


@pytest.mark.parametrize(
    "changes",
    [
        {"origin": ""},
        {"origin": f"other\n12\n{ROOT}"},
        {"origin": "two\nlines"},
        {"size": -1},
        {"size": 2**64},
        {"size": True},
        {"root": b""},
        {"root": bytes(31)},
        {"extensions": ("",)},
        {"extensions": ("one\ntwo",)},
    ],
)
def test_a_head_that_reads_otherwise_is_not_signed(changes: dict[str, Any]) -> None:
    """Nobody is made to sign a text that reads as another head than the one at hand."""
    head = HEAD._replace(**changes)
    with pytest.raises(NoteError):
        sign(head, KEY)
    with pytest.raises(NoteError):
        cosign(head, KEY, TIME)


@pytest.mark.parametrize("time", [-1, 2**63])
def test_times_out_of_range_are_not_signed(time: int) -> None:
    """A time is at least 0 and at most 2**63 - 1 seconds (C2SP tlog-cosignature)."""
    latest = 2**63 - 1
    assert cosignature_time(cosign(HEAD, KEY, latest)) == latest
    with pytest.raises(NoteError):
        cosign(HEAD, KEY, time)
