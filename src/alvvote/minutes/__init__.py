"""What the record of a meeting says to people: the list of decisions, and a draft of the minutes.

Content is made once, as plain data; each format is written from that.
"""
