"""Voting cards: their codes, what stands on them, and the folder in which they go out."""
