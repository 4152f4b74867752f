"""The whole of one project's money, what part of it the year's is, or one of its parts, and whether parts come to it.

A project that takes years is told with all that it costs (总投资, 项目资金总额) and with what the year sets aside for it
(年度资金申请总额). Neither answers for the other.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Decimal

from ingest import quantity, terms
from ingest.model import Fact
from service.blanking import MASK, blanked
from service.draft import Draft, Piece, Stated, computed, scaled
from service.query import QueryKind
from service.rules import quarters
from service.rules.magnitude import base_value, half_steps
from service.rules.one_project import Meant, Project, meant
from service.rules.project_words import told_in
from service.rules.scene import Scene, answered, state
from service.rules.sentences import in_order
from service.rules.verdicts import verdict

_KINDS: frozenset[QueryKind] = frozenset({"lookup", "sum", "list", "share", "projects"})
_WHOLE = re.compile(
    r"(?:整个(?:工程|项目)?的?)?(?:总投资额?|投资(?:总额|总规模)|总?造价|(?:项目)?资金总额|总资金|(?:[两三四五六七八九\d]年)?(?:总额|总盘子|总的钱|总金额))"
    r"|(?<=占)(?:它的?|整个)?(?:[两三四五六七八九\d]年)?(?:总共|总的|全部|一共)的?(?:钱|资金)?的?(?=百分之|几成|多大|多少)"
)
# 总共要花多少钱 says so only where no year is named with it.
_IN_ALL = re.compile(
    r"(?:[两三四五六七八九\d]年)?(?:总共|一共|统共|拢共|前后|从头到尾|整个(?:工程|项目)?)(?:下来|加起来)?(?:是|要|得|需要?|会|准备|打算|计划|大概|估计)*(?:(?:砸|花|投|用|掏|耗|出)(?:了|掉|进去?|下去?|费|资)*)?(?:多少|几)(?:个)?(?:钱|资金|万元|亿元|万|亿)?"
)
_OF_ONE = re.compile("项目|工程|投资|造价|[座条个]")
_YEARS = re.compile(r"今年|本年度?|当年|这一?年|年度|(?:一年|每年)的?")
_SHARE = re.compile(
    r"(?:所|能|要)?占(?:了|到|去|据)?|(?:的)?(?:比例|比重|份额|占比)(?:是|有|为)?(?:多少|多大|几)?|百分之(?:几|多少)|(?:几|多少)成|(?:多少|几)(?:个)?百分[点比]"
)
_MONEY = re.compile(
    r"这[笔块个项]|那[笔块个项]|(?:安排|拨|批|申请|预算|给|下达|列|编)(?:了|下来)?(?:的)?|多少|几|钱|资金|万元|亿元|元|是|有|要|花|砸|用|投|里头?|中|当|算"
)
_ALL_FIELDS = re.compile("(?:项目)?(?:资金|投资)总额|项目总(?:资金|投资)")
_ALL_TOLD = re.compile("总投资|总造价|投资(?:总额|估算|概算)")
_YEAR_FIELDS = re.compile("(?:年度|当年|本年度?)(?:资金|预算)(?:申请)?(?:总额|数|金额)|本?年度预算安排")
_ASKS = re.compile("多少|几[百千万]|金额")
# What the parts of a year's budget are held against: 占项目预算.
_OF_BUDGET = re.compile(
    "(?<=占)(?:了|到)?(?:整个|这个|该)?(?:项目|全年|年度|本年度?|当年)?的?(?:总)?预算(?:总额|金额|数)?(?!支出|收入)"
)
_SO_FAR = re.compile("累计(?:已经?|共|一共)*|(?:截至|到)(?:目前|现在)(?:为止)?(?:已经?)?")
_OF_ANY = re.compile(
    "补贴|补助|奖励|费用|经费|支出|投入|服务|工作|管理|人员|设备|工程|建设"
)  # tells none of several parts
_A_PLACE = re.compile("[路街道镇村弄桥]$")
_LABEL = 3  # characters of what a part is called that tell it
_PERIOD = "年度预算安排"
_TWO = 2


def asks(text: str) -> bool:
    """Whether a text asks for all that one thing costs: 总额 alone may be of anything."""
    return bool(_WHOLE.search(text)) and bool(_OF_ONE.search(text))


def without_asked(text: str) -> str:
    """A text without what asks for the money of a project."""
    spans = [hit.span() for cue in (_WHOLE, _IN_ALL, _SHARE) for hit in cue.finditer(text)]
    return _without(text, spans, (_YEARS, _MONEY))


def told(scene: Scene) -> Draft | None:
    """All that the project costs, one of its parts, or what part of it that or the year's money is; None where it is not asked."""
    text = scene.query.plain
    query = scene.query
    if query.kind not in _KINDS or query.per or query.average or query.per_head or quarters.asks_of_several(text):
        return None
    shares = [found.span() for found in _SHARE.finditer(text)]
    if query.counted and not shares:  # 几成 counts nothing
        return None
    of_year = _OF_BUDGET.search(text) if shares else None
    plainly = _WHOLE.search(text) or of_year
    hit = plainly or _IN_ALL.search(text)
    if hit is None:
        return None if shares else _without_whole(scene)
    found = meant(scene, _without(text, [hit.span(), *shares], (_YEARS, _MONEY)))
    if found is None or (plainly is None and _dated(scene) and not _is_plan(scene, found.project)):
        return None
    whole = _of_the_year(found.project) if hit is of_year else _whole(found.project)
    parts = _parts(scene, found, _without(text, [hit.span(), *shares], (_YEARS,)))
    if whole is None or parts is None:
        return None
    year_too = _dated(scene) or bool(_YEARS.search(text))
    if not shares:
        return _stated(scene, found.project, whole) if not parts and not _YEARS.search(text) else None
    if not parts and year_too and hit is not of_year:
        parts = [fact for fact in (_of_the_year(found.project),) if fact is not None]
    return _share(scene, found.project, parts[0], whole) if len(parts) == 1 else None


_ADDED = re.compile(
    r"(?:这|那)?(?:[两三四五六几]|各)?(?:块|项|笔|样|部分|个数)?(?:的钱|费用)?(?:相加|加起来|加在一起|加到?一[起块]|合起来|之和|加总|总和|合计|凑(?:起来|一起)?)"
    "|(?<=[费用款金资])加上?(?=[一-鿿]{2})"
)
_AGREES = re.compile(
    r"(?:是否|是不是|能否|能不能|应该|刚好|正好|恰好|跟|和|与|同|的|会|就|能|得)*(?:吻合|一致|相等|等于|相符|对得?[上起]|一样|相同|打平|齐)(?:吗|么|呢|不|吧|了)*|凑得?[上成够]|是不是就是|[和与跟]"
)


def checked(scene: Scene) -> Draft | None:
    """Whether the parts of the project's money that the question names come to all that it costs."""
    text = scene.query.plain
    hit = _WHOLE.search(text)
    if scene.query.kind != "consistency" or hit is None or not _ADDED.search(text):
        return None
    said = _without(text, [hit.span()], (_AGREES, _ADDED))
    found = meant(scene, _without(said, [], (_YEARS, _MONEY)))
    whole = _whole(found.project) if found is not None else None
    parts = _parts(scene, found, said) if found is not None else None
    if found is None or whole is None or not parts or len(parts) < _TWO or whole in parts:
        return None
    return _sum_and_whole(scene, found.project, parts, whole)


def _sum_and_whole(scene: Scene, project: Project, parts: Sequence[Fact], whole: Fact) -> Draft:
    """Whether parts come to the whole, but for the rounding of all of them."""
    operands = {chr(ord("a") + at): part for at, part in enumerate(parts)}
    expression = " + ".join(scaled(name, part.unit, whole.unit) for name, part in operands.items())
    apart = abs(sum((base_value(part) for part in parts), Decimal(0)) - base_value(whole))
    pieces: list[Piece] = [f"{scene.prefix}{project.holding.record.year}年文件写明："]
    for at, part in enumerate(parts):
        pieces += ["、" if at else "", _name(project, part) if not at else f"“{part.row[-1]}”", *state(part)]
    total = computed(expression, operands, whole.unit, bold=True)
    pieces += ["，合计", total, f"；{_name(project, whole)}", *state(whole), "。"]
    if apart:
        gap = computed(f"{expression} - z", operands | {"z": whole}, whole.unit)
        pieces += ["两者相差", gap, "。"]
    return verdict(*pieces, same=apart == 0, nearly=apart <= half_steps((*parts, whole)))


def _without_whole(scene: Scene) -> Draft | None:
    """What was set aside until then, or one of the parts, where the whole is not spoken of."""
    if so_far := _SO_FAR.search(scene.query.plain):
        return _told_so_far(scene, so_far.span())
    return _told_parts(scene) if _ASKS.search(scene.query.plain) else None


def _dated(scene: Scene) -> bool:
    return bool(scene.query.years or scene.query.offsets)


def _is_plan(scene: Scene, project: Project) -> bool:
    """Whether the years that are named are those that the project's form says it takes, or as many: 三年一共."""
    years = project.planned
    counted = bool(scene.query.offsets) and not scene.query.years
    return bool(years) and (len(scene.query.offsets) == len(years) if counted else set(scene.query.years) == set(years))


def _told_so_far(scene: Scene, span: tuple[int, int]) -> Draft | None:
    """What was set aside for the project until then: 累计已安排多少."""
    found = meant(scene, _without(scene.query.plain, [span], (_YEARS, _MONEY)))
    if found is None or found.beside:
        return None
    fact = _one(found.project, lambda f: bool(f.row) and "累计" in f.row[-1])
    return _stated(scene, found.project, fact) if fact is not None else None


def _told_parts(scene: Scene) -> Draft | None:
    """What the parts of the project's money that the question names come to."""
    said = scene.query.plain
    found = meant(scene, _without(said, [], (_YEARS, _MONEY)))
    parts = _parts(scene, found, said) if found is not None else None
    if found is None or not parts:
        return None
    if len(parts) == 1:
        return _stated(scene, found.project, parts[0])
    pieces: list[Piece] = [f"{scene.prefix}文件写明：\n"]
    for fact in parts:
        pieces += [f"- {fact.year}年{_name(found.project, fact)}：", *state(fact), "\n"]
    return answered(*pieces)


def _parts(scene: Scene, found: Meant, said: str) -> list[Fact] | None:
    """The parts of a project's money that are named, by their labels or by words of these; None where a word is of none."""
    told = [
        f
        for f in found.project.facts
        if _is_amount(f) and f.value and _is_part(f) and f.row[-1] not in (found.project.name, _PERIOD)
    ]
    text = terms.normalise(said)
    named = {label: f for f in told if (label := _bare(f)) in text and len(label) >= _LABEL}
    for label in sorted(named, key=len, reverse=True):
        text = text.replace(label, MASK)
    beside = meant(scene, _without(text, [], (_MONEY,)))
    if beside is None or beside.project.name != found.project.name:
        return None
    chosen = list(named.values())
    text = found.project.text()
    for word in beside.beside:
        if _A_PLACE.search(word) and told_in(word, text):
            continue  # where it stands is no part of it
        if _OF_ANY.fullmatch(word):
            return None
        fitting = {_bare(f): f for f in told if in_order(word, _bare(f))}
        fitting = fitting or {_bare(f): f for f in told if len(_bare(f)) >= _LABEL and in_order(_bare(f), word)}
        if len(fitting) != 1:
            return None
        chosen += [f for f in fitting.values() if f not in chosen]
    once = [one for fact in chosen if (one := _told_once(found.project, fact)) is not None]
    return once if len(once) == len(chosen) else None


def _told_once(project: Project, part: Fact) -> Fact | None:
    """The one amount that a part of a project's money is told with."""
    return _one(project, lambda fact: _is_part(fact) and _bare(fact) == _bare(part))


def _is_part(fact: Fact) -> bool:
    """Whether an amount is one of those that a project's chapters say its money is made up of."""
    return (
        fact.source == "narrative" and bool(fact.row) and not _ALL_TOLD.search(fact.row[-1]) and _bare(fact) != "预算"
    )


def _bare(fact: Fact) -> str:
    """What a part is called, without what says only that it is money."""
    return re.sub("(?:资金|金额|安排|投入)+$", "", terms.normalise(fact.row[-1]))


def year(scene: Scene) -> Draft | None:
    """What the year sets aside for the project that is called by the thing itself: 拆老房那笔钱批了多少."""
    text = scene.query.plain
    asks = re.search(r"多少|几[百千万]", text) and re.search("钱|资金|预算|经费|批|拨|安排|申请|[万亿]元", text)
    if not asks or scene.query.kind != "lookup" or scene.query.counted or len(scene.query.years) > 1:
        return None
    found = meant(scene, _without(text, [], (_YEARS, _MONEY)))
    if found is None or found.beside:
        return None
    fact = _of_the_year(found.project)
    return _stated(scene, found.project, fact) if fact is not None else None


def _without(text: str, spans: list[tuple[int, int]], cues: tuple[re.Pattern[str], ...]) -> str:
    text = blanked(text, spans)
    for cue in cues:
        text = blanked(text, [hit.span() for hit in cue.finditer(text)])
    return text


def _one(project: Project, is_it: Callable[[Fact], bool]) -> Fact | None:
    """The one amount of a project that is such; None where there are several that differ, or none."""
    # A blank cell, or a zero, beside the amount states none.
    found = [fact for fact in project.facts if fact.value and _is_amount(fact) and is_it(fact)]
    return found[0] if len({base_value(fact) for fact in found}) == 1 else None


def _is_amount(fact: Fact) -> bool:
    unit = quantity.unit(fact.unit)
    return fact.measure == "level" and fact.indicator is None and unit is not None and unit.base == "元"


def _whole(project: Project) -> Fact | None:
    """All that a project costs, as its chapters tell it, or else its form."""
    said = _one(project, lambda f: f.source == "narrative" and bool(_ALL_TOLD.search("".join(f.row[-1:]))))
    field = _one(project, lambda f: bool(_ALL_FIELDS.fullmatch("".join(f.column[-1:]))))
    if said is not None and field is not None and base_value(said) != base_value(field):
        return None
    return said or field


def _of_the_year(project: Project) -> Fact | None:
    """What the year of the disclosure sets aside for a project, as its chapter tells it, or else its form."""
    own = {
        project.name,
        _PERIOD,
        "项目预算",
        f"{project.name}预算",
        f"{project.name}预算金额",
        f"{project.name}年度预算",
    }
    return _one(
        project,
        lambda f: (
            f.year == project.holding.record.year
            and any(_PERIOD in part for part in f.section[-1:])
            and bool(f.row)
            and f.row[-1] in own
        ),
    ) or _one(project, lambda f: bool(_YEAR_FIELDS.fullmatch("".join(f.column[-1:]))))


def _name(project: Project, fact: Fact) -> str:
    """What an answer calls an amount of a project."""
    label = next((part for part in (*fact.column[-1:], *fact.row[-1:]) if part), "")
    if fact.source == "table":
        return f"{project.name}（{label}）"
    told = "预算" if label == project.name else re.sub("^本?项目", "", label.replace(project.name, ""))
    return f"{project.name}{told}" if told == "预算" else f"{project.name}“{told}”"


def _stated(scene: Scene, project: Project, fact: Fact) -> Draft:
    figure = state(fact, bold=True)
    stated = next(piece for piece in figure if isinstance(piece, Stated))
    told = project.holding.record.year
    until = "截至" if "累计" in "".join(fact.row[-1:]) else ""
    when = f"{until}{fact.year}年" if fact.year and fact.year != told else ""
    lead = f"{scene.prefix}{told}年文件写明：{when}{_name(project, fact)}为"
    return answered(lead, *figure, "。", result=stated if stated.certain else None)


def _share(scene: Scene, project: Project, part: Fact, whole: Fact) -> Draft:
    """What part of the whole an amount is, in percent."""
    share = computed(
        f"a / ({scaled('b', whole.unit, part.unit)}) * 100", {"a": part, "b": whole}, "%", places=2, bold=True
    )
    pieces: list[Piece] = [f"{scene.prefix}{part.year}年文件写明：{_name(project, part)}", *state(part)]
    pieces += [f"，占{_name(project, whole)}", *state(whole), "的", share, "。"]
    return answered(*pieces, result=share if share.certain else None)
