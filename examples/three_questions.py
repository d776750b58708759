"""Three questions to a meeting, answered with alvvote and pandas. All ballots are invented.

``python examples/three_questions.py`` reads the example beside it and prints the answers.
"""
# ruff: noqa: INP001 - it is copied out of here, and runs by itself

from pathlib import Path

import alvvote

EXAMPLE = Path(__file__).parent / "voorbeeld-alv"

print("Everything here is invented: no municipality voted like this.")
tally = alvvote.tally_files(EXAMPLE / "ballots.csv", agenda=EXAMPLE / "agenda.csv")
results = tally.to_frame()
record = tally.record_frame()

yes = results[results["option"] == "for"].copy()

# 1. Which votes would have gone the other way with one vote per member?
other = [
    row["vote"]
    for row in yes.to_dict("records")
    if tally[row["vote"]].proposal.rule.majority.met(row["members"], row["cast_members"])
    != (row["outcome"] == "adopted")
]
print(f"1. One vote per member would have turned: {', '.join(other)}")

# 2. Which province differed most from the meeting in Motie 2?
motion = record[(record["vote"] == "Motie 2") & record["choice"].isin(["for", "against"])]
provinces = motion.pivot_table("votes", "province", "choice", "sum", fill_value=0)
provinces["cast"] = provinces["for"] + provinces["against"]
provinces["share"] = provinces["for"] / provinces["cast"]
whole = provinces["for"].sum() / provinces["cast"].sum()
provinces["gap"] = (provinces["share"] - whole).abs()
first = provinces.sort_values("gap").iloc[-1]
print(
    f"2. Motie 2: {first.name} differed most: {first['for']:.0f} of {first['cast']:.0f} votes "
    f"in favour ({first['share']:.1%}); the meeting {whole:.1%}"
)

# 3. How many votes would have had to change sides to turn the closest vote on yes or no?
yes["margin"] = yes["votes"] - yes["required_votes"]
yes["moved"] = yes["margin"].where(yes["margin"] < 0, yes["margin"] + 1).abs()
closest = yes.sort_values("moved").iloc[0]
print(
    f"3. {closest['vote']} was the closest: {closest['moved']} votes on the other side would have "
    "turned it"
)
