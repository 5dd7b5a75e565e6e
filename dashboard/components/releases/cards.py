"""What a release's card says, in words."""

from collections.abc import Mapping, Sequence
from datetime import date

from dashboard.releases.choices import State
from dashboard.releases.person import Person
from dashboard.releases.sheets import ReleaseLine, Waiting
from dashboard.releases.waiting_words import NONE, Words

STATES = {
    State.IN_REVIEW: ("In review", ""),
    State.CLOSED: ("Waiting for the decision", "careful"),
    State.GO: ("GO", "go"),
    State.NO_GO: ("NO-GO", "no"),
    State.CANCELLED: ("Cancelled", ""),
}
REVIEW, DECIDE, LOOK = "Review", "Decide", "Look"
PAGES = {REVIEW: "review", DECIDE: "decision", LOOK: "decision"}
MEANINGS = {
    REVIEW: "Say of every selection whether you would show it",
    DECIDE: "Close the review, then sign GO or NO-GO",
    LOOK: "See every selection with what was said of it",
}
COUNTED = {True: "verdicts by you", False: "selections answered"}
VERDICT = (
    "A verdict is one person’s answer on one selection. "
    "A selection is what one model would show one shopper."
)


def cards(
    lines: Sequence[ReleaseLine],
    strips: Mapping[str, Sequence[dict]],
    person: Person,
    words: Mapping[str, Words],
) -> list[dict]:
    return [
        card(line, strips.get(line.name, ()), person, words.get(line.name, NONE)) for line in lines
    ]


def card(line: ReleaseLine, products: Sequence[dict], person: Person, words: Words) -> dict:
    state, tone = STATES[line.state]
    main, *others = (link(line, each) for each in deeds(line, person))
    given, needed = far(line, person)
    return {
        "name": line.name,
        "title": line.title,
        "state": state,
        "tone": tone,
        "models": models(line),
        "until": until(line),
        "needed": needed if line.state is State.IN_REVIEW else 0,
        "given": given,
        "far": f"{given} of {needed} {COUNTED[person.reviewer]}",
        "waits": waits(line) or ("" if words.unread else "Nothing waits for you"),
        "talk": talk(words),
        "meaning": VERDICT,
        "main": main,
        "others": others,
        "products": list(products),
    }


def deeds(line: ReleaseLine, person: Person) -> list[str]:
    """What this person can do with it, the main thing first."""
    can_review = person.reviewer and line.state is State.IN_REVIEW
    own = line.opened_by == person.id
    can_decide = person.approver and not own and line.state in (State.IN_REVIEW, State.CLOSED)
    last = DECIDE if can_decide else LOOK
    if not can_review:
        return [last]
    return [last, REVIEW] if line.waiting is Waiting.CLOSE else [REVIEW, last]


def link(line: ReleaseLine, deed: str) -> dict:
    calm = line.waiting is None
    return {"page": PAGES[deed], "text": deed, "title": MEANINGS[deed], "calm": calm}


def models(line: ReleaseLine) -> str:
    """Their titles, of a GO those that may go; for whoever is blind only how many there are."""
    if line.named:
        return f"GO for {', '.join(line.named)}"
    if not line.blind:
        return ", ".join(line.candidates)
    if line.sight.why:
        return line.sight.why
    if len(line.candidates) == 1:
        return "1 model, unnamed until the review is closed"
    first, last = line.candidates[0], line.candidates[-1]
    return f"{len(line.candidates)} models, as columns {first} to {last} until the review is closed"


def far(line: ReleaseLine, person: Person) -> tuple[int, int]:
    """A reviewer counts their own verdicts, everybody else the slates that have all they need."""
    progress = line.progress
    return (progress.of(person.id) if person.reviewer else progress.covered), progress.needed


def until(line: ReleaseLine) -> str:
    if line.due_on is None or line.state not in (State.IN_REVIEW, State.CLOSED):
        return f"Opened on {said(line.opened_at.date())}"
    days = (line.due_on - date.today()).days
    if days < 0:
        return f"Was due on {said(line.due_on)}"
    left = {0: "today", 1: "tomorrow"}.get(days, f"in {days} days")
    return f"Due {left}, on {said(line.due_on)}"


def said(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def waits(line: ReleaseLine) -> str:
    match line.waiting:
        case Waiting.VERDICTS:
            told = f"{line.asked} shopper{' waits' if line.asked == 1 else 's wait'} for you"
            return f"{told}; the rest keeps your earlier answer" if line.carried else told
        case Waiting.CLOSE:
            return "Every selection has its verdicts"
        case Waiting.SIGN_OFF:
            return "Waits for your signature"
        case Waiting.REVISION:
            return "Waits for a revision"
    return ""


def talk(words: Words) -> dict | None:
    """What waits in the talk, and the shopper it is about; None where nothing does."""
    told = ". ".join(filter(None, (unread(words), still_open(words.questions))))
    return {"text": told, "scenario": words.scenario} if told else None


def unread(words: Words) -> str:
    """How many unread remarks wait, in words; one that calls the reader by @ is a question."""
    others = words.unread - words.calls
    parts = [counted(words.calls, "question")] if words.calls else []
    parts += [counted(others, "word")] if others else []
    if not parts:
        return ""
    return f"{' and '.join(parts)} wait{'s' if words.unread == 1 else ''} for you"


def still_open(questions: int) -> str:
    if not questions:
        return ""
    are = "is" if questions == 1 else "are"
    return f"{counted(questions, 'question')} of last time {are} open"


def counted(number: int, one: str) -> str:
    return f"{number} {one}{'' if number == 1 else 's'}"
