"""Who is here: the demo sign-in's buttons."""

from collections.abc import Sequence

from dashboard.components.frontend import inlined
from dashboard.settings import PersonSettings

DOES = {
    "proposer": "opens releases",
    "reviewer": "reviews selections",
    "approver": "signs GO or NO-GO",
}


def choose_person(people: Sequence[PersonSettings]) -> None:
    """The buttons; where there is nobody to choose, how whoever runs this opens the door.

    Its module stands in the page: nobody has the right to fetch any address yet."""
    inlined("sign_in")(
        data={
            "people": [{"id": each.id, "name": each.name, "does": does(each)} for each in people]
        },
        key="sign-in",
    )


def does(person: PersonSettings) -> str:
    kinds = dict.fromkeys(role.partition(":")[0] for role in person.roles)
    return ", ".join(DOES[kind] for kind in kinds)
