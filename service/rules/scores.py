"""How many points an evaluation gave: of the whole body, of a project by itself or by others."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest import quantity, terms
from service.draft import Draft, Piece, computed, sentence_of
from service.holding import Holding, Known
from service.rules.project_words import tells
from service.rules.projects import LOST, field, lost_points
from service.rules.scene import Scene, answered, state
from service.rules.sentences import overlap
from service.rules.topics import problems
from service.rules.words import stated

_ASKS = re.compile(
    r"(?:评|打|得|考核?|自评|给自己|成绩)[^，。？?]{0,8}?(?:多少|几)分|(?:得分|评分(?!标准|办法|表)|总分(?![馆院校公局行部社店厂支])|分数)"
)
_LABEL = re.compile(r"(?:评价?|考核|考评)?(?:总分|得分|评分|分数)$")
_OF_A_PART = re.compile("[率量效度]得分$")  # 执行率得分 is a part of the whole score
_ITSELF = "自评"
# By the body itself, as one says it: 自己打的分, 单位给自己评的.
_BY_ITSELF = re.compile(r"自评|自我评价|自[个己]儿?(?:给自己)?(?:打|评|给|得)|(?:给|为)自己(?:打|评)")
_BY_OTHERS = re.compile("第三方|财政评价|评价得分|重点评价|部门评价|外部|别人|专家")
_WHOLE = re.compile("整体|部门整体|整个部门")
_ALIKE = 0.6
_WHOLE_NAME = 6  # characters of a name that is no common word
_TELLING = 2  # characters of a word that may tell a project


def score(scene: Scene) -> Draft | None:
    """The only score of the year that fits what the question says of it; of no year named, of the newest that has one."""
    query = scene.query
    if not _ASKS.search(query.text) or query.kind not in ("lookup", "list") or (query.counted or "分") != "分":
        return None
    if any(_OF_A_PART.search(asked.text) for asked in query.items):
        return None  # 执行率得分 is asked for by its own name
    years = {query.years[0]} if len(query.years) == 1 else set() if query.years or query.offsets else None
    found = [
        (h, k) for h in scene.holdings for k in h.known if _is_score(k) and (years is None or k.fact.year in years)
    ]
    if not found:
        return None
    newest = max(k.fact.year or 0 for _, k in found)
    found = [(h, k) for h, k in found if k.fact.year == newest and _fits(query.text, h, k)]
    keys = {key for asked in query.items for key in asked.keys}
    own = [(h, k) for h, k in found if k.fact.project and terms.key(k.fact.project[1]) in keys]
    named = own or [(h, k) for h, k in found if _names(scene, k)]
    if not named and (_own_words(scene) or not _WHOLE.search(query.text)):
        return None
    # A sentence may name a project beside the score of the whole: its own form is what tells of it.
    by_form = [(h, k) for h, k in named if k.fact.project]
    chosen = by_form or named or [(h, k) for h, k in found if k.fact.project is None]
    if len({k.fact.value for _, k in chosen}) != 1:
        return None
    draft = stated(scene, chosen[0][1])
    # 评了多少分，查出什么问题: what was found wanting is told with it.
    found_wanting = problems(scene.with_query(text=_ASKS.sub("", query.text)))
    if found_wanting is not None:
        draft = replace(draft, pieces=(*draft.pieces, "\n\n", *found_wanting.pieces))
    return replace(draft, by_words=False)


def and_lost(scene: Scene) -> Draft | None:
    """The score, and what points were lost on where both are asked: 自评得分及主要扣分项."""
    text = scene.query.text
    own = LOST.sub("", text)
    if own == text or not _ASKS.search(own) or scene.query.kind not in ("lookup", "list", "reason"):
        return None
    alone = scene.with_query(text=own, kind="lookup")
    given, lost = score(alone) or field(alone), lost_points(scene)
    if given is None or given.result is None or given.result.unit != "分" or lost is None:
        return None
    return replace(given, pieces=(*given.pieces, "\n\n", *lost.pieces))


_APART = re.compile(r"相?差(?:了)?(?:多少|几)|分差|[高低多少](?:了|出)?(?:多少|几)|差[额距]")


def apart(scene: Scene) -> Draft | None:
    """By how many points what a project, or the body, gave itself differs from what others gave it."""
    query = scene.query
    text = query.text
    if not (_BY_ITSELF.search(text) and _BY_OTHERS.search(text) and _APART.search(text)) or len(query.years) > 1:
        return None
    year = scene.target()
    found = [
        (h, k) for h in scene.holdings for k in h.known if (_is_score(k) or _is_in_list(k)) and k.fact.year == year
    ]
    named = [(h, k) for h, k in found if _names(scene, k)]
    own = [k for h, k in named if _fits(_ITSELF, h, k)]
    others = [k for h, k in named if not _fits(_ITSELF, h, k)]
    if len({k.fact.value for k in own}) != 1 or len({k.fact.value for k in others}) != 1:
        return None
    one, other = own[0].fact, others[0].fact
    gap = computed("a - b", {"a": one, "b": other}, one.unit, bold=True)
    name = _of_what(own[0]) if one.project or _is_in_list(own[0]) else ""
    quoted = sentence_of(other)
    source: list[Piece] = ["原文：", quoted] if other.source == "narrative" else []
    more = "高" if gap.value > 0 else "低" if gap.value < 0 else "相差"
    pieces: list[Piece] = [
        f"{scene.prefix}{year}年{name}{_label(own[0])}",
        *state(one),
        f"，比{_label(others[0])}",
        *state(other),
        more,
        gap,
        "。",
        *source,
    ]
    return replace(answered(*pieces, result=gap), by_words=True)


def compared(scene: Scene) -> Draft | None:
    """Which of two projects got more points, and by how many: two rows of one list of scores, or two forms."""
    query = scene.query
    asks = query.kind in ("compare", "difference") and _ASKS_POINTS.search(query.text)
    items = [a for a in query.items if not _LABEL.search(a.text)]  # 自评得分比较：甲、乙 names what is compared
    if not asks or len(items) != _SEVERAL:
        return None
    year = scene.target()
    scores = [k for h in scene.holdings for k in h.known if k.fact.year == year and (_is_score(k) or _is_in_list(k))]
    found: list[Known] = []
    for asked in items:
        own = [k for k in scores if terms.key(_of_what(k)) in asked.keys]
        if len({(k.fact.row[-1:] if k.fact.project else k.fact.column, k.fact.value) for k in own}) != 1:
            return None
        found.append(own[0])
    one, other = (known.fact for known in found)
    label = _label(found[0])
    if label != _label(found[1]) or one.unit != other.unit:
        return None
    names = [_of_what(known) for known in found]
    # Row and column are named in one breath: a figure is of both.
    pieces: list[Piece] = [
        f"{scene.prefix}{year}年{names[0]}{label}为",
        *state(one),
        f"，{names[1]}{label}为",
        *state(other),
    ]
    if one.value == other.value:
        return replace(answered(*pieces, "，两者相同。"), by_words=True)
    first = (one.value or 0) > (other.value or 0)
    higher, lower = (one, other) if first else (other, one)
    gap = computed("a - b", {"a": higher, "b": lower}, one.unit, bold=True)
    wanted = gap if _APART.search(query.text) and gap.certain else None
    told = answered(*pieces, f"。{names[0 if first else 1]}更高，高", gap, "。", result=wanted)
    return replace(told, by_words=True)


_ASKS_POINTS = re.compile(r"得分|评分(?!标准|办法|表)|分数|打分|(?:多少|几)分(?![钟之])|分[高低]|高分|低分")
_POINTS = re.compile(r"得分|评分|分数|总分")


def _is_in_list(known: Known) -> bool:
    """Whether a figure stands in a column of scores of a list of what was evaluated."""
    fact = known.fact
    unit = quantity.unit(fact.unit)
    points = unit is not None and unit.base == "分" and fact.source == "table" and fact.value is not None
    return (
        points
        and fact.indicator is None
        and len(fact.row) == 1
        and bool(fact.column)
        and _POINTS.search(_label(known)) is not None
    )


def _label(known: Known) -> str:
    """What a score is called: by its column in a list, by its row in a project's form."""
    return known.fact.row[-1] if known.fact.project or not known.fact.column else known.fact.column[-1]


def _of_what(known: Known) -> str:
    """What was scored."""
    return known.fact.project[1] if known.fact.project else known.fact.row[-1]


_SCORED = re.compile(
    r"自评(?:得|评|总)?分|评价得分|得分|评分(?!标准|办法|表)|(?:自评|评价|考评)[^。；？?]{0,24}?(?:(?:多少|几)分(?![钟之])|分数|打分)"
)
_LOWEST = re.compile("最(?:低|少|差)|垫底|倒数")
_SEVERAL = 2


def ranked(scene: Scene) -> Draft | None:
    """The projects with a self-evaluation of their own in the order of their scores."""
    text = scene.query.text
    if not _SCORED.search(text) or "项目" not in text:
        return None
    years = set(scene.query.years) or None
    found = [
        k for h in scene.holdings for k in h.known if _is_score(k) and k.fact.project and (years is None or k.fact.year in years)
    ]  # fmt: skip
    newest = max((k.fact.year or 0 for k in found), default=0)
    found = [k for k in found if k.fact.year == newest]
    if len(found) < _SEVERAL:
        return None
    lowest = _LOWEST.search(text) is not None
    found.sort(key=lambda k: k.fact.value or 0, reverse=not lowest)
    pieces: list[Piece] = [f"{scene.prefix}{newest}年公开了自评表的项目，得分从{'低到高' if lowest else '高到低'}：\n"]
    for known in found:
        pieces += [f"- {_of_what(known)}{_label(known)}：", *state(known.fact), "\n"]
    return answered(*pieces)


def _is_score(known: Known) -> bool:
    fact = known.fact
    unit = quantity.unit(fact.unit)
    return (
        fact.value is not None
        and fact.indicator is None
        and fact.basis == "actual"
        and unit is not None
        and unit.base == "分"
        and bool(fact.row)
        and _LABEL.search(fact.row[-1]) is not None
        and not _OF_A_PART.search(fact.row[-1])
    )


def _fits(text: str, holding: Holding, known: Known) -> bool:
    """Whether a score is by the body itself, or by others, as the question says."""
    fact = known.fact
    table = holding.table(fact.table_number)
    label = "".join((*fact.row[-1:], *fact.column))
    itself = _ITSELF in f"{label}{fact.quote if fact.source == 'narrative' else table.title if table else ''}"
    if _BY_ITSELF.search(text):
        return itself
    return not itself if _BY_OTHERS.search(text) else True


_OF_SCORING = re.compile("绩效|自评|评价|第三方|方评价?|打|得|被|了|项目|^的|的$|分?相?差(?:距|额)?|几分|自[个己]")


def _own_words(scene: Scene) -> list[str]:
    """The words that may tell a project or the like: neither the body nor the score itself."""
    body = terms.normalise(scene.organisation)
    said = [*scene.query.words, *(asked.text for asked in scene.query.items if not _LABEL.search(asked.text))]
    said = [_OF_SCORING.sub("", terms.normalise(word)) for word in said]
    return [w for w in said if len(w) >= _TELLING and w not in body and not _WHOLE.search(w)]


def _names(scene: Scene, known: Known) -> bool:
    """Whether the question's own words tell the project that was scored, or the body as a whole."""
    fact = known.fact
    words = _own_words(scene)
    if fact.project is None and _WHOLE.search(scene.query.text):
        return "整体" in fact.row[-1] or (fact.source == "table" and "整体" in (fact.table or ""))
    of_what = _of_what(known) if fact.project or _is_in_list(known) else "".join(fact.row[:-1])
    around = terms.normalise(fact.quote if fact.source == "narrative" and not fact.project else of_what)
    keys = {key for asked in scene.query.items for key in asked.keys}
    if of_what and terms.key(of_what) in keys:
        return True
    if any(len(name := terms.normalise(terms.name(key))) >= _WHOLE_NAME and name in around for key in keys):
        return True  # 对“某某市场化服务”项目开展评价
    short = terms.normalise(fact.project[1]) if fact.project else ""  # 公厕管理 of 公共厕所运行管理
    alike = [
        overlap(word, around) >= _ALIKE or _starts(word, around) or bool(short and tells(word, short)) for word in words
    ]
    return any(alike) and sum(alike) * 2 > len(alike)


def _starts(word: str, around: str) -> bool:
    """Whether the first part of a word is there in full: 清扫保洁 of 清扫保洁外包."""
    half = (len(word) + 1) // 2
    return half >= _TELLING and word[:half] in around
