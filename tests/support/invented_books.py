"""The invented amounts of a body: what a year plans and what it spent, the same whenever they are asked for.

All in whole 元. A year follows from the year before, so that a budget's 上年 figures are those of last year's budget
and a final account's 年初预算 is that year's budget.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from ingest import terms
from ingest.model import Scope
from tests.support.invented_bodies import Body

Stage = Literal["plan", "outturn"]
_FIRST = 2019

# code, name, 元 a head and year (of all staff), how often it is there at all (of 100)
_OFFICE = (
    ("30201", "办公费", 4200, 100),
    ("30202", "印刷费", 900, 70),
    ("30205", "水费", 320, 90),
    ("30206", "电费", 1500, 95),
    ("30207", "邮电费", 1100, 85),
    ("30209", "物业管理费", 2600, 60),
    ("30211", "差旅费", 2900, 95),
    ("30213", "维修（护）费", 1700, 75),
    ("30214", "租赁费", 1300, 35),
    ("30215", "会议费", 800, 80),
    ("30216", "培训费", 1200, 85),
    ("30226", "劳务费", 1900, 60),
    ("30227", "委托业务费", 1600, 45),
    ("30228", "工会经费", 2400, 100),
    ("30229", "福利费", 1800, 90),
    ("30239", "其他交通费用", 6200, 85),
    ("30299", "其他商品和服务支出", 2100, 95),
)
_FUNDS = {
    "教育局": ("2296004", "用于教育事业的彩票公益金支出"),
    "体育局": ("2296003", "用于体育事业的彩票公益金支出"),
    "民政局": ("2296002", "用于社会福利的彩票公益金支出"),
    "残疾人联合会": ("2296006", "用于残疾人事业的彩票公益金支出"),
}
_LAND = ("2120899", "其他国有土地使用权出让收入安排的支出")
_ABOVE = {"22960": "彩票公益金安排的支出"}


def drawn(key: str, low: int, high: int) -> int:
    """A number of [low, high] that hangs on the key alone."""
    return low + int.from_bytes(hashlib.blake2b(key.encode(), digest_size=6).digest()) % (high - low + 1)


@dataclass(frozen=True, slots=True)
class Leaf:
    """A 项 with its basic and project expenditure."""

    code: str
    name: str
    basic: int
    project: int

    @property
    def total(self) -> int:
        """Both."""
        return self.basic + self.project


@dataclass(frozen=True, slots=True)
class Books:
    """A year of a body, planned or spent; `leaves` are 一般公共预算, `earned` is 事业收入, spent under `earning`."""

    leaves: tuple[Leaf, ...]
    economic: tuple[tuple[str, str, int], ...]
    fund: tuple[Leaf, ...]
    earned: int
    earned_spent: int
    earning: str
    carried_in: int
    carried_out: int
    overseas: int
    purchase: int
    running: int
    reception: int
    agency: int
    goods: int
    works: int
    services: int
    vehicles: int
    admin_staff: int
    unit_staff: int
    retired: int

    @property
    def general(self) -> int:
        """一般公共预算 expenditure."""
        return sum(leaf.total for leaf in self.leaves)

    @property
    def basic(self) -> int:
        """Of it, basic expenditure."""
        return sum(leaf.basic for leaf in self.leaves)

    @property
    def project(self) -> int:
        """Of it, project expenditure."""
        return sum(leaf.project for leaf in self.leaves)

    @property
    def fund_total(self) -> int:
        """政府性基金 expenditure."""
        return sum(leaf.total for leaf in self.fund)

    @property
    def expenditure(self) -> int:
        """All expenditure of the year."""
        return self.general + self.fund_total + self.earned_spent

    @property
    def revenue(self) -> int:
        """All revenue of the year."""
        return self.general + self.fund_total + self.earned

    @property
    def all_leaves(self) -> tuple[Leaf, ...]:
        """Every 项 whatever pays for it."""
        own = tuple(
            Leaf(
                leaf.code, leaf.name, leaf.basic, leaf.project + (self.earned_spent if leaf.code == self.earning else 0)
            )
            for leaf in self.leaves
        )
        return (*own, *self.fund)

    @property
    def vehicle_total(self) -> int:
        """公务用车购置及运行维护费."""
        return self.purchase + self.running

    @property
    def three_public(self) -> int:
        """“三公”经费."""
        return self.overseas + self.vehicle_total + self.reception

    @property
    def personnel(self) -> int:
        """人员经费: 301 and 303."""
        return sum(amount for code, _, amount in self.economic if code[:3] in ("301", "303"))

    @property
    def operating(self) -> int:
        """公用经费: 302 and 310."""
        return sum(amount for code, _, amount in self.economic if code[:3] in ("302", "310"))

    @property
    def procurement(self) -> int:
        """政府采购."""
        return self.goods + self.works + self.services


def named(code: str, leaves: Iterable[Leaf] = ()) -> str:
    """The name of a 类, 款 or 项."""
    own = {leaf.code: leaf.name for leaf in leaves}
    return own.get(code) or _ABOVE.get(code) or terms.codes()[code].name


def rolled(leaves: Mapping[str, tuple[int, ...]]) -> list[tuple[str, tuple[int, ...]]]:
    """Rows of 类, 款 and 项 in the order of their codes, each with the sums of what is under it."""
    sums: dict[str, list[int]] = {}
    for code, amounts in leaves.items():
        for level in sorted({3, 5, len(code)}):
            row = sums.setdefault(code[:level], [0] * len(amounts))
            for at, amount in enumerate(amounts):
                row[at] += amount
    return [(code, tuple(sums[code])) for code in sorted(sums)]


@lru_cache(maxsize=4096)
def books(body: Body, year: int, stage: Stage, scope: Scope, seed: int) -> Books:
    """The amounts of a year."""
    who = f"{seed}|{body.organisation}|{scope}"
    grain = 1 if drawn(f"{who}|grain", 1, 10) <= 3 else 100  # 元 that two decimals of 万元 cannot show, or can

    def path(what: str, base: int, still: int = 0, low: int = 930, high: int = 1110, step: int = 0) -> int:
        """A planned amount that moves from year to year, and what was spent of it."""
        value = base
        for at in range(_FIRST, year + 1):
            if drawn(f"{who}|{what}|still|{at}", 1, 100) > still:
                value = value * drawn(f"{who}|{what}|{at}", low, high) // 1000
        unit = max(step, grain)
        value = value // unit * unit
        if stage == "outturn":
            value = value * drawn(f"{who}|{what}|spent|{year}", 880, 1030) // 1000 // grain * grain
        return value

    def share(amount: int, of_thousand: int) -> int:
        return amount * of_thousand // 1000 // grain * grain

    size = drawn(f"{who}|size", 14, 70) * (2 if scope == "department" else 1)
    serving = scope == "department" and body.trade.serving is not None
    admin = size if not serving else max(8, size * drawn(f"{who}|admin", 30, 70) // 100)
    below = size - admin if serving else 0
    retired = drawn(f"{who}|retired", 0, 30)

    wage = path("30101", 54_000 * size)
    allowance = path("30102", 47_000 * admin)
    bonus = path("30103", 33_000 * admin)
    merit = path("30107", 61_000 * below)
    base = wage + allowance + merit
    economic = [
        ("30101", "基本工资", wage),
        ("30102", "津贴补贴", allowance),
        ("30103", "奖金", bonus),
        ("30107", "绩效工资", merit),
        ("30108", "机关事业单位基本养老保险缴费", share(base, 160)),
        ("30109", "职业年金缴费", share(base, 80)),
        ("30110", "职工基本医疗保险缴费", share(base, 85)),
        ("30111", "公务员医疗补助缴费", share(base, 14) if drawn(f"{who}|30111", 0, 1) else 0),
        ("30112", "其他社会保障缴费", share(base, 6)),
        ("30113", "住房公积金", share(base, 120)),
        ("30199", "其他工资福利支出", path("30199", 2_300 * size)),
    ]
    overseas = path(
        "overseas", drawn(f"{who}|overseas", 30, 90) * 1000 if drawn(f"{who}|abroad", 1, 10) <= 3 else 0, 50
    )
    vehicles = drawn(f"{who}|vehicles", 0, 6)
    running = path("running", vehicles * 26_000, 40, 850, 1060, 1000)
    reception = path("reception", drawn(f"{who}|reception", 6, 60) * 1000, 40, 820, 1040, 1000)
    buys = vehicles and drawn(f"{who}|buys|{year}", 1, 10) == 1
    purchase = path("purchase", 178_000, 60) if buys else 0
    office = [
        (code, name, path(code, a_head * size))
        for code, name, a_head, often in _OFFICE
        if drawn(f"{who}|{code}|there", 1, 100) <= often
    ]
    office += [
        ("30212", "因公出国（境）费用", overseas),
        ("30217", "公务接待费", reception),
        ("30231", "公务用车运行维护费", running),
    ]
    pension = path("30302", 9_800 * retired)
    living = path("30305", drawn(f"{who}|30305", 0, 4) * 14_400, 30)
    equipment = path("31002", 2_100 * size) if drawn(f"{who}|31002|there", 0, 1) else 0
    economic += sorted(office)
    economic += [("30302", "退休费", pension), ("30305", "生活补助", living), ("31002", "办公设备购置", equipment)]
    spent = dict.fromkeys((code for code, _, _ in economic), 0) | {code: amount for code, _, amount in economic}
    operating = sum(amount for code, amount in spent.items() if code[:3] in ("302", "310"))

    care = spent["30110"]
    admin_care = care if not below else care * admin // size // grain * grain
    fixed = [
        Leaf("2080501", "行政单位离退休", pension, 0),
        Leaf("2080505", "机关事业单位基本养老保险缴费支出", spent["30108"], 0),
        Leaf("2080506", "机关事业单位职业年金缴费支出", spent["30109"], 0),
        Leaf("2080599", "其他行政事业单位养老支出", living, 0),
        Leaf("2101101", "行政单位医疗", admin_care, 0),
        Leaf("2101102", "事业单位医疗", care - admin_care, 0),
        Leaf("2101103", "公务员医疗补助", spent["30111"], 0),
        Leaf("2210201", "住房公积金", spent["30113"], 0),
    ]
    rest = sum(spent.values()) - sum(leaf.basic for leaf in fixed)
    served = rest * below // size // grain * grain if below else 0
    own = [Leaf(body.trade.running, "行政运行", rest - served, 0)]
    if body.trade.serving and served:
        own.append(Leaf(*body.trade.serving, served, 0))
    for at, task in enumerate(body.trade.tasks):
        amount = path(task.code, drawn(f"{who}|{task.code}", 12, 320) * 10_000, 15, 850, 1180, 1000)
        own.append(Leaf(task.code, task.name, 0, amount + (purchase if at == 0 else 0)))
    leaves = tuple(sorted((leaf for leaf in (*own, *fixed) if leaf.total), key=lambda leaf: leaf.code))

    fund: tuple[Leaf, ...] = ()
    if drawn(f"{who}|fund", 1, 10) <= 2:
        fund = (Leaf(*_FUNDS.get(body.trade.name, _LAND), 0, path("fund", drawn(f"{who}|funds", 10, 90) * 10_000, 20)),)
    earns = serving and drawn(f"{who}|earns", 1, 10) <= 4
    earned = path("earned", drawn(f"{who}|earned", 15, 160) * 10_000) if earns else 0
    carried_in, carried_out = (
        (drawn(f"{who}|carried|{at}", 100, 900) * 100 if earns and stage == "outturn" else 0) for at in (year - 1, year)
    )
    projects = sum(leaf.project for leaf in leaves)
    return Books(
        leaves=leaves,
        economic=tuple(row for row in economic if row[2]),
        fund=fund,
        earned=earned,
        earned_spent=earned + carried_in - carried_out,
        earning=body.trade.tasks[0].code,
        carried_in=carried_in,
        carried_out=carried_out,
        overseas=overseas,
        purchase=purchase,
        running=running,
        reception=reception,
        agency=operating if not below else share(operating, drawn(f"{who}|agency", 550, 850)),
        goods=path("goods", 1_900 * size) + (purchase // grain * grain),
        works=share(projects, drawn(f"{who}|works", 40, 150)) if drawn(f"{who}|builds", 0, 1) else 0,
        services=share(projects, drawn(f"{who}|services", 60, 300)),
        vehicles=vehicles,
        admin_staff=admin,
        unit_staff=below,
        retired=retired,
    )
