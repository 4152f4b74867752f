"""The name of an item within a clause: what is left when time, basis and verbs are taken away.

Works for any label, also ones that no list of terms has (a project's name); the field's words only settle doubts:
“一般公共预算” keeps its 预算, “三公”经费预算 does not need it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from ingest import terms, wording
from ingest.line import FIGURE, Line

_CODE = re.compile(r"^(\d{3,7})[-、.]?(?=[一-龥])")
_CODE_AFTER = re.compile(r"(?<=[一-龥）])（?(\d{3,7})）?$")
_CATEGORY = re.compile(r"（(类|款|项)）")
# “社会保障和就业支出”科目（民政管理事务款行政运行项）: the 类 in quotation marks, what is below it in a bracket.
_SUBJECT_OF = re.compile(
    r"[“\"]?(?P<a>[^“”\"（）]{2,24})[”\"]?科目（(?P<b>[^（）]{2,24}?)款(?:(?P<c>[^（）]{2,40}?)项)?(?:级?科目)?）(?:支出|预算|决算)*$"
)
_DASH = re.compile(r"(?<=[一-龥）])(?:-|—|–)+(?=[一-龥])")
_FUND = re.compile(
    r"^(?:使用|由|用)?(?P<fund>一般公共预算|政府性基金预算?|国有资本经营预算|财政专户管理|公共财政预算|财政)(?:财政)?(?:拨款)?(?:资金)?"
    r"(?:安排的?|列支的?|负担的|的)(?=.{2})"
)
_WITHIN = re.compile(
    r"^(?P<whole>.{2,}?)(?:当中的?|之中的?|中的?|里面?的?|内的|下的|(?:主要)?(?:包括|包含|含))(?P<part>[^心等]..*)$"
)
_SIDE = re.compile(r"收入|支出|收、支")
_VERBS = frozenset(("涉及", "共涉及", "安排", "使用", "投入", "下达", "收到", "申请"))
_PRONOUN = re.compile(
    r"(?:(?:无|没有?|未安排|未发生)?(?:该|此|上述|这|本)(?:项|笔|类|部分)?(?:支出|费用|经费|资金|收入|预算|项目)?|费用支出|费用|经费|收支|支出额|增减额|差额|其)$"
)
_BOTH_SIDES = re.compile(r"^收(?:入)?[、和与]支(?:出)?")
_TOTALS = frozenset(("revenue_total", "expenditure_total", "budget_total", "fiscal_total"))
_AXES = frozenset(("basic_expenditure", "project_expenditure", "personnel_expenses", "operating_expenses"))
_WHOSE = re.compile("(?:年度?|单位|部门|本级|机关|系统|预算|决算|资金|拨款|局|委|厅|院|办|处|中心|街道|总计|合计)$")
_ALL = terms.TOTALS | {
    "fiscal_appropriation", "fiscal_expenditure", "expenditure_this_year", "general_public_budget",
    "general_public_expenditure", "government_fund_budget", "state_capital_budget",
}  # fmt: skip
_TOTAL_OF = re.compile(
    "(?:收入|支出)(?:总额|总计|总量)|总(?:收入|支出)|收支总(?:额|计|量)|(?:部门|单位|年度|全年|收支)?预算总(?:额|量|规模)"
)  # of the body, whatever was spoken of before
_PART = re.compile(r"^(?P<whole>.{3,}?)的?(?P<part>基本支出|项目支出|人员经费|公用经费)$")
_LEAST_CODED = 3  # characters of a code's name by which it is told from a common word


@dataclass(frozen=True, slots=True)
class Name:
    """A label: its path (several parts where it is printed as 类-款-项), its place in the folded line, what came with it.

    `anonymous` marks words such as 支出决算 that name the item spoken of, or the total where none is.
    """

    path: tuple[str, ...]
    start: int
    end: int
    code: str | None = None
    fund: str | None = None
    whole: tuple[str, ...] | None = None  # X中Y
    absolute: str | None = None  # the largest category that its path starts with: 类, 款 or 项
    anonymous: bool = False

    @property
    def full(self) -> tuple[str, ...]:
        """The path with the whole before it."""
        return (*self.whole, *self.path) if self.whole else self.path


def is_known(label: str) -> bool:
    """Whether the field's words have the label."""
    return terms.concept(label) is not None


def is_axis(label: str) -> bool:
    """Whether a label names a part that any item may have: 基本支出, 人员经费."""
    return terms.concept(label) in _AXES


def is_spending(words: str) -> bool:
    """Whether words are how people speak of all expenditure: 总共要花."""
    return terms.colloquial().get(terms.normalise(words)) == "expenditure_total"


def is_both_sides(label: str) -> bool:
    """Whether the words name revenue and expenditure at once: 收入、支出预算总计."""
    return bool(_BOTH_SIDES.match(label))


def side(label: str) -> str | None:
    """收入 or 支出, whichever the label says last."""
    found = _SIDE.findall(label)
    return found[-1] if found else None


def is_total(label: str) -> bool:
    """Whether the label is one of the totals that 收入 and 支出 alone may stand for."""
    return terms.concept(label) in _TOTALS


_BESIDE = ("低于", "高于", "超出", "超过", "大于", "小于", "多于", "少于", "未达", "未达到")
_MOVED = re.compile(f"(?:{wording.UP}|{wording.DOWN}){{1,3}}")
_WHEN = ("年初", "年末", "年中", "年终", "年底", "全年")


# What came together until a day is no part of the item before it: 总投资100万元，截至上年底累计安排40万元.
_UNTIL_THEN = re.compile(
    "(?:已|共)?累计(?:已|共|实际)?(?:安排|投入|下达|拨付|支付|到位|落实|完成投资|完成支付)(?:投资|资金|经费)?"
)
_AS_OF = re.compile("(?:截[至止]|至)[^，。；]{2,14}$")


def name(line: Line, start: int, end: int) -> Name | None:
    """The name in a stretch of the folded line, None where no words are left."""
    words = line.chars[start:end]
    together = _UNTIL_THEN.fullmatch(words.strip("，：")) and _AS_OF.search(line.chars, 0, start)
    if is_spending(words) or together:
        return Name((line.printed(start, end),), start, end)
    start, end = trim(line.chars, start, end)
    text = line.chars[start:end]
    if not text or not re.search(r"[一-龥A-Za-z]", text) or _PRONOUN.match(text) or wording.hollow(text):
        return None
    if text in _WHEN or text in _BESIDE or _MOVED.fullmatch(text):
        return None  # 年初安排…，年末决算…; 低于年初预算（118.50万元）; 与上年增加持平
    if (terms.is_neutral(text) or _BOTH_SIDES.match(text)) and not _TOTAL_OF.fullmatch(text):
        if not _SIDE.search(text):
            return None
        return Name((line.printed(start, end),), start, end, anonymous=True)
    fund = None
    if not is_known(text) and (match := _FUND.match(text)):
        fund = match["fund"] if match["fund"] != "财政" else None
        start += match.end()
    start = _after_whose(line.chars, start, end)
    start, whole = _inside(line, start, end)
    start = _after_of(line, start, end)
    code = None
    if match := _CODE.match(line.chars[start:end]):
        code = match[1]
        start += match.end()
    elif match := _CODE_AFTER.search(line.chars, start, end):
        code = match[1]
        end = match.start()
    return _path(line, start, end, Name((), start, end, code, fund, whole))


def trim(chars: str, start: int, end: int) -> tuple[int, int]:
    """The stretch without the words that lead to a name and from it to its figure."""
    text = chars[start:end]
    own = wording.OWN.match(text)
    if own and (own.end() < len(text) or not is_known(text)):
        text = text[_end_of_owner(own, text) :]
    text = wording.lead_stripped(text)
    start = end - len(text)
    if _BOTH_SIDES.match(text):
        return start, start + len(wording.tail_stripped(text))
    while not _TOTAL_OF.fullmatch(text := wording.tail_stripped(text)):
        shorter = wording.predicate(text)
        if shorter is None:
            shorter = wording.sided_predicate(text)
            if not shorter or _keeps_side(shorter):
                break
        bare = wording.tail_stripped(shorter)
        if not bare and not terms.is_neutral(text):
            return end, end
        if not bare or bare in _VERBS or shorter.endswith(("、", "和", "与")):
            break
        if wording.amount_predicate(text) and not is_known(bare) and not terms.is_neutral(text):
            break
        if terms.is_neutral(text) and (terms.is_neutral(bare) or not is_known(bare)):
            break
        if is_known(text) and terms.concept(bare) != terms.concept(text):
            break
        text = shorter
    if text.endswith("）") and text.count("）") > text.count("（"):
        text = text.removesuffix("）")
    return start, start + len(text)


def _end_of_owner(own: re.Match[str], text: str) -> int:
    """Where the words for the body itself end: 本部门机关的…, but 本部门 before 机关运行经费."""
    at = own.start("offices")
    return at if at >= 0 and text.startswith(_of_offices(), at) else own.end()


@cache
def _of_offices() -> tuple[str, ...]:
    """The names of the field that open with 机关."""
    concepts = (label for concept in terms.concepts().values() for label in (concept.name, *concept.labels))
    printed = (code.name for code in terms.codes().values())
    return tuple({label for label in (*concepts, *printed) if label.startswith("机关") and label != "机关"})


def _after_whose(chars: str, start: int, end: int) -> int:
    """部门政府采购, 年末公务用车保有量: where the name begins that the field knows."""
    if is_of_field(chars[start:end]):
        return start
    at = start
    while match := wording.WHOSE.match(chars, at, end):
        at = match.end()
        if is_of_field(chars[at:end]):
            return at
    return start


def is_of_all(key: str) -> bool:
    """Whether a key names all the money of a body, or of a fund: 本年支出, 一般公共预算财政拨款支出."""
    return key in _ALL


def is_of_field(label: str) -> bool:
    """Whether the field has the name, as a concept or in its code tables; 其他 before a name of theirs is a line, too."""
    bare = label.removeprefix("其他")
    return is_known(label) or (len(bare) >= _LEAST_CODED and terms.key(bare) in terms.code_names())


def _keeps_side(shorter: str) -> bool:
    """Whether a label would lose its side: 财政拨款 alone means the revenue."""
    found = terms.concept(shorter)
    return found is not None and side(terms.name(found)) == "收入"


def _inside(line: Line, start: int, end: int) -> tuple[int, tuple[str, ...] | None]:
    """公用经费中的办公费: the part's start, and the whole; only a whole that the field knows is one (采购中心 is not)."""
    text = line.chars[start:end]
    match = _WITHIN.match(text)
    if not match or is_known(text) or not is_of_field(match["whole"]):
        match = _PART.match(text)
        if not match or is_known(text) or not is_of_field(match["whole"]) or not _is_narrowing(match["whole"]):
            return start, None
    first, last = trim(line.chars, start, start + match.end("whole"))
    return start + match.start("part"), (line.printed(first, last),)


def _after_of(line: Line, start: int, end: int) -> int:
    """下属单位财政拨款的机关运行经费: what follows 的, where the field knows it."""
    text = line.chars[start:end]
    if is_of_field(text):
        return start
    for match in re.finditer("的|安排", text):
        part = text[match.end() :]
        if re.search("[未没不]", text[: match.start()]):
            return start  # 未安排公务接待费 is not 公务接待费
        if is_known(part) and not terms.is_neutral(part):
            # 住房保障支出的基本支出 is a part of it: what stands before 的 belongs to the name.
            narrowed = is_axis(part) and _is_narrowing(text[: match.start()])
            return start if narrowed else start + match.end()
    return start


def _is_narrowing(whole: str) -> bool:
    """Whether words before 的基本支出 name an item, not the body, the year, a fund or all expenditure."""
    return len(whole) >= 3 and not is_of_all(terms.key(whole)) and not _WHOSE.search(whole)


def _path(line: Line, start: int, end: int, found: Name) -> Name | None:
    text = line.chars[start:end]
    if quoted := _SUBJECT_OF.match(text):
        spans = (quoted.span(part) for part in "abc" if quoted[part])
        path = tuple(line.printed(start + a, start + b) for a, b in spans)
        return Name(path, start, end, found.code, found.fund, None, "类")
    marks = list(_CATEGORY.finditer(text))
    if marks:
        parts = []
        at = 0
        for mark in marks:
            parts.append((start + at, start + mark.start()))
            at = mark.end()
        words = [line.printed(a, b).lstrip("-—、") for a, b in parts]
        if marks[-1][1] == "类" and text[at:].startswith("支出") and not words[-1].endswith("支出"):
            words[-1] += "支出"
        elif re.match(r"[一-龥]{3,}", rest := re.sub(r"^(?:支出|科目|收入)", "", text[at:])) and FIGURE not in rest:
            words.append(line.printed(end - len(rest), end))
        path = tuple(word for word in words if word)
        absolute = marks[0][1]
    else:
        cuts = [start, *(start + m.end() for m in _DASH.finditer(text)), end]
        path = tuple(line.printed(a, b).rstrip("-—–") for a, b in pairwise(cuts) if line.printed(a, b))
        absolute = None
        if len(path) > 1 and path[-1].endswith("科目"):
            path = (*path[:-1], path[-1].removesuffix("科目"))
    if not path:
        return None
    return Name(path, start, end, found.code, found.fund, found.whole, absolute)
