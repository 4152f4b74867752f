"""Requests in nouns, as clerks write them, in words that ask: 项目个数、涉及金额及占比 is 项目有几个，涉及金额是多少，占比是多少. Pure.

Only what ends a message in two such nouns or more, one of which counts, names or gives a cause, is put so, and things that
are counted by a noun alone (现有采血车辆数); amounts alone are understood as they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable

_MARKS = "，,、；;。？?！!：:\n"
_JOIN = re.compile(f"[{_MARKS}]|以及|(?<![涉以普])及其?|并(?=[^且列])|(?<!结转)和|(?<!参)与")
_OWN = 16  # characters of what a noun is of
# The nouns, each with what is asked by it; those that only tell an amount ask nothing that another word would not.
_AMOUNTS: tuple[tuple[str, Callable[[str], str]], ...] = (
    (
        r"(?:[预决]算|执行|支出|安排|列支|实际支出|合计)(?:总)?[数额]|(?:预算|决算|支出|资金|合同|采购|涉及)?(?:总?金额|总额|数额|款额)|资金总额|规模",
        lambda noun: f"{noun}是多少",
    ),
    (r"占比|比重|比例|占比情况", lambda noun: f"{noun}是多少"),
    (r"差额|差距|差异额", lambda _: "差多少"),
)
_OTHERS: tuple[tuple[str, Callable[[str], str]], ...] = (
    (r"(?:接待)?批次数?|批数", lambda noun: "接待几批" if noun.startswith("接待") else "几批"),
    (r"(?:接待)?人次数?", lambda _: "多少人次"),
    (r"编制数", lambda _: "编制有多少"),
    (r"人数", lambda _: "多少人"),
    (r"(?<![报给说来要念讲填回是一这那两几同哪])个数", lambda _: "有几个"),
    (r"(?<![年系指参代函岁分辈])[辆台处座所家户场期件条间栋项]数|(?<=[购新更配现])车辆数|场次数?", lambda noun: f"几{noun[0]}"),
    (r"(?:主要|具体)?(?:原因|成因|缘由|缘故|诱因|起因)(?:何在|为何|说明)?", lambda _: "为什么"),
    (r"(?:主要|具体)?用途", lambda _: "用来做什么"),
    (r"(?:主要)?(?:车型|车种|车辆类型|(?<=主要)种类)", lambda _: "主要是什么车"),
    (r"(?<=工程|项目)名称", lambda _: "是哪个"),
)  # fmt: skip
_AT_END = tuple(
    (re.compile(rf"(?:{noun})$"), asks, others)
    for nouns, others in ((_AMOUNTS, False), (_OTHERS, True))
    for noun, asks in nouns
)
# How many of what is said first: 某某车（2021年末）：数量及主要车型.
_QUANTITY = re.compile(
    rf"(?P<thing>[车船艘机])(?P<when>[（(][^（）()]*[）)])?[：:，,\s]*(?:总)?(?:数量|辆数|台数|艘数)(?:及其|以及|及|和|与|、)(?P<more>[^{_MARKS}]+)$"
)
_MEASURE = {"车": "辆", "船": "艘", "艘": "艘", "机": "台"}
_CLOSED = re.compile(r"(?:(?:分别|各|各自)?(?:是|为|有|占)?(?:多少|几何)|分别(?:是|为)|各(?:是|为))?[。？?！!；;\s]*$")
_ASKS = re.compile(r"多少|几|[是有为所][何啥]|因何|缘何|何[在以故因]|什么|哪|吗|呢|怎|为何|为啥|是否|咋|如何|谁|不$")
# Vehicles of a sort that there are: 现有采血车辆数.
_VEHICLES = re.compile(
    r"(?P<has>现有|拥有|保有|配备|实有|在用|共有|在编)(?P<kind>[一-鿿]{2,6}?车)辆?(?:总)?(?:辆数|台数|数量|数)(?P<end>[。？?\s]*)$"
)
_UNLIKE = re.compile(
    r"(?P<one>[^，,、。；;：:？?]{2,16}?)\s*(?:≠|＜＞|<>|!=|不等于|不同于)\s*(?P<two>[^，,、。；;：:？?]{2,16})"
)
_UNITS = re.compile(r"(?P<units>(?:下属|所属|预算|下辖|二级)?(?:单位|机构|部门))(?:的)?名单(?P<end>[。？?\s]*)$")
_PAID = re.compile(r"费(?:支出)?(?P<basis>[预决]算)[数额]$")


def asked(text: str) -> str:
    """The message with what it requests in nouns asked for in words; itself where it requests nothing so."""
    text = _UNLIKE.sub(r"\g<one>与\g<two>不一致", text, count=1) if not _ASKS.search(text) else text
    text = _UNITS.sub(r"\g<units>有哪些\g<end>", text)
    text = _VEHICLES.sub(r"\g<has>几辆\g<kind>\g<end>", text)
    body = _CLOSED.sub("", text)
    if hit := _QUANTITY.search(body):
        body = f"{body[: hit.start()]}{hit['thing']}{hit['when'] or ''}有多少{_MEASURE[hit['thing']]}，{hit['more']}"
        more = _noun(hit["more"])
        return f"{body}？" if more is None else f"{body.removesuffix(hit['more'])}{hit['more'][: more[0]]}{more[1]}？"
    if _ASKS.search(body):
        return text
    said: list[str] = []
    others, rest = 0, body
    while last := _noun(rest):
        start, asked_by, is_other = last
        join = _join(rest[:start])
        others += is_other
        if join is None:  # the first of them has what all are of before it: 某局2022年公务接待费决算数
            paid = _PAID.search(rest)
            said.insert(0, f"{rest}是多少钱" if paid else f"{rest[:start].removesuffix('的')}{asked_by}")
            rest = ""
            break
        own = rest[join.end() : start].removeprefix("其").removesuffix("的")
        said.insert(0, f"{own}{asked_by}")
        rest = rest[: join.start()]
    if len(said) < _SEVERAL or not others:
        return text
    if rest:
        said[0] = f"{rest}，{said[0]}"
    return f"{'，'.join(said)}？"


_SEVERAL = 2


def _noun(text: str) -> tuple[int, str, bool] | None:
    """Where the noun that a text ends in begins, what is asked by it, and whether it is no amount; the longest that fits."""
    found = [(hit.start(), asks(hit[0]), others) for noun, asks, others in _AT_END if (hit := noun.search(text))]
    return min(found, key=lambda one: one[0]) if found else None


def _join(text: str) -> re.Match[str] | None:
    """What joins the last noun to the one before it: a mark, or a word behind another such noun (和 of 文化和旅游局 is none)."""
    for join in reversed(list(_JOIN.finditer(text))):
        if len(text) - join.end() > _OWN:
            return None
        if join[0] in _MARKS or _noun(text[: join.start()]) is not None:
            return join
    return None
