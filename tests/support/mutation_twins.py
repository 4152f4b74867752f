"""The false twins of a true sentence, one a class, each known to be false without asking the verifier."""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from ingest.quantity import decimals, render
from tests.support import mutation_writing as writing
from tests.support.mutation_sketch import Drawer, Sketch, sign_of, truths
from tests.support.mutation_world import Name, Stage, said_alike
from tests.support.mutation_writing import Written

_STRANGERS = ("示例市体育局", "邻江县审计局", "青田区信访局", "示例市文物保护中心", "临山市档案馆", "云山县水务局")
_NOWHERE = ("陪审员经费", "海塘维护费", "夜间照明补助", "渔船更新补贴", "冰场运营费", "驻外办事机构经费")
_AMOUNTS = frozenset(("level", "before", "theirs", "planned", "sum", "change", "difference", "apart", "against"))
_DERIVED = frozenset(
    ("change", "rate", "share", "sum", "difference", "times", "points", "apart", "completion", "against")
)
_PERCENT = frozenset(("rate", "share", "completion"))


@dataclass(frozen=True, slots=True)
class Twin:
    """A false sentence, its class, and the figures of it that are false."""

    klass: str
    sketch: Sketch
    false: tuple[str, ...]


def is_false(sketch: Sketch, figure: str, how: Stage | None = None) -> bool:
    """Whether a figure is surely false: no value that its sentence might mean, or any like-named item has, is said by it."""
    operation, *slots = sketch.frame.claims[figure].split()
    written: Written = sketch.means[figure]
    sign = sign_of(sketch, figure)
    known = truths(sketch, figure)
    for value in known:
        right = not sign or not value or (value > 0) == (sign * (-1 if written.number < 0 else 1) > 0)
        plain = replace(written, number=abs(written.number)) if sign else written
        if right and writing.says(plain, abs(value) if sign else value):
            return False
    if operation == "count":
        counted = sketch.means["c"]
        hazards = sketch.setting.world.hazards(counted.body, sketch.means["y"], counted.label, base="人")
        return written.base not in hazards
    whose = sketch.means["who2"] if operation == "theirs" else sketch.means["who"]
    year = sketch.means["y0"] if operation == "before" else sketch.means["y"]
    base = "元" if operation in _AMOUNTS else "%"
    named = [sketch.means[slot] for slot in slots]
    near = {
        value for name in named for value in sketch.setting.world.hazards(whose, year, name.label, how, base)
    }  # fmt: skip
    if sign and known:
        near = set()  # a disclosed change of a like name has its own direction: the truth is known here
    if any(writing.says(replace(written, number=abs(written.number)), value) and written.number >= 0 for value in near):
        return False
    if known:
        return True
    # Nothing is printed under the name: false only where nothing like it is, so that nothing can be computed.
    world = sketch.setting.world
    years = {year, year + 1, sketch.means.get("y0", year)}
    return not near and not any(
        world.hazards(whose, at, name.label, how)
        for name in named
        for at in years
        if operation in _DERIVED or at == year + 1
    )


def _changed(sketch: Sketch, figure: str, number: Decimal, **more: object) -> Sketch:
    written = replace(sketch.means[figure], number=number, **more)
    return replace(sketch, means={**sketch.means, figure: written})


def _digits(written: Written) -> str:
    return render(written.number)


def _exact(sketch: Sketch) -> list[str]:
    return [f for f in sketch.frame.claims if not sketch.means[f].approx] or list(sketch.frame.claims)


class Twins:
    """Makes twins of sentences of one setting."""

    def __init__(self, drawer: Drawer, seed: str) -> None:
        self.drawer = drawer
        self.choice = random.Random(seed)
        world = drawer.setting.world
        self.bodies = sorted(set(world.bodies.values()))
        self.years = sorted({year for _, year, _, _ in world.amounts})
        self.names = sorted({name for _, _, _, name in world.amounts}, key=lambda n: (n.label, n.part or ""))

    def of(self, sketch: Sketch, klass: str) -> Twin | None:
        """The sentence's twin of a class, None where it has none or it cannot be known to be false."""
        make: Callable[[Sketch], Iterator[Sketch]] = getattr(self, f"_{klass}")
        for _ in range(3):
            for found in make(sketch):
                changed = [f for f in sketch.frame.claims if found.means[f] != sketch.means[f]]
                told = changed or list(sketch.frame.claims)
                if klass == "direction" and "to" in sketch.frame.slots:
                    false = ("f", *tuple(f for f in told if sign_of(found, f) and is_false(found, f)))
                elif klass == "unit" and changed and _base(found.means[changed[0]]) != _base(sketch.means[changed[0]]):
                    false = (changed[0],)
                else:
                    how = found.means["b"] if klass == "basis" else None
                    false = tuple(f for f in told if is_false(found, f, how))
                if false and found.text() != sketch.text() and not (klass == "exchange" and len(false) < 2):
                    return Twin(klass, found, false)
        return None

    def _digit(self, sketch: Sketch) -> Iterator[Sketch]:
        figure = self.choice.choice(_exact(sketch))
        digits = _digits(sketch.means[figure])
        places = [at for at, char in enumerate(digits) if char.isdigit()]
        at = self.choice.choice(places)
        other = self.choice.choice([d for d in "0123456789" if d != digits[at] and not (at == 0 and d == "0")])
        yield _changed(sketch, figure, Decimal(digits[:at] + other + digits[at + 1 :]))

    def _swap(self, sketch: Sketch) -> Iterator[Sketch]:
        figure = self.choice.choice(_exact(sketch))
        digits = list(_digits(sketch.means[figure]))
        places = [at for at, char in enumerate(digits) if char.isdigit()]
        pairs = [(a, b) for a, b in itertools.pairwise(places) if digits[a] != digits[b]]
        if pairs:
            a, b = self.choice.choice(pairs)
            digits[a], digits[b] = digits[b], digits[a]
            yield _changed(sketch, figure, Decimal("".join(digits)))

    def _unit(self, sketch: Sketch) -> Iterator[Sketch]:
        figure = self.choice.choice(list(sketch.frame.claims))
        written: Written = sketch.means[figure]
        others = {
            "万元": ("元", "亿元"), "元": ("万元", "亿元"), "亿元": ("万元", "元"), "%": ("个百分点",), "个百分点": ("%",),
        }.get(written.unit, ())  # fmt: skip
        if others and written.number:
            script = "plain" if written.script in ("characters", "financial") else written.script
            yield _changed(sketch, figure, written.number, unit=self.choice.choice(others), script=script)

    def _magnitude(self, sketch: Sketch) -> Iterator[Sketch]:
        figure = self.choice.choice(list(sketch.frame.claims))
        written: Written = sketch.means[figure]
        if written.number and sketch.frame.need != "count":
            by = self.choice.choice((-1, 1, 1, 2, 3))
            script = "plain" if written.script in ("characters", "financial") else written.script
            yield _changed(sketch, figure, Decimal(render(written.number.scaleb(by))), script=script)

    def _sign(self, sketch: Sketch) -> Iterator[Sketch]:
        figure = self.choice.choice(_exact(sketch))
        written: Written = sketch.means[figure]
        if (
            written.number
            and written.script in ("plain", "grouped")
            and sketch.frame.need != "count"
            and not written.word
        ):
            yield _changed(sketch, figure, -written.number)

    def _item(self, sketch: Sketch) -> Iterator[Sketch]:
        slots = [s for s in ("i", "j", "k") if s in sketch.frame.slots]
        if not slots:
            return
        slot = self.choice.choice(slots)
        mine: Name = sketch.means[slot]
        if self.choice.random() < 0.1:
            name = Name(self.choice.choice(_NOWHERE))
            yield sketch.with_slot(slot, name, name.label)
            return
        taken = [sketch.means[s].label for s in slots]
        same = [
            n
            for n in self.names
            if not any(said_alike(n.label, t) for t in taken)
            and self.drawer.setting.world.values(sketch.means["who"], sketch.means["y"], sketch.means["b"], n)
        ]
        if mine.part and self.choice.random() < 0.5:
            same = [Name(mine.label, "项目支出" if mine.part == "基本支出" else "基本支出")]
        if same:
            name = self.choice.choice(same)
            yield sketch.with_slot(slot, name, self.drawer.item(name))

    def _year(self, sketch: Sketch) -> Iterator[Sketch]:
        slots = [s for s in ("y", "y0") if s in sketch.frame.slots]
        if sketch.frame.need == "count":
            return
        if not slots:
            return
        slot = self.choice.choice(slots)
        mine = sketch.means[slot]
        taken = {sketch.means["y"], sketch.means["y0"] if "y0" in sketch.frame.slots else sketch.means["y"]}
        offered = [y for y in (*self.years, *self.years, mine - 3, mine + 2, mine + 1, mine - 1) if y not in taken]
        year = self.choice.choice(offered)
        found = sketch.with_slot(slot, year, f"{year}年")
        if slot == "y" and "y0" not in sketch.frame.slots and "vs" in sketch.frame.slots:
            if sketch.words["vs"].strip("比较与相年") == str(sketch.means["y0"]):
                return
            found = found.with_slot("y0", year - 1, "")
        yield found

    def _organisation(self, sketch: Sketch) -> Iterator[Sketch]:
        if sketch.frame.need == "count":
            return
        slots = [s for s in ("who", "who2") if s in sketch.frame.slots]
        slot = self.choice.choice(slots)
        others = [b for b in self.bodies if b not in (sketch.means["who"], sketch.means.get("who2"))]
        body = self.choice.choice((*others, *others, *_STRANGERS))
        if "who2" in sketch.frame.slots or body not in self.bodies or others:
            yield sketch.with_slot(slot, body, body)

    def _basis(self, sketch: Sketch) -> Iterator[Sketch]:
        if "b" not in sketch.frame.slots or sketch.frame.need == "plan":
            return
        how = sketch.means["b"]
        if how is None:
            return
        other = "budget" if how == "actual" else "actual"
        fixed = "决算" if other == "actual" else "预算"
        ways = ("决算", "决算数", "实际支出") if other == "actual" else ("预算", "预算数", "预算安排")
        formal = sketch.words["b"] in ("预算", "决算")
        yield sketch.with_slot("b", other, fixed if formal else self.choice.choice(ways))

    def _direction(self, sketch: Sketch) -> Iterator[Sketch]:
        slots = [s for s in ("up", "more") if s in sketch.means]
        for slot in slots:
            means = {**sketch.means, slot: -sketch.means[slot]}
            words = {**sketch.words, **self.drawer.directions(means)}
            yield replace(sketch, means=means, words=words)

    def _derived(self, sketch: Sketch) -> Iterator[Sketch]:
        """A figure computed wrongly: over the other base, of the rest, with a part left out, or a little off."""
        figures = [f for f, claim in sketch.frame.claims.items() if claim.split()[0] in _DERIVED]
        if not figures:
            return
        figure = self.choice.choice(figures)
        written: Written = sketch.means[figure]
        operation, *slots = sketch.frame.claims[figure].split()
        places = decimals(written.number)
        value = Fraction(written.number)
        how = self.choice.random()
        if operation == "share" and how < 0.5:
            value = 100 - value
        elif operation == "rate" and how < 0.5:
            ratio = value / 100 * sketch.means["up"]
            value = abs(ratio / (1 + ratio)) * 100 if ratio != -1 else value + 7
        elif operation in ("sum", "difference") and how < 0.5 and len(slots) >= 2:
            parts = [
                sum(
                    sketch.setting.world.values(
                        sketch.means["who"], sketch.means["y"], sketch.means["b"], sketch.means[s]
                    )
                )
                for s in slots
            ]
            wrong = abs(parts[0] - parts[1]) if operation == "sum" else parts[0] + parts[1]
            value = wrong / writing.SCALES[written.unit]
        else:
            value = value * Fraction(self.choice.choice((93, 96, 98, 103, 105, 110)), 100)
        number = writing.rounded(value, places)
        if number:
            yield _changed(sketch, figure, number)

    def _rounding(self, sketch: Sketch) -> Iterator[Sketch]:
        """One step off in the last place, at the precision written or a coarser one."""
        figures = [
            f for f in _exact(sketch) if sketch.frame.claims[f].split()[0] != "count" and not sketch.means[f].approx
        ]
        if not figures:
            return
        figure = self.choice.choice(figures)
        written: Written = sketch.means[figure]
        places = decimals(written.number)
        coarser = [p for p in range(max(places, 0) + 1) if writing.digits_of(writing.half_up(written.number, p)) >= 3]
        place = self.choice.choice([places, *coarser])
        step = Decimal(1).scaleb(-place)
        number = writing.half_up(written.number, place) + self.choice.choice((-1, 1)) * step
        if number > 0:
            yield _changed(sketch, figure, number)

    def _script(self, sketch: Sketch) -> Iterator[Sketch]:
        """A wrong value in full-width digits or 汉字."""
        for wrong in self._digit(sketch):
            figure = next((f for f in sketch.frame.claims if wrong.means[f] != sketch.means[f]), None)
            if figure is None:
                return
            written: Written = wrong.means[figure]
            scripts = ["wide"]
            if 1 < written.number < 10_000 and written.unit != "%" and decimals(written.number) <= 2:
                scripts += ["characters"] * 2
            if written.unit == "元" and written.number == int(written.number) and written.number < 10**8:
                scripts.append("financial")
            yield _changed(wrong, figure, written.number, script=self.choice.choice(scripts))

    def _exchange(self, sketch: Sketch) -> Iterator[Sketch]:
        """Right numbers given to each other's items, years or bodies."""
        levels = [
            f
            for f, claim in sketch.frame.claims.items()
            if claim.split()[0] in ("level", "before", "theirs", "planned")
        ]
        if len(levels) >= 2:
            one, two = self.choice.sample(levels, 2)
            yield replace(sketch, means={**sketch.means, one: sketch.means[two], two: sketch.means[one]})

    def _count(self, sketch: Sketch) -> Iterator[Sketch]:
        if sketch.frame.need == "count":
            written: Written = sketch.means["n"]
            number = int(written.number)
            other = number + self.choice.choice((-10, -3, -2, -1, 1, 2, 3, 5, 10))
            if self.choice.random() < 0.3:
                other = int(str(number)[::-1])
            if other >= 0 and other != number:
                yield _changed(sketch, "n", Decimal(other))


def _base(written: Written) -> str:
    return "元" if written.unit in writing.SCALES else written.unit


CLASSES = (
    "digit", "swap", "unit", "magnitude", "sign", "item", "year", "organisation", "basis", "direction", "derived",
    "rounding", "script", "exchange", "count",
)  # fmt: skip
