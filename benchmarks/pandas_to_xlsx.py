"""The rows of a CSV file as a spreadsheet, with pandas: ``pandas_to_xlsx.py CSV XLSX``."""

import sys

import pandas as pd


def main(table: str, spreadsheet: str) -> None:
    """Read the rows and write them, without widths, filters or a source."""
    pd.read_csv(table).to_excel(spreadsheet, index=False, engine="xlsxwriter")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
