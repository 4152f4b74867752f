"""Follow-ups about cars: how many there are, how many were bought, how many are to be. Pure."""

from __future__ import annotations

import re

from service import asked_years
from service.going_on.common import taken
from service.turn import Said, Turn, Whole, items_of, of_whom_and_when

# The cars that a body has, after those that it is to buy: 那现在一共有多少辆.
_CARS_HELD = re.compile(
    r"[那，,、\s]*(?:现在|目前|眼下|手上|手里|名下|单位|原来|已经|本来)*(?:一共|总共|共)?(?:有|拥有|保有)(?:了)?(?:几|多少)(?:辆|台)(?:公?车)?[了呢？?。\s]*"
)


# How many were bought, after what buying them cost.
_CARS_BOUGHT = re.compile(
    r"[那，,、\s]*(?:一共|总共)?(?:新|又)?(?:买|购|购置|购买|添置?|更新)(?:了)?(?:几|多少)(?:辆|台)(?:公?车)?[呢？?。\s]*"
)


def _cars_bought(text: str, said: Said, turn: Turn) -> Whole | None:
    """买了几辆 after 买车花了多少."""
    if not _CARS_BOUGHT.fullmatch(text) or not any("车" in item for item in items_of(turn)):
        return None
    lead, year = of_whom_and_when(said, turn)
    return Whole(f"{lead}{year}买了几辆车", taken(lead, year))


def _cars_held(text: str, said: Said, turn: Turn) -> Whole | None:
    bought = re.search("[买购换添][^，。]{0,4}车|车[^，。]{0,3}[买购换添]", turn.text)
    if not _CARS_HELD.fullmatch(text) or not bought or said.query.items:
        return None
    lead = "和".join(turn.bodies)
    year = f"{turn.year}年" if turn.year else ""
    return Whole(f"{lead}{year}一共有多少辆公务用车", taken(lead, year))


# Whether cars are to be bought, after those that there are: 还添新车么，添几部.
_BUY = "(?:添置|购置|购买|采购|新增|更新|添|买|购|换|配)"
_CARS_TO_BUY = re.compile(
    r"[那，,、\s]*(?:预算|年度|单位|部门|街道|局|部里|里面?|里头|中|上)*(?:还|又|再|打不打算|打算|准备|计划|是不是|是否|有没有|会不会|要不要|安排|拟|要|想|会|能|了|把|的)*"
    rf"(?:{_BUY}(?:[不没]{_BUY})?(?:了|点|些)?(?P<much>(?:几|多少)(?:辆|台|部))?(?:新|公务用?|公)*车?(?:辆|子)?(?:吗|么|没有?|不|的|呢)*)"
    rf"(?:[，,？?]?(?:又|要|打算|准备|计划|一共|总共|{_BUY}|是)*(?:几|多少)(?:辆|台|部)?)?[呢啊呀？?。\s]*"
)


def _cars_to_buy(text: str, said: Said, turn: Turn) -> Whole | None:
    """How many cars are to be bought in a year, after a number of cars was told."""
    counted = bool(turn.facts) and all(fact.unit in ("辆", "台", "部") for fact in turn.facts)
    spans = asked_years.years(text)[2]
    rest = "".join(
        text[at:to] for at, to in zip((0, *(b for _, b in spans)), (*(a for a, _ in spans), len(text)), strict=True)
    )
    if (
        not counted
        or "车" not in turn.text
        or not _CARS_TO_BUY.fullmatch(rest)
        or len(said.query.years) + len(said.query.offsets) > 1
    ):
        return None
    if "车" not in text and not re.search("[辆部台]", text):
        return None
    lead, year = "和".join(turn.bodies), f"{turn.year}年" if turn.year else ""
    when = text[slice(*spans[0])] if spans else year
    amount = f"{lead}{when}公务用车购置费是多少"
    asked = "买了几辆车" if re.search(f"{_BUY}(?:辆|台|部)?了", rest) else "预算安排购置车辆多少辆"
    return Whole(f"{lead}{when}{asked}", taken(lead), amount=amount)


WAYS = (_cars_to_buy, _cars_held, _cars_bought)
