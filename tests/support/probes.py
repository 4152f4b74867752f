"""Questions about invented disclosures, made by the hundred, and what must be true of the replies.

A probe names a body, a year, budget or final account and an item, each in one of the ways people say it; its values
come from the invented books, not from reading, so a reply is right only if reading, finding and computing all are.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Literal

from ingest.model import Basis, Fact, Kind, Scope
from service import evaluate
from service.reply import Answer
from tests.support.invented import Body, Subject, bodies
from tests.support.invented_books import Books, Stage, books
from tests.support.invented_paper import shown

Expect = Literal["answered", "declined", "clarify"]

_SHORT = (
    ("卫生健康委员会", "卫健委"),
    ("发展和改革委员会", "发改委"),
    ("人力资源和社会保障局", "人社局"),
    ("市场监督管理局", "市场监管局"),
    ("住房和城乡建设局", "住建局"),
    ("文化和旅游局", "文旅局"),
    ("退役军人事务局", "退役军人局"),
    ("政务服务管理办公室", "政务办"),
    ("城市管理局", "城管局"),
    ("医疗保障局", "医保局"),
    ("科学技术局", "科技局"),
    ("交通运输局", "交通局"),
    ("妇女联合会", "妇联"),
    ("残疾人联合会", "残联"),
    ("街道办事处", "街道办"),
    ("镇人民政府", "镇政府"),
)
_STRANGERS = ("沧溟市", "沧溟市玄圃区", "海西省", "云州市赤岭区")


@dataclass(frozen=True, slots=True)
class Item:
    """Something to ask for: how it is called, and its amount in 元 by the books (several where names are shared)."""

    names: tuple[str, ...]
    amounts: Callable[[Books], tuple[int, ...]]
    told_before: bool = False  # whether a budget tells last year's, as a figure or by the change


def _economic(code: str) -> Callable[[Books], tuple[int, ...]]:
    return lambda of: tuple(amount for at, _, amount in of.economic if at == code)


def _leaf(code: str) -> Callable[[Books], tuple[int, ...]]:
    return lambda of: tuple(leaf.total for leaf in of.leaves if leaf.code == code)


def _category(code: str) -> Callable[[Books], tuple[int, ...]]:
    return lambda of: (
        sum(leaf.total for leaf in of.all_leaves if leaf.code.startswith(code)),
        sum(leaf.total for leaf in of.leaves if leaf.code.startswith(code)),
    )


ITEMS = (
    Item(("三公经费", "“三公”经费"), lambda of: (of.three_public,), told_before=True),
    Item(("公务接待费", "接待费", "公务接待", "招待费"), lambda of: (of.reception,), told_before=True),
    Item(("公务用车运行维护费", "公车运行维护费", "养车费"), lambda of: (of.running,), told_before=True),
    Item(("因公出国（境）费", "因公出国费", "出国费"), lambda of: (of.overseas,), told_before=True),
    Item(("基本支出",), lambda of: (of.basic,), told_before=True),
    Item(("项目支出",), lambda of: (of.project, of.expenditure - of.basic), told_before=True),
    Item(("机关运行经费",), lambda of: (of.agency,), told_before=True),
    Item(("政府采购",), lambda of: (of.procurement,)),
    Item(("人员经费",), lambda of: (of.personnel,)),
    Item(("公用经费",), lambda of: (of.operating,)),
    Item(("总支出", "支出总额"), lambda of: (of.expenditure,)),
    Item(("社会保障和就业支出",), _category("208")),
    Item(("卫生健康支出",), _category("210")),
    Item(("住房保障支出",), _category("221")),
    Item(("住房公积金",), _economic("30113")),
    Item(("2080505", "机关事业单位基本养老保险缴费支出"), _leaf("2080505")),
    Item(("2080506",), _leaf("2080506")),
    Item(("基本工资",), _economic("30101")),
    Item(("津贴补贴",), _economic("30102")),
    Item(("办公费",), _economic("30201")),
    Item(("差旅费",), _economic("30211")),
    Item(("工会经费",), _economic("30228")),
    Item(("一般行政管理事务",), lambda of: tuple(
        leaf.total + extra
        for leaf in of.leaves
        if leaf.name == "一般行政管理事务"
        for extra in {0, of.earned_spent if leaf.code == of.earning else 0}
    )),
)  # fmt: skip

_BUDGET = (
    "{body}{year}{item}预算是多少？",
    "{year}{body}的{item}预算有多少",
    "请问{body}{year}预算里{item}安排了多少钱",
    "{body}：{year}部门预算中{item}是多少？",
    "想了解{year}{body}{item}预算数",
)
_FINAL = (
    "{body}{year}{item}决算是多少？",
    "{year}{body}的{item}决算数有多少",
    "请问{body}{year}决算里{item}是多少",
    "{body}{year}{item}实际支出多少",
    "想了解{year}{body}{item}决算数",
)


@dataclass(frozen=True, slots=True)
class Probe:
    """A question, whom and what it is about, and what its reply must be; `way` tells how it is asked."""

    question: str
    organisation: str
    year: int
    kind: Kind
    scope: Scope | None
    expect: Expect
    values: tuple[Decimal, ...]  # in 元, each good to `slack`
    slack: Decimal
    way: tuple[str, ...]

    @property
    def bases(self) -> tuple[Basis, ...]:
        """What facts of the kind asked about may count."""
        return ("actual",) if self.kind == "final_accounts" else ("budget", "initial_budget")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a probe: right, or what is wrong with the reply."""

    probe: Probe
    reply: Answer
    miss: str
    citations: tuple[str, ...]
    unsafe: tuple[str, ...]

    def line(self) -> str:
        """One line for the eye."""
        wrong = "; ".join(filter(None, (self.miss, *self.citations, *self.unsafe)))
        return f"[{' / '.join(self.probe.way)}] {self.probe.question}\n    -> {self.reply.answer[:160]!r}\n    {wrong}"


def short(body: Body) -> str:
    """How people call a body: a district without its city, the usual abbreviation where there is one."""
    name = body.organisation
    for long, brief in _SHORT:
        if name.endswith(long):
            name = name.removesuffix(long) + brief
            break
    city, _, district = body.place.partition("市")
    return name.removeprefix(f"{city}市") if district else name


def probes(subjects: Sequence[Subject], count: int, seed: int = 1, books_seed: int = 1) -> list[Probe]:
    """`count` different probes of a store that holds the subjects: of ten, seven are held, two are not, one is vague."""
    choice = random.Random(seed)
    found: dict[str, Probe] = {}
    made = (_held, _held, _held, _held, _held, _held, _last_year, _held, _not_held, _not_held)
    while len(found) < count:
        make = made[len(found) % len(made)] if len(found) % 25 else _vague
        if probe := make(subjects, choice, books_seed):
            found.setdefault(probe.question, probe)
    return list(found.values())


def _values(item: Item, of: Books) -> tuple[Decimal, ...]:
    """An item's amounts as anything may print them: exactly, or to 0.01万元."""
    return tuple(v for amount in item.amounts(of) for v in (Decimal(amount), shown(amount, "万元") * 10_000))


def _stage(kind: Kind) -> Stage:
    return "plan" if kind == "budget" else "outturn"


def _ask(body: str, year: str, item: str, kind: Kind, choice: random.Random, scope: Scope | None = None) -> str:
    form = choice.choice(_BUDGET if kind == "budget" else _FINAL)
    if scope == "unit":
        form = form.replace("{body}", "{body}本级").replace("部门预算", "单位预算")
    return form.format(body=body, year=year, item=item)


def _called(body: Body, choice: random.Random) -> tuple[str, str]:
    """A body as people call it: in full, in short, in short with its place in two characters (北碚政务办)."""
    way = choice.choice(("full name", "full name", "short name", "short name", "short place"))
    if way == "full name":
        return body.organisation, way
    brief = short(body)
    place = body.place.rpartition("市")[2] or body.place
    if way == "short place" and brief.startswith(place) and not brief.startswith(f"{place}委"):
        return place[:-1] + brief.removeprefix(place), way
    return brief, "short name"


def _dated(year: int, newest: int, choice: random.Random) -> tuple[str, str]:
    """A year as people say it; 今年 and 去年 where they mean it."""
    ways = {
        "digits": f"{year}年",
        "digits and 度": f"{year}年度",
        "two digits": f"{year % 100}年",
        "汉字": "".join("〇一二三四五六七八九"[int(digit)] for digit in str(year)) + "年",
    }
    if year == newest:
        ways["今年"] = "今年"
    if year == newest - 1:
        ways["去年"] = "去年"
    way = choice.choice(list(ways))
    return ways[way], way


def _newest(subjects: Iterable[Subject], body: Body, kind: Kind, scope: Scope) -> int:
    those = (one.year for one in subjects if (one.body, one.kind, one.scope) == (body, kind, scope))
    return max(those, default=0)


def _held(subjects: Sequence[Subject], choice: random.Random, books_seed: int) -> Probe | None:
    subject = choice.choice(subjects)
    both = {one.scope for one in subjects if one.body == subject.body}
    if len(both) > 1 and subject.scope == "department":
        return None  # whose figures 教育局 means is vague where 本级 is held beside it
    of = books(subject.body, subject.year, _stage(subject.kind), subject.scope, books_seed)
    item = choice.choice([one for one in ITEMS if any(one.amounts(of))])
    called, name_way = _called(subject.body, choice)
    dated, year_way = _dated(subject.year, _newest(subjects, subject.body, subject.kind, subject.scope), choice)
    name = choice.choice(item.names)
    return Probe(
        question=_ask(called, dated, name, subject.kind, choice, subject.scope if len(both) > 1 else None),
        organisation=subject.body.organisation,
        year=subject.year,
        kind=subject.kind,
        scope=subject.scope if len(both) > 1 else None,
        expect="answered",
        values=_values(item, of),
        slack=Decimal(0),
        way=("held", subject.kind, name_way, year_way, name),
    )


def _last_year(subjects: Sequence[Subject], choice: random.Random, books_seed: int) -> Probe | None:
    """The year before a budget's, which only that budget tells: as 上年预算数, or by the change."""
    subject = choice.choice([one for one in subjects if one.kind == "budget" and one.scope == "department"])
    year, body = subject.year - 1, subject.body
    if any(one.body == body and one.year == year for one in subjects) or _scopes(subjects, body) > 1:
        return None
    of = books(body, year, "plan", "department", books_seed)
    item = choice.choice([one for one in ITEMS if one.told_before and any(one.amounts(of))])
    called, name_way = _called(body, choice)
    dated, year_way = _dated(year, _newest(subjects, body, "budget", "department"), choice)
    name = choice.choice(item.names)
    return Probe(
        question=_ask(called, dated, name, "budget", choice),
        organisation=body.organisation,
        year=year,
        kind="budget",
        scope=None,
        expect="answered",
        values=_values(item, of),
        slack=Decimal(100),  # a level and a change, each rounded to 0.01万元
        way=("last year's", "budget", name_way, year_way, name),
    )


def _scopes(subjects: Sequence[Subject], body: Body) -> int:
    return len({one.scope for one in subjects if one.body == body})


def _not_held(subjects: Sequence[Subject], choice: random.Random, books_seed: int) -> Probe | None:
    """A body, a place, a year or a kind that the store has nothing of."""
    del books_seed
    held = {one.body for one in subjects}
    kind: Kind = choice.choice(("budget", "final_accounts"))
    year = choice.choice((2021, 2022, 2023, 2024, 2025))
    item = choice.choice([one for one in ITEMS if one.told_before])
    name = choice.choice(item.names)
    why = choice.choice(("body", "place", "year", "kind"))
    dated, year_way = _dated(year, 0, choice)
    if why == "body":
        body = choice.choice([one for one in bodies() if one not in held])
        organisation = body.organisation
        called, name_way = _called(body, choice)
    elif why == "place":
        body = choice.choice([one for one in held if not one.name.endswith(("街道办事处", "镇人民政府"))])
        organisation = called = choice.choice(_STRANGERS) + body.name
        name_way = "full name"
    else:
        body = choice.choice(sorted(held, key=lambda one: one.organisation))
        own = [one for one in subjects if one.body == body]
        covered = {(one.year, one.kind) for one in own} | {(one.year - 1, one.kind) for one in own}
        covered |= {(one.year, "budget") for one in own} | {(one.year - 1, "budget") for one in own}
        there = any(one.kind == kind for one in own)
        if (year, kind) in covered or (why == "year") != there:
            return None
        organisation = body.organisation
        called, name_way = _called(body, choice)
    return Probe(
        question=_ask(called, dated, name, kind, choice),
        organisation=organisation,
        year=year,
        kind=kind,
        scope=None,
        expect="declined",
        values=(),
        slack=Decimal(0),
        way=("not held", why, kind, name_way, year_way, name),
    )


def _vague(subjects: Sequence[Subject], choice: random.Random, books_seed: int) -> Probe | None:
    """A name that several held bodies have, without its place."""
    del books_seed
    by_name: dict[str, set[Body]] = {}
    for one in subjects:
        by_name.setdefault(one.body.name, set()).add(one.body)
    name = choice.choice(sorted(name for name, those in by_name.items() if len(those) > 2))
    year = choice.choice((2023, 2024))
    item = choice.choice(ITEMS[:6]).names[0]
    return Probe(
        question=f"{name}{year}年{item}预算是多少",
        organisation="",
        year=year,
        kind="budget",
        scope=None,
        expect="clarify",
        values=(),
        slack=Decimal(0),
        way=("vague", "name without place", item),
    )


def judged(probe: Probe, reply: Answer, facts: Mapping[str, Fact], scopes: Mapping[str, Scope | None]) -> Outcome:
    """What is wrong with a reply; `scopes` are those of the held documents by id."""
    wanted = evaluate.Wanted("", "lookup", probe.question, probe.expect, (), headline=False, must=(), must_not=())
    _, unsafe = evaluate.judge(wanted, reply, facts)
    return Outcome(probe, reply, _missed(probe, reply), tuple(_strange(probe, reply, facts, scopes)), tuple(unsafe))


def _missed(probe: Probe, reply: Answer) -> str:
    if reply.status != probe.expect:
        return f"status {reply.status}, expected {probe.expect}"
    if probe.expect != "answered":
        return f"gives a result {reply.result}" if reply.result else ""
    if reply.result is None:
        return "no result"
    scale = {"元": 1, "万元": 10_000}.get(reply.result.unit or "")
    try:
        given = Decimal(reply.result.value) * (scale or 0)
    except InvalidOperation:
        return f"result {reply.result.value}"
    if scale and any(abs(given - value) <= probe.slack for value in probe.values):
        return ""
    return f"result {reply.result.value}{reply.result.unit}, expected {', '.join(str(v) for v in probe.values)}元"


def _strange(
    probe: Probe, reply: Answer, facts: Mapping[str, Fact], scopes: Mapping[str, Scope | None]
) -> Iterable[str]:
    """Citations of another body, year, kind or scope than is asked about."""
    derived = {citation for figure in reply.figures if figure.verdict == "derived" for citation in figure.citations}
    for citation in reply.citations:
        at = f"[{citation.id}]"
        if citation.organisation != probe.organisation:
            yield f"{at} is of {citation.organisation}"
        if probe.scope and scopes.get(citation.document) != probe.scope:
            yield f"{at} is of a {scopes.get(citation.document)}"
        fact = facts.get(citation.fact or "")
        if fact is None:
            if citation.year != probe.year:
                yield f"{at} is of a document of {citation.year}"
            continue
        # What a year is computed from: the level and the change of the year after it.
        years = {probe.year, probe.year + 1} if citation.id in derived else {probe.year}
        if fact.year not in years:
            yield f"{at} is of {fact.year}"
        if fact.basis not in probe.bases:
            yield f"{at} is {fact.basis}"


def summary(outcomes: Sequence[Outcome]) -> str:
    """Counts, and every probe that went wrong under its way of asking."""
    wrong = [one for one in outcomes if one.miss or one.citations or one.unsafe]
    right = len(outcomes) - len(wrong)
    asked = Counter(one.probe.way[:2] for one in outcomes)
    missed = Counter(one.probe.way[:2] for one in wrong)
    lines = [
        (
            f"right {right}/{len(outcomes)}, wrong citations in {sum(bool(one.citations) for one in outcomes)}, "
            f"unsafe {sum(bool(one.unsafe) for one in outcomes)}"
        ),
        *(f"  {' / '.join(way)}: {asked[way] - missed[way]}/{asked[way]}" for way in sorted(asked)),
        *(one.line() for one in wrong),
    ]
    return "\n".join(lines)
