"""The weighted sums with pandas, as a script of few lines: ``with_pandas.py FIGURES BALLOTS``.

It prints vote, choice and votes as CSV. It checks nothing: a ballot under an unknown name is
dropped without a word.
"""

import sys

import pandas as pd


def main(figures: str, ballots: str) -> None:
    """Read both files, give every ballot its weight, add up."""
    population = pd.read_csv(figures)
    edition = population.query("reference_date == '2026-01-01' and status == 'final'")
    votes = edition["inhabitants"].floordiv(1000).clip(1, 75)
    members = edition.assign(votes=votes)[["municipality", "votes"]]
    weighted = pd.read_csv(ballots).merge(members, left_on="gemeente", right_on="municipality")
    sums = weighted.groupby(["voorstel", "stem"])["votes"].sum()
    sums.to_csv(sys.stdout, header=False)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
