"""A figure of a model's sentence bound to the words before it: its item, year, basis and direction are those that they name.

This reads nothing of what the figure is said to rest on but the facts themselves; it stands beside the verifier, which
reads the finished text as a stranger's.
"""

from __future__ import annotations

from collections.abc import Sequence

from ingest import quantity
from ingest.model import Fact
from service import letter
from service.draft import Stated
from service.item_names import identity
from service.letter import Token
from service.material import Material, is_money
from service.operation import completes, operation
from service.slots import WrongClaim

_AGAINST = frozenset({"比", "较", "相比", "比较", "同", "跟", "相较", "相对于"})
# What may stand between two years: one is set against the other, or both are named.
PARTING = _AGAINST | {"由", "从", "与", "和"}
_BASIS = {
    "budget": "预算数",
    "initial_budget": "年初预算数",
    "adjusted_budget": "全年预算数",
    "actual": "决算数",
    "target": "目标值",
}


class Binding:
    """One sentence's tokens against the material."""

    def __init__(self, tokens: Sequence[Token], material: Material) -> None:
        """Take the sentence, read, and what it is made of."""
        self._tokens = tokens
        self._material = material
        needed = [figure.stated for id_ in material.needed if (figure := material.figure(id_))]
        years = [fact.year for stated in needed for fact in stated.facts if fact.year]
        self.main = max(years, default=material.scene.target())

    def years(self, among: Sequence[Token]) -> set[int]:
        """The years that words name; 上年 is told from the first year that the sentence names, else the one asked about."""
        first = next((token.year for token in self._tokens if token.year is not None), self.main)
        return {first + t.step if t.step is not None else t.year or 0 for t in among if t.kind == "year"}

    def check(self, number: int, stated: Stated) -> None:
        """Raise WrongClaim where the figure in a slot is not what the words before it say."""
        before = self._tokens[:number]
        done = operation(stated)
        self._alone(before, stated)
        if done == "level":
            self._level(before, stated.facts[0])
            return
        items = {meant for t in self._tokens if t.kind == "name" for meant in self._material.names[t.text]}
        if missing := [f for f in stated.facts if identity(f) not in items]:
            raise WrongClaim(f"没有写明所依据的“{self._called(missing[0])}”")
        years = self.years(before)
        wanted = {f.year for f in stated.facts} | {f.base_year for f in stated.facts if f.base_year}
        if unnamed := sorted(year for year in wanted - years if year is not None):
            raise WrongClaim(f"没有写明所依据的{unnamed[0]}年")
        bases = {basis for t in self._tokens if t.kind == "basis" for basis in letter.words().bases[t.text]}
        if any(is_money(fact) and fact.basis is not None and fact.basis not in bases for fact in stated.facts):
            raise WrongClaim("没有写明是预算数还是决算数")
        if done in ("difference", "rate"):
            self._moved(before, stated)
        elif done == "share":
            self._part(before, stated)
        else:
            self._summed(before, stated)

    def _alone(self, before: Sequence[Token], stated: Stated) -> None:
        """Between the figure before and this one no item is named that this one is not of."""
        own = {identity(fact) for fact in stated.facts}
        for token in reversed(before):
            if token.kind == "slot":
                return
            if token.kind == "name" and not self._material.names[token.text] & own:
                raise WrongClaim(f"“{token.text}”与这个数无关：它是“{self._called(stated.facts[0])}”的")

    def _summed(self, before: Sequence[Token], stated: Stated) -> None:
        """合计 before it; what is named is all of what was added, or is named behind it and nothing else before."""
        if not any(t.kind == "sum" for t in before):
            raise WrongClaim("相加得出的数之前要写“合计”")
        if len({(fact.year, fact.basis) for fact in stated.facts}) > 1:
            raise WrongClaim("不同年份、不同口径的数不相加")
        own = {identity(fact) for fact in stated.facts}
        earlier = [self._material.names[t.text] for t in before if t.kind == "name"]
        said = {meant for names in earlier for meant in names}
        named = [self._material.names[t.text] for t in self._tokens if t.kind == "name"]
        if (said and not own <= said) or not all(names & own for names in named):
            raise WrongClaim("“合计”要写明是哪几项相加，不多不少")

    def _level(self, before: Sequence[Token], fact: Fact) -> None:
        named = next((t for t in reversed(before) if t.kind == "name"), None)
        if named is None or identity(fact) not in self._material.names[named.text]:
            raise WrongClaim(
                f"{_value(fact)}是“{self._called(fact)}”的数" + (f"，不是“{named.text}”的" if named else "，请写明名称")
            )
        year = next((t for t in reversed(before) if t.kind == "year"), None)
        if fact.year is not None and (year is None or self.years([year]) != {fact.year}):
            raise WrongClaim(f"{_value(fact)}是{fact.year}年的数，请写明年份")
        if not is_money(fact) or fact.basis is None:
            return
        basis = next((t for t in reversed(before) if t.kind == "basis"), None)
        if basis is None or fact.basis not in letter.words().bases[basis.text]:
            raise WrongClaim(f"{_value(fact)}是{_BASIS.get(fact.basis, '')}，请写明")

    def _moved(self, before: Sequence[Token], stated: Stated) -> None:
        """增加 or 减少 right before it, of the item named last; of two items or bases, which is against which."""
        bridge = letter.words().bridge
        at = max((i for i, t in enumerate(before) if t.text not in bridge or t.kind in ("up", "down")), default=-1)
        led = before[at] if at >= 0 else None
        facts = [fact for _, fact in stated.operands] or list(stated.facts)
        first, last = facts[0], facts[-1]
        items, bases = {identity(fact) for fact in facts}, {fact.basis for fact in facts}
        if led is not None and led.kind == "apart" and len(items) > 1:
            return
        if led is None or led.kind not in ("up", "down"):
            raise WrongClaim("变动的数之前要写“增加”或“减少”")
        named = next((t for t in reversed(before) if t.kind == "name"), None)
        if named is None or not self._material.names[named.text] & items:
            raise WrongClaim(f"这是“{self._called(first)}”的变动，请写明")
        if first.measure == last.measure and (first.year or 0) < (last.year or 0):
            raise WrongClaim("变动应是后一年减前一年")
        self._since(before[:at], stated)
        against = max((i for i, t in enumerate(before[:at]) if t.text in _AGAINST), default=-1)
        if against < 0:
            if len(items) > 1 or (len(bases) > 1 and first.year == last.year):
                raise WrongClaim("两个数相比，要写“比”")
            return
        if len(items) > 1 or first.basis != last.basis:
            self._against(before[:against], before[against:at], first, last)

    def _since(self, before: Sequence[Token], stated: Stated) -> None:
        """The year named last before a movement is the later one, or the earlier one behind 比: 2023年增加 is said of 2023."""
        at = max((i for i, t in enumerate(before) if t.kind == "year"), default=-1)
        named = self.years(before[at : at + 1]) if at >= 0 else set()
        late, base = _span(stated)
        if late == base or not named:
            return
        compared = before[at].text == "同比" or (at > 0 and before[at - 1].text in PARTING)
        if compared and named != {base}:
            raise WrongClaim(f"这是与{base}年相比")
        if not compared and named != {late}:
            raise WrongClaim(f"这是{late}年比{base}年的变动")

    def _against(self, earlier: Sequence[Token], later: Sequence[Token], first: Fact, last: Fact) -> None:
        """甲比乙多: what is named before 比 is what is subtracted from, what is named behind it is subtracted."""
        if identity(first) != identity(last):
            sides = [
                {m for t in side if t.kind == "name" for m in self._material.names[t.text]} for side in (earlier, later)
            ]
            if identity(first) not in sides[0] or identity(last) not in sides[1] or identity(last) in sides[0]:
                raise WrongClaim(f"这是“{self._called(first)}”比“{self._called(last)}”")
        if first.basis != last.basis and first.year == last.year:
            bases = letter.words().bases
            said = [
                next((bases[t.text] for t in reversed(side) if t.kind == "basis"), frozenset())
                for side in (earlier, later)
            ]
            if first.basis not in said[0] or last.basis not in said[1]:
                raise WrongClaim(f"这是{_BASIS.get(first.basis or '', '')}比{_BASIS.get(last.basis or '', '')}")

    def _part(self, before: Sequence[Token], stated: Stated) -> None:
        """A占B的 …: the part is named before 占, the whole behind it; 完成: what was spent of what was planned."""
        led = next((t for t in reversed(before) if t.kind in ("share", "done")), None)
        if stated.formula is None:
            if led is None:
                raise WrongClaim("占比之前要写“占”")
            return
        spent = completes(stated)
        if led is None or (led.kind == "done") != spent:
            raise WrongClaim("之前要写“完成”" if spent else "占比之前要写“占”")
        if spent:
            return
        first, last = stated.operands[0][1], stated.operands[-1][1]
        at = before.index(led)
        part = {meant for t in before[:at] if t.kind == "name" for meant in self._material.names[t.text]}
        whole = [t for t in before[at:] if t.kind == "name"] or [t for t in before[:at] if t.kind == "name"][:1]
        if identity(first) not in part or identity(last) not in self._material.names[whole[-1].text]:
            raise WrongClaim(f"这是“{self._called(first)}”占“{self._called(last)}”的比例")

    def _called(self, fact: Fact) -> str:
        return next((name for name, meant in self._material.names.items() if identity(fact) in meant), "")


def _span(stated: Stated) -> tuple[int | None, int | None]:
    """The year that a movement leads to, and the one that it starts from."""
    for fact in stated.facts:
        if fact.measure in ("change", "rate") and fact.year is not None:
            return fact.year, fact.base_year or fact.year - 1
    years = [fact.year for _, fact in stated.operands]
    return years[0], years[-1]


def signed(stated: Stated) -> int:
    """The sign of a change: of what was computed, or as the sentence says that states it."""
    fact = stated.facts[0]
    if stated.formula is None and fact.direction in ("up", "down"):
        return 1 if fact.direction == "up" else -1
    return 1 if stated.value > 0 else -1 if stated.value < 0 else 0


def _value(fact: Fact) -> str:
    return f"{quantity.render(fact.value)}{fact.unit or ''}" if fact.value is not None else ""
