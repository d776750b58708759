"""The tests of alvvote."""
