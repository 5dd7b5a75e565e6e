"""The sentences in which the record speaks to a person."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from dashboard.releases.choices import Decision, State


def release_title(title: str | None, name: str) -> str:
    """The name, as a title, where it was given none."""
    return title or name[:1].upper() + name[1:]


def no_verdict(scenario: str, candidate: str, given: int, needed: int) -> str:
    if not given:
        return f"No verdict yet on “{scenario}” for {candidate}."
    return f"{given} of {needed} verdicts on “{scenario}” for {candidate}."


def unreviewed(scenario: str, count: int, needed: int) -> str:
    waits = f"“{scenario}”: {_count(count, 'selection waits', 'selections wait')}"
    return f"{waits} for {'a verdict' if needed == 1 else f'{needed} verdicts each'}."


NEVER_CLOSED = "Names stay hidden here: this release was cancelled before its review was closed."


def still_in_review(title: str) -> str:
    return (
        f"“{title}” is in review: what was said of each model is shown, to everybody, once the "
        "review is closed."
    )


def ended_unclosed(title: str) -> str:
    return (
        f"“{title}” was cancelled before its review was closed; what was said of each model is "
        "not shown."
    )


def no_longer_shown(title: str) -> str:
    """Of a product by its title; of a whole selection without one."""
    return f"“{title}”, no longer shown" if title else "a selection that is no longer shown"


def hidden_by(title: str) -> str:
    return f"Names are hidden while “{title}” is in review, because its models stand here too."


def overridden(candidate: str, against: int, unmet: int) -> list[str]:
    """What a GO for the candidate overrides: verdicts against it, unmet expectations."""
    sentences = []
    if against:
        sentences.append(
            f"{candidate}: {_count(against, 'verdict says', 'verdicts say')} do not show."
        )
    if unmet:
        sentences.append(
            f"{candidate}: {_count(unmet, 'expectation is', 'expectations are')} unmet."
        )
    return sentences


def not_in_review(title: str, state: State) -> str:
    closed = {
        State.CLOSED: "its review is closed",
        State.CANCELLED: "it was cancelled",
        State.GO: "it is GO",
        State.NO_GO: "it is NO-GO",
    }
    return f"“{title}” is not in review: {closed[state]}; nothing was saved."


def cannot_sign(title: str, state: State) -> str:
    if state is State.CANCELLED:
        return f"“{title}” was cancelled; there is nothing to sign."
    return f"“{title}” is still in review; an approver closes the review first."


def no_go_holds(title: str) -> str:
    return f"“{title}” is NO-GO; that holds until its proposer opens a new revision."


def go_holds(title: str, candidates: Sequence[str]) -> str:
    return f"“{title}” is GO for {', '.join(candidates)}; other models need a new revision."


def already_signed(decision: Decision, at: datetime) -> str:
    return f"You signed {decision} on {_moment(at)}; a sign-off is final."


def already_answered(told: str, at: datetime) -> str:
    stored = f"You answered “{told}” from another window on {_moment(at)}"
    return f"{stored}; choose which of the two stands."


def already_settled(who: str, value: str) -> str:
    return f"{who} has settled this as “{value}” meanwhile; look again before you settle it."


def stale_fingerprint(title: str, changed: Sequence[str]) -> str:
    what = f": {', '.join(changed[:5])}" if changed else ""
    more = f" and {len(changed) - 5} more" if len(changed) > 5 else ""
    return f"“{title}” changed since you opened this page{what}{more}; look again before you sign."


def stale_review(title: str, settled: tuple[str, str] | None) -> str:
    """`settled`: who settled something last, and the scenario's title."""
    what = f" ({settled[0]} settled “{settled[1]}”)" if settled else ""
    changed = f"The verdicts on “{title}” changed since you opened this page{what}"
    return f"{changed}; look again before you sign."


def not_as_frozen(title: str, moved: Sequence[str]) -> str:
    """The first parts that moved; none where they would name a model."""
    told = " ".join(moved[:3])
    more = f" And {len(moved) - 3} more." if len(moved) > 3 else ""
    return (
        f"“{title}” cannot be GO: what stands now is not what was reviewed. {told}{more} "
        "Put it back, or let its proposer revise the release."
    ).replace("  ", " ")


def name_candidates(unknown: Iterable[str], titles: Mapping[str, str]) -> str:
    known = ", ".join(titles)
    strangers = ", ".join(unknown)
    if strangers:
        return f"This release has no model {strangers}; it has {known}."
    return f"A GO names at least one model of {known}."


def not_ready(missing: Sequence[str]) -> str:
    more = f" And {len(missing) - 1} more." if len(missing) > 1 else ""
    return f"Not ready for GO. {missing[0]}{more}"


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def _moment(at: datetime) -> str:
    return f"{at:%-d %B %Y, %H:%M} UTC"


def revised(title: str) -> str:
    return f"“{title}” was revised since you opened this page; look again."
