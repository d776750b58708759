"""The hall's screen: what the hall may see now, drawn for a terminal of any size."""
