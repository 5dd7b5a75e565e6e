"""What a person may do, in words, as the sign-in and the list of names behind an @ say it."""

from dashboard.settings import PersonSettings

DOES = {
    "proposer": "opens releases",
    "reviewer": "reviews selections",
    "approver": "signs GO or NO-GO",
}


def roles_in_words(person: PersonSettings) -> str:
    """'reviews selections, signs GO or NO-GO'; each kind of role once, empty without a role."""
    kinds = dict.fromkeys(role.partition(":")[0] for role in person.roles)
    return ", ".join(DOES[kind] for kind in kinds)
