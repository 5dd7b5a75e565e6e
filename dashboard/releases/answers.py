"""What people said of one revision and still say, whether as objects of the record or as rows."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from dashboard.releases.choices import Answer
from dashboard.releases.fingerprint import review_digest
from dashboard.releases.said import Judgement, Verdict
from dashboard.releases.settlement import Settlement


@dataclass(frozen=True)
class Answers:
    """Those in force, everybody's; settlements only where they were not taken back."""

    verdicts: Sequence[Verdict]
    judgements: Sequence[Judgement]
    settlements: Sequence[Settlement]

    @cached_property
    def given(self) -> list[Verdict]:
        """The verdicts that say something of the slate."""
        return [each for each in self.verdicts if each.value is not Answer.NONE]

    @cached_property
    def review(self) -> str:
        """The digest of all of it."""
        return review_digest(
            map(Verdict.as_record, self.verdicts),
            map(Judgement.as_record, self.judgements),
            map(Settlement.as_record, self.settlements),
        )

    @cached_property
    def count(self) -> Counter[tuple[str, str]]:
        """By scenario and candidate, how many verdicts say something."""
        return Counter((each.scenario_id, each.candidate_id) for each in self.given)

    @cached_property
    def refused(self) -> Counter[str]:
        """Verdicts against each candidate; a settled slate counts once, as it was settled."""
        settled = {
            (each.scenario_id, each.candidate_id): Answer(each.value)
            for each in self.settlements
            if each.candidate_id
        }
        said = [
            (each.candidate_id, each.value)
            for each in self.verdicts
            if (each.scenario_id, each.candidate_id) not in settled
        ]
        said += [(candidate, value) for (_, candidate), value in settled.items()]
        return Counter(candidate for candidate, value in said if value is Answer.DO_NOT_SHOW)
