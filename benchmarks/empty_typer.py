"""The measure for start-up: the least program that typer can make. It prints its one option."""

from typing import Annotated

import typer


def main(gemeente: Annotated[str, typer.Option()] = "Utrecht") -> None:
    """Print the option."""
    print(gemeente)


if __name__ == "__main__":
    typer.run(main)
