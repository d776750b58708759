"""Write an invented ballot file: ``make_ballots.py FIGURES VOTES FILE``.

Every municipality of the newest edition in FIGURES (``data/cbs_population.csv``) votes in each of
the VOTES votes. The choices are drawn with a fixed seed: the same file every time. Each row says
that it is invented, in the name of its vote.
"""

import csv
import random
import sys
from pathlib import Path

EDITION = ("2026-01-01", "final")
CHOICES = {"voor": 52, "tegen": 38, "onthouding": 7, "blanco": 3}
"""What is chosen, and how often in a hundred ballots."""


def main(figures: str, votes: int, target: str) -> None:
    """Write the file, a row per ballot."""
    with Path(figures).open(encoding="utf-8", newline="") as source:
        names = [
            row["municipality"]
            for row in csv.DictReader(source)
            if (row["reference_date"], row["status"]) == EDITION
        ]
    chance = random.Random(votes)  # noqa: S311 - invented ballots are no secret
    with Path(target).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("voorstel", "gemeente", "stem"))
        for vote in range(1, votes + 1):
            drawn = chance.choices(list(CHOICES), list(CHOICES.values()), k=len(names))
            title = f"Verzonnen voorstel {vote}"
            rows = zip(names, drawn, strict=True)
            writer.writerows((title, name, choice) for name, choice in rows)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), sys.argv[3])
