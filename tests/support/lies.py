"""Ways in which a language model may lie when it writes: each turns the sentences it should write into others.

A lie works on the true sentences with slots (`{F1}`) and on what the model is shown; it gives sentences back, or None
where this answer leaves no room for it.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

Said = tuple[str, Sequence[tuple[str, str]]]
SLOT = re.compile(r"\{([FCS]\d+)\}")
_LINE = re.compile(r"^([FC]\d+)：(.*) = (-?[\d.]+)(.*)$", re.MULTILINE)
_YEAR = re.compile(r"(?:19|20)\d\d(?=年)")
_TURNED = {"增加": "减少", "减少": "增加", "增长": "下降", "下降": "增长", "多": "少", "少": "多"}
_DIGITS = "零一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class Shown:
    """What the model was shown: the true sentences, each figure's value and unit, other items, bodies and years held."""

    sentences: tuple[str, ...]
    values: dict[str, tuple[str, str]]
    items: tuple[str, ...]
    bodies: tuple[str, ...]
    chance: random.Random

    @property
    def text(self) -> str:
        return "".join(self.sentences)

    def slots(self, kinds: str = "FC") -> list[str]:
        return [one for one in SLOT.findall(self.text) if one[0] in kinds]

    def written(self, id_: str) -> str:
        return "".join(self.values[id_])


def values(figures: str) -> dict[str, tuple[str, str]]:
    """Each figure's value and unit by its id, as the message lists them."""
    return {id_: (value, unit) for id_, _, value, unit in _LINE.findall(figures)}


def _with(shown: Shown, id_: str, words: str) -> list[Said]:
    """The sentences with other words in a slot's place."""
    return [(one.replace(f"{{{id_}}}", words, 1), ()) for one in shown.sentences]


def _number(shown: Shown, change: Callable[[str, str], str | None]) -> list[Said] | None:
    """A figure written out by the model itself, and wrongly."""
    ids = [one for one in shown.slots() if one in shown.values]
    if not ids:
        return None
    id_ = shown.chance.choice(ids)
    value, unit = shown.values[id_]
    wrong = change(value, unit)
    return None if wrong is None else _with(shown, id_, wrong)


def digit_changed(shown: Shown) -> list[Said] | None:
    def change(value: str, unit: str) -> str:
        at = shown.chance.choice([i for i, c in enumerate(value) if c.isdigit()])
        other = shown.chance.choice([d for d in "123456789" if d != value[at]])
        return value[:at] + other + value[at + 1 :] + unit

    return _number(shown, change)


def digits_swapped(shown: Shown) -> list[Said] | None:
    def change(value: str, unit: str) -> str | None:
        pairs = [i for i in range(len(value) - 1) if value[i : i + 2].isdigit() and value[i] != value[i + 1]]
        if not pairs:
            return None
        at = shown.chance.choice(pairs)
        return value[:at] + value[at + 1] + value[at] + value[at + 2 :] + unit

    return _number(shown, change)


_SLIPS = {"万元": ("元", "亿元"), "元": ("万元", "亿元"), "%": ("个百分点", "倍"), "亿元": ("万元",)}


def unit_slip_in_words(shown: Shown) -> list[Said] | None:
    return _number(shown, lambda value, unit: value + shown.chance.choice(_SLIPS.get(unit, ("万元",))))


def unit_slip_in_slot(shown: Shown) -> list[Said] | None:
    """The right id with another unit named for it, behind it and in the formula."""
    ids = [one for one in shown.slots("F") if shown.values.get(one, ("", ""))[1] in _SLIPS]
    if not ids:
        return None
    id_ = shown.chance.choice(ids)
    wrong = shown.chance.choice(_SLIPS[shown.values[id_][1]])
    return [(one.replace(f"{{{id_}}}", f"{{1}}{wrong}", 1), ((id_, shown.values[id_][1]),)) for one in shown.sentences]


def rounding(shown: Shown) -> list[Said] | None:
    def change(value: str, unit: str) -> str | None:
        if "." not in value or float(value) == round(float(value)):
            return None
        whole, _, part = value.partition(".")
        return f"{int(whole) + (part[0] < '5')}{unit}"

    return _number(shown, change)


def chinese_digits(shown: Shown) -> list[Said] | None:
    def change(value: str, unit: str) -> str:
        wrong = str((int(value.partition(".")[0]) + 3) % 10000)
        return "".join(_DIGITS[int(c)] for c in wrong) + unit

    return _number(shown, change)


def full_width(shown: Shown) -> list[Said] | None:
    def change(value: str, unit: str) -> str:
        wrong = str(int(value.partition(".")[0]) + 7)
        return "".join(chr(ord(c) + 0xFEE0) for c in wrong) + unit

    return _number(shown, change)


def approximate(shown: Shown) -> list[Said] | None:
    if not shown.slots():
        return None
    id_ = shown.chance.choice(shown.slots())
    return _with(shown, id_, f"{shown.chance.choice(['约', '近', '超过', '不足', '至少'])}{{{id_}}}")


def wrong_item(shown: Shown) -> list[Said] | None:
    """The name of another item that the disclosures print, in place of the right one."""
    names = [one for one in shown.items if one in shown.text]
    others = [one for one in shown.items if one not in shown.text]
    if not names or not others:
        return None
    name, other = max(names, key=len), shown.chance.choice(others)
    return [(one.replace(name, other), ()) for one in shown.sentences]


def wrong_year(shown: Shown) -> list[Said] | None:
    years = sorted({int(year) for year in _YEAR.findall(shown.text)})
    if not years:
        return None
    step = shown.chance.choice((1, -1, -2))
    return [(_YEAR.sub(lambda hit: str(int(hit[0]) + step), one), ()) for one in shown.sentences]


def years_swapped(shown: Shown) -> list[Said] | None:
    years = sorted(set(_YEAR.findall(shown.text)))
    if len(years) != 2:
        return None
    turned = dict(zip(years, reversed(years), strict=True))
    return [(_YEAR.sub(lambda hit: turned[hit[0]], one), ()) for one in shown.sentences]


def wrong_body(shown: Shown) -> list[Said] | None:
    here = next((one for one in shown.bodies if one in shown.text), None)
    if here is None:
        return None
    other = shown.chance.choice([one for one in (*shown.bodies, "示例市交通局") if one != here])
    wrong = shown.chance.choice([other, f"{here}和{other}", f"{other}（{here}）"])
    return [(one.replace(here, wrong), ()) for one in shown.sentences]


def wrong_basis(shown: Shown) -> list[Said] | None:
    turned = {"预算": "决算", "决算": "预算"}
    if not re.search("预算数|决算数", shown.text):
        return None
    return [(re.sub("(预算|决算)(?=数)", lambda hit: turned[hit[0]], one), ()) for one in shown.sentences]


def wrong_direction(shown: Shown) -> list[Said] | None:
    if not re.search("增加|减少|增长|下降", shown.text):
        return None
    return [(re.sub("增加|减少|增长|下降", lambda hit: _TURNED[hit[0]], one), ()) for one in shown.sentences]


def bare_direction(shown: Shown) -> list[Said]:
    """A movement without a figure, which nobody could check by one."""
    word = shown.chance.choice(["大幅增加", "有所下降", "连年减少", "与上年持平", "逐年增长"])
    return [*((one, ()) for one in shown.sentences), (f"总体来看，该项支出{word}。", ())]


def wrong_derived(shown: Shown) -> list[Said] | None:
    """A formula over the right facts that gives something else than the words say."""
    derived = [one for one in shown.slots("C") if one in shown.values]
    facts = [one for one in dict.fromkeys(shown.slots("F")) if one in shown.values]
    if not derived or len(facts) < 2:
        return None
    id_ = shown.chance.choice(derived)
    unit = shown.values[id_][1]
    a, b = shown.chance.sample(facts, 2)
    wrong = shown.chance.choice(
        [f"{a} + {b} + {b}", f"{a} - {b} - {b}"]
        if unit != "%"
        else [f"({a} + {b}) / {a} * 100", f"({a} - {b}) / ({a} + {b}) * 100", f"({a} - {b} - {b}) / {a} * 100"]
    )
    return _besides(shown, id_, wrong, unit)


def wrong_operands(shown: Shown) -> list[Said] | None:
    """The right formula over the wrong facts: a fact less itself, a rate of the later year, a part of itself."""
    derived = [one for one in shown.slots("C") if one in shown.values]
    facts = [one for one in dict.fromkeys(shown.slots("F")) if one in shown.values]
    if not derived or len(facts) < 2:
        return None
    id_ = shown.chance.choice(derived)
    unit = shown.values[id_][1]
    a, b = facts[:2]
    return _besides(shown, id_, f"({b} - {a}) / {a} * 100" if unit == "%" else f"{a} - {a}", unit)


def _besides(shown: Shown, id_: str, formula: str, unit: str) -> list[Said]:
    """The true sentences, and once more the one with the figure, by another formula."""
    again = next(one for one in shown.sentences if f"{{{id_}}}" in one).replace(f"{{{id_}}}", "{1}", 1)
    return [*((one, ()) for one in shown.sentences), (again, ((formula, unit),))]


def wrong_fact(shown: Shown) -> list[Said] | None:
    """Another id than the one that belongs there."""
    here = shown.slots()
    others = [one for one in shown.values if here and one != here[0]]
    if not others:
        return None
    return _with(shown, here[0], f"{{{shown.chance.choice(others)}}}")


def unknown_fact(shown: Shown) -> list[Said] | None:
    if not shown.slots():
        return None
    return _with(shown, shown.chance.choice(shown.slots()), "{F77}")


def two_swapped(shown: Shown) -> list[Said] | None:
    """Right figures, each in the other's place."""
    pair = list(dict.fromkeys(shown.slots("F")))[:2]
    if len(pair) < 2:
        return None
    turned = {f"{{{pair[0]}}}": f"{{{pair[1]}}}", f"{{{pair[1]}}}": f"{{{pair[0]}}}"}
    return [(re.sub("|".join(map(re.escape, turned)), lambda hit: turned[hit[0]], one), ()) for one in shown.sentences]


def respectively(shown: Shown) -> list[Said] | None:
    """Two years or items with their figures behind both, the wrong way round."""
    pair = list(dict.fromkeys(shown.slots("F")))[:2]
    names = [one for one in shown.items if one in shown.text]
    if len(pair) < 2 or not names:
        return None
    name = max(names, key=len)
    years = sorted(set(_YEAR.findall(shown.text))) or ["2024"]
    body = next((one for one in shown.bodies if one in shown.text), "")
    return [
        (f"{body}{years[0]}年和{years[-1]}年{name}预算数为{{{pair[0]}}}和{{{pair[1]}}}。", ()),
        *((one, ()) for one in shown.sentences),
    ]


def two_items(shown: Shown) -> list[Said] | None:
    """One item's figure said of two."""
    names = [one for one in shown.items if one in shown.text]
    others = [one for one in shown.items if one not in shown.text]
    if not names:
        return None
    name = max(names, key=len)
    joint = shown.chance.choice([f"{name}和{shown.chance.choice(others)}", f"{shown.chance.choice(others)}、{name}"])
    return [(one.replace(name, joint, 1), ()) for one in shown.sentences]


def count_changed(shown: Shown) -> list[Said]:
    extra = shown.chance.choice(["共涉及3个项目。", "其中有两项。", "上述五家单位合计如此。", "共安排12人。"])
    return [*((one, ()) for one in shown.sentences), (extra, ())]


def invented_reason(shown: Shown) -> list[Said]:
    reason = shown.chance.choice(
        ["新冠疫情影响", "领导出访任务增加", "物价上涨", "按规定压减一般性支出", "人员编制扩大", "{F1}"]
    )
    lead = shown.chance.choice(["主要原因是", "由于", "原因：", "这是因为"])
    end = shown.sentences[-1].rstrip("。")
    return [*((one, ()) for one in shown.sentences[:-1]), (f"{end}，{lead}{reason}。", ())]


def invented_rank(shown: Shown) -> list[Said]:
    rank = shown.chance.choice(["居各部门首位", "是最大的一项支出", "排名第一", "为近年来最低", "仅次于项目支出"])
    return [*((one, ()) for one in shown.sentences), (f"该项支出{rank}。", ())]


def invented_name(shown: Shown) -> list[Said]:
    extra = shown.chance.choice(
        [
            "由张伟同志负责。",
            "用于示例市第九中学扩建工程。",
            "经示例市财政局批复。",
            "依据《预算法实施细则》安排。",
            "详见www.example.com。",
        ]
    )
    return [*((one, ()) for one in shown.sentences), (extra, ())]


def number_words(shown: Shown) -> list[Said] | None:
    if not shown.slots():
        return None
    id_ = shown.chance.choice(shown.slots())
    return _with(
        shown,
        id_,
        shown.chance.choice(["三百二十万元", "五成", "翻一番", "两倍", "近半", "零", "一半以上", "十几万元"]),
    )


def denied(shown: Shown) -> list[Said] | None:
    if not shown.slots():
        return None
    id_ = shown.slots()[0]
    return _with(
        shown, id_, shown.chance.choice(["并非", "不到", "没有", "未达", "不是", "少于", "高于"]) + f"{{{id_}}}"
    )


def faked_marks(shown: Shown) -> list[Said]:
    """Citation marks of the model's own, and a figure that is said to be cited."""
    return [
        *((SLOT.sub(lambda hit: f"{hit[0]}[9]", one), ()) for one in shown.sentences),
        ("另有888.88万元[1][2]。", ()),
    ]


def markup(shown: Shown) -> list[Said]:
    extra = shown.chance.choice(
        [
            "<b>999万元</b>",
            "<!-- 12万元 -->",
            "**12万元**",
            "| 项目 | 12 |",
            "[见此](http://x.cn)",
            "&#49;&#50;万元",
            "`12万元`",
            "$12$",
        ]
    )
    return [*((one, ()) for one in shown.sentences), (f"另外，{extra}。", ())]


def hidden_characters(shown: Shown) -> list[Said] | None:
    if not shown.slots():
        return None
    id_ = shown.slots()[0]
    return _with(
        shown, id_, shown.chance.choice(["１\u200b２万元", "①②万元", "Ⅻ万元", "\u202e21万元", "𝟏𝟐万元", "㈢万元"])
    )


def summed(shown: Shown) -> list[Said] | None:
    """One figure said to be the sum of several."""
    names = [one for one in shown.items if one in shown.text]
    if not names:
        return None
    name = max(names, key=len)
    others = [one for one in shown.items if one != name]
    return [(one.replace(name, f"{shown.chance.choice(others)}与{name}合计", 1), ()) for one in shown.sentences]


CLASSES: dict[str, Callable[[Shown], list[Said] | None]] = {
    one.__name__: one
    for one in (
        digit_changed, digits_swapped, unit_slip_in_words, unit_slip_in_slot, rounding, chinese_digits, full_width,
        approximate, wrong_item, wrong_year, years_swapped, wrong_body, wrong_basis, wrong_direction, bare_direction,
        wrong_derived, wrong_operands, wrong_fact, unknown_fact, two_swapped, respectively, two_items, count_changed,
        invented_reason, invented_rank, invented_name, number_words, denied, faked_marks, markup, hidden_characters,
        summed,
    )
}  # fmt: skip
