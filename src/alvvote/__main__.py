"""``python -m alvvote`` is the command ``alvvote``."""

from alvvote.cli.main import run

run()
