"""What a sentence tells beside the items of the tables, found by the question's own words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from ingest import quantity, terms
from ingest.model import Fact, Passage
from service import evidence
from service.asked_amount import closes_with_money
from service.asked_items import NOT_SPENT
from service.draft import Draft, Quoted, Stated
from service.goal_or_outcome import asks_goal, place, reached
from service.holding import Holding, Known
from service.one_of_several import is_of_other_units, is_one_giver
from service.query import Asked, Query
from service.rules import grades
from service.rules.scene import Scene, answered, called, phrase, state
from service.rules.sentences import HEADING_ALONE, SENTENCE, overlap, said_of

# The least part of a word's character pairs that must be there; a word's head (本科学历: 本科) in the clause will do.
_SHARED = 0.5
_TELLING = 0.6
_COMPOUND = 4  # characters of a word whose last two name what its first two narrow
# What a sentence adds to a count and a question must ask for: 新增2名 is not how many there are.
_MODIFIES = (
    "新增",
    "增加",
    "减少",
    "划转",
    "招聘",
    "退休",
    "调入",
    "调出",
    "辞退",
    "录用",
    "招录",
    "新招",
    "新聘",
    "招收",
    "空编",
    "核定",
    "编制",
    "下设",
    "转入",
    "转出",
    "离职",
    "更新",
    "报废",
)
_MONEY = re.compile(r"钱|预算|决算|经费|支出|收入|资金|费(?!率)|成本|单价|价")
# What is paid is money, though the question does not say so: 资助发了多少, 全年安排多少.
_PAID = re.compile(
    r"(?:[发补拨花付支领缴交投](?:放|出|给|入|掉|去|了)*|(?:安排|批复|批准|下达|申请|核定|全年)(?:了|的|是|为)*)多少(?=[？?。，,]|$)"
)
_NOT_REACHED = re.compile(r"(?:没有?|未|不)能?(?:达|拿[到上]|评[上为成]|得到?|获|通过|合格|及格)")
_DENIES = re.compile("[未没不]")
_LEFT = re.compile("[剩余]|结转|未")
_GIVEN = re.compile(r"(?:评|打|得)了?(?:多少|几)分")
_AMOUNT = re.compile(
    r"多少|多[大高长宽深厚重远快久]|几[层度分期所张个名辆人件次家台天元十百千万]|钱|金额|数额|比例|占比"
)


def told(scene: Scene) -> Draft | None:
    """A sentence that holds every content word of a question that asks for no amount, found by search and quoted."""
    words = [terms.normalise(word) for word in scene.query.words]
    asks = _AMOUNT.search(scene.query.text) or closes_with_money(scene.query.text)
    amount = scene.query.kind in ("lookup", "list", "sum") and asks
    if not scene.query.rest or amount:
        return None
    if scene.query.kind == "lookup" and any(set(a.keys) & terms.TOTALS and not a.near for a in scene.query.items):
        return None  # how much all of it comes to is told by no sentence without the amount
    for passage in scene.search(scene.query.text):
        if not _is_of_a_year_asked(scene, passage):
            continue
        if passage.kind == "row" and scene.query.kind in ("purpose", "reason"):
            continue  # which tells amounts, and neither what for nor why
        for hit in SENTENCE.finditer(passage.text):
            if HEADING_ALONE.fullmatch(hit[0].strip()) or (
                _WHEN.search(scene.query.text) and not _DATED.search(hit[0])
            ):
                continue
            if all(overlap(word, terms.normalise(hit[0])) >= 0.6 for word in words):
                heading = tuple(part for part in (passage.heading,) if part)
                found = answered(Quoted(hit[0].strip(), passage.document, passage.text, passage.place, heading))
                return replace(found, by_words=True)
    return None


_WHEN = re.compile("哪一?年|哪[天日]|几月|什么时候|啥时候|何时")
_DATED = re.compile(r"\d\s*[年月日]|季度|[上下]半年|年[初底末]")


def _is_of_a_year_asked(scene: Scene, passage: Passage) -> bool:
    """Whether a passage is of a disclosure that tells of a year that the question names, its own or the one before."""
    named = {*scene.query.years, *(scene.reference + offset for offset in scene.query.offsets)}
    if not named:
        return True
    of = next((h.record for h in scene.holdings if h.record.id == passage.document), None)
    return of is None or of.year in named or (of.year or 0) - 1 in named


def counted(scene: Scene) -> Draft | None:
    """A number of people or things that a sentence tells, where no item of the tables is counted so."""
    query = scene.query
    if not query.counted or any((c := terms.concepts().get(k)) and c.unit for a in query.items for k in a.keys):
        return None
    if any(asked.start and _counted_by_name(scene, asked) for asked in query.items if not asked.near):
        return None  # 几个预算单位: the item itself is what is counted
    return figure_in_words(scene)


def _counted_by_name(scene: Scene, asked: Asked) -> bool:
    """Whether the count word stands right before an item that is so counted."""
    named = bool(re.search(r"(?:多少|几)[一-鿿]$", scene.query.text[: asked.start]))
    want = evidence.Want(asked, scene.target(), None, (), scene.query.counted)
    return named and evidence.best(want, scene.holdings) is not None


def figure_in_words(scene: Scene) -> Draft | None:
    """A count or unit price that stands in a sentence, found by the question's own words.

    Every content word of the question must be in the sentence or its surroundings; otherwise nothing is answered.
    """
    query = scene.query
    words = [terms.normalise(word) for word in query.words]
    # A label that is named is what is asked about, though none of its characters is left as a word: 地下.
    named = [terms.normalise(a.text) for a in query.items if not a.near and terms.key(a.text) in a.keys]
    named = [name for name in named if not any(overlap(name, word) for word in words)]
    if not words or not (query.counted or query.per_head or query.rest):
        return None
    unspent = NOT_SPENT.search(query.text) is not None  # which no outturn and no budget tells by itself
    dated = bool(query.years or query.offsets)
    dated_actual = dated and query.basis == "actual"
    scored: list[tuple[float, int, Known, str]] = []
    # A project that is called otherwise than in print has none of these words in what is told of it.
    called_so = {key: terms.normalise(asked.text) for asked in query.items if asked.near for key in asked.keys}
    counted_keys = {
        key for asked in query.items if query.counted and _counted_by_name(scene, asked) for key in asked.keys
    }
    for holding in scene.holdings:
        added_up = totalled(holding)
        went = frozenset() if asks_goal(query.text) or query.basis else reached(known.fact for known in holding.known)
        for known in holding.known:
            fact = known.fact
            done = fact.indicator is not None and fact.basis == "actual"  # 全年完成值 88.5%
            if fact.value is None or (fact.measure not in ("level", "count") and fact.basis != "target" and not done):
                continue
            if fact.basis == "target" and place(fact) in went:
                continue  # of a year that is over it is asked how it went
            if fact.basis == "target" and _GIVEN.search(query.text):
                continue  # what was to be reached is no score that was given
            if (fact.table_number, fact.column) in added_up and not _is_told_of(fact, words):
                continue  # one row of a list, of which the sum is printed, where no row is named
            if unspent and not _LEFT.search("".join((*fact.row, *fact.column, clause(fact)))):
                continue
            if counted_keys and known.item.own not in counted_keys:
                continue
            if evidence.is_score(fact) and not evidence.ASKS_SCORE.search(query.text):
                continue  # points are none of what was reached
            its_basis = evidence.basis_fits(fact, query.basis) or _kept(fact, holding)
            if not _unit_fits(query, fact) or not its_basis:
                continue
            # What is counted as of the end of a year stands in the next one's disclosure.
            as_of = (
                fact.measure == "count"
                and fact.basis != "target"
                and fact.year == scene.target() - 1
                and not dated_actual
                and holding.record.year == scene.target()
            )
            if fact.year not in scene.years() and not as_of and (dated or fact.year != scene.target()):
                continue
            its = called_so.get(terms.key(fact.project[1]), "") if fact.project else ""
            said = [word for word in words if word not in its] or words
            near_by, around = clause(fact), _around(fact, holding)
            if query.per_head:
                around += holding.cell_text(fact)
            if named and not any(name in _own_words(fact) for name in named):
                continue
            if counts_others(query.text, fact):
                continue
            scores = [(overlap(w, said_of(w, near_by)), overlap(w, said_of(w, around))) for w in said]
            heads = [word[:2] in said_of(word, near_by) for word in said]
            if query.per_head and _is_each(fact):  # 水库移民, where the clause has no more than 移民
                heads = [
                    head or (len(word) >= _COMPOUND and word[-2:] in near_by and word in holding.words)
                    for head, word in zip(heads, said, strict=True)
                ]
            if any(max(near, far) < _SHARED and not head for (near, far), head in zip(scores, heads, strict=True)):
                continue
            if fact.code and fact.code.isdigit() and not all(w[:2] in "".join(fact.row) for w in said):
                continue  # 失业保险 is another item than 农业保险, though most of the characters are the same
            telling = any(
                near == 1 or (near >= _TELLING and len(w) >= 4 and not _of_another_head(w, near_by, fact))
                for (near, _), w in zip(scores, said, strict=True)
            )
            if not telling or not unmodified(fact, query.text):
                continue
            near = sum(n for n, _ in scores) / len(scores)
            far = sum(f for _, f in scores) / len(scores)
            own = sum(overlap(word, terms.normalise(fact.row[-1] if fact.row else "")) for word in said) / len(said)
            scored.append((2 * near + far + own, len(scored), known, near_by))
    if not scored:
        return None
    scored.sort(key=lambda s: (-s[0], s[1]))
    top = scored[0]
    rivals = [
        s
        for s in scored[1:]
        if s[0] > top[0] - 0.15 and s[2].fact.value != top[2].fact.value and s[2].fact.document == top[2].fact.document
    ]
    if query.counted is None and not query.per_head and top[0] < 1.6:
        return None
    return None if rivals else stated(scene, top[2])


# What a body has, told in its budget: 截至某月共有车辆…，办公用房…平方米.
_HAS = re.compile("截[至止]|[占现共拥]有|占用|保有")


def _kept(fact: Fact, holding: Holding) -> bool:
    """Whether a budget's own sentence tells what there is, which is no plan and no outturn."""
    unit = quantity.unit(fact.unit) if fact.unit else None
    told = fact.source == "narrative" and holding.record.kind == "budget" and fact.basis == "actual"
    return told and unit is not None and unit.base not in ("元", "%") and bool(_HAS.search(fact.quote))


def _of_another_head(word: str, told: str, fact: Fact) -> bool:
    """Whether a compound shares what narrows it with a row of a table, and not what it is: 绩效工作 is no 绩效工资."""
    return fact.source == "table" and len(word) == _COMPOUND and word[:2] in told and word[-2:] not in told


def counts_others(text: str, fact: Fact) -> bool:
    """Whether those that failed are asked for (没达到优的有几个), or a number of projects, and a fact counts others than these."""
    if NUMBER_OF_PROJECTS.search(text) and not _is_of_projects(fact):
        return True
    if (grade := grades.number_asked(text)) is not None and grade not in clause(fact) + "".join(fact.row):
        return True
    return bool(_NOT_REACHED.search(text)) and not _DENIES.search(clause(fact))


NUMBER_OF_PROJECTS = re.compile("项目的?(?:总?(?:个数|数量|数目)|总?数(?![据字额值]))")
_NEXT = 8  # characters behind a figure in which its sentence says what is counted


def _is_of_projects(fact: Fact) -> bool:
    """Whether what a fact counts is called 项目: in its label, or right behind it (5个预算单位 are none, nor 问题2个)."""
    end = fact.span[1] if fact.span else 0
    return "项目" in "".join(fact.row) or (fact.span is not None and "项目" in fact.quote[end : end + _NEXT])


def totalled(holding: Holding) -> frozenset[tuple[int | None, tuple[str, ...]]]:
    """The columns of lists (units, projects) that print their sum."""
    return frozenset(
        (k.fact.table_number, k.fact.column)
        for k in holding.known
        if k.fact.source == "table" and k.fact.code is None and k.fact.value is not None and k.fact.measure == "count"
        and k.fact.indicator is None and all(map(terms.is_neutral, k.fact.row))
    )  # fmt: skip


def _is_told_of(fact: Fact, words: Sequence[str]) -> bool:
    """Whether a row of a list is its sum, or one that the words name beside the column."""
    if all(map(terms.is_neutral, fact.row)):
        return True
    row, column = terms.normalise("".join(fact.row)), terms.normalise("".join(fact.column))
    return any(overlap(word, row) >= _SHARED and overlap(word, column) < _SHARED for word in words)


def stated(scene: Scene, known: Known) -> Draft:
    """One figure with the words that say what it is: its sentence, or its label."""
    fact = known.fact
    figure = state(fact, bold=True)
    if fact.source == "narrative" and not fact.comparator:
        quoted = Quoted(_quotable(fact), fact.document, fact.quote, fact.place, fact.section)
        number = next(piece for piece in figure if isinstance(piece, Stated))
        # 有哪些: the number that stands beside it is not what is asked for.
        lists = scene.query.kind == "list" and not scene.query.counted
        found = answered(
            f"{scene.prefix}{scene.holding(fact).record.year}年文件写明：", quoted, result=None if lists else number
        )
        return replace(found, by_words=True)
    # Of a project's own form a cell is called by its column too: 上级补助 is not the project's whole.
    said = f"{called(known)}：" if fact.project and fact.indicator is None else lead(fact)
    if fact.indicator is not None and fact.basis == "actual" and not evidence.is_score(fact):
        said = f"{phrase(scene.bare, known)}为"  # not what was to be reached
    if fact.year and not re.search(r"\d年", said):
        said = f"{fact.year}年{said}"
    found = answered(f"{scene.prefix}{said}", *figure, "。", result=next(p for p in figure if isinstance(p, Stated)))
    return replace(found, by_words=True)


_RANGE = re.compile(r"\d\s*[-—~－至]\s*\d")


def _quotable(fact: Fact) -> str:
    """The sentence of a figure; of one that also gives a range (2-3次), which is no figure, only the figure's own clause."""
    if not fact.span or not _RANGE.search(fact.quote):
        return fact.quote
    start, end = fact.span
    left = max(fact.quote.rfind(c, 0, start) for c in "，。；：、（(\n") + 1
    right = min((i for i in (fact.quote.find(c, end) for c in "，。；、）)（(\n") if i >= 0), default=len(fact.quote))
    return fact.quote[left:right].strip()


# Which of all people are counted: those of one kind are none of another.
_KINDS_OF_PEOPLE = re.compile(
    "持证|无证|重度|中度|轻度|困难|低保|特困|贫困|失能|独居|孤寡|孤儿|留守|孤独症|自闭症|在册|吸毒|矫正|刑满|退役|优抚|移民"
)


def _of_another_kind(fact: Fact, question: str) -> bool:
    """Whether people of a kind that nothing around a count of people names are asked for: 持证残疾人 are no 重度残疾人."""
    unit = quantity.unit(fact.unit) if fact.unit else None
    if unit is None or unit.base not in ("人", "人次", "户"):
        return False
    told = "".join((*fact.row, *fact.column, *fact.section, *(fact.project or ()), fact.quote, fact.table or ""))
    return any(kind not in told for kind in _KINDS_OF_PEOPLE.findall(question))


def counts_the_next(fact: Fact) -> bool:
    """Whether a count is read under the name of what stands before it, which has a number of its own: 126名甲和58名乙."""
    if fact.source != "narrative" or fact.span is None or not fact.row or fact.measure != "count":
        return False
    named = re.escape(fact.row[-1])
    before, behind = fact.quote[: fact.span[0]], fact.quote[fact.span[1] :]
    counted = re.search(rf"\d[\d,.]*\s*(?:名|个|人|位|家|户|所|座|辆|台|项){named}(?:和|及|与|、|以及)$", before)
    return counted is not None and bool(re.match(r"[一-鿿]{2}", behind))


def unmodified(fact: Fact, question: str) -> bool:
    """Whether the sentence's own clause adds nothing to the count that the question does not ask for."""
    if _otherwise_bounded(fact, question) or _of_another_kind(fact, question) or counts_the_next(fact):
        return False
    if fact.source == "narrative" and (is_of_other_units(fact, question) or is_one_giver(fact.quote, question)):
        return False
    if ("国内" in question or _ABROAD.search(question)) and _of_others(clause(fact), question):
        return False
    if not fact.span or fact.source != "narrative":
        return True
    start, end = fact.span
    before = _said_before(fact.quote[:start])
    behind = _said_behind(fact.quote[end:]) if fact.measure == "count" else fact.quote[end : end + _BEHIND]
    own = terms.normalise(before + behind)
    if _POSTS.search(question):
        own = own.replace("核定", "")  # posts are what is approved, whether it is said or not
    return not any(word in own and word not in question and word[0] not in question for word in _MODIFIES)


# From which amount on, or up to which, things are counted: 单价50万元（含）以上的设备, 超过100万的项目.
_BOUND = re.compile(
    r"(?P<from>\d[\d,]*(?:\.\d+)?\s*(?:[万亿]?元|[万亿]))(?:[(（]?(?:不?含|包含)[)）]?|及)?(?:以上|以下|以内|之上|之下|往上)"
    r"|(?:超过|高于|大于|低于|少于|不到|不足|超)(?P<than>\d[\d,]*(?:\.\d+)?\s*(?:[万亿]?元|[万亿]))的"
)


def _otherwise_bounded(fact: Fact, question: str) -> bool:
    """Whether things from an amount on are asked for, and a fact counts those from another amount on, or all of them."""
    unit = quantity.unit(fact.unit) if fact.unit else None
    asked = _bounds(question)
    if not asked or unit is None or unit.base in ("元", "%"):
        return False
    return not asked <= _bounds(fact.quote + "".join((*fact.row, *fact.column)))


def _bounds(text: str) -> set[Decimal]:
    said = ((hit["from"] or hit["than"]) for hit in _BOUND.finditer(text))
    found = (quantity.find(amount if amount.endswith("元") else f"{amount}元") for amount in said)
    return {figure.quantity.base for figures in found for figure in figures}


_ABROAD = re.compile("外事|外宾|境外|国外")


def _of_others(told: str, question: str) -> bool:
    """Whether one of guests from abroad and of those at home is asked for, and the other told."""
    abroad, home = bool(_ABROAD.search(told)), "国内" in told
    return (bool(_ABROAD.search(question)) and home and not abroad) or ("国内" in question and abroad and not home)


# A verb that all that is counted behind it shares: 新招录公务员3名、事业人员2名.
_COUNTED_BESIDE = re.compile(
    r"(?:新增|增加|减少|划转|招[聘录考收]|新[招聘]|录用|调[入出]|转[入出]|辞退)[^，。；：,;:（(\n]*\d\s*[名个人位辆台](?:[、和及与]|以及)$"
)


def _said_before(text: str) -> str:
    """What a clause says before a number, with the verb that it shares with what is counted before it."""
    own = re.split(r"[，。；：,;:、（(\n]", text)[-1]
    shared = _COUNTED_BESIDE.search(text[: len(text) - len(own)])
    return f"{shared[0]}{own}" if shared else own


_POSTS = re.compile("编制|编(?=有|多少|几)")
_BEHIND = 12  # characters that may add something to a number


def _said_behind(text: str) -> str:
    """What may add something to the number before a text; not what goes on to count another thing: ，退休人员86名."""
    at, told = 0, []
    for part in _CLAUSE.findall(text):
        if at < _BEHIND and not _COUNTS_ON.match(part):
            told.append(part[: _BEHIND - at])
        at += len(part)
    return "".join(told)


_CLAUSE = re.compile(r"[，。；、,;\n]?[^，。；、,;\n]*")
_COUNTS_ON = re.compile(r"[，。；、,;\n](?!其中|含|包括).*\d")


def lead(fact: Fact) -> str:
    """The words before a figure that say what it is."""
    subject = "、".join(fact.row[-1:])
    if fact.source == "table" and fact.column and all(map(terms.is_neutral, fact.row)):
        return f"{fact.column[-1]}合计："  # the sum of a list is called by its column
    if fact.source == "narrative" and fact.span:
        before = re.split(r"[，。；：,;:、（(\n]", fact.quote[: fact.span[0]])[-1]
        earlier = quantity.find(before)
        lead = before[earlier[-1].end :].strip() if earlier else before.strip()
        return f"{subject}：{lead}" if subject and subject not in lead else (lead or subject)
    return f"{fact.project[1]}“{subject}”：" if fact.project else f"{subject}："


# How large a room or an area is, whatever disclosure it is looked up in.
_HOW_LARGE = re.compile("多大(?:的)?面积|面积(?:一共|总共|共|大概|到底)?(?:有|是)?(?:多大|多少)(?![万亿]?[钱元])")


def _unit_fits(query: Query, fact: Fact) -> bool:
    unit = quantity.unit(fact.unit) if fact.unit else None
    if not query.counted and evidence.ASKS_SCORE.search(query.text):
        return unit is not None and unit.base == "分"
    asks_money = bool(_MONEY.search(query.text) or _PAID.search(query.text)) and not _HOW_LARGE.search(query.text)
    money = not query.counted and asks_money
    if money and not query.per_head and (unit is None or unit.base != "元"):
        return False
    if query.per_head:
        return bool(fact.unit) and (
            "/" in (fact.unit or "") or (unit is not None and unit.base == "元" and _is_each(fact))
        )
    if query.counted:
        asked = quantity.unit(query.counted)
        return unit is not None and asked is not None and unit.base == asked.base
    return unit is not None and "/" not in (fact.unit or "")


# 按每人每年300元标准发放: what each one is given, though the unit does not say so.
_EACH_ONE = re.compile(
    r"(?:每一?(?:个?人|名|位|生|户|家)|人均|户均)(?:每?(?:年|月|天|日|次|学年|学期))?(?:发放?|补助?|补贴|给予|标准|为|是|约|按)*$"
)


def _is_each(fact: Fact) -> bool:
    """Whether an amount is told to be what each one gets."""
    return fact.span is not None and _EACH_ONE.search(fact.quote[: fact.span[0]]) is not None


def clause(fact: Fact) -> str:
    """The words right around a figure, with its labels, folded."""
    if not fact.span:
        return terms.normalise("".join((*fact.row, *fact.column)))
    start, end = fact.span
    left = max((fact.quote.rfind(c, 0, start) for c in "。；！？\n"), default=-1) + 1
    commas = [i for i, c in enumerate(fact.quote[:start]) if c in "，,、；。"]
    left = max(left, commas[-2] + 1 if len(commas) >= 2 else 0)
    right = min((i for i in (fact.quote.find(c, end) for c in "，,；。、") if i >= 0), default=len(fact.quote))
    return terms.normalise("".join(fact.row) + fact.quote[left:right])


def _own_words(fact: Fact) -> str:
    """A figure's labels and what stands between it and the comma before it, folded."""
    before = re.split(r"[，。；：,;:、（(\n]", fact.quote[: fact.span[0]])[-1] if fact.span else ""
    return terms.normalise("".join((*fact.row, before)))


def _around(fact: Fact, holding: Holding) -> str:
    project = fact.project[1] if fact.project else ""
    return terms.normalise(
        "".join(
            (
                fact.quote,
                *fact.row,
                *fact.column,
                *fact.section,
                fact.table or "",
                project,
                holding.record.organisation or "",
            )
        )
    )
