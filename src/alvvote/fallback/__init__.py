"""The paper with which a meeting goes on when every machine is dead."""
