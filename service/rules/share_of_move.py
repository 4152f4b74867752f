"""What part of how a whole moved is how one of its parts moved: 总支出多出来的钱里，项目支出的增量占百分之几, 对增长的贡献率."""

from __future__ import annotations

import re

from ingest import terms
from ingest.model import Fact
from service.calculator.formula import FormulaError
from service.draft import Draft, Piece, computed
from service.query import Asked
from service.rules import change, wholes
from service.rules.changes_added import gap_of
from service.rules.magnitude import alike
from service.rules.scene import Scene, answered, called

_VERB = "(?:(?:多|少)(?:花|支出?|用)|新增|净增|增加|增长|增减|增|减少|减|下降|降|上涨|涨|上升|压减|缩减|压缩|变动|变化|多|少)"
# A move by itself, as a thing that has parts: 增加额, 减少的部分, 多出来的328.85万元.
_MOVE = (
    rf"(?:{_VERB}(?:额度?|数额?|值|的?金额|的?数额)|[增减]量"
    rf"|{_VERB}(?:了|出来?|掉|下来|支出?)*的(?:[^，。；？?占]{{0,3}}?[\d.,]+(?:万|亿)?元|部分|钱|金额|资金|支出|那?一?块|(?=里|中|当中))"
    r"|(?:新增|净增)(?:支出|资金|经费|预算)(?=里|中|当中)|多出来的)"
)
_IN = r"(?:里面?|里头|里边|当中|之?中|之?内)"
_SHARE = r"(?:占|百分之|几成|比例|比重|份额|贡献)"
# The whole's move first: …增加额中，…(的增加额)占几成; …增加的钱，有几成是…带来的.
_WITHIN = re.compile(
    rf"(?:{_MOVE}{_IN}[，,]?|{_VERB}[^，。；？?占]{{0,3}}?(?:额|的部分|的钱|的资金)[，,])(?:其中|有)?[^，。；？?]{{0,10}}?$"
)
_OF_BOTH = re.compile(rf"{_MOVE}[^。；？?]*$")
_OWN = re.compile(rf"[”\"]?(?:支出|经费)?的?{_MOVE}[^。；？?]{{0,4}}?{_SHARE}")
_SO_MUCH_OF_IT = re.compile(
    rf"{_VERB}[^，。；？?占]{{0,8}}?[，,]?(?:有|里面?|中)?(?:百分之(?:几|多少)|[几多]少?成|多[少大]比例)(?:是|都|来自|靠|由|出自|源于|因为?)于?(?:[花用投给]|增加)?(?:在|到|于|给)?[“\"]?$"
)
# The part first: …的增加额占…增加额的几成; …对…增长贡献了几成.
_BARE = "(?:变动|变化|增长|增加|增减|减少|下降|上涨)"
_PART_FIRST = re.compile(
    rf"^[”\"]?(?:支出|经费)?的?(?:{_MOVE}[^。；？?]{{0,4}}?|{_BARE}[，,]?)(?:占|在|相当于)[^。；？?]{{0,8}}?"
)
_WHOLE_MOVED = re.compile(rf"[”\"]?(?:支出|经费)?的?(?:{_MOVE}|{_BARE}的?(?=比[例重]|百分|[几多]少?成|多))")
_ADDS_TO = re.compile(r"^[”\"]?(?:支出|经费)?(?:的?变动|的?增长|的?增加|的?减少|的?下降)?对[^，。；？?]{0,6}$")
_CONTRIBUTES = re.compile(rf"[”\"]?(?:支出|经费)?的?{_VERB}[^，。；？?]{{0,6}}?贡献")
_INSIDE = re.compile(rf"[”\"]?(?:支出|预算|决算)?{_IN}[，,]?")
# 项目支出占几成, 有几成是; never by what part it rose itself: 项目支出增长百分之几.
_SHARE_BEHIND = re.compile(rf"^(?:[^。；？?]*?(?:占|贡献|比例|比重|份额)|(?:(?!{_VERB})[^。；？?])*?(?:百分之|几成))")
_PAIR = 2
_HUNDRED = 100


def asks(scene: Scene) -> bool:
    """Whether a share of a move, or by a move, is asked for: what part the amount itself is of the whole is another question."""
    return _sides(scene) is not None or _takes_a_part_by_its_move(scene)


def _takes_a_part_by_its_move(scene: Scene) -> bool:
    """Whether an item's move is said to be a part of something, whatever that is: the item's amount is no answer to it."""
    text = scene.query.text
    return any(
        _OWN_MOVE.match(text, asked.end)
        or (_MOVED_BEFORE.search(text[: asked.start]) and _TAKES_UP.match(text, asked.end))
        for asked in scene.query.items
    )


# 比上年增加的总支出: the move said before what moved.
_MOVED_BEFORE = re.compile(rf"[比较][^，。；？?]{{1,8}}?{_VERB}(?:了|出来?|掉|下来)*的[“\"]?$")
_TAKES_UP = re.compile('[”"]?(?:支出|经费)?占(?!比)')
_OWN_MOVE = re.compile(rf"[”\"]?(?:支出|经费)?的?{_MOVE}[^。；？?]{{0,4}}?占(?!比)")


def _sides(scene: Scene) -> tuple[Asked, Asked] | None:
    """The part and the whole whose moves are set against each other; None where no move is spoken of as a whole."""
    text, items = scene.query.text, scene.query.items
    if not items or len(items) > _PAIR or scene.query.between_bases:
        return None
    first, last = items[0], items[-1]
    before, behind = text[: last.start], text[last.end :]
    if len(items) == 1:
        whole_moves = (_WITHIN.search(before) and _SHARE_BEHIND.search(behind)) or _SO_MUCH_OF_IT.search(before)
        of_all = _PART_FIRST.match(behind) and re.search(rf"占[^，。；？?]{{0,8}}?(?:总|全部){_MOVE}", behind)
        return (first, wholes.total(scene)) if whole_moves or of_all else None
    between = text[first.end : last.start]
    if (_PART_FIRST.match(between) and _WHOLE_MOVED.match(behind)) or (
        _ADDS_TO.match(between) and _CONTRIBUTES.match(behind)
    ):
        return first, last
    whole_first = (
        (_WITHIN.search(between) and _SHARE_BEHIND.search(behind))
        or ((_OF_BOTH.search(between) or _INSIDE.fullmatch(between)) and _OWN.match(behind))
        or (_MOVED_BEFORE.search(text[: first.start]) and _INSIDE.fullmatch(between) and _SHARE_BEHIND.search(behind))
        or _SO_MUCH_OF_IT.search(between)
    )
    return (last, first) if whole_first else None


def told(scene: Scene) -> Draft | None:
    """How both moved, and what part the one move is of the other; without a share where they moved in opposite ways."""
    sides = _sides(scene)
    if sides is None:
        return None
    year, base = scene.pair()
    moves = [change.of(scene, asked, year, base) for asked in sides]
    found = [move for move in moves if move is not None and move.amount.value]
    if len(found) != len(moves):
        return None
    part, whole = found
    if whole.known.item.own not in sides[1].keys:
        return None  # what one fund moved by stands in for no whole: the part may be paid by others
    if not alike((part.known, whole.known)) or part.known.fact.basis != whole.known.fact.basis:
        return None
    unit = whole.known.fact.unit
    operands: dict[str, Fact] = {}
    formulas: list[str] = []
    for move in found:
        expression, own = gap_of([move], unit, taken=len(operands))
        operands |= own
        formulas.append(expression)
    pieces: list[Piece] = [*change.sentence(scene, part), "；", *change.sentence(scene.bare, whole)]
    if (part.amount.value < 0) != (whole.amount.value < 0):
        return answered(*pieces, "；一增一减，前者不是后者的一部分，不能计算占比。")
    try:
        figure = computed(f"({formulas[0]}) / ({formulas[1]}) * 100", operands, "%", places=2, bold=True)
    except FormulaError:
        return None
    if figure.value > _HUNDRED and not _is_within(*sides):
        return None  # what is no part of it by the field's own words may be another thing altogether
    more = "（其他部分变动方向相反）" if figure.value > _HUNDRED else ""
    # 减少额的54.01% would read as a decrease by so much.
    tail: list[Piece] = [f"；{called(part.known)}的变动额占{called(whole.known)}变动额的", figure, f"{more}。"]
    return answered(*pieces, *tail, result=figure if figure.certain else None)


def _is_within(part: Asked, whole: Asked) -> bool:
    """Whether the field's own words say that one item is a part of another, or the other is all there is."""
    below = terms.parts_below(whole.keys[0]) if whole.keys else frozenset()
    own = terms.parts_below(part.keys[0]) if part.keys else frozenset()
    return bool(below & set(part.keys[:1]) or (own and own <= below) or set(whole.keys) & (terms.TOTALS | terms.WHOLES))
