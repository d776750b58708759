"""What the catalogue of problems says of one code."""

from typing import Literal, NamedTuple

Severity = Literal["error", "warning"]


class Spec(NamedTuple):
    """What the catalogue says of one code. English; translated where it is shown."""

    code: str
    message: str
    """What is wrong, as the end of a line that shows place and value already."""
    why: str
    todo: str

    @property
    def severity(self) -> Severity:
        """Codes that begin with W are warnings, all others errors."""
        return "warning" if self.code.startswith("W") else "error"
