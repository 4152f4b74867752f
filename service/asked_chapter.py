"""Which chapter of a project's account a question asks for: 立项依据, 实施主体, 实施周期 … Pure."""

from __future__ import annotations

import re

# What is done in a part of the year: 第三季度打算干什么.
_DEEDS = r"(?:[一二三四1-4]季度?|(?:[四4每各]|分)个?季度?|[上下]半年)[^，。；？?钱款花]{0,8}?(?:做|干|搞|忙|完成|推进)(?:些|的)?(?:什么|啥|哪些)"
# A chapter as it is headed, and how it is asked for.
CHAPTERS = (
    (
        "立项依据",
        re.compile(
            r"立项依据|政策依据|依据(?:的)?(?:文件|政策|法规)(?=[呢？?。]*$)|(?:依据|根据|按照?|凭)(?:的|了)?(?:是|有)?(?:哪|什么|啥)[^，。？?]{0,6}(?:立项|设立|文件|政策|规定|法规|办|定|$|[？?])|依据(?:的)?(?:是|有)?(?:哪些|什么|啥)|为什么(?:要)?立项"
        ),
    ),
    (
        "实施主体",
        re.compile(
            r"实施(?:主体|单位)|(?:由|归|是|靠)?(?:谁|哪个?(?:单位|部门|机构|科室|家)|哪[家些]单位?)(?:来|去|在|具体|负责|承担|组织|牵头)*(?:实施|负责|承担|承办|落实|执行|牵头|建设|修建|施工|管|建|办|干|做|搞)"
        ),
    ),
    (
        "实施方案",
        re.compile(
            r"实施方案|(?:怎么|怎样|如何|咋)(?:个|去|来|样)?(?:组织|具体|安排)?(?:实施|开展|推进|落实|执行|操作|做|干|搞|运作|办)(?:的)?"
        ),
    ),
    (
        "实施周期",
        re.compile(
            r"实施(?:周期|期限|时间)|周期(?:是|有|为)?(?:多|几|什么|啥|$|[？?])|(?:什么|啥)时候(?:开始|实施|到|结束|做|干)|(?:从)?哪(?:天|月|年)(?:开始)?(?:到|至)|几月(?:份)?(?:开始|到)|(?:持续|要|干|做|实施)(?:多久|多长时间)|起止时间"
            rf"|{_DEEDS}"
        ),
    ),
    ("年度预算安排", re.compile(r"年度预算安排|(?:(?:按|分)季度|每个?季度)(?:怎么|如何|怎样|各)*(?:安排|用款|支付|付|拨)*(?:用款|资金|支付)?|用款计划")),
    (
        "绩效目标",
        re.compile(
            r"绩效目标|(?:要|想|预期|计划)?(?:达到|实现|达成)(?:的|些)*(?:什么|哪些|啥)(?:样的?)?(?:目标|效果|目的)|目标(?:是|有)(?:什么|哪些|啥)"
        ),
    ),
    (
        "项目概",
        re.compile(
            r"项目概[述况]|概况|内容(?:是|有)?(?:什么|哪些|啥)?|(?:是|主要|用来|拿来)*(?:做|干|搞)(?:些|的)?(?:什么|啥)(?:的|用)?|是(?:个|一个)?什么(?:样的)?项目|介绍"
        ),
    ),
)  # fmt: skip


def of(text: str) -> str | None:
    """The chapter that a text asks for, as it is headed; None where it asks for none."""
    return next((chapter for chapter, ask in CHAPTERS if ask.search(text)), None)


def without(text: str) -> str:
    """A text without what asks for a chapter."""
    for _, ask in CHAPTERS:
        text = ask.sub("", text)
    return text


def asks_deeds(text: str) -> bool:
    """Whether a text asks what is done in a part of the year, and not what is paid."""
    return re.search(_DEEDS, text) is not None
