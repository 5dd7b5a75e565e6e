"""The one family of errors that are a person's to mend, not a bug of ours."""


class Refusal(Exception):
    """Its text is one sentence that says what happened, where, and what to do."""
