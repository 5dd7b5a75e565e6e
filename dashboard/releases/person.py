"""Who acts: a person with the roles they hold at this moment."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Person:
    """`id` is who they are, for good; name, email and roles may change."""

    id: str
    name: str
    email: str = ""
    roles: frozenset[str] = frozenset()

    @property
    def reviewer(self) -> bool:
        return "reviewer" in self.roles

    @property
    def proposer(self) -> bool:
        return "proposer" in self.roles

    @property
    def approver(self) -> bool:
        return bool(self.approver_roles)

    @property
    def talks(self) -> bool:
        """Who reviews, proposes or approves has a say in the talk about a release."""
        return self.reviewer or self.proposer or self.approver

    @property
    def approver_roles(self) -> tuple[str, ...]:
        """The roles this person may sign in, in order of their names."""
        return tuple(sorted(role for role in self.roles if role.startswith("approver:")))
