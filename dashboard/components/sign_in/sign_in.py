"""Who is here: the demo sign-in's buttons."""

from collections.abc import Sequence

from dashboard.components.frontend import inlined
from dashboard.roles import roles_in_words
from dashboard.settings import PersonSettings


def choose_person(people: Sequence[PersonSettings]) -> None:
    """The buttons; where there is nobody to choose, how whoever runs this opens the door.

    Its module stands in the page: nobody has the right to fetch any address yet."""
    inlined("sign_in")(
        data={
            "people": [
                {"id": each.id, "name": each.name, "does": roles_in_words(each)} for each in people
            ]
        },
        key="sign-in",
    )
