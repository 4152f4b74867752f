"""Whether what is written of an item, its use or why it moved, tells of that item: 住房公积金“主要用于：事业单位医疗保险支出”.

Only the words decide. They tell of another item where they are hardly more than another line's name and have nothing of
the item's own; whatever else they say is quoted, and whether it is a good reason is not judged.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest import terms
from ingest.terms import strip_number
from service.draft import Draft, Piece, Quoted
from service.holding import Holding, Known
from service.query import Asked
from service.rules import purpose, reason
from service.rules.scene import Scene, answered

_WORDS = r"(?:原因|理由|缘由|用途|说明|文字|内容|解释|写的?|说的?|用于)"
_LINE = r"(?:科目(?!表)|名称|名字|条目|标题|题目|抬头|本项|这一?项|这一?条|项目名)"
ASKS = re.compile(
    rf"{_WORDS}[^。；？?]{{0,16}}?(?:跟|和|与|同)[^，。；？?]{{0,6}}?{_LINE}[^。；？?]{{0,10}}?(?:对|相符|不符|一[致样]|吻合|匹配|搭|合|矛盾|出入)"
    rf"|{_LINE}[^，。；？?]{{0,4}}?(?:跟|和|与|同)[^，。；？?]{{0,8}}?{_WORDS}[^。；？?]{{0,10}}?(?:对|相符|不符|一[致样]|吻合|匹配|搭|合|矛盾|出入)"
    rf"|(?:原因|理由|缘由|用途|说明|文字|内容|解释|用于)[^。；？?数额表]{{0,12}}?(?:写|填|说|弄|搞|抄|贴|放)?得?(?:对吗|对不对|对没对|准不准|有没有(?:写|弄|搞|抄)?错|是不是(?:写|弄|搞|抄)?错|错没错|错了没|没错吧)"
    rf"|张冠李戴|文不对题|名不副实|名实不符|(?:写|抄|贴|填)(?:串|岔|混)|(?:串|对)(?:了)?(?:科目|行|号)|{_LINE}[^，。；？?]{{0,8}}(?:对得上|对不对得上)[^。；？?]{{0,6}}{_WORDS}"
)
_OF_MONEY = re.compile(r"数额|金额|数字|的数|多少钱|表格|率|占比?|比例|比重|完成|算得|[核复重]算|\d(?:[万亿]|元|[%％])")
_OF_CAUSE = re.compile("原因|理由|缘由|为什么|为何|解释")
# What lines are called beside what tells them apart.
_GENERAL = re.compile("机关事业单位|机关|事业单位|行政单位|支出|经费|缴费|费用|项目|其他|[（(].*?[）)]")
_LEAST = 2
_LEFT_OVER = 10  # characters around another line's name that make no other statement


def told(scene: Scene) -> Draft | None:
    """What is written of the item and whether that names it, or another line; None where none of it is asked."""
    query = scene.query
    if len(query.items) != 1 or not ASKS.search(query.text) or _OF_MONEY.search(query.text):
        return None
    asked, year = query.items[0], scene.target()
    known = scene.level(asked, year)
    if known is None or not known.fact.row or not known.fact.code:
        return None  # only a line of the classification is told line by line
    own = strip_number(known.fact.row[-1])
    quotes = _written(scene, asked, year)
    if not quotes:
        return None
    pieces: list[Piece] = [f"{scene.prefix}{year}年“{own}”，文件写的是："]
    verdicts: list[str] = []
    for quote in quotes:
        pieces += ["；" if len(pieces) > 1 else "", quote]
        other = _another(scene.holding(known.fact), quote.text, (own, asked.text))
        if other is not None:
            verdicts.append(f"这段文字写的是“{other}”，不是“{own}”，与科目名称不一致。")
    if verdicts:
        return answered("不一致。", *pieces, "。", *dict.fromkeys(verdicts), "文件没有说明为何这样写。")
    if any(
        _core(own) in terms.normalise(quote.text) or _core(asked.text) in terms.normalise(quote.text)
        for quote in quotes
    ):
        return answered(*pieces, "。写到的就是本科目，没有写成别的科目。")
    return answered(*pieces, "。这段文字没有写成别的科目；是否恰当，文件没有更多说明。")


def _written(scene: Scene, asked: Asked, year: int) -> list[Quoted]:
    """The reason that is told of an item, or its use, whichever is asked; of neither, whichever is told."""
    why = [reason.quoted_reason(known.fact) for known in reason.reasons(scene, asked, year)]
    use = purpose.purpose(scene.with_query(kind="purpose"))
    uses = [piece for piece in use.pieces if isinstance(piece, Quoted)] if use is not None else []
    if _OF_CAUSE.search(scene.query.text):
        return _distinct(why)
    return _distinct(uses) or _distinct(why)


def _distinct(quotes: Sequence[Quoted]) -> list[Quoted]:
    return list({quote.text: quote for quote in quotes}.values())


def _another(holding: Holding, text: str, own: Sequence[str]) -> str | None:
    """The one other line of the same disclosure that a text is about; None where it has the item's own words, or others."""
    said = terms.normalise(text)
    if any(_core(name) in said for name in own):
        return None
    found: dict[str, str] = {}
    for known in holding.known:
        label = strip_number(known.fact.row[-1]) if known.fact.row and _is_a_line(known) else ""
        bare = terms.normalise(label).removesuffix("支出")
        core = _core(label)
        if len(core) >= _LEAST and bare in said and not any(core in _core(name) or _core(name) in core for name in own):
            found.setdefault(bare, label)
    if not found:
        return None
    longest = max(found, key=len)
    apart = [name for name in found if name not in longest]
    return found[longest] if not apart and len(said) - len(longest) <= _LEFT_OVER else None


def _is_a_line(known: Known) -> bool:
    """Whether a figure is of a line of the classification, which a code names."""
    return bool(known.fact.code) and known.fact.source == "table"


def _core(name: str) -> str:
    """What tells a line from the others: 职业年金 of 机关事业单位职业年金缴费支出; the name itself where nothing does."""
    bare = terms.normalise(name)
    return core if len(core := _GENERAL.sub("", bare)) >= _LEAST else bare
