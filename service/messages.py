"""One message may hold several questions: they are answered one by one. Pure."""

from __future__ import annotations

import re

_ENDS = re.compile(r"(?<=[？?；;。！!\n])")
_NUMBERED = re.compile(r"(?:^|(?<=[\s，,；;。？?：:]))(?:[（(]?\d{1,2}[）)、.．]|[一二三四五六][、是]|第[一二三四五六][，,、：:]?|[①-⑩])(?!\d)\s*")
_FURTHER = re.compile(r"[，,、\s]*(?:另外|此外|还有就是|顺便(?:问一?下|问问|查一?下)?|再问一?下|再帮我|再查一?下|同时|以及|并且|还想知道|还想问|另)(?=.{3,})")
# What makes words a question: how much, why, which, whether …
_CUE = re.compile(
    r"多少|几[个项名辆人台件类年]|为什么|为何|为啥|原因|什么|哪|吗|呢|怎么|如何|是否|有没有|多大|多高|咋|百分之几|占比|列一?下|列出|谁|查一?下|告诉"
)
# Kinds of question that stand by themselves after a comma.
_OWN = re.compile(r"为什么|为何|为啥|什么原因|原因(?:是|在|呢|何在)|主要用于|用来干|用途|电话|联系|是什么意思|什么是|立项依据|占[^，,]{2,12}(?:多少|几|比例|比重)|比[去上]年|较上年|同比|怎么样")
_GOES_ON = re.compile(r"^(?:谁|哪个|哪一个|多多少|少多少|差多少|各占|各自|分别|一共|合计|总共|加起来|相差|是多还是|还是|是增|是涨|增加还是|涨了还是|多还是|又|也|都)")
_GREETING = re.compile(r"^(?:你好|您好|请问|谢谢|多谢|麻烦了?|在吗|hi|hello|嗨|喂|辛苦了?|打扰一?下|我想问一?下|我想了解一?下|想请教一?下|帮我查一?下)*[，,。！!？?~～\s]*$", re.IGNORECASE)
_MOST = 8
_ITEM = 2  # characters before a cue that may name something of their own


def questions(text: str) -> list[str]:
    """The questions of a message in their order, each with its own words; the message itself where it is one."""
    parts: list[str] = []
    for sentence in _ENDS.split(text):
        for piece in _NUMBERED.split(sentence):
            for further in _FURTHER.split(piece):
                parts += _clauses(further)
    parts = [part.strip(" \n\t，,、；;") for part in parts]
    asked: list[str] = []
    told = ""
    for part in parts:
        if not part or _GREETING.match(part):
            continue
        if _CUE.search(part):
            asked.append(f"{told}{part}")
            told = ""
        else:  # words that ask nothing belong to what they stand before (关于三公经费。为什么减少？)
            told += f"{part.rstrip('。！!；;')}，"
    if told and asked:
        asked[-1] = f"{asked[-1].rstrip('？?')}，{told.rstrip('，')}"
    elif told:
        asked.append(told.rstrip("，"))
    return asked[:_MOST] if len(asked) > 1 else [text]


def _clauses(sentence: str) -> list[str]:
    """A sentence cut at the commas behind which another question begins."""
    pieces = re.split(r"(?<=[，,])", sentence)
    found: list[str] = []
    for piece in pieces:
        opens = bool(found) and bool(_CUE.search(found[-1])) and not _GOES_ON.match(piece) and _opens(piece)
        if opens or not found:
            found.append(piece)
        else:
            found[-1] += piece
    return found


def _opens(piece: str) -> bool:
    if _OWN.search(piece):
        return True
    cue = re.search(r"(?:是|有|花了?|为|要|列了?|安排了?)?(?:多少|几[个项名辆人台件类])", piece)
    return bool(cue) and len(re.sub(r"[那和又了的还有\s]", "", piece[: cue.start()])) > _ITEM if cue else False
