"""The weighted sums with DuckDB, as one query: ``with_duckdb.py FIGURES BALLOTS``.

It prints vote, choice and votes as CSV. It checks nothing: a ballot under an unknown name is
dropped without a word.
"""

import sys

import duckdb

QUERY = """
    SELECT voorstel, stem, sum(greatest(1, least(75, inhabitants // 1000)))
    FROM read_csv($ballots) AS ballots
    JOIN read_csv($figures) AS figures ON figures.municipality = ballots.gemeente
    WHERE reference_date = '2026-01-01' AND status = 'final'
    GROUP BY ALL
"""


def main(figures: str, ballots: str) -> None:
    """Run the query on both files."""
    result = duckdb.execute(QUERY, {"figures": figures, "ballots": ballots})
    for vote, choice, votes in result.fetchall():
        print(f"{vote},{choice},{votes}")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
