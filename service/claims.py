"""What a language model hands in: sentences with slots, and a formula over the material's ids for each slot."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

_NUMBERED = re.compile(r"^(?:\d{1,2}[.、．](?!\d)|[（(]\d{1,2}[）)]|[-*•])\s*")  # a list is made prose
MOST = 8  # sentences of one answer


def _whole(schema: dict[str, Any]) -> None:
    """A schema as strict endpoints want it: everything is there, nothing else is. What is left out is read all the same."""
    schema["required"] = list(schema["properties"])
    schema["additionalProperties"] = False
    for field in schema["properties"].values():
        field.pop("default", None)


class _Told(BaseModel):
    model_config = ConfigDict(json_schema_extra=_whole)


class Figure(_Told):
    """A figure of a sentence: an id, or plain arithmetic over ids, and the unit to give it in."""

    formula: str
    unit: str = ""


class Claim(_Told):
    """One sentence: words with slots. `{1}` is the first of `figures`, `{F1}` or `{S1}` names the material itself.

    `cites` is what the model says it rests on; it proves nothing and changes nothing.
    """

    text: str
    figures: list[Figure] = Field(default_factory=list)
    cites: list[str] = Field(default_factory=list)


class Written(_Told):
    """An answer's sentences."""

    claims: list[Claim]


def sentences(claim: Claim) -> Iterator[Claim]:
    """A claim's sentences, each a claim of its own: nothing said in one carries over to the next."""
    parts = [part for part in re.findall(r"[^。！？\n]+[。！？]?", claim.text) if part.strip()]
    for part in parts or [claim.text]:
        yield claim.model_copy(update={"text": _NUMBERED.sub("", part.strip())})


def read(pieces: Iterable[str]) -> Iterator[Claim]:
    """The claims of a JSON text that comes piece by piece, each as soon as it is complete.

    What stands around the list is passed over; what is no claim ends the reading.
    """
    decoder = json.JSONDecoder()
    text, at = "", -1
    count = 0
    for piece in pieces:
        text += piece
        if at < 0:
            opening = text.find('"claims"')
            bracket = text.find("[", opening) if opening >= 0 else -1
            if bracket < 0:
                continue
            at = bracket + 1
        while count < MOST:
            while at < len(text) and text[at] in " \t\r\n,":
                at += 1
            if at >= len(text) or text[at] != "{":
                break
            try:
                value, end = decoder.raw_decode(text, at)
                claim = Claim.model_validate(value)
            except json.JSONDecodeError:
                break  # not complete yet
            except ValidationError:
                return
            at, count = end, count + 1
            yield claim
