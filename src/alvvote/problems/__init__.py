"""Problems as data: the code says what is wrong, the catalogue holds the words."""

from alvvote.problems.catalogue import CATALOGUE, Severity, Spec
from alvvote.problems.problem import Problem, has_errors, json_of

__all__ = ["CATALOGUE", "Problem", "Severity", "Spec", "has_errors", "json_of"]
