"""Scenarios carried in and out: a ZIP of their files, or a CSV with a row for each.

The CSV is UTF-8 with one header row; its columns, of which only id and title must be filled in:

    id          the file's name without .yaml: small letters, digits, hyphens
    title       who the shopper is, in a few words
    story       what happened
    bought      product ids with commas or line breaks between them, oldest first; an entry may be
                {product: lamp-01, on: 2026-03-02, quantity: 2}
    expect      expectations as in a scenario file, one a line, such as
                includes_category: {category: sleeping, at_least: 1}
    shopper     what else is known, such as segment: new, country: FR
    as_of       a day, such as 2026-03-10
    slate_size  how many products are shown; empty is 12
    tags        words with commas between them
    owner       who answers for the scenario

A column that is left out leaves what it says of a scenario that is there already as it is; a cell
that is left empty empties it. A ZIP may hold other things than scenario files: what does not end in
.yaml, and what lies in a folder templates, ci or one that begins with a dot, is passed over and
named.

A cell that a spreadsheet would take for a formula gets an apostrophe in front on the way out and
loses it on the way in. In bought, expect, shopper and tags, a word that holds a comma, a colon or
a bracket stands in double quotes.
"""

from recommender.scenario.exchange.arriving import Arrival, NothingImported, read_file
from recommender.scenario.exchange.leaving import EMPTY_SHEET, sheet, zipped

__all__ = ["EMPTY_SHEET", "Arrival", "NothingImported", "read_file", "sheet", "zipped"]
