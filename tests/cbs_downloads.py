"""Downloads in the shapes in which CBS hands them out, made of given figures."""

import json
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from alvvote.population import Figure

BOM = b"\xef\xbb\xbf"
PROVINCE_CODES = {
    "Groningen": "PV20",
    "Fryslân": "PV21",
    "Drenthe": "PV22",
    "Overijssel": "PV23",
    "Flevoland": "PV24",
    "Gelderland": "PV25",
    "Utrecht": "PV26",
    "Noord-Holland": "PV27",
    "Zuid-Holland": "PV28",
    "Zeeland": "PV29",
    "Noord-Brabant": "PV30",
    "Limburg": "PV31",
}


class Region(NamedTuple):
    """A row of regions: code, title, and the inhabitants by year."""

    code: str
    title: str
    counts: dict[int, int]


def title_of(figure: Figure) -> str:
    """Return the name as StatLine shows it: with an addition where a province has it too."""
    both = figure.municipality in {"Groningen", "Utrecht", "'s-Gravenhage"}
    return f"{figure.municipality} (gemeente)" if both else figure.municipality


def regions(by_year: dict[int, Sequence[Figure]]) -> list[Region]:
    """Return country, part of the country, provinces, a COROP area and municipalities."""
    country = {year: sum(f.inhabitants for f in figures) for year, figures in by_year.items()}
    rows = [
        Region("NL01", "Nederland", country),
        Region("LD01", "Noord-Nederland (LD)", dict.fromkeys(by_year, 1_700_000)),
    ]
    for name, code in PROVINCE_CODES.items():
        counts = {
            year: sum(f.inhabitants for f in figures if f.province == name)
            for year, figures in by_year.items()
        }
        rows.append(Region(code, f"{name} (PV)", counts))
    rows.append(Region("CR01", "Oost-Groningen (CR)", dict.fromkeys(by_year, 150_000)))
    rows.append(Region("GM0738", "Aalburg", {}))
    municipalities: dict[str, Region] = {}
    for year, figures in by_year.items():
        for f in figures:
            standing = municipalities.setdefault(f.gm_code, Region(f.gm_code, title_of(f), {}))
            standing.counts[year] = f.inhabitants
    return [*rows, *sorted(municipalities.values(), key=lambda region: region.title)]


def _csv(lines: Iterable[Sequence[str]], *, quoted: bool = True, end: str = "\r\n") -> bytes:
    def cell(text: str) -> str:
        return '"' + text.replace('"', '""') + '"' if quoted or ";" in text else text

    return BOM + "".join(";".join(map(cell, line)) + end for line in lines).encode()


def table_layout(
    rows: list[Region],
    years: Sequence[str],
    *,
    title: str = "Bevolking op 1 januari en gemiddeld; geslacht, leeftijd en regio",
    topic: str = "Bevolking op 1 januari",
    unit: str = "aantal",
    head_on_own_lines: bool = False,
) -> bytes:
    """Return StatLine's CSV in table layout: a year per column, beside men and women."""
    sexes = ("Totaal mannen en vrouwen", "Mannen")
    stub = ["", "", ""]
    lines: list[list[str]] = [[title], [""]]
    columns = [(topic, year) for year in years] + [("Gemiddelde bevolking", y) for y in years]
    topics, periods = [c[0] for c in columns], [c[1] for c in columns]
    if head_on_own_lines:
        lines += [[*stub[:-1], "", "Onderwerp"], [*stub, *topics]]
        lines += [[*stub[:-1], "", "Perioden"], [*stub, *periods]]
    else:
        lines += [[*stub[:-1], "Onderwerp", *topics], [*stub[:-1], "Perioden", *periods]]
    lines.append(["Geslacht", "Leeftijd", "Regio's", *([unit] * len(columns))])
    for sex in sexes:
        for region in rows:
            counts = [region.counts.get(int(y[:4])) for y in years]
            if sex == "Mannen":
                counts = [None if c is None else c // 2 for c in counts]
            texts = ["." if c is None else str(c) for c in counts]
            averages = ["." if c is None else f"{c},5" for c in counts]
            lines.append([sex, "Totaal", region.title, *texts, *averages])
    return _csv([*lines, ["Bron: CBS"]])


def without_title(
    rows: list[Region],
    years: Sequence[str],
    *,
    padded: bool = True,
    eaten: bool = False,
    fraction: str = "",
) -> bytes:
    """Return StatLine's CSV without title: padded and quoted, or bare with a fraction."""
    path = "Bevolking/Bevolkingssamenstelling op 1 januari"
    header = [
        "Perioden",
        "Regio's",
        f"{path}/Totale bevolking (aantal)",
        f"{path}/Burgerlijke staat/Gehuwd (in % van  inwoners 15 jaar of ouder)",
        "Milieu en bodemgebruik/Oppervlakte/Totale oppervlakte (km²)",
    ]
    lines = [header]
    for year in years:
        for region in rows:
            title = region.title.removeprefix("'") if eaten else region.title
            count = region.counts.get(int(year[:4]))
            text = "" if count is None else f"{count}{fraction}"
            lines.append([year, title, text.rjust(8) if padded and text else text, "53.6", "1,2"])
    return _csv(lines, quoted=padded)


def raw_v3(
    rows: list[Region], years: Sequence[int], *, monthly: bool = False, divided: bool = True
) -> bytes:
    """Return the data portal's raw CSV: padded codes and numbers, LF at the ends of lines."""
    topic = "BevolkingAanHetBeginVanDePeriode_1" if monthly else "BevolkingOp1Januari_1"
    dimensions = ["Geslacht", "Leeftijd", "BurgerlijkeStaat"] if divided else []
    lines = [["ID", *dimensions, "RegioS", "Perioden", topic, "GemiddeldeBevolking_2"]]
    parts = ["MM01", "MM02", "JJ00"] if monthly else ["JJ00"]
    for sex, factor in (("T001038", 2), ("3000   ", 1)) if divided else (("", 2),):
        for region in rows:
            for year in years:
                for part in parts:
                    count = region.counts.get(year)
                    count = None if count is None else count * factor // 2
                    if part == "MM02" and count is not None:
                        count += 1
                    text = "." if count is None else str(count)
                    codes = [sex, "10000", "T001019"] if divided else []
                    cells = [region.code.ljust(6), f"{year}{part}", text.rjust(8), "378121.0"]
                    lines.append([str(len(lines)), *codes, *cells])
    return _csv(lines, end="\n")


def odata_v4(rows: list[Region], years: Sequence[int], **more: object) -> bytes:
    """Return a page of observations of OData v4."""
    values: list[dict[str, object]] = []
    for region in rows:
        for year in years:
            count = region.counts.get(year)
            for measure, half in (("M000352", 0.0), ("M000365", 0.5)):
                values.append(
                    {
                        "Id": len(values),
                        "Measure": measure,
                        "ValueAttribute": "Impossible" if count is None else "None",
                        "Value": None if count is None else count + half if half else count,
                        "StringValue": None,
                        "BurgerlijkeStaat": "T001019",
                        "Geslacht": "T001038",
                        "Leeftijd": "10000",
                        "RegioS": region.code,
                        "Perioden": f"{year}JJ00",
                    }
                )
    context = "https://datasets.cbs.nl/odata/v1/CBS/03759ned/$metadata#Observations"
    return json.dumps({"@odata.context": context, "value": values, **more}).encode()


def code_list(rows: list[Region], provinces: dict[str, str]) -> bytes:
    """Return a code list of regions of OData v4."""
    values = [
        {
            "Identifier": region.code,
            "Index": index,
            "Title": region.title,
            "DimensionGroupId": f"GM{PROVINCE_CODES[provinces[region.code]]}"
            if region.code in provinces
            else region.code[:2],
        }
        for index, region in enumerate(rows, 1)
    ]
    context = "https://datasets.cbs.nl/odata/v1/CBS/03759ned/$metadata#RegioSCodes"
    return json.dumps({"@odata.context": context, "value": values}).encode()
