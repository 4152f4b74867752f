"""Print in a picture becomes text, with how sure each character is; the only user of `rapidocr`.

Its models come with its wheel and run on this machine; nothing is fetched. They are loaded at first use, once a
process. The recogniser reads a line as a row of narrow strips and merges equal neighbours, so two equal digits side by
side may come out as one: a line of digits is held against the number of its separate marks of ink, too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from ingest.readers.straighten import Box, Picture

_HEIGHT = 48  # of a line, as the recogniser was trained
_NARROWEST = 96
_STEP = 8  # pixels of a line that become one strip
_BATCH_PIXELS = 2400  # widths added up: as many lines at once as long as the memory stays small
_PADDED = 1.15
_BLANK = 0
_POSSIBLE = 0.02


@dataclass(frozen=True, slots=True)
class Reading:
    """What a picture of one line says: its text, and for every character how sure it is and where it stands (0 to 1).

    `others` are the same line with one character read otherwise, the likeliest first.
    """

    text: str
    sure: tuple[float, ...]
    at: tuple[float, ...]
    others: tuple[str, ...] = ()

    @property
    def least(self) -> float:
        """How sure the least sure character is."""
        return min(self.sure, default=0.0)

    @property
    def mean(self) -> float:
        """How sure the characters are on the whole."""
        return sum(self.sure) / len(self.sure) if self.sure else 0.0


@cache
def _engine() -> Any:
    from rapidocr import RapidOCR

    return RapidOCR(params={"Global.log_level": "critical", "Global.max_side_len": 4000})


def find(picture: Picture) -> list[Box]:
    """The boxes of all pieces of text in a picture, also of such as run from bottom to top."""
    found = _engine()(cv2.cvtColor(picture, cv2.COLOR_GRAY2BGR), use_det=True, use_cls=False, use_rec=False)
    if found.boxes is None:
        return []
    corners = np.asarray(found.boxes, dtype=np.float64)
    low, high = corners.min(axis=1), corners.max(axis=1)
    return [(float(a[0]), float(a[1]), float(b[0]), float(b[1])) for a, b in zip(low, high, strict=True)]


def upside_down(lines: Sequence[Picture]) -> bool:
    """Whether most of the lines stand on their heads."""
    if not lines:
        return False
    engine = _engine()
    engine.cls_and_rotate([cv2.cvtColor(lines[0], cv2.COLOR_GRAY2BGR)])  # loads the classifier
    found = engine.text_cls([cv2.cvtColor(line, cv2.COLOR_GRAY2BGR) for line in lines]).cls_res
    return sum(float(score) if label == "180" else -float(score) for label, score in found) > 0


def read(lines: Sequence[Picture]) -> list[Reading]:
    """The text of each picture of a line."""
    if not lines:
        return []
    recogniser = _engine()._load_rec_model()  # noqa: SLF001  # the public call keeps the probabilities to itself
    alphabet: list[str] = recogniser.postprocess_op.character
    inputs = [_input(line) for line in lines]
    out: list[Reading | None] = [None] * len(lines)
    for batch in _batches([line.shape[2] for line in inputs]):
        width = max(_NARROWEST, *(inputs[k].shape[2] for k in batch))
        width += -width % _STEP
        stack = np.zeros((len(batch), 3, _HEIGHT, width), dtype=np.float32)
        for place, k in enumerate(batch):
            stack[place, :, :, : inputs[k].shape[2]] = inputs[k]
        odds = np.asarray(recogniser.session(stack), dtype=np.float32)
        for place, k in enumerate(batch):
            out[k] = _decoded(odds[place], alphabet, inputs[k].shape[2] / width)
    return [reading for reading in out if reading is not None]


def _input(line: Picture) -> npt.NDArray[np.float32]:
    height, width = line.shape
    resized = cv2.resize(line, (max(_STEP, round(width * _HEIGHT / height)), _HEIGHT), interpolation=cv2.INTER_CUBIC)
    scaled = np.asarray(resized, dtype=np.float32) / 127.5 - 1
    return np.repeat(scaled[np.newaxis], 3, axis=0)


def _batches(widths: Sequence[int]) -> list[list[int]]:
    """Lines of like width together, for the narrower ones are padded to the widest."""
    out: list[list[int]] = []
    for k in sorted(range(len(widths)), key=lambda k: widths[k]):
        width = max(_NARROWEST, widths[k])
        narrowest = max(_NARROWEST, widths[out[-1][0]]) if out else 0
        if out and width <= narrowest * _PADDED + _STEP and (len(out[-1]) + 1) * width <= _BATCH_PIXELS:
            out[-1].append(k)
        else:
            out.append([k])
    return out


def _decoded(odds: npt.NDArray[np.float32], alphabet: Sequence[str], used: float) -> Reading:
    """The likeliest text: each run of equal strips is one character, blanks fall away."""
    best = odds.argmax(axis=1)
    text: list[str] = []
    sure: list[float] = []
    at: list[float] = []
    peaks: list[npt.NDArray[np.float32]] = []
    start = 0
    for end in range(1, len(best) + 1):
        if end < len(best) and best[end] == best[start]:
            continue
        if best[start] != _BLANK:
            peak = odds[start + int(odds[start:end, best[start]].argmax())]
            text.append(alphabet[best[start]])
            sure.append(float(peak[best[start]]))
            at.append((start + end) / 2 / (len(best) * used))
            peaks.append(peak)
        start = end
    return Reading("".join(text), tuple(sure), tuple(at), tuple(_others(text, peaks, alphabet)))


def _others(text: Sequence[str], peaks: Sequence[npt.NDArray[np.float32]], alphabet: Sequence[str]) -> list[str]:
    ranked: list[tuple[float, str]] = []
    for k, peak in enumerate(peaks):
        second, first = np.argsort(peak)[-2:]
        if peak[second] < _POSSIBLE:
            continue
        instead = "" if second == _BLANK else alphabet[int(second)]
        ranked.append((float(peak[second] / peak[first]), "".join([*text[:k], instead, *text[k + 1 :]])))
    return [other for _, other in sorted(ranked, reverse=True)]
