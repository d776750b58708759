"""Names and codes of municipalities: every known spelling is found, and nothing is guessed."""

import csv
import unicodedata
from functools import cache

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from alvvote.municipality import Ambiguous, Found, Register, Unknown, parse_code
from alvvote.population import Edition, Store
from alvvote.shipped import read_data

STORE = Store(("shipped", read_data("cbs_population.csv")))
ALIASES = [(alias, code) for alias, code in csv.reader(read_data("aliases.csv").splitlines()[1:])]
APOSTROPHES = "'`\u00b4\u2018\u2019\u02bc"
EDITIONS = {f"{e.reference_date.year}-{e.status}": e for e in STORE.editions()}


def _names(edition: Edition) -> dict[str, str]:
    return {figure.gm_code: figure.municipality for figure in STORE.figures(edition)}


NEWEST = _names(EDITIONS["2026-final"])
REGISTER = Register(NEWEST, ALIASES)


def _skeleton(text: str) -> str:
    """Return letters and digits alone, without case, accents and the word for a municipality."""
    bare = "".join(letter for letter in text if letter not in APOSTROPHES)
    plain = unicodedata.normalize("NFKD", bare).lower()
    words = "".join(
        letter if letter.isalnum() else "" if unicodedata.combining(letter) else " "
        for letter in plain
    )
    return "".join(word for word in words.split() if word != "gemeente")


@cache
def _skeletons() -> dict[str, set[str]]:
    """Return by skeleton the codes that a name, without its addition too, or an alias stands for.

    The register is not asked for this: it is worked out from the data alone.
    """
    codes: dict[str, set[str]] = {}
    for code, name in NEWEST.items():
        for text in (name, name.partition(" (")[0]):
            codes.setdefault(_skeleton(text), set()).add(code)
    for alias, code in ALIASES:
        codes.setdefault(_skeleton(alias), set()).add(code)
    return codes


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Den Haag", "GM0518"),
        ("den haag", "GM0518"),
        ("DEN HAAG", "GM0518"),
        ("The Hague", "GM0518"),
        ("'s-Gravenhage", "GM0518"),
        ("'s-gravenhage", "GM0518"),
        ("s-Gravenhage", "GM0518"),
        ("s-gravenhage", "GM0518"),
        ("\u2019s-Gravenhage", "GM0518"),
        ("\u2018s-Gravenhage", "GM0518"),
        ("`s-Gravenhage", "GM0518"),
        ("\u00b4s-Gravenhage", "GM0518"),
        ("\u02bcs-Gravenhage", "GM0518"),
        ("'s Gravenhage", "GM0518"),
        ("'s\u2011Gravenhage", "GM0518"),
        ("'s-Gravenhage (gemeente)", "GM0518"),
        ("Den Bosch", "GM0796"),
        ("'s-Hertogenbosch", "GM0796"),
        ("\u2019s-hertogenbosch", "GM0796"),
        ("s-Hertogenbosch", "GM0796"),
        ("sudwest fryslan", "GM1900"),
        ("Sudwest-Fryslan", "GM1900"),
        ("Súdwest-Fryslân", "GM1900"),
        (unicodedata.normalize("NFD", "Súdwest-Fryslân"), "GM1900"),
        ("SÚDWEST FRYSLÂN", "GM1900"),
        ("noardeast fryslan", "GM1970"),
        ("Noardeast-Fryslân", "GM1970"),
        ("de fryske marren", "GM1940"),
        ("GM0344", "GM0344"),
        ("gm344", "GM0344"),
        ("GM344", "GM0344"),
        ("gm0344", "GM0344"),
        (" GM0344 ", "GM0344"),
        ("0344", "GM0344"),
        ("344", "GM0344"),
        ("Utrecht", "GM0344"),
        ("utrecht", "GM0344"),
        ("Utrecht (gemeente)", "GM0344"),
        ("Gemeente Utrecht", "GM0344"),
        ("  Utrecht  ", "GM0344"),
        ("Utrecht\u00a0", "GM0344"),
        ("Groningen (gemeente)", "GM0014"),
        ("Groningen", "GM0014"),
        ("Hengelo (O.)", "GM0164"),
        ("Hengelo", "GM0164"),
        ("Beek (L.)", "GM0888"),
        ("Beek", "GM0888"),
        ("Bergen (NH.)", "GM0373"),
        ("Bergen (NH)", "GM0373"),
        ("bergen nh", "GM0373"),
        ("Bergen (L.)", "GM0893"),
        ("Bergen L", "GM0893"),
        ("Bergen op Zoom", "GM0748"),
        ("Nuenen, Gerwen en Nederwetten", "GM0820"),
        ("Nuenen Gerwen en Nederwetten", "GM0820"),
        ("\u0132sselstein", "GM0353"),
    ],
)
def test_every_way_of_writing(text: str, code: str) -> None:
    """Codes, official names and aliases are found in every form that people write them."""
    assert REGISTER.find(text) == Found(code)


@pytest.mark.parametrize("text", ["Bergen", "bergen", "BERGEN", " Bergen ", "gemeente Bergen"])
def test_bergen_is_ambiguous(text: str) -> None:
    """``Bergen`` has exactly two candidates, and Bergen op Zoom is none of them."""
    assert REGISTER.find(text) == Ambiguous(("GM0373", "GM0893"))


def test_a_candidate_that_is_gone_makes_no_ambiguity() -> None:
    """With one Bergen left, the bare name belongs to it."""
    names = {code: name for code, name in NEWEST.items() if code != "GM0893"}
    assert Register(names, ALIASES).find("Bergen") == Found("GM0373")


@pytest.mark.parametrize(
    ("text", "suggested"),
    [
        ("Utrect", "GM0344"),
        ("Utrechtt", "GM0344"),
        ("Amersfort", "GM0307"),
        ("s-Gravenhagen", "GM0518"),
        ("Den Hag", "GM0518"),
        ("Sudwest Friesland", "GM1900"),
        ("Den Bos", "GM0796"),
    ],
)
def test_suggestions(text: str, suggested: str) -> None:
    """A name with an error in it is not accepted; the right one is among at most three offered."""
    found = REGISTER.find(text)
    assert isinstance(found, Unknown)
    assert suggested in found.suggestions
    assert len(found.suggestions) <= 3


@pytest.mark.parametrize(
    "text",
    ["", " ", "'", "-", "()", "gemeente", "qqqqqq", "Totaal", "GM9999", "9999", "GM", "GM 0"],
)
def test_unknown_without_a_suggestion(text: str) -> None:
    """What resembles no municipality, or is a code of none, is answered without a suggestion."""
    assert REGISTER.find(text) == Unknown(())


@pytest.mark.parametrize("text", ["Weesp", "Haaren", "Boxmeer", "Leerdam"])
def test_an_abolished_name_is_not_on_a_later_register(text: str) -> None:
    """A municipality that is gone is unknown to the register of a later moment."""
    assert isinstance(REGISTER.find(text), Unknown)


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_official_name_finds_itself(edition: str) -> None:
    """In every edition each name and each code leads to its own municipality."""
    names = _names(EDITIONS[edition])
    register = Register(names, ALIASES)
    by_name = {name: register.find(name) for name in names.values()}
    assert by_name == {name: Found(code) for code, name in names.items()}
    assert [code for code in names if register.find(code.lower()) != Found(code)] == []


@pytest.mark.parametrize("edition", EDITIONS)
def test_names_survive_a_spreadsheet(edition: str) -> None:
    """Names are found in capitals, without accents, and without the leading apostrophe."""
    names = _names(EDITIONS[edition])
    register = Register(names, ALIASES)
    lost = []
    for code, name in names.items():
        bare = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
        forms = (name.upper(), name.lower(), bare, name.lstrip("'"), f" {name} ")
        lost += [form for form in forms if register.find(form) != Found(code)]
    assert lost == []


def test_every_alias_finds_its_municipality() -> None:
    """Each alias of the shipped list leads to its code."""
    assert {alias: REGISTER.find(alias) for alias, _ in ALIASES} == {
        alias: Found(code) for alias, code in ALIASES
    }


def test_aliases_of_others_are_left_out() -> None:
    """An alias of a municipality that is not on the register finds nothing."""
    register = Register({"GM0344": "Utrecht"}, [("Domstad", "GM0344"), ("Den Haag", "GM0518")])
    assert register.find("domstad") == Found("GM0344")
    assert register.find("Den Haag") == Unknown(())


def test_a_name_shared_with_an_alias_is_ambiguous() -> None:
    """Where an alias of one is the name without addition of another, neither is chosen."""
    register = Register({"GM0001": "Dorp (A.)", "GM0002": "Stad"}, [("Dorp", "GM0002")])
    assert register.find("dorp") == Ambiguous(("GM0001", "GM0002"))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("GM0344", "GM0344"),
        ("gm344", "GM0344"),
        ("344", "GM0344"),
        ("GM3", "GM0003"),
        ("GM 0344", "GM0344"),
        ("GM03441", None),
        ("PV20", None),
        ("GMB", None),
        ("-344", None),
        ("34.4", None),
        ("GM0344x", None),
        ("", None),
    ],
)
def test_parse_code(text: str, code: str | None) -> None:
    """A CBS code is GM and one to four digits, whatever the case and the leading zeros."""
    assert parse_code(text) == code


@st.composite
def nearly_names(draw: st.DrawFn) -> str:
    """Draw a name or alias in which one place was changed, as a typing error would."""
    name = draw(st.sampled_from([*NEWEST.values(), *(alias for alias, _ in ALIASES)]))
    place = draw(st.integers(min_value=0, max_value=len(name)))
    width = draw(st.integers(min_value=0, max_value=1))
    middle = draw(st.text(max_size=1) | st.sampled_from("abcdeghilnorstuz '-.`"))
    text = name[:place] + middle + name[place + width :]
    return draw(st.sampled_from([text, text.upper(), text.lower(), f"gemeente {text}"]))


@given(nearly_names() | st.text(max_size=30) | st.integers(0, 3_000).map("GM{}".format))
@example("Øutrecht")
@example("Bergen\u0416")
def test_never_a_guess(text: str) -> None:
    """What is found is named by the text: as a code, or by all the letters of a name or alias."""
    found = REGISTER.find(text)
    if isinstance(found, Found):
        if parse_code(text) is not None:
            assert parse_code(text) == found.gm_code
        else:
            assert _skeletons().get(_skeleton(text)) == {found.gm_code}
    elif isinstance(found, Ambiguous):
        assert _skeletons().get(_skeleton(text)) == set(found.candidates)
        assert len(found.candidates) > 1


@given(st.text(max_size=40))
def test_whatever_is_asked_is_answered(text: str) -> None:
    """No text raises, and what is suggested stands on the register."""
    found = REGISTER.find(text)
    if isinstance(found, Found):
        assert found.gm_code in NEWEST
    elif isinstance(found, Ambiguous):
        assert set(found.candidates) <= NEWEST.keys()
    else:
        assert set(found.suggestions) <= NEWEST.keys()
