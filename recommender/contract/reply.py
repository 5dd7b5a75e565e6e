"""What came back from a served model, as its answer or as the trouble it is in."""

from collections.abc import Collection

from recommender.contract.answer import Answer, read_answer
from recommender.contract.rejection import quoted, rejection
from recommender.served_model import ModelInTrouble, Reply
from recommender.slate import Trouble


def read_reply(reply: Reply, slate_size: int, catalogue: Collection[str] | None = None) -> Answer:
    """Any status of success is one. ModelInTrouble where it is none, or nothing came with it,
    ContractBroken where the answer is wrong."""
    if reply.status >= 500:
        raise ModelInTrouble(
            Trouble.FAILING, f"The model fails with status {reply.status}: {quoted(reply.content)}."
        )
    if 300 <= reply.status < 400:
        raise ModelInTrouble(Trouble.CONTRACT, _elsewhere(reply))
    if not reply.is_success:
        raise ModelInTrouble(Trouble.CONTRACT, rejection(reply.status, reply.content))
    if not reply.content.strip():
        sentence = f"The model answers with status {reply.status} and says nothing with it."
        raise ModelInTrouble(Trouble.CONTRACT, sentence)
    return read_answer(reply.content, slate_size, catalogue)


def _elsewhere(reply: Reply) -> str:
    where = f" to {reply.location}" if reply.location else " without saying where"
    remedy = "; if that is the model, name it as the `url`" if reply.location else ""
    return (
        f"The model sends elsewhere (status {reply.status}){where}, which is not followed{remedy}."
    )
