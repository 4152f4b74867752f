"""True sentences of the mutation benchmark, drawn by seed: frames filled with what a world's facts say."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from itertools import product
from typing import Any

from ingest.model import Kind
from tests.support import mutation_writing as writing
from tests.support.mutation_frames import FRAMES, Frame, Need
from tests.support.mutation_world import Counted, Name, Stage, World, said_alike, spoken
from tests.support.mutation_writing import Written

_CHARACTERS = "〇一二三四五六七八九"
_SIGNED = {"change": "up", "rate": "up", "against": "up", "points": "up", "difference": "more", "apart": "more"}
_PERCENT = frozenset(("rate", "share", "completion", "points"))
_UP = ("增加", "增长", "上升", "增加了", "多了")
_DOWN = ("减少", "下降", "降低", "减少了", "少了")


@dataclass(frozen=True, slots=True)
class Setting:
    """What a text is read with: the document it is about, or a whole store of them."""

    world: World
    organisation: str | None = None
    year: int | None = None
    kind: Kind | None = None

    @property
    def stage(self) -> Stage | None:
        """What amounts are meant where a text does not say."""
        return {"budget": "budget", "final_accounts": "actual"}.get(self.kind or "")  # type: ignore[return-value]


@dataclass(frozen=True, slots=True)
class Sketch:
    """A frame with what fills it: `means` what its slots mean, `words` how they are said."""

    frame: Frame
    setting: Setting
    means: Mapping[str, Any]
    words: Mapping[str, str]

    def text(self) -> str:
        """The sentence."""
        return self._written()[0]

    def places(self) -> dict[str, tuple[int, int]]:
        """Where its figures stand."""
        return self._written()[1]

    def _written(self) -> tuple[str, dict[str, tuple[int, int]]]:
        out = ""
        places: dict[str, tuple[int, int]] = {}
        for piece in re.split(r"(\{\w+\})", self.frame.template):
            slot = piece[1:-1] if piece.startswith("{") else None
            word = self.words.get(slot, "") if slot else piece
            if slot in self.frame.claims:
                figure: Written = self.means[slot]
                places[slot] = (len(out) + len(figure.word), len(out) + len(figure.word) + len(figure.figure))
                word = figure.text
            if not out and word.startswith("，"):
                word = word[1:]
            out += word
        return out, places

    def with_slot(self, slot: str, meaning: Any, word: str) -> Sketch:
        """The same with another filling of one slot."""
        return replace(self, means={**self.means, slot: meaning}, words={**self.words, slot: word})


def truths(sketch: Sketch, figure: str) -> frozenset[Fraction]:
    """All that a figure might truly be, signed, by the values under the names of its sentence; empty if not disclosed."""
    operation, *slots = sketch.frame.claims[figure].split()
    means, world = sketch.means, sketch.setting.world
    if operation == "count":
        return frozenset({Fraction(means["number"])})
    body, year, how = means["who"], means["y"], means["b"]

    def of(slot: str, at: int = year, stage: Stage | None = how, whose: str = body) -> frozenset[Fraction]:
        return world.values(whose, at, stage, means[slot])

    first = slots[0]
    sums: dict[str, tuple[frozenset[Fraction], ...]] = {
        "level": (of(first),),
        "before": (of(first, means.get("y0", year)),),
        "theirs": (of(first, whose=means.get("who2", body)),),
        "planned": (of(first, stage="budget"),),
        "change": (of(first), of(first, means.get("y0", year))),
        "rate": (of(first), of(first, means.get("y0", year))),
        "apart": (of(first), of(first, whose=means.get("who2", body))),
        "against": (of(first, stage="actual"), of(first, stage="budget")),
        "completion": (of(first, stage="actual"), of(first, stage="budget")),
        "points": (
            *(of(slot) for slot in slots),
            *(of(slot, means.get("y0", year)) for slot in slots),
        ),
    }
    operands = sums.get(operation) or tuple(of(slot) for slot in slots)
    return frozenset(value for chosen in product(*operands) if (value := _value(operation, chosen)) is not None)


def _value(operation: str, v: tuple[Fraction, ...]) -> Fraction | None:
    if operation in ("level", "before", "theirs", "planned"):
        return v[0]
    if operation == "sum":
        return sum(v, Fraction(0))
    if operation in ("change", "difference", "apart", "against"):
        return v[0] - v[1]
    if not v[1] or (operation == "points" and not v[3]):
        return None
    if operation == "rate":
        return (v[0] - v[1]) / v[1] * 100
    if operation == "points":
        return v[0] / v[1] * 100 - v[2] / v[3] * 100
    return v[0] / v[1] * (1 if operation == "times" else 100)


def sign_of(sketch: Sketch, figure: str) -> int:
    """The direction that the words give a figure, 0 where they give none."""
    operation = sketch.frame.claims[figure].split()[0]
    slot = _SIGNED.get(operation)
    return int(sketch.means[slot]) if slot else 0


class Drawer:
    """Draws true sentences about one setting."""

    def __init__(self, setting: Setting, seed: str, *, unseen: bool) -> None:
        self.setting = setting
        self.choice = random.Random(seed)
        self.frames = [f for f in FRAMES if unseen or not f.unseen]

    @cached_property
    def _clear(self) -> dict[tuple[str, int, Stage], list[Name]]:
        """The names with one value, by body, year and stage."""
        found: dict[tuple[str, int, Stage], list[Name]] = defaultdict(list)
        for (body, year, how, name), values in self.setting.world.amounts.items():
            if len(values) == 1 and next(iter(values)) >= 0:
                found[body, year, how].append(name)
        return found

    def draw(self, frame: Frame | None = None) -> Sketch | None:
        """A true sentence; None where this draw came to nothing."""
        chosen = frame or self.choice.choice(self.frames)
        if chosen.need == "count":
            return self._count(chosen)
        bodies = sorted({key[0] for key in self._clear})
        if not bodies:
            return None
        body = self.choice.choice(bodies)
        keys = [key for key in self._clear if key[0] == body]
        _, year, how = self.choice.choice(keys)
        means = self._material(chosen.need, chosen, body, year, how)
        if means is None:
            return None
        return self._said(chosen, means)

    def _material(self, need: Need, frame: Frame, body: str, year: int, how: Stage) -> dict[str, Any] | None:
        names = self._clear.get((body, year, how), [])
        means: dict[str, Any] = {"who": body, "y": year, "b": how, "y0": year - 1}
        world, choice = self.setting.world, self.choice
        if need == "years":
            earlier = [y for b, y, h in self._clear if b == body and h == how and y < year]
            near = [y for y in earlier if y == year - 1]
            if not earlier:
                return None
            means["y0"] = choice.choice(near * 4 + earlier)
            names = [n for n in names if n in self._clear[body, means["y0"], how]]
            names = [n for n in names if self._value(body, year, how, n) != self._value(body, means["y0"], how, n)]
        elif need == "bodies":
            others = [b for b, y, h in self._clear if b != body and (y, h) == (year, how)]
            if not others:
                return None
            means["who2"] = choice.choice(others)
            names = [n for n in names if n in self._clear[means["who2"], year, how]]
            names = [n for n in names if self._value(body, year, how, n) != self._value(means["who2"], year, how, n)]
        elif need == "plan":
            planned = self._clear.get((body, year, "budget"), [])
            if how != "actual" or self.setting.kind == "budget":
                return None
            names = [n for n in names if n in planned]
            names = [n for n in names if self._value(body, year, how, n) != self._value(body, year, "budget", n)]
        elif need == "part":
            names = [
                n for n in names if self._whole(body, year, how, n) in names and self._value(body, year, how, n) > 0
            ]
        if not names:
            return None
        means["i"] = choice.choice(names)
        if need == "part":
            means["j"] = self._whole(body, year, how, means["i"])
        elif need == "several":
            others = [n for n in names if not said_alike(n.label, means["i"].label)]
            choice.shuffle(others)
            second = others[0] if others else None
            third = next((n for n in others[1:] if not said_alike(n.label, others[0].label)), None)
            if second is None or ("k" in frame.slots and third is None):
                return None
            means |= {"j": second} | ({"k": third} if "k" in frame.slots else {})
        if any("total" in (n.label or "") for n in (means["i"],)):
            return None
        del world
        return means

    def _whole(self, body: str, year: int, how: Stage, name: Name) -> Name | None:
        return self.setting.world.wholes.get((body, year, how, name))

    def _value(self, body: str, year: int, how: Stage, name: Name) -> Fraction:
        printed = self.setting.world.printed(body, year, how, name)
        assert printed is not None
        return printed.value

    def _count(self, frame: Frame) -> Sketch | None:
        counts = self.setting.world.counts
        if not counts:
            return None
        counted = self.choice.choice(counts)
        when = f"截至{counted.year}年末" if counted.as_of else f"{counted.year}年"
        means = {
            "who": counted.body,
            "y": counted.year,
            "b": None,
            "c": counted,
            "number": counted.number,
            "when": None,
        }
        unit = self.choice.choice(
            (counted.unit, counted.unit, {"人": "名", "名": "人"}.get(counted.unit, counted.unit))
        )
        means["n"] = Written(
            writing.rounded(Fraction(counted.number), 0), unit, "wide" if self.choice.random() < 0.1 else "plain"
        )
        words = {"who": self.who(counted.body), "c": counted.label, "when": when}
        return Sketch(frame, self.setting, means, words)

    # --- how it is said ------------------------------------------------------------------------------------------

    def _said(self, frame: Frame, means: dict[str, Any]) -> Sketch | None:
        choice = self.choice
        words = {
            "who": self.who(means["who"]),
            "y": self.year(means["y"]) or (f"{means['y']}年" if frame.need == "years" else ""),
            "y0": f"{means['y0']}年",
        }
        if "who2" in means:
            words["who2"] = means["who2"]
        for slot in ("i", "j", "k"):
            if slot in means:
                words[slot] = self.item(means[slot])
        words["b"] = self.basis(frame, means["b"])
        if not words["b"] and self.setting.organisation is None and means["b"] is not None:
            means["b"] = None if "决算" not in frame.template else means["b"]
        if not words["b"] and means["b"] is not None and self.setting.stage not in (None, means["b"]):
            return None
        if "安排" in frame.template and means["b"] != "budget":
            return None
        sketch = Sketch(frame, self.setting, means, words)
        values: dict[str, Fraction] = {}
        for figure in frame.claims:
            found = truths(sketch, figure)
            if len(found) != 1:
                return None
            values[figure] = next(iter(found))
        signs = {_SIGNED[op]: values[f] for f, claim in frame.claims.items() if (op := claim.split()[0]) in _SIGNED}
        if "to" in frame.slots:
            signs["up"] = values["f"] - values["g"]
        if any(not value for value in signs.values()):
            return None
        for slot, value in signs.items():
            means[slot] = 1 if value > 0 else -1
        signed = [f for f in frame.claims if frame.claims[f].split()[0] in ("change", "rate", "against")]
        if any((values[f] > 0) != (means["up"] > 0) for f in signed):
            return None
        words |= self.directions(means)
        words["vs"] = self.comparison(means)
        for figure, value in values.items():
            written = self._figure(frame.claims[figure], means, value)
            if (
                written is None
                or (value and not written.number)
                or not writing.says(replace(written, number=abs(written.number)), abs(value))
            ):
                return None
            means[figure] = written
        del choice
        return Sketch(frame, self.setting, means, words)

    def _figure(self, claim: str, means: Mapping[str, Any], value: Fraction) -> Written | None:
        operation, *slots = claim.split()
        if operation in ("level", "before", "theirs", "planned"):
            whose = means["who2"] if operation == "theirs" else means["who"]
            at = means["y0"] if operation == "before" else means["y"]
            how = "budget" if operation == "planned" else means["b"]
            found = [
                self.setting.world.amounts.get((whose, at, one, means[slots[0]]), {}).get(value)
                for one in ((how,) if how else ("budget", "actual"))
            ]
            printed = next(p for p in found if p)
            unit = printed.unit if printed.unit in writing.SCALES else "元"
            return writing.write_amount(self.choice, value, unit, printed.decimals)
        if operation in _PERCENT:
            if not Fraction(5, 100) <= abs(value) < 1000:
                return None
            return writing.write_percent(self.choice, value, "个百分点" if operation == "points" else "%")
        if operation == "times":
            if not Fraction(12, 10) < value < 50:
                return None
            return Written(writing.rounded(value, self.choice.choice((1, 2))), "倍")
        if abs(value) < 200:
            return None
        return writing.write_change(self.choice, value, "元" if self.choice.random() < 0.3 else "万元")

    def who(self, body: str) -> str:
        """The body, left out or said as ours where the setting is one document."""
        if self.setting.organisation == body and self.choice.random() < 0.6:
            return self.choice.choice(("", "", "本部门", "我单位"))
        return body

    def year(self, year: int) -> str:
        """A year in words."""
        ways = [f"{year}年"] * 4 + [f"{year}年度"]
        if self.setting.year is not None:
            if year == self.setting.year:
                ways += ["", "", "今年", "本年度", f"{year % 100}年"]
            elif year == self.setting.year - 1:
                ways += ["上年", "去年"]
        if self.choice.random() < 0.04:
            return "二" + "".join(_CHARACTERS[int(d)] for d in str(year)[1:]) + "年"
        return self.choice.choice(ways)

    def item(self, name: Name) -> str:
        """An item in words."""
        if name.part:
            return name.label + self.choice.choice(("的", "中的", "")) + name.part
        if name.label in ("收入总计", "支出总计"):
            side = name.label[:2]
            return self.choice.choice((f"总{side}", f"{side}总额", name.label))
        called = spoken(name.label)
        return called[0] if self.choice.random() < 0.6 else self.choice.choice(called)

    def basis(self, frame: Frame, how: Stage | None) -> str:
        """预算 or 决算 in words, or nothing where it goes without saying."""
        word = "决算" if how == "actual" else "预算"
        unsaid = self.setting.stage in (None, how)
        if re.search(r"\{b\}(?:中|情况)|部门\{b\}", frame.template):
            return word
        if "{b}" not in frame.template:
            return ""
        planned = ("预算", "预算", "预算数", "预算安排", "")
        spent = ("决算", "决算", "决算数", "实际支出", "")
        ways = spent if how == "actual" else planned
        return self.choice.choice([way for way in ways if way or unsaid])

    def directions(self, means: Mapping[str, Any]) -> dict[str, str]:
        """The direction words for what the slots mean."""
        found: dict[str, str] = {}
        if "up" in means:
            up = means["up"] > 0
            found["up"] = self.choice.choice(_UP if up else _DOWN)
            found["wide"] = self.choice.choice(("增长", "增幅", "增幅为") if up else ("下降", "降幅", "降幅为"))
            found["to"] = self.choice.choice(("增至", "增加到", "升至") if up else ("降至", "减至", "下降到"))
            found["higher"] = self.choice.choice(("提高", "上升") if up else ("下降", "降低"))
        if "more" in means:
            found["more"] = self.choice.choice(("多", "多出") if means["more"] > 0 else ("少",))
        return found

    def comparison(self, means: Mapping[str, Any]) -> str:
        """What is compared with."""
        year = means["y0"]
        ways = [f"比{year}年", f"较{year}年", f"与{year}年相比"]
        if year == means["y"] - 1:
            ways += ["比上年", "较上年", "同比", "比去年", "与上年相比"]
            if means["b"] == "budget":
                ways.append("比上年预算")
        return self.choice.choice(ways)


__all__ = ["Counted", "Drawer", "Setting", "Sketch", "sign_of", "truths"]
