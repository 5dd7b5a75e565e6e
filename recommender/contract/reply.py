"""What came back from a served model, as its answer or as the trouble it is in."""

from collections.abc import Collection

from recommender.contract.answer import Answer, read_answer
from recommender.contract.rejection import quoted, rejection
from recommender.served_model import ModelInTrouble, Reply
from recommender.slate import Trouble


def read_reply(reply: Reply, slate_size: int, catalogue: Collection[str] | None = None) -> Answer:
    """ModelInTrouble where the status is not 200, ContractBroken where the answer is wrong."""
    if reply.status >= 500:
        raise ModelInTrouble(
            Trouble.FAILING, f"The model fails with status {reply.status}: {quoted(reply.content)}."
        )
    if 300 <= reply.status < 400:
        sentence = f"The model sends elsewhere (status {reply.status}), which is not followed."
        raise ModelInTrouble(Trouble.CONTRACT, sentence)
    if reply.status != 200:
        raise ModelInTrouble(Trouble.CONTRACT, rejection(reply.status, reply.content))
    return read_answer(reply.content, slate_size, catalogue)
