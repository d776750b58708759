"""Make the examples of problems in downloads of CBS and in boundary changes (C and W3 codes).

``python scripts/make_population_examples.py`` writes them to ``tests/problems``. Every number in
them is invented: the shipped figures of 2026, with another last digit.
"""

import json
from pathlib import Path

from alvvote.population import Figure, Store
from alvvote.population.downloads.own_form import write_edition
from alvvote.shipped import read_data

FOLDER = Path(__file__).parents[1] / "tests" / "problems"
BOM = b"\xef\xbb\xbf"
TITLE = "Bevolking op 1 januari en gemiddeld; verzonnen cijfers"
IMPORT = ("population", "import", "figures.csv")
CHANGES = ("population", "changes", "import", "changes.csv")
CHANGES_HEADER = "date,type,from_code,from_name,to_code,to_name,to_province,inhabitants_moved"

STORE = Store(("shipped", read_data("cbs_population.csv")))
EDITION = STORE.editions()[-1]
FIGURES = [
    figure._replace(inhabitants=figure.inhabitants // 10 * 10 + 1)
    for figure in STORE.figures(EDITION)
]
YEAR = EDITION.reference_date.year + 1
FEW = FIGURES[1:3]


def _lines(*lines: tuple[str, ...]) -> bytes:
    return BOM + "".join(";".join(f'"{c}"' for c in line) + "\r\n" for line in lines).encode()


def _name(figure: Figure) -> str:
    both = figure.municipality in {"Groningen", "Utrecht"}
    return f"{figure.municipality} (gemeente)" if both else figure.municipality


def _layout(
    figures: list[Figure],
    *,
    years: tuple[str, ...] = (str(YEAR),),
    title: str = TITLE,
    topics: tuple[str, ...] = ("Bevolking op 1 januari",),
    unit: str = "aantal",
    country: int | None = None,
    more: tuple[tuple[str, ...], ...] = (),
) -> bytes:
    """Return a table as StatLine writes it, in table layout."""
    columns = [(topic, year) for topic in topics for year in years]
    rows: list[tuple[str, ...]] = []
    if country is not None:
        rows.append(("Nederland", str(country)))
    rows += [(_name(figure), *[str(figure.inhabitants)] * len(columns)) for figure in figures]
    return _lines(
        (title,),
        ("",),
        ("Onderwerp", *(topic for topic, _year in columns)),
        ("Perioden", *(year for _topic, year in columns)),
        ("Regio's", *[unit] * len(columns)),
        *rows,
        *more,
        ("Bron: CBS",),
    )


def _raw(figures: list[Figure], year: int = YEAR) -> bytes:
    """Return the raw CSV of the data portal; the area is there to say that it is an example."""
    rows = [
        (str(number), f.gm_code.ljust(6), f"{year}JJ00", str(f.inhabitants).rjust(8))
        for number, f in enumerate(figures)
    ]
    header = ("ID", "RegioS", "Perioden", "BevolkingOp1Januari_1")
    return _lines(header, ("x", "Voorbeeld (CR)", f"{year}JJ00", "       ."), *rows)


def _observations(**more: str) -> bytes:
    """Return a page of observations of OData v4."""
    values = [
        {
            "Id": number,
            "Measure": "M000352",
            "ValueAttribute": "None",
            "Value": figure.inhabitants,
            "StringValue": None,
            "RegioS": figure.gm_code,
            "Perioden": f"{YEAR}JJ00",
        }
        for number, figure in enumerate(FEW)
    ]
    context = "https://datasets.cbs.nl/odata/v1/CBS/03759ned/$metadata#Observations"
    return json.dumps({"@odata.context": context, "value": values, **more}, indent=1).encode()


def _own(*replacements: tuple[str, str]) -> bytes:
    figures = tuple(f._replace(municipality="Voorbeeld") for f in FEW)
    lines = write_edition(EDITION._replace(published=None), figures).splitlines()
    for at, (old, new) in enumerate(replacements, 1):
        lines[at] = lines[at].replace(old, new)
    return "\n".join([*lines, ""]).encode()


def _merger(**cells: str) -> str:
    row = {
        "date": f"{YEAR}-01-01",
        "type": "reclassification",
        "from_code": "GM0342",
        "from_name": "Soest",
        "to_code": "GM9001",
        "to_name": "Voorbeeld",
        "to_province": "Utrecht",
        "inhabitants_moved": "48000",
    }
    return ",".join({**row, **cells}.values())


def _changes(*lines: str, header: str = CHANGES_HEADER) -> bytes:
    return "\n".join([header, *lines, ""]).encode()


def _download_examples() -> dict[str, tuple[tuple[str, ...], dict[str, bytes]]]:
    """Return arguments and files of the examples that end while a download is read."""
    one = FEW[0]
    two_topics = ("Bevolking, deel 1", "Bevolking, deel 2")
    odata = ("population", "import", "observations.json")

    def row(name: str, count: str = "30000") -> bytes:
        return _layout(FEW, more=((name, count),))

    files: dict[str, tuple[tuple[str, ...], bytes]] = {
        "C101": (IMPORT, b"Voorbeeld van een brief, geen tabel\n"),
        "C102": ((*IMPORT, "--onderwerp", "Gemiddelde"), _layout(FEW)),
        "C103": (IMPORT, _layout(FEW, title="Voorbeeld", topics=two_topics)),
        "C104": (IMPORT, _layout(FEW, years=(str(YEAR), str(YEAR + 1)))),
        "C105": (IMPORT, _lines(("Gemeente", "Bevolking op 1 januari"), ("Voorbeeld (CR)", "."))),
        "C106": (
            IMPORT,
            _lines(
                ("Geslacht", "Regio's", "Perioden", "Bevolking op 1 januari"),
                ("Mannen", "Voorbeeld (CR)", str(YEAR), "."),
                ("Vrouwen", one.municipality, str(YEAR), "116000"),
            ),
        ),
        "C107": ((*IMPORT, "--peildatum", str(YEAR + 1)), _layout(FEW)),
        "C109": (IMPORT, row("Soest", "48.001")),
        "C116": (IMPORT, _own((",final,", ",zeker,"))),
        "C117": (IMPORT, _layout([], more=(("Voorbeeld (CR)", "150000"),))),
        "C119": (IMPORT, _own(("", ""), (",03759ned,", ",37230ned,"))),
        "C120": (
            (*IMPORT, "--onderwerp", "Bevolking op 1 januari"),
            _layout(FEW, unit="x 1 000"),
        ),
        "C121": (IMPORT, row("Voorbeeldstad")),
        "C122": (IMPORT, row("Bergen")),
        "C124": ((*IMPORT, "--into", "letter.txt"), _layout(FEW)),
    }
    examples = {code: (a, {"figures.csv": data}) for code, (a, data) in files.items()}
    examples["C124"][1]["letter.txt"] = b"Voorbeeld van een brief\n"
    observations = _observations()
    examples["C108"] = (
        (*odata, "codes.json", "--definitief"),
        {"observations.json": observations, "codes.json": observations},
    )
    examples["C118"] = (odata, {"observations.json": observations[:200]})
    page = _observations(**{"@odata.nextLink": "https://datasets.cbs.nl/odata/v1/next"})
    examples["C123"] = (odata, {"observations.json": page})
    return examples


def _edition_examples() -> dict[str, tuple[tuple[str, ...], dict[str, bytes]]]:
    """Return arguments and files of the examples that end when an edition is checked."""
    dry = (*IMPORT, "--dry-run")
    total = sum(figure.inhabitants for figure in FIGURES)
    stranger = Figure("GM9001", "Voorbeeld", "", 20001)

    def first(inhabitants: int) -> list[Figure]:
        return [FIGURES[0]._replace(inhabitants=inhabitants), *FIGURES[1:]]

    of_2017 = [figure for figure in FIGURES if figure.municipality == "Soest"]
    unknown = (*dry, "--onderwerp", "Inwoners")
    files: dict[str, tuple[tuple[str, ...], bytes]] = {
        "C110": (IMPORT, _layout(first(99))),
        "C111": (IMPORT, _layout([*FIGURES, FIGURES[0]])),
        "C112": (IMPORT, _layout(FIGURES[1:])),
        "C113": ((*IMPORT, "--definitief"), _raw([*FIGURES, stranger])),
        "C114": (IMPORT, _layout(FIGURES, country=total + 100)),
        "C115": (IMPORT, _layout(FIGURES, years=(str(YEAR - 1),))),
        "W301": (dry, _layout(first(290_001))),
        "W302": (dry, _layout(of_2017, years=("2017",))),
        "W303": ((*dry, "--definitief"), _raw([stranger._replace(municipality="")], 2017)),
        "W304": (dry, _raw(FIGURES)),
        "W305": (unknown, _layout(FIGURES, title="Voorbeeld", topics=("Inwoners",))),
    }
    return {code: (arguments, {"figures.csv": data}) for code, (arguments, data) in files.items()}


def _change_examples() -> dict[str, tuple[tuple[str, ...], dict[str, bytes]]]:
    """Return arguments and files of the examples of boundary changes."""
    shipped = "2022-03-24,reclassification,GM0457,Voorbeeld,GM0363,Amsterdam,Noord-Holland,20767"
    files = {
        "C201": _changes(_merger(), header=CHANGES_HEADER.replace("to_code", "code")),
        "C202": _changes(_merger(date="volgend jaar")),
        "C203": _changes(_merger(type="fusie")),
        "C204": _changes(_merger(from_code="Soest")),
        "C205": _changes(_merger(inhabitants_moved="48.000")),
        "C206": _changes(_merger(from_code="GM0457", from_name="Weesp")),
        "C207": _changes(_merger(), _merger()),
        "C208": _changes(_merger(inhabitants_moved="4800")),
        "C209": _changes("", _merger(to_name="", from_name="Soest (verzonnen)")),
        "C210": _changes(shipped),
        "C211": _changes(_merger(to_province="")),
    }
    return {code: (CHANGES, {"changes.csv": data}) for code, data in files.items()}


def make_files() -> dict[str, bytes]:
    """Return all files, by their path in the folder of examples."""
    made: dict[str, bytes] = {}
    for code, (arguments, files) in {
        **_download_examples(),
        **_edition_examples(),
        **_change_examples(),
    }.items():
        made[f"{code}/arguments"] = "".join(f"{each}\n" for each in arguments).encode()
        made |= {f"{code}/{name}": data for name, data in files.items()}
    return made


def main() -> None:
    """Write the files."""
    for name, data in make_files().items():
        path = FOLDER / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)


if __name__ == "__main__":
    main()
