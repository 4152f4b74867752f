"""The parts of an item one by one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest import terms
from ingest.items import SPENT_OF
from ingest.terms import strip_number
from service import asked_bound
from service.asked_axis import axis_of
from service.draft import Draft, Piece, computed, scaled, sentence_of
from service.holding import Known
from service.query import Asked
from service.rules import breakdown, glossary, movers, projects, purpose, reason, sources, topics, totals
from service.rules.axis_lines import booked, by_code
from service.rules.lookup import several, single
from service.rules.magnitude import alike, says_all
from service.rules.narrowed import joined_item
from service.rules.ranking import leaves, of_all_funds, parts
from service.rules.scene import Scene, answered, phrase, state, unit_for


def listing(scene: Scene) -> Draft | None:
    """The parts of an item with their figures, named items one by one, or what the narrative lists."""
    query = scene.query
    left = len(query.items) == 1 and bool(set(query.items[0].keys[:1]) & _LEFT_OVER)
    if left and _WHICH_THINGS.search(query.text) and (things := _told_items(scene, query.items[0], scene.target())):
        return things
    if movers.asks(scene) or asked_bound.sets(query.text):
        return None  # which of them moved, or lie beyond a bound, is not answered by all of them
    told = topics.topic(scene)
    if told:
        return told
    if len(query.items) == 1 and re.search(r"包括|包含|含哪|指哪|哪些(?:开销|开支|费用|支出|内容)", query.text):
        defined = glossary.defined(scene, query.items[0])
        concept = terms.concepts().get(query.items[0].keys[0]) if query.items[0].keys else None
        of_a_year = bool(query.years) and not _MEANT.search(query.text)
        if defined and of_a_year and len(parts(scene, query.items[0], scene.target())) > 1:
            defined = None
        if defined and not (concept and concept.parts and "多少" in query.text):
            return defined
    joined = joined_item(scene)
    if joined and scene.namesakes(joined[0], scene.target(), joined[1]):
        return single(scene, joined[0], scene.target(), joined[1])
    if _WITH_GOALS.search(query.text):
        return totals.project_list(scene)
    if indicators := _indicators(scene):
        return indicators
    if not query.items:
        return _of_word(scene)
    if (
        _PARTS.search(query.text)
        and len(scene.years()) == 1
        and len(query.items) == 2
        and not _ALONGSIDE.search(query.text)
    ):
        query = replace(query, items=query.items[-1:])
        scene = replace(scene, query=query)
    if len(query.items) >= 2 or len(scene.years()) > 1:
        return several(scene, query.items, scene.years())
    asked = query.items[0]
    year = scene.target()
    if split := breakdown.by_axis(scene, asked, year):
        lead, joint = breakdown.other_whole(scene, asked, split[0]), breakdown.joined_by(scene, split[0])
        return _parts_of(scene, *split, lead=lead, joint=joint)
    if axis_of(query.text) in ("economic", "use", "funds"):
        return None  # parts along another axis are not those that are asked for
    found = (
        _of_kind(scene, asked, year)
        or (by_code(scene, asked, year) if _BY_CODE.search(query.text) else [])
        or _lowest(scene, asked, year)
        or sources.of_revenue(scene, asked, year)
        or parts(scene, asked, year)
        or (booked(scene, asked, year) if _OF_FUNDS & set(asked.keys) else [])
    )
    parent = scene.level(asked, year)
    if found and parent is not None and asked.keys[:1] == ("project_expenditure",) and not says_all(found, parent):
        # Some projects alone are not what all of it is made up of, which the lines of the table are.
        found = _by_lines(scene, asked, year, parent) or found
    if found and parent is not None and not says_all(found, parent):
        found = of_all_funds(scene, found, parent) or found
    if parent is not None and parent.fact.basis is not None:
        found = [k for k in found if k.fact.basis in (parent.fact.basis, None)]  # a budget's parts are no actual's
    if not found and (spent := _spent_of(scene, asked, year)) is not None:
        return listing(scene.with_query(items=(spent,)))
    if not found:
        if items_told := _told_items(scene, asked, year):
            return items_told
        if parent and parent.fact.source == "narrative" and parent.fact.measure == "count" and "哪" in query.text:
            fact = parent.fact
            return answered(sentence_of(fact))
        return _in_words(scene, asked, year) or single(scene, asked, year)
    if _of_kind(scene, asked, year):
        parent = None  # the several that are called by one word are no parts of the first of them
    listed = _parts_of(scene, parent, found)
    whole = parent is not None and not says_all(found, parent)
    return replace(listed, pieces=(*listed.pieces, *_also_part(scene, asked, found))) if whole else listed


def _also_part(scene: Scene, asked: Asked, found: Sequence[Known]) -> list[Piece]:
    """The glossary's sentence of what an item is made up of, where it names a part of which no amount is found."""
    known = terms.concepts()
    parts = known[asked.keys[0]].parts if asked.keys and asked.keys[0] in known else ()
    listed = {
        key for one in found for key in (one.item.own, *(known[one.item.own].parts if one.item.own in known else ()))
    }
    missing = [known[key].name for key in parts if key not in listed]
    said = glossary.first_sentence(scene, asked) if missing else None
    if said is None or not any(terms.normalise(name) in terms.normalise(said.text) for name in missing):
        return []
    return ["其余部分没有找到数额，文件的名词解释写明：", said]


def _in_words(scene: Scene, asked: Asked, year: int) -> Draft | None:
    """Which things money is for, or came on top, where only words tell them: 年中新增甲活动、乙活动的经费."""
    if not _WHICH_THINGS.search(scene.query.text):
        return None
    if _CAME_ON_TOP.search(scene.query.text):
        why = next(
            (
                known.fact
                for known in reason.reasons(scene, asked, year)
                if _CAME_ON_TOP.search(known.fact.reason or "")
            ),
            None,
        )
        return answered(reason.quoted_reason(why)) if why else None
    return purpose.purpose(scene.with_query(kind="purpose"))


_CAME_ON_TOP = re.compile("(?:新|追|增|多)(?:增|加|添|出|设|办|列|安排)|加(?:了|上|进)|添了")


def _by_lines(scene: Scene, asked: Asked, year: int, parent: Known) -> list[Known]:
    """The lines of a table that an item is booked on, where they come to it and no projects are asked for."""
    rows = [] if _PROJECTS_ASKED.search(scene.query.text) else by_code(scene, asked, year, whole=parent)
    return rows if rows and says_all(rows, parent) else []


_PROJECTS_ASKED = re.compile(r"项目(?!支出)|专项(?!业务|普查)")


def _spent_of(scene: Scene, asked: Asked, year: int) -> Asked | None:
    """A fund as what is spent of it, which has parts of its own where the fund has none."""
    keys = tuple(SPENT_OF[key] for key in asked.keys if key in SPENT_OF)
    spent = replace(asked, keys=keys)
    told = keys and scene.query.fund is None and scene.level(spent, year) is not None
    return spent if told and _SPENT.search(scene.query.text) else None


# That it goes out, and is not taken in.
_SPENT = re.compile(r"[花用支]|分(?:到|给|在|成|为)|投|流|落|砸|去[了向处]|安排|拨")


# What belongs to an item is told by its definition; of a year, by the lines below it.
_MEANT = re.compile(r"指|定义|含义|意思|概念|口径|通常|一般|按规定|哪些(?:开销|开支|费用|内容)")

# What is left is made up of money for things, which are asked for; what the words mean is another question.
_LEFT_OVER = frozenset({"carried_out", "carried_in"})
_WHICH_THINGS = re.compile(
    r"(?:哪[些几]?[个件桩笔项]?|什么|几[个件桩笔])(?:的)?(?:项目|事项|事情|事儿?|工程|活动|款|钱)"
)
_WHAT_FOR = re.compile(r"哪|什么|啥|明细|事项")
# 结转事项：某工程款、某款项; 主要是某某、某某.
_ENUMERATES = re.compile(
    r"(?:事项|项目|内容|明细)(?:主要)?(?:[：:]|(?:包括|有|是|为)[：:]?)|(?:主要)?(?:包括|系|是|为)[：:]?(?=[^，。；]{2,40}、)"
)


def _told_items(scene: Scene, asked: Asked, year: int) -> Draft | None:
    """The sentence that tells an amount and goes on with what it is made up of, in words."""
    if not _WHAT_FOR.search(scene.query.text):
        return None
    for holding in scene.holdings:
        for known in holding.known:
            fact = known.fact
            own = known.item.own in asked.keys and fact.year == year and fact.measure == "level" and fact.span
            if own and fact.source == "narrative" and fact.span and _ENUMERATES.search(fact.quote, fact.span[1]):
                return answered(sentence_of(fact))
    return None


def _parts_of(scene: Scene, parent: Known | None, found: Sequence[Known], lead: str = "", joint: str = "") -> Draft:
    """Parts one by one, below their whole where it is printed; `lead` says where that is, `joint` how they are its parts."""
    pieces: list[Piece] = [lead] if lead else []
    if parent and parent.fact.value is not None:
        pieces += [
            f"{phrase(scene, parent)}",
            *state(parent.fact),
            joint or ("，分别是：\n" if says_all(found, parent) else "，其中列出的有：\n"),
        ]
    shares = _SHARES.search(scene.query.text) is not None
    for known in found:
        pieces += [
            f"- {phrase(scene.bare, known, year=False)}：",
            *state(known.fact, unit_for(scene, known.fact)),
            *(_share_of(known, parent) if shares and parent else ()),
            "\n",
        ]
    return answered(*pieces)


# What part of the whole each of its parts is: 各占多少, 构成及占比.
_SHARES = re.compile(r"(?:各自?|分别|都)(?:的)?(?:占|百分)|占比|各[^，。？?]{0,6}比[重例]|所占|比[重例](?:各|分别)")


def _share_of(part: Known, whole: Known) -> list[Piece]:
    """What part of the whole it is, where both are amounts of one unit of measure."""
    if not whole.fact.value or part.fact.value is None or not alike((part, whole)):
        return []
    expression = f"{scaled('a', part.fact.unit, whole.fact.unit)} / b * 100"
    return ["，占", computed(expression, {"a": part.fact, "b": whole.fact}, "%", places=2)]


# Which projects have goals of their own, not what these goals are: 哪些项目编了绩效目标.
_WITH_GOALS = re.compile(
    r"(?:哪些|哪几个|什么)(?:重点|专项)?项目[^，。？?]{0,8}绩效(?!指标)|绩效(?!指标)[^，。？?]{0,8}项目(?:是|有|都有|包括)+(?:哪|什么)"
)
_SEVERAL = re.compile(r"[两二三四五六七八九几各]项")


def _of_kind(scene: Scene, asked: Asked, year: int) -> list[Known]:
    """The 项 that are called by one word, where several are asked for: 养老方面的三项, 医疗那几项."""
    if asked.code or not _SEVERAL.search(scene.query.text):
        return []
    concept = terms.concepts().get(asked.keys[0]) if asked.keys else None
    if concept is not None and concept.sum_of:
        levels = [scene.level(Asked(code, (), 0, 0, code=code), year) for code in concept.sum_of]
        return [known for known in levels if known is not None and known.fact.value is not None]
    word = terms.normalise(asked.text)
    own = scene.level(asked, year)
    if own is not None and own.fact.row and terms.normalise(strip_number(own.fact.row[-1])) == word:
        return []  # 某类支出的各项: a line of its own has what stands below it
    found = [k for k in leaves(scene, year) if any(word in terms.normalise(label) for label in k.fact.row)]
    return found if len(found) > 1 and concept is not None and not concept.parts else []


def _of_word(scene: Scene) -> Draft | None:
    """The 项 that a word which names none of them is in: 医疗那几项."""
    words = scene.query.rest
    if len(words) != 1 or not _SEVERAL.search(scene.query.text):
        return None
    word = terms.normalise(words[0])
    found = [k for k in leaves(scene, scene.target()) if any(word in terms.normalise(label) for label in k.fact.row)]
    if len(found) < _FEWEST:
        return None
    lines: list[Piece] = []
    for known in found:
        lines += [
            f"- {phrase(scene.bare if lines else scene, known)}：",
            *state(known.fact, unit_for(scene, known.fact)),
            "\n",
        ]
    return answered(*lines)


_FEWEST = 2  # of several


_PARTS = re.compile(
    r"由哪|组成|构成|拆(?:开|给|成|分)|(?:下面|底下|下边)的?(?:那|这)?(?:[两二三四五六七八九几]个)?(?:科目|项|款|明细)"
)


def _lowest(scene: Scene, asked: Asked, year: int) -> list[Known]:
    """The 项 below an item, where these are asked for and not the 款 between."""
    parent = scene.level(asked, year)
    if not re.search("项级|末级|明细科目", scene.query.text) or parent is None:
        return []
    if not parent.fact.code:
        return booked(scene, asked, year)
    return [known for known in leaves(scene, year) if (known.fact.code or "").startswith(parent.fact.code)]


_OF_FUNDS = frozenset({*SPENT_OF, *SPENT_OF.values()})  # funds, and what is spent of them


_ALONGSIDE = re.compile(r"和|与|、|各")
_BY_CODE = re.compile(r"科目|功能分类|功能科目|按功能|哪几[类款项]|哪些[类款项]")


def _indicators(scene: Scene) -> Draft | None:
    """The performance indicators of the overall or a project's form, the core ones if asked."""
    text = scene.query.text
    if "指标" not in text and "绩效目标" not in text:
        return None
    if "指标" not in text and len(scene.query.items) > 1:
        return None  # 三公经费、机关运行经费、绩效目标的项目数: how many have goals is one of several figures
    core = "核心" in text
    apart = bool(re.search("(?:不是|非|不属于)核心", text))
    overall = "整体" in text or "项目" not in text
    year = scene.target()
    if not overall and (listed := projects.all_projects(scene, core=None if not core else not apart)):
        return listed
    found: dict[tuple[str, ...], Known] = {}
    for holding in scene.holdings:
        for known in holding.known:
            fact = known.fact
            if fact.indicator is None or fact.year != year or (fact.project is None) != overall or fact.value is None:
                continue
            if core and bool(fact.indicator.core) == apart:
                continue
            weight = any("权重" in label for label in fact.column)
            if fact.row not in found or (not weight and any("权重" in label for label in found[fact.row].fact.column)):
                found[fact.row] = known
    if not found:
        return None
    told: list[Piece] = []
    for holding in scene.holdings if not core else ():
        own = [k for k in found.values() if k.fact.document == holding.record.id]
        told += projects.told_indicators(holding, own) if own else []
    kind = ("非核心指标" if apart else "核心指标") if core else "绩效指标"
    pieces: list[Piece] = [f"{scene.prefix}{year}年{'整体' if overall else '项目'}绩效的{kind}：\n"]
    for row, known in found.items():
        weight = any("权重" in label for label in known.fact.column)
        pieces += [f"- {row[-1]}：{'权重' if weight else ''}", *state(known.fact), "\n"]
    return answered(*pieces, *told)
