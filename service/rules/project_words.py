"""Whether words that a question calls a project by are of its name, as people shorten it. Pure.

治超 for 货车超限超载治理, 孤儿养育 for 孤残儿童养育, 校舍维修 for 中小学校舍安全维修改造.
"""

from __future__ import annotations

from ingest import everyday, terms
from service.rules.sentences import is_common, overlap

_HALF = 0.5


def tells(word: str, name: str) -> float:
    """How well a word is told by a name: by its character pairs, by all of its characters, or by what it is called in print.

    0 where fewer than half of the pairs are there, and neither of the others holds.
    """
    bare = terms.normalise(word)
    if len(bare) < _LEAST:
        return 0.0
    pairs = overlap(bare, name)
    if pairs >= _HALF:
        return pairs
    return _HALF if all(char in name for char in bare) or _in_print(bare, name) else 0.0


def told_in(word: str, text: str) -> bool:
    """Whether a long text tells of a word: by its character pairs, or by what it is called in print.

    All of its characters stand somewhere in nearly any text, which tells nothing.
    """
    bare = terms.normalise(word)
    return len(bare) >= _LEAST and (overlap(bare, text) >= _HALF or _in_print(bare, text))


_LEAST = 2  # one character tells nothing


def _in_print(word: str, name: str) -> bool:
    """Whether a name has what everyday words (扫马路) are called in print."""
    printed = (label for _, _, labels in everyday.naming(word) for label in labels)
    return any(len(label) > 1 and label in name and not is_common(label) for label in printed)
