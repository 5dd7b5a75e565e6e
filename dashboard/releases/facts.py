"""What stands against what a person wanted: each a fact, told in one sentence."""


class Fact(Exception):
    """Its text is one sentence for the person who asked, ready to be shown."""


class NotAllowed(Fact):
    """The person's roles, or their part in this release, do not permit it."""


class UnknownRelease(Fact):
    """No release has that name."""


class UnknownSlate(Fact):
    """The release has no such scenario or candidate."""


class NameTaken(Fact):
    """Another release has that name."""


class Unusable(Fact):
    """A name, text or record that cannot be stored as it is."""


class ModelInTrouble(Fact):
    """A model that a release would put forward has no selection for some shopper."""


class NotInReview(Fact):
    """The review is closed, decided or cancelled: no verdicts now."""


class NotReady(Fact):
    """Something must happen first; `missing` says what, one sentence each."""

    def __init__(self, sentence: str, missing: tuple[str, ...] = ()) -> None:
        super().__init__(sentence)
        self.missing = missing


class AlreadyAnswered(Fact):
    """The person answered meanwhile, from elsewhere; `stored` is the answer that stands."""

    def __init__(self, sentence: str, stored: object) -> None:
        super().__init__(sentence)
        self.stored = stored


class AlreadySigned(Fact):
    """The person has signed this revision; a sign-off is final."""


class AlreadyDecided(Fact):
    """The decision has fallen; only a new revision opens it again."""


class Stale(Fact):
    """The release moved since the page was drawn; `changed` names the parts."""

    def __init__(self, sentence: str, changed: tuple[str, ...] = ()) -> None:
        super().__init__(sentence)
        self.changed = changed


class StaleFingerprint(Stale):
    """What was frozen is no longer what the person saw."""


class StaleReview(Stale):
    """The verdicts in force are no longer those the person saw."""


class NotAsFrozen(Fact):
    """What stands now is no longer what was reviewed, so that no gate would let it through."""


class WrongConfirmation(Fact):
    """What was typed is not the confirmation asked for."""


class ReasonNeeded(Fact):
    """The decision needs a reason; `warnings` says why, one sentence each."""

    def __init__(self, sentence: str, warnings: tuple[str, ...] = ()) -> None:
        super().__init__(sentence)
        self.warnings = warnings


class DatabaseAway(Fact):
    """The database cannot be reached or does not answer in time."""


class DatabaseFull(DatabaseAway):
    """The database has no room left for what should be stored."""


class DatabaseBroken(DatabaseAway):
    """The database answers, but cannot do what it is asked: it is damaged, or no record of ours."""


class PendingMigration(DatabaseAway):
    """The database is older than this version, empty or missing."""


class NewerDatabase(DatabaseAway):
    """The database was brought to a version that this code does not know."""


class CannotTell(Fact):
    """Whether a release may be served cannot be found out, which is never a yes."""
