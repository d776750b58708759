"""Weighted votes in an association: votes per member, a tally with a verdict, and the reasons."""

__version__ = "0.1.0"
