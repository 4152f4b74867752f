"""Those whom a body received: how many parties and heads, asked for by themselves or to share the money among."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest import quantity, terms
from ingest.model import Fact
from ingest.terms import strip_number
from service import evidence
from service.draft import Draft, Piece, Stated
from service.evidence import Want
from service.holding import Known
from service.rules.magnitude import of_one_number
from service.rules.scene import Scene, answered, phrase, state
from service.rules.sentences import narrative, newest_first

# Guests are counted where those from the country are told: by parties and by heads, in either of two words each.
_AT_HOME, _RECEIVED = "domestic_reception", "official_reception"
RECEPTION = frozenset({_RECEIVED, _AT_HOME})
_COUNTS = (("批次", "批"), ("人", "人次"))
_BY_HEADS = re.compile(r"[多几]少?(?:个)?(?:人|位)|人次|人数")


def counted(scene: Scene) -> Draft | None:
    """How many were received (接待了多少批、多少人): those of 公务接待 as such, or else of 国内公务接待."""
    query = scene.query
    named = [asked for asked in query.items if RECEPTION & set(asked.keys[:1])]
    named = [
        asked for asked in named if asked.text != _BARE
    ] or named  # 国内公务接待几批，接待几人: the verb, said again
    if not query.items or len(named) > 1 or any(a not in named and a.text != _BARE for a in query.items):
        return None
    asked = named[0] if named else replace(query.items[0], keys=(_AT_HOME,))
    asked_by = [units for units in _COUNTS if query.counted in units]
    if asked_by and _BY_HEADS.search(query.text) and _COUNTS[1] not in asked_by:
        asked_by.append(_COUNTS[1])
    pieces: list[Piece] = []
    first: Known | None = None
    for units in asked_by:
        wants = (
            Want(replace(asked, keys=(key,)), scene.target(), counted=unit)
            for key in dict.fromkeys((asked.keys[0], _AT_HOME))
            for unit in sorted(units, key=lambda unit: unit != query.counted)
        )
        found = (k for w in wants for k in evidence.candidates(w, scene.holdings, ("level", "count")) if k.fact.value)
        known = next(found, None) or _labelled(scene, "人次" if "人次" in units else "次")
        if known is None:
            return None
        known = _in_the_measure_asked(scene, known)
        name = strip_number(known.fact.row[-1])
        again = first is not None and first.fact.row == known.fact.row
        head = f"、{'' if again else name}" if pieces else f"{scene.prefix}{known.fact.year}年{name}"
        first = first or known
        pieces += [head, *state(known.fact, bold=True)]
    results = [piece for piece in pieces if isinstance(piece, Stated)]
    return answered(*pieces, "。", result=results[0] if results[0].certain else None) if results else None


# Whom a body received and what for, as the sentence tells that counts them or says what the money is for.
_CAME_FOR = re.compile(r"接待[^。]{0,60}?(?:主要|用于|来[^。，]{0,10}(?:考察|学习|检查|交流|调研|指导|督查|评估|出差))")


def whom(scene: Scene) -> Draft | None:
    """The sentence that says who came and what for; None where no sentence of the year does."""
    query = scene.query
    if query.kind != "purpose" or not any(RECEPTION & set(asked.keys[:1]) for asked in query.items):
        return None
    told = (k for asked in query.items for k in evidence.changes(asked, scene.target(), scene.holdings, _OF_MONEY))
    if any(known.fact.purpose for known in told):
        return None  # the use that is told as such
    for holding in newest_first(scene):
        if holding.record.year != scene.target():
            continue
        for line in narrative(holding):
            if (
                _CAME_FOR.search(line.text)
                and not _MOVED.search(line.text)
                and not _EXPLAINS.search("".join((*line.section, line.text)))
            ):
                return answered(f"{scene.prefix}{scene.target()}年文件写明：", line.quoted())
    return None


# Where they came from, or who they were, in whatever words: 请的是哪里来的客人, 客人从哪来, 接的是谁.
_RECEIVES = re.compile("接待|招待|宴请|请客|请吃饭|请饭|请的|客人|来客|宾客|来访")
_WHENCE = re.compile(
    r"(?:哪里|哪儿|哪个?地方|什么地方|何处|何方|哪)(?:过来|来|的)的?(?:都|是)?(?:人|客|宾|单位|同行|队伍|[？?，。]|$)|(?:从|打|由|自|来自)(?:哪|什么地方|何处|何方)"
    r"|(?:接待?|招待|宴请|请|来)(?:的|了|过)*(?:都|主要|究竟|到底)*(?:是|有)?(?:谁|哪些(?:人|客|单位|部门)|哪路|什么(?:人|客|样的[人客])|何人)"
)
_WHO_CAME = re.compile(
    r"接待(?!批|人次|人数|次|费|支出|对象|标准|范围|任务|审批|工作|制度|规定|方面|活动|开支|经费|用餐|服务|中心|室|站|处|办|大厅|来信|来访群众|群众)[一-鿿、“”]{4,}"
    r"|主要(?:是|为)?(?:兄弟|外地|外省|外区|外市|外县|上级|市级|省级|来[访沪渝宁])[一-鿿、]{2,}"
)
_PART = re.compile("[，,。；;：:（）()]")
_NOT_WHO = re.compile("原因|[增减]少?加?|下降|压缩|严格|控制|精简|未|无(?!锡)|按照|规定")


def whence(scene: Scene) -> Draft | None:
    """The sentence that says whom a body received, where they came from; None where none of the year does."""
    query = scene.query
    if not (_RECEIVES.search(query.text) and _WHENCE.search(query.text)) or query.kind == "reason":
        return None
    if any(not RECEPTION & set(asked.keys[:1]) and asked.text != _BARE for asked in query.items):
        return None
    told = (k for asked in query.items for k in evidence.changes(asked, scene.target(), scene.holdings, _OF_MONEY))
    if query.kind == "purpose" and any(known.fact.purpose for known in told):
        return None  # the use that is told as such
    for holding in newest_first(scene):
        if holding.record.year != scene.target():
            continue
        for line in narrative(holding):
            if _EXPLAINS.search("".join((*line.section, line.text))) or not _RECEIVES.search(line.text):
                continue
            if any(_WHO_CAME.search(part) and not _NOT_WHO.search(part) for part in _PART.split(line.text)):
                return replace(answered(f"{scene.prefix}{scene.target()}年文件写明：", line.quoted()), by_words=True)
    return None


_OF_MONEY = ("level", "change", "rate", "count")
_MOVED = re.compile(r"原因|[增减]少?加?|下降|增长")
_EXPLAINS = re.compile(r"反映|名词|术语|指单位|指按")  # what the item is in general
_PARTIES = re.compile(r"批次|批数|[多几]少?(?:个)?[批拨](?!准|复)")
_MONEY = re.compile(
    r"多少(?:钱|万|元)|金额|花费|花(?:了|掉|费)?多少|(?:预算|决算|支出)数?(?:是|有|为|各|分别)*多少|(?:费用?|支出|经费)(?:(?:预算|决算)数?|支出)?(?=[，、,和与及])"
    r"|实际(?:支出|花费|花销|开支)|(?<=[和与及、])(?:支出|花费|花销|开支|费用)(?=一并|一起|都|分别|各|[，。？?]|$)"
)
_EACH = re.compile(r"人均|平均|每|批均|占|比(?!例)")
_SEVERAL = 2


def told(scene: Scene) -> Draft | None:
    """The money and the numbers of parties and heads, where two of the three are asked for in one question."""
    query = scene.query
    text = query.text
    named = [asked for asked in query.items if RECEPTION & set(asked.keys[:1]) or asked.text == _BARE]
    if not named or any(a not in named for a in query.items) or query.kind not in ("lookup", "list", "sum"):
        return None
    if _EACH.search(text) or len(query.years) + len(query.offsets) > 1:
        return None
    counts = [units for cue, units in ((_PARTIES, _COUNTS[0]), (_BY_HEADS, _COUNTS[1])) if cue.search(text)]
    # 接待 alone may be what a form of goals counts: the money is that of the item.
    asked = replace(named[0], keys=(_RECEIVED,)) if named[0].text == _BARE else named[0]
    money = scene.level(asked, scene.target()) if _MONEY.search(text) else None
    if money is not None and (unit := quantity.unit(money.fact.unit)) is not None and unit.base != "元":
        return None
    if len(counts) + (money is not None) < _SEVERAL:
        return None
    pieces: list[Piece] = []
    if money is not None:
        if money.fact.value is None:
            return None
        pieces += [phrase(scene, money), *state(money.fact, bold=True)]
    for units in counts:
        alone = counted(scene.with_query(items=(named[0],), counted=units[0], text=""))
        figure = next((piece for piece in alone.pieces if isinstance(piece, Stated)), None) if alone else None
        if alone is None or figure is None:
            return None
        label = strip_number(figure.facts[0].row[-1])
        pieces += ["，" if pieces else f"{scene.prefix}{scene.target()}年", label, figure]
    return answered(*pieces, "。")


_BARE = "接待"  # 接待74批次: the verb that a sentence counts by


def _labelled(scene: Scene, base: str) -> Known | None:
    """The count whose label tells what it counts (国内公务接待批次（个）), those at home before all."""
    counts = [
        known
        for holding in scene.holdings
        for known in holding.known
        if known.fact.value is not None
        and known.fact.year == scene.target()
        and known.fact.measure == "count"
        and _is_of_guests(known, base)
    ]
    for fitting in ([k for k in counts if "国内" in k.fact.row[-1]], counts):
        if len({known.fact.value for known in fitting}) == 1:
            return _by_its_measure(fitting[0], counts)
    return None


def _in_the_measure_asked(scene: Scene, known: Known) -> Known:
    """The same number as a sentence on guests counts it, by the measure word that is asked for: 人次, where a form has 人."""
    if known.fact.unit == scene.query.counted:
        return known
    same = (
        k for k in scene.holding(known.fact).known
        if k.fact.source == "narrative" and k.fact.unit == scene.query.counted and "接待" in k.fact.quote
        and (k.fact.value, k.fact.year, k.fact.measure) == (known.fact.value, known.fact.year, "count")
    )  # fmt: skip
    return next(same, known)


def _by_its_measure(known: Known, counts: list[Known]) -> Known:
    """The same number as a sentence of the disclosure counts it, by visits, where a form only counts 个 or 人."""
    said = (k for k in counts if k.fact.source == "narrative" and k.fact.unit in ("批次", "人次"))
    same = (
        k for k in said if k.fact.value and (k.fact.value, k.fact.document) == (known.fact.value, known.fact.document)
    )
    return next(same, known)


def received(scene: Scene, known: Known, base: str) -> Known | None:
    """How many guests or parties the same year's reception was for."""

    def fits(k: Known) -> bool:
        return k.fact.value is not None and k.fact.year == known.fact.year and k.fact.basis == known.fact.basis

    found = (k for h in scene.holdings for key in (_RECEIVED, _AT_HOME) for k in h.by_own.get(key, ()))
    named = next(
        (k for k in found if fits(k) and (u := quantity.unit(k.fact.unit)) is not None and u.base == base), None
    )
    if named is not None:
        return named
    # 接待94批次，812人次; 国内公务接待人次812人: told as what was done, or with the measure in the name.
    counts = [
        k for h in scene.holdings for k in h.known if fits(k) and k.fact.measure == "count" and _is_of_guests(k, base)
    ]
    counts.sort(key=lambda k: k.fact.unit not in ("人次", "批次"))
    return of_one_number(counts)


def everywhere(scene: Scene) -> list[Known]:
    """Every place that counts the guests, or the parties, which a question speaks of; none where it speaks of none."""
    asked = {key for item in scene.query.items for key in item.keys[:1]}
    said = _BY_MEASURE.search(scene.query.text)
    if not asked & RECEPTION or said is None:
        return []
    base = "次" if re.search("[批拨]", said[0]) else "人次"
    return [
        known
        for holding in scene.holdings
        for known in holding.known
        if known.fact.year == scene.target()
        and known.fact.measure == "count"
        and known.fact.value is not None
        and _is_of_guests(known, base)
    ]


_BY_MEASURE = re.compile(r"[批拨](?:次|数)|人次|人数|(?:多少|几)(?:个|位|名)?(?:人|批)")
_NAMED = re.compile(r"(?:国内)?(?:公务)?接待(?:了)?(?:来访|来客|客人)?(?P<what>批次|批数|人次|人数)?")
_UNIT = re.compile(r"[（(](?:人次?|批次?|次|个)[）)]$")
_MEASURES = {"人次": ("人次", "人"), "次": ("批次", "次", "批")}


_ABROAD = re.compile(r"国?[（(]?境[）)]?外|外事|外宾")


def _told_of_abroad(fact: Fact) -> bool:
    """Whether a sentence counts guests behind what it tells of those from abroad alone: 国（境）外公务接待…，接待0批次."""
    before = re.split("[；;。]", fact.quote[: fact.span[0]])[-1] if fact.span and fact.source == "narrative" else ""
    return bool(_ABROAD.search(before)) and "国内" not in before


def _is_of_guests(known: Known, base: str) -> bool:
    """Whether a count is of the guests, or parties, that the body received at home."""
    fact = known.fact
    label = _NAMED.fullmatch(terms.normalise(_UNIT.sub("", fact.row[-1].strip()))) if fact.row else None
    unit = quantity.unit(fact.unit)
    if (
        label is None
        or unit is None
        or _told_of_abroad(fact)
        or "公务" not in "".join((*fact.row, *fact.section, fact.quote))
    ):
        return False
    said = label["what"]
    return unit.base in _MEASURES.get(base, (base,)) if said is None else said[0] == ("人" if base == "人次" else "批")
