"""A file's text with its lines, and what changes in it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Edit:
    """What stands from `start` to `end` becomes `text`."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Page:
    """A file's text, asked for lines."""

    text: str

    def line_start(self, offset: int) -> int:
        return self.text.rfind("\n", 0, offset) + 1

    def line_end(self, offset: int) -> int:
        """Just after the line's end, or the end of the text."""
        return self.text.find("\n", offset) + 1 or len(self.text)

    def begins_line(self, offset: int) -> bool:
        return not self.text[self.line_start(offset) : offset].strip()

    def ends_line(self, offset: int) -> bool:
        return not self.text[offset : self.line_end(offset)].strip()

    def insertion(self, offset: int, lines: str) -> Edit:
        """`lines` (each ended) after the line of `offset`, which may be the last and not ended."""
        end = self.line_end(offset)
        ended = self.text.endswith("\n", 0, end)
        return Edit(end, end, lines if ended else "\n" + lines.removesuffix("\n"))

    def deletion(self, start: int, end: int) -> Edit:
        return Edit(self.line_start(start), self.line_end(end), "")
