"""Keys: the vectors of RFC 8032 and of public logs, files and their rights, and openssl."""

import os
import shutil
import stat
import subprocess
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ed25519, x25519
from hypothesis import example, given
from hypothesis import strategies as st

from alvvote.ledger.errors import KeyFileError, SignatureError
from alvvote.ledger.keys import (
    COSIGNATURE,
    SIGNATURE,
    PublicKey,
    SigningKey,
    create_key_file,
    decode_base64,
    encode_base64,
    is_key_name,
    key_file_is_private,
    parse_vkey,
    read_key_file,
    read_public_file,
)
from tests.conftest import missing

# RFC 8032 section 7.1, TEST 1 (the empty message) and TEST 3.
SECRET = bytes.fromhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
PUBLIC = bytes.fromhex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a")
SIGNED = bytes.fromhex(
    "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bac"
    "c61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"
)
# Verifier keys of public logs and witnesses, and of the tests of golang.org/x/mod/sumdb/note and
# github.com/transparency-dev/formats; the key ID stands in the middle.
VKEYS = [
    (SIGNATURE, "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"),
    (SIGNATURE, "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8"),
    (SIGNATURE, "TEST+7997405c+AQcC+FTVKf0jlTdHDY3rbevmnKxxPjigCXlVtGe6RIr6"),
    (COSIGNATURE, "remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2"),
]
KEY = SigningKey("voorbeeld.example/log", ed25519.Ed25519PrivateKey.from_private_bytes(SECRET))


def _openssl() -> str:
    found = shutil.which("openssl")
    if found is None:
        missing("openssl", "apt-get install openssl")
    assert found is not None
    return found


def _write(path: Path, text: str) -> str:
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_the_vector_of_the_standard() -> None:
    """The public key and the signature are those of RFC 8032; any other message is refused."""
    assert KEY.public == PublicKey("voorbeeld.example/log", PUBLIC)
    assert KEY.sign(b"") == SIGNED
    KEY.public.verify(SIGNED, b"")
    for signature, message in ((SIGNED, b"\0"), (SIGNED[:-1], b""), (b"", b""), (bytes(64), b"")):
        with pytest.raises(SignatureError):
            KEY.public.verify(signature, message)


@pytest.mark.parametrize(("type_byte", "vkey"), VKEYS)
def test_published_verifier_keys(type_byte: int, vkey: str) -> None:
    """Verifier keys in public use are read, have the key ID that they state, and come back."""
    public = parse_vkey(vkey)
    name, key_id, _ = vkey.split("+", 2)
    assert (public.name, public.key_id(type_byte).hex()) == (name, key_id)
    assert public.vkey(type_byte) == vkey


@pytest.mark.parametrize(
    "vkey",
    [
        "",
        "PeterNeumann",
        "PeterNeumann+c74f20a3",
        "PeterNeumann+c74f20a3+",
        "PeterNeumann+C74F20A3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "PeterNeumann+00000000+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "Peterneumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10T",
        "PeterNeumann+c74f20a3+AhpC2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWAA==",
        "PeterNeumann+c74f20a3+é",
        "rekor.sigstore.dev+12345678+AwEB",
        "\ud800+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
    ],
)
def test_refused_verifier_keys(vkey: str) -> None:
    """A verifier key with another key ID, name, type or length is none."""
    with pytest.raises(KeyFileError):
        parse_vkey(vkey)


@pytest.mark.parametrize(
    ("name", "valid"),
    [
        ("voorbeeld.example/log", True),
        ("Zoë", True),
        ("", False),
        ("two words", False),
        ("one+one", False),
        ("line\nbreak", False),
        ("tab\t", False),
        ("\u00a0", False),
        ("a\u2003b", False),
        ("a\u200bb", False),
        ("\u202eabc", False),
        ("\ud800", False),
    ],
)
def test_names_of_keys(name: str, *, valid: bool) -> None:
    """A name is not empty and holds no Unicode space and no plus (C2SP signed-note)."""
    assert is_key_name(name) == valid


def test_a_key_file_is_made_and_read(tmp_path: Path) -> None:
    """A new key stands under its name in a file for its owner alone, whatever the umask."""
    path = str(tmp_path / "key.pem")
    before = os.umask(0)
    try:
        key = create_key_file(path, "voorbeeld.example/log")
    finally:
        os.umask(before)
    assert stat.S_IMODE(os.stat(path).st_mode) == 0o600
    assert key_file_is_private(path)
    back = read_key_file(path)
    assert (back.name, back.public) == ("voorbeeld.example/log", key.public)
    back.public.verify(key.sign(b"message"), b"message")
    assert create_key_file(f"{path}2", key.name).public != key.public


def test_a_key_file_is_never_overwritten(tmp_path: Path) -> None:
    """A second key is not written over the first, nor through a link."""
    path = tmp_path / "key.pem"
    create_key_file(str(path), "first")
    data = path.read_bytes()
    (tmp_path / "link").symlink_to(tmp_path / "elsewhere")
    for taken in (path, tmp_path / "link"):
        with pytest.raises(KeyFileError, match="exists already"):
            create_key_file(str(taken), "second")
    assert path.read_bytes() == data
    assert not (tmp_path / "elsewhere").exists()


def test_a_key_file_that_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a directory or on a full disk there is a plain error, and no half file is left."""
    with pytest.raises(KeyFileError, match="No such file"):
        create_key_file(str(tmp_path / "none" / "key.pem"), "name")
    with pytest.raises(KeyFileError, match="name without blanks"):
        create_key_file(str(tmp_path / "key.pem"), "two words")

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(KeyFileError, match="No space left"):
        create_key_file(str(tmp_path / "key.pem"), "name")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o601, 0o777])
def test_rights_of_others_show(tmp_path: Path, mode: int) -> None:
    """Any right of group or others makes a key file not private."""
    path = tmp_path / "key.pem"
    create_key_file(str(path), "name")
    path.chmod(mode)
    assert not key_file_is_private(str(path))
    with pytest.raises(KeyFileError, match=r"cannot be read"):
        key_file_is_private(str(tmp_path / "none"))


def _pem(key: ed25519.Ed25519PrivateKey | x25519.X25519PrivateKey, password: bytes = b"") -> str:
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.BestAvailableEncryption(password)
        if password
        else serialization.NoEncryption(),
    ).decode()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "does not start with the name"),
        (_pem(KEY.private), "does not start with the name"),
        ("alvvote key: \n" + _pem(KEY.private), "names no key"),
        ("alvvote key: a b\n" + _pem(KEY.private), "names no key"),
        ("alvvote key: name\n", "holds no key"),
        ("alvvote key: name\n" + _pem(KEY.private)[:-40], "holds no key"),
        ("alvvote key: name\n" + _pem(KEY.private, b"secret"), "holds no key"),
        ("alvvote key: name\n" + _pem(x25519.X25519PrivateKey.generate()), "another kind"),
        ("alvvote key: name\n" + " " * 70_000, "too large"),
        (KEY.public.pem(), "holds a public key"),
    ],
)
def test_files_without_a_key(tmp_path: Path, text: str, message: str) -> None:
    """What is wrong with a key file is said in a few words, after its path."""
    path = _write(tmp_path / "key.pem", text)
    with pytest.raises(KeyFileError, match=message) as caught:
        read_key_file(path)
    assert str(caught.value).startswith(f"{path}: ")


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    """A file that is missing, or is a directory, or no text, is a plain error too."""
    (tmp_path / "bytes").write_bytes(b"\xff\xfe\0")
    for name in ("none", ".", "bytes"):
        for read in (read_key_file, read_public_file):
            with pytest.raises(KeyFileError, match=r"cannot be read|holds no key"):
                read(str(tmp_path / name))


def test_a_public_file_is_read(tmp_path: Path) -> None:
    """The public file, also with line ends of Windows, and a bare verifier key give the key."""
    public = KEY.public
    for text in (
        public.pem(),
        public.pem().replace("\n", "\r\n"),
        public.vkey(),
        f"{public.vkey(COSIGNATURE)}\n\n",
    ):
        assert read_public_file(_write(tmp_path / "public.pem", text)) == public


OTHER = PublicKey("other", bytes.fromhex("01" * 32))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "names no"),
        (KEY.public.pem().split("\n", 1)[1], "names no"),
        (f"alvvote public key: {KEY.public.vkey()}\n", "holds no key"),
        (f"{KEY.public.vkey()}\nmore", "holds no key"),
        (f"{KEY.public.vkey()}\n" + OTHER.pem().split("\n", 1)[1], "another key"),
        ("alvvote key: name\n" + _pem(KEY.private), "secret key"),
    ],
)
def test_files_without_a_public_key(tmp_path: Path, text: str, message: str) -> None:
    """A public file must name the key that it holds."""
    path = _write(tmp_path / "public.pem", text)
    with pytest.raises(KeyFileError, match=message) as caught:
        read_public_file(path)
    assert str(caught.value).startswith(f"{path}: ")


def test_no_flipped_bit_gives_another_public_key(tmp_path: Path) -> None:
    """Whatever single bit of a public file changes: it is refused, or is the same key."""
    path, data = tmp_path / "public.pem", KEY.public.pem().encode()
    for bit in range(len(data) * 8):
        flipped = bytearray(data)
        flipped[bit // 8] ^= 1 << bit % 8
        path.write_bytes(flipped)
        try:
            assert read_public_file(str(path)) == KEY.public
        except KeyFileError:
            continue


@given(st.binary() | st.text().map(lambda text: f"alvvote key: a\n{text}".encode()))
@example(b"alvvote key: a\n-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----\n")
@example(b"a+b+AQ==\n-----BEGIN PUBLIC KEY-----\n-----END PUBLIC KEY-----\n")
def test_any_file_is_a_key_or_an_error(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    """Reading any bytes raises nothing but KeyFileError."""
    path = tmp_path_factory.getbasetemp() / "any.pem"
    path.write_bytes(data)
    for read in (read_key_file, read_public_file):
        with pytest.raises(KeyFileError):
            read(str(path))


def test_openssl_verifies_our_signature(tmp_path: Path) -> None:
    """Openssl accepts the public file as it is, its first line included, and our signature."""
    openssl = _openssl()
    public = _write(tmp_path / "public.pem", KEY.public.pem())
    message, signature = tmp_path / "message", tmp_path / "signature"
    message.write_bytes(b"message")
    for made, code in ((KEY.sign(b"message"), 0), (KEY.sign(b"other"), 1)):
        signature.write_bytes(made)
        command = [openssl, "pkeyutl", "-verify", "-pubin", "-inkey", public, "-rawin"]
        done = subprocess.run(
            [*command, "-in", str(message), "-sigfile", str(signature)],
            capture_output=True,
            check=False,
            timeout=60,
        )
        assert done.returncode == code, done


def test_we_verify_the_signature_of_openssl(tmp_path: Path) -> None:
    """Openssl signs with our key file as it is, and we accept what it signed."""
    openssl = _openssl()
    path, message = str(tmp_path / "key.pem"), tmp_path / "message"
    key = create_key_file(path, "name")
    message.write_bytes(b"message")
    done = subprocess.run(
        [openssl, "pkeyutl", "-sign", "-inkey", path, "-rawin", "-in", str(message)],
        capture_output=True,
        check=True,
        timeout=60,
    )
    key.public.verify(done.stdout, b"message")


@given(st.binary())
def test_base64_comes_back(data: bytes) -> None:
    """Bytes come back from their base64."""
    assert decode_base64(encode_base64(data)) == data


@pytest.mark.parametrize("text", ["A", "AA", "AA=", "AB==", "AAB=", "AA==\n", " AA==", "A-_=", "é"])
def test_base64_has_one_spelling(text: str) -> None:
    """Missing or superfluous padding, left-over bits, blanks and other alphabets are refused."""
    with pytest.raises(ValueError, match=r"."):
        decode_base64(text)
