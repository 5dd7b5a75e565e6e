"""The settings that a sign-off binds to, and what of them is no longer as it was frozen."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from dashboard.releases.fingerprint import digest
from dashboard.settings import Settings

TOLD = {
    "quorum": "how many signatures a GO needs",
    "expect": "what is expected for every shopper",
    "review": "who must review",
}


def binding_settings(settings: Settings) -> dict[str, Any]:
    """What of the settings a sign-off binds to; who must review only where that is said."""
    binding = {
        "quorum": settings.sign_off.quorum,
        "roles": sorted(f"{each.id} {role}" for each in settings.people for role in each.roles),
        "expect": [dict(each) for each in settings.expect],
    }
    needed = settings.review.model_dump(mode="json", exclude={"reasons"}, exclude_defaults=True)
    return binding | ({"review": needed} if needed else {})


def moved_settings(
    frozen: Mapping[str, Any], now: Mapping[str, Any], taking_part: Iterable[str]
) -> Iterator[str]:
    """What changed, each in a few words; both as `binding_settings` gives them.

    Of the roles, those of `taking_part` ("person role") must still stand, and nobody else may
    approve. A further reviewer or proposer changes nothing about a release that is on its way.
    """
    for name in dict.fromkeys([*frozen, *now]):
        if name != "roles" and digest(frozen.get(name)) != digest(now.get(name)):
            yield TOLD.get(name, name)
    before, after = set(frozen.get("roles", ())), set(now["roles"])
    used = set(taking_part) | set(filter(_approves, before))
    yield from (f"{_told(each)} no longer" for each in sorted((before & used) - after))
    yield from (f"{_told(each)} now" for each in sorted(filter(_approves, after - before)))


def _approves(pair: str) -> bool:
    return pair.partition(" ")[2].startswith("approver:")


def _told(pair: str) -> str:
    person, _, role = pair.partition(" ")
    return f"{person} is {role.replace(':', ' for ')}"
