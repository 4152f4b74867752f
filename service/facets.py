"""What something is for, asked in one breath with its amount, its move or the reason: each is a question of its own. Pure.

基本支出多少、比2017年增加多少、主要保障什么 is two questions of one thing, for a use is told in words and an amount in figures.
"""

from __future__ import annotations

import re

_VERB = "(?:增减|增加|减少|增长|下降|上升|提高|降低|上涨|变化|变动|[增减涨降多少超])"
_MUCH = "(?:多少|几何?)(?:钱|万?元)?"
_AMOUNT = rf"(?:一共|总共|到底|实际|年初|全年|当年|最后)*(?:预算|决算|支出|执行)?数?(?:是|有|为|花|用|列支?|安排|支出|定)*(?:了|的)?{_MUCH}"
_AGAINST = (
    r"[比较跟和与](?:上年|去年|前一?年|上一年|年初|全年|(?:19|20)\d\d年|\d\d年)?度?的?(?:年初)?(?:预算|决算)?数?(?:相比|比)?(?:是|又|要)*"
    rf"{_VERB}?了?(?:还是{_VERB})?了?(?:{_MUCH}|百分之几|几成)?"
)
_MOVED = rf"{_VERB}(?:了|出|掉)*(?:{_MUCH}|百分之几|几成)|{_VERB}还是{_VERB}|占[^，。；？?、]{{2,14}}?(?:多少|几成|百分之几|比例|比重)"
_WHY = (
    rf"(?:又|是)*(?:为什么|为何|为啥|怎么|咋)(?:会|就)?(?:{_VERB}|和预算不一样|没花完)?(?:了|这么多|那么多)?(?:呢)?"
    r"|(?:是)?(?:什么|啥)原因|(?:主要)?原因(?:是什么|是啥|何在|呢)?"
)
_WHAT = "(?:什么|啥|哪些?|哪儿|哪里)(?:地方|方面|事情?|工作|支出|上|里|去)*(?:了|的)?"
_USE = (
    rf"(?:主要|都|又|具体|是|钱)*(?:用于|用来|用在|用到|花在|花到|投到|投向|拿来|拿去|保障|保证)(?:了)?(?:干|做|办|保障)?(?:了)?{_WHAT}"
    rf"|(?:主要|都|又|具体|是)*(?:干|做)(?:了)?{_WHAT}(?:用)?|(?:接待|招待)(?:了|的是)*(?:谁|哪些人|什么人)"
)
_MARK = r"(?:[、，,；;]|以及|并且|还有)(?:那|它|其|都)?"
_FACET = re.compile(rf"(?P<use>{_USE})|(?P<why>{_WHY})|(?P<other>{_AGAINST}|{_MOVED}|{_AMOUNT})")
# Behind the name of what it is asked about, which may end in 支出 or 预算 itself.
_BEHIND = rf"(?:一共|总共|到底|实际)*(?:是|有|为|花|用|列|安排|定)*(?:了|的)?{_MUCH}"
_FIRST = re.compile(rf"(?P<use>{_USE})|(?P<why>{_WHY})|(?P<other>{_AGAINST}|{_MOVED}|{_BEHIND})")
_END = re.compile(r"[？?。呢啊呀\s]*$")
_THINGS = 3  # that are asked of one thing, or two of them where one is why
_NAMED = 4  # characters, at least, of what it is asked about


def apart(text: str) -> list[str]:
    """The question without the use that it asks for too, and that for the use; empty where it asks for none beside others."""
    body = text[: _END.search(text).start()]  # type: ignore[union-attr] # it matches the empty end as well
    parts = re.split(_MARK, body)
    if len(parts) < _THINGS - 1:
        return []
    first = next((hit for at in range(_NAMED, len(parts[0])) if (hit := _FIRST.fullmatch(parts[0], at))), None)
    rest = [_FACET.fullmatch(part) for part in parts[1:]]
    if first is None or not all(rest):
        return []
    facets = [first, *(hit for hit in rest if hit)]
    uses = [hit for hit in facets if hit["use"]]
    others = [hit for hit in facets if not hit["use"]]
    if len(uses) != 1 or not others or (len(facets) < _THINGS and not any(hit["why"] for hit in others)):
        return []
    head = parts[0][: first.start()]
    return [f"{head}{'，'.join(hit[0] for hit in others)}", f"{head}{uses[0][0]}"]
