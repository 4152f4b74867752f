"""The question that somebody puts, on whatever surface: whether it can be asked at all."""

from __future__ import annotations


class QuestionError(Exception):
    """A question that cannot be asked, in one sentence that says what to do."""


def checked(question: str, most: int) -> str:
    """The question without what surrounds it; QuestionError where it is empty or longer than the limit."""
    asked = question.strip()
    if not asked:
        raise QuestionError("问题是空的，请写下要问的内容。")
    if len(asked) > most:
        raise QuestionError(f"问题有{len(asked)}个字，超过{most}个字的上限，请缩短后再问。")
    if any("\ud800" <= char <= "\udfff" for char in asked):  # JSON may carry them, no encoding does
        raise QuestionError("问题里有不成字的编码（半个代理对），请检查发来的文字。")
    return asked
