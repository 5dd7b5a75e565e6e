"""How many rows of a table may be left out because they cannot be read."""

from recommender.sources.column import Faults
from recommender.sources.fault import SourceUnreadable
from recommender.tally import Sieve


def drop_unreadable(sieve: Sieve, faults: Faults, most: float) -> None:
    """Drops the rows that have a fault; SourceUnreadable, with every kind of fault, where they are
    a larger share of all rows than `most`, 0 to 1."""
    before = sum(sieve.dropped.values())
    for reason, rows in faults.reasons.items():
        sieve.drop(reason, rows)
    count = sum(sieve.dropped.values()) - before
    if count <= most * len(sieve.kept):
        return
    told = " ".join(faults.sentences)
    if most and count > len(faults.sentences):
        told += f" In all {count:,} of {len(sieve.kept):,} rows cannot be read; {most:.1%} may be."
    raise SourceUnreadable(told)
