"""The accreditation desk: what a scan means, what is to be asked, and what came of an act."""
