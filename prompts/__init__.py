"""What is said to a language model: files with named slots, which are checked.

A file holds the instructions, a line `===`, and the message. Only the message has slots (`$name`), so that nothing from
outside gets among the instructions; what users wrote or disclosures print is `Quoted` there, fenced as data.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Template

_FOLDER = Path(__file__).parent
_BETWEEN = re.compile(r"^===\s*$", re.MULTILINE)
_OPEN, _CLOSE = "<<<", ">>>"
# Runs that could pass for a fence; one alone is a comparison (<50人次) and stays.
_FENCE = re.compile(r"[<＜〈《‹«]{2,}|[>＞〉》›»]{2,}")
_FULL_WIDTH = str.maketrans("<>", "＜＞")
_LONGEST_LINE = 200


class PromptError(Exception):
    """A prompt that is not there, or slots that do not fit it: a mistake in the code, never a user's."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """Text from outside, to be read as data whatever it says."""

    text: str

    def __str__(self) -> str:
        """The text between fences that it cannot close, without characters that nobody sees."""
        seen = "".join(c for c in self.text if c == "\n" or unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co"))
        inside = _FENCE.sub(lambda run: run[0].translate(_FULL_WIDTH), seen)
        return f"{_OPEN}\n{inside}\n{_CLOSE}"


@dataclass(frozen=True, slots=True)
class Prompt:
    """The instructions, and the message that `fill` makes."""

    name: str
    system: str
    message: str

    @property
    def slots(self) -> frozenset[str]:
        """The names in the message that want a value."""
        return frozenset(Template(self.message).get_identifiers())

    def fill(self, **values: str | Quoted) -> str:
        """The message with every slot filled; a plain value is a line of our own words. PromptError where they differ."""
        if missing := self.slots - set(values):
            raise PromptError(f"{self.name}: nothing for ${', $'.join(sorted(missing))}")
        if unknown := set(values) - self.slots:
            raise PromptError(f"{self.name}: no slot ${', $'.join(sorted(unknown))}")
        for slot, value in values.items():
            if isinstance(value, str) and (len(value) > _LONGEST_LINE or "\n" in value or _FENCE.search(value)):
                raise PromptError(f"{self.name}: ${slot} is no line of words; quote it")
        return Template(self.message).substitute({slot: str(value) for slot, value in values.items()})


@cache
def load(name: str) -> Prompt:
    """The prompt of `prompts/NAME.md`. PromptError where there is none, or its instructions have slots."""
    path = _FOLDER / f"{name}.md"
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise PromptError(f"no prompt {name} in {_FOLDER}") from None
    parts = _BETWEEN.split(text)
    if len(parts) != 2:
        raise PromptError(f"{name}: instructions and message are parted by one line ===")
    if Template(parts[0]).get_identifiers():
        raise PromptError(f"{name}: instructions have no slots")
    if not Template(parts[1]).is_valid():
        raise PromptError(f"{name}: a lone $; write $$")
    return Prompt(name, parts[0].strip(), parts[1].strip())
