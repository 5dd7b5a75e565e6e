"""How every scenario stands with every model, worked out behind the pages that show it."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from itertools import groupby
from threading import Lock, Thread

from recommender.candidate import FittedCandidate
from recommender.catalogue import Catalogue
from recommender.evaluation import Evidence, evaluate_all
from recommender.expectations import Expectation
from recommender.refusal import Refusal
from recommender.scenario import Scenario

BATCH = 100


@dataclass(frozen=True, eq=False)
class Trial:
    """What scenarios are tried on."""

    candidates: Mapping[str, FittedCandidate]
    catalogue: Catalogue
    standing: tuple[Expectation, ...] = ()


@dataclass(frozen=True)
class Outcome:
    """How many models meet all that one scenario expects, how many do not, in one sentence;
    `missed` is what most of those miss."""

    met: int
    unmet: int
    sentence: str
    missed: str = ""

    def as_record(self) -> dict:
        return asdict(self)


class Findings:
    """One computation at a time; a scenario is tried anew once its file or the trial changed."""

    def __init__(self):
        self._known: dict[str, tuple[Scenario, Trial, Outcome]] = {}
        self._wanted: dict[str, tuple[Scenario, Trial]] = {}
        self._working: Thread | None = None
        self._lock = Lock()

    def known(self, scenario: Scenario, trial: Trial) -> Outcome | None:
        """None as long as it is not worked out."""
        kept = self._known.get(scenario.id)
        return kept[2] if kept and kept[0] is scenario and kept[1] is trial else None

    def want(self, scenarios: Iterable[Scenario], trial: Trial) -> None:
        """Have them worked out in this order, before what was wanted earlier; returns at once."""
        wanted = {each.id: (each, trial) for each in scenarios if not self.known(each, trial)}
        with self._lock:
            self._wanted = wanted | {
                name: each for name, each in self._wanted.items() if name not in wanted
            }
            if self._wanted and self._working is None:
                self._working = Thread(target=self._work, name="findings", daemon=True)
                self._working.start()

    def _work(self) -> None:
        try:
            while batch := self._next():
                self._try(batch)
        finally:
            with self._lock:
                self._working = None

    def _next(self) -> list[tuple[Scenario, Trial]]:
        """Tried no longer than a moment each, so that what is wanted now comes soon."""
        with self._lock:
            names = list(self._wanted)[:BATCH]
            return [self._wanted.pop(name) for name in names]

    def _try(self, batch: list[tuple[Scenario, Trial]]) -> None:
        for _, pairs in groupby(batch, key=lambda each: id(each[1])):
            scenarios, trials = zip(*pairs, strict=True)
            for scenario, outcome in zip(scenarios, tried(scenarios, trials[0]), strict=True):
                self._known[scenario.id] = scenario, trials[0], outcome


def tried(scenarios: Iterable[Scenario], trial: Trial) -> list[Outcome]:
    """One a scenario, in order."""
    scenarios = list(scenarios)
    try:
        evidence = evaluate_all(scenarios, trial.candidates, trial.catalogue, trial.standing)
    except Refusal as refusal:
        return [Outcome(0, 0, str(refusal)) for _ in scenarios]
    count = len(trial.candidates)
    return [outcome(evidence[at * count : (at + 1) * count]) for at, _ in enumerate(scenarios)]


def outcome(evidence: list[Evidence]) -> Outcome:
    """Of one scenario, from every model's evidence; a model without an answer falls short."""
    short = [each for each in evidence if each.slate.trouble or not each.met]
    met, unmet = len(evidence) - len(short), len(short)
    if not evidence:
        return Outcome(0, 0, "No model is ready to be asked")
    if short:
        meet = f"{met} of {len(evidence)} models {'meets' if met == 1 else 'meet'} it"
        return Outcome(met, unmet, meet if met else "No model meets it", worst(short))
    if not any(each.findings for each in evidence):
        return Outcome(met, 0, "Nothing is expected yet")
    return Outcome(met, 0, "All met")


def worst(short: list[Evidence]) -> str:
    """What most of them miss, the first where several are missed as often."""
    missed = Counter(
        finding.sentence for each in short for finding in each.findings if not finding.met
    )
    return missed.most_common(1)[0][0] if missed else "No answer"
