"""Follow-ups about what is procured, by its kinds: which of them, one of them, one against another. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from service.going_on.common import bought, taken
from service.turn import Said, Turn, Whole, items_of, of_whom_and_when, part_of

_A_KIND = "货物|工程|服务"
# Of purchases, which kind is the largest, or which kind they all are.
_WHICH_KIND = re.compile(
    rf"[那，,、\s]*(?:(?P<largest>(?:{_A_KIND})(?:[、，,和与跟](?:{_A_KIND}))+[^，。？?]{{0,4}}?(?:哪|谁)[^，。？?]*?最[多大少小高低].*)"
    r"|(?:都|主要)?(?:是)?(?:采购|买)?的?(?:是)?(?:哪|什么)(?:一)?(?:类|种)(?:采购|东西)?(?:的)?[？?。\s]*)"
)


def _which_kind(text: str, said: Said, turn: Turn) -> Whole | None:
    hit = _WHICH_KIND.fullmatch(text)
    if hit is None or not any("采购" in item for item in items_of(turn)):
        return None
    lead, year = of_whom_and_when(said, turn)
    if hit["largest"]:
        least = "少" if re.search("最[少小低]", text) else "多"
        return Whole(f"{lead}{year}{turn.basis}政府采购里哪类最{least}", taken(lead, year, "政府采购"))
    return _each(("货物", "工程", "服务"), lead, year, turn)


def _each(kinds: Sequence[str], lead: str, year: str, turn: Turn) -> Whole:
    asked = "、".join(f"政府采购{kind}" for kind in kinds) + "各多少"
    return Whole(f"{lead}{year}{turn.basis}{asked}", taken(lead, year, turn.basis, "政府采购"))


# All kinds of it at once: 拆成货物、工程、服务各是多少.
_ALL_KINDS = re.compile(
    rf"[那，,、和\s]*(?:其中|里面|里头|当中)?(?:拆(?:开|成|分)*|细?分(?:成|开|为|类|别)*|具体)?(?:按照?)?来?[，,]?"
    rf"(?P<kinds>(?:{_A_KIND})类?(?:[、，,和与跟及]*(?:{_A_KIND})类?)+)(?:采购)?[，,]?(?:各自?|分别|都|又)*(?:(?:是|有|占|花|列|为|说|报)?(?:了)?(?:多少|几|一下)|呢[？?。\s]*$)"
)


def _all_kinds(text: str, said: Said, turn: Turn) -> Whole | None:
    hit = _ALL_KINDS.match(text)
    if hit is None or not bought(turn):
        return None
    return _each(re.findall(_A_KIND, hit["kinds"]), *of_whom_and_when(said, turn), turn)


# One kind held against the one just told: 比工程多多少.
_AGAINST_KIND = re.compile(
    rf"[那又，,、\s]*(?:比|较|跟|和|与)(?P<kind>{_A_KIND})(?:类|采购|的)*(?:相比|比)?(?P<how>[多少高低差][^，。；]{{0,8}})"
)


def _against_kind(text: str, said: Said, turn: Turn) -> Whole | None:
    hit = _AGAINST_KIND.fullmatch(text)
    before = part_of(turn).removeprefix("政府").removeprefix("采购").removesuffix("采购")
    if hit is None or before not in _A_KIND.split("|"):
        return None
    lead, year = of_whom_and_when(said, turn)
    asked = f"政府采购{before}比政府采购{hit['kind']}{hit['how']}"
    return Whole(f"{lead}{year}{turn.basis}{asked}", taken(lead, year, f"政府采购{before}"))


# A kind of what is procured, called by its own word after another one or all of it: 服务呢.
_ONE_KIND = re.compile(rf"[那，,、和\s]*(?P<kind>{_A_KIND})(?:类|采购|方面|[这那]一?块|的)*(?=[呢是有多？?。]|$)")


def _one_kind(text: str, said: Said, turn: Turn) -> Whole | None:
    hit = _ONE_KIND.match(text)
    if hit is None or not bought(turn):
        return None
    lead, year = of_whom_and_when(said, turn)
    return Whole(f"{lead}{year}政府采购{hit['kind']}{text[hit.end() :].lstrip('呢')}", taken(lead, year, "政府采购"))


WAYS = (_which_kind, _all_kinds, _against_kind, _one_kind)
