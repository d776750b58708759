"""Figures from the open data service of CBS (OData v4): asked for, fetched page by page.

What comes back are the bytes of a download, which `alvvote.population.downloads` reads like any
other. Nothing here knows what a figure means, and nothing is written anywhere.

Source: the service and its entity sets as CBS describes them for developers,
https://www.cbs.nl/nl-nl/statline/dataportaal/informatie/informatie-voor-ontwikkelaars, and
https://docs.oasis-open.org/odata/odata-json-format/v4.01/ (section 4.5.5, ``nextLink``).
"""
