"""What pages send as forms: read, refused where they are another person's, and acted on."""

from collections.abc import Callable, Mapping
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.requests import Request

from dashboard.releases.person import Person
from dashboard.routes.answers import SomebodyElse, Unreadable, receiving

MOST = 2**31 - 2
"""The highest number that the record can hold, and one more after it."""

Count = Annotated[int, Field(ge=0, le=MOST)]


class Form(BaseModel):
    """What every form about a scenario of a release holds."""

    model_config = ConfigDict(extra="forbid")

    person: str
    revision: Count
    scenario: str


class AnswerForm(Form):
    """What an answer holds besides: the version of it that the page showed, 0 for none."""

    expected_version: Count


Sent = TypeVar("Sent", bound=Form)


def taking(form: type[Sent], act: Callable[[str, Person, Sent], dict]) -> Callable:
    """An endpoint that reads the form, refuses another person's, and acts."""

    async def endpoint(request: Request) -> Any:
        name = request.path_params["name"]

        def work(person: Person, content: Mapping[str, Any]) -> dict:
            sent = read_form(form, content)
            if sent.person != person.id:
                raise SomebodyElse(
                    f"{person.name} is signed in here now; sign in again as yourself."
                )
            return act(name, person, sent)

        return await receiving(work)(request)

    return endpoint


def read_form(form: type[Sent], content: Mapping[str, Any]) -> Sent:
    try:
        return form(**content)
    except (ValidationError, TypeError) as error:
        raise Unreadable("This is no answer that can be stored; load the page again.") from error
