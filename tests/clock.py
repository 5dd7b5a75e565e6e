"""The clock of this process, which a test sets as an operator, a battery or a server would."""

from datetime import datetime, timedelta, tzinfo


class Clock(datetime):
    """`ahead` of the real one by so much; where it `stands`, it tells the same moment always."""

    ahead = timedelta()
    stands: datetime | None = None

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> datetime:
        return (cls.stands or datetime.now(tz)) + cls.ahead
