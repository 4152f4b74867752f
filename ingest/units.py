"""Units by their printed names: 万元 is 元 x 10000; quantities of unlike bases never add or compare."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: `base` tells what it measures, `scale` how many of the base one is."""

    name: str
    base: str
    scale: Decimal = Decimal(1)


MULTIPLES = {"十": 1, "百": 2, "千": 3, "万": 4, "十万": 5, "百万": 6, "千万": 7, "亿": 8}
MULTIPLES |= {"十亿": 9, "百亿": 10, "千亿": 11, "万亿": 12}
# A base and the other spellings that mean it.
_COUNTERS = {
    "人": "名 位", "人次": "", "人天": "人日", "辆": "", "辆次": "", "车次": "", "件": "", "件次": "",
    "次": "批次", "批": "", "台": "套 台套 台(套) 台/套 台、套 台件 台(件)", "个": "", "户": "", "户次": "",
    "项": "", "家": "", "家次": "", "天": "日", "工作日": "个工作日 工作天 个工作天",
    "自然日": "个自然日 日历日 个日历日 日历天 个日历天", "月": "个月", "年": "", "小时": "", "学时": "",
    "课时": "", "分钟": "", "倍": "", "平方米": "㎡ m2 m² 平米", "平方公里": "", "立方米": "", "米": "",
    "公里": "千米", "公顷": "", "亩": "", "吨": "", "公斤": "", "份": "", "场": "", "场次": "", "处": "",
    "条": "", "篇": "", "册": "", "栋": "幢", "座": "", "间": "", "组": "", "期": "", "分": "", "张": "", "所": "",
    "支": "", "类": "", "种": "", "部": "", "幅": "", "只": "", "头": "", "株": "", "本": "", "字": "", "级": "",
    "度": "", "岁": "", "班": "", "床": "", "层": "", "轮": "",
    "门": "", "册次": "", "客": "", "盏": "", "艘": "", "棵": "", "枚": "", "首": "", "出": "",
}  # fmt: skip
_MONEY = {"元": 0, "圆": 0, "块": 0, "块钱": 0, "元人民币": 0, "毛": -1, "毛钱": -1, "角": -1, "W": 4, "w": 4}
FOREIGN = ("美元", "港元", "港币", "欧元", "英镑", "日元")
_PERCENT = {"%": "1", "百分比": "1", "百分率": "1", "‰": "0.1", "成": "10"}
_POINTS = ("百分点", "个百分点")
_MEASURED = {"倍", "平方米", "平方公里", "立方米", "米", "公里", "公顷", "亩", "吨", "公斤"}

# Bases that are counted one by one: 28人 is exactly 28.
COUNTED = frozenset(_COUNTERS) - _MEASURED


def _ten(exponent: int) -> Decimal:
    return Decimal(10) ** exponent


def _units() -> dict[str, Unit]:
    found = {name: Unit(name, "元", Decimal(1).scaleb(exponent)) for name, exponent in _MONEY.items()}
    for multiple, exponent in MULTIPLES.items():
        for name in ("元", "块", "块钱", "圆"):
            found[multiple + name] = Unit(multiple + name, "元", _ten(exponent))
        if exponent >= 4:  # 3.8万, 2亿: money, where nothing else is counted
            found[multiple] = Unit(multiple, "元", _ten(exponent))
    counted = [(name, name) for name in FOREIGN]
    counted += [(name, base) for base, others in _COUNTERS.items() for name in (base, *others.split())]
    for name, base in counted:
        found[name] = Unit(name, base)
        found |= {m + name: Unit(m + name, base, _ten(e)) for m, e in MULTIPLES.items()}
    found |= {name: Unit(name, "%", Decimal(scale)) for name, scale in _PERCENT.items()}
    found |= {name: Unit(name, "百分点") for name in _POINTS}
    return found


UNITS: dict[str, Unit] = _units()


@lru_cache(maxsize=4096)
def unit(name: str | None) -> Unit | None:
    """The unit of a spelling, None where it is unknown; a unit price (万元/年) is a unit of its own."""
    if not name or name in UNITS:
        return UNITS.get(name or "")
    bare = "".join(unicodedata.normalize("NFKC", name).split())
    bare = bare.removeprefix("单位:").removeprefix("人民币")
    bare = bare if bare in UNITS else bare.strip("()")
    if bare in UNITS:
        return UNITS[bare]
    top, slash, per = bare.partition("/")
    above = UNITS.get(top)
    if slash and per and above:
        return Unit(bare, f"{above.base}/{per.translate({ord(c): None for c in './·'})}", above.scale)
    return None


@lru_cache(maxsize=65536)
def is_money(name: str | None) -> bool:
    """Whether a unit is one of money: 元, 万元 …; a unit price (元/人) is none."""
    known = unit(name)
    return known is not None and known.base == "元"
