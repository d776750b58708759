"""What CBS hands out, read: StatLine CSV, the portal's raw CSV, OData in JSON, and our own form.

The form is recognised by what is in a file, never by its name. Bytes go in; a draft of an edition
or findings come out.
"""

from alvvote.population.downloads.draft import Draft, Reading, Wanted
from alvvote.population.downloads.read import Download, read_download

__all__ = ["Download", "Draft", "Reading", "Wanted", "read_download"]
