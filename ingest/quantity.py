"""Quantities: a number as printed and its unit, read from one cell or found in a text.

A number's digits are its precision: 3.80 stays 3.80, and no float comes near it. `find` sees every amount, percentage
and count that a text states, however it is written (full-width, 汉字, 五成, 翻一番), and nothing that only looks like
one (years, dates, 〔2022〕5号, 第3项, telephone numbers, codes).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Context, Decimal
from functools import lru_cache
from typing import Literal

from ingest.numerals import CHARACTERS, chinese
from ingest.units import COUNTED, FOREIGN, MULTIPLES, UNITS, Unit, unit

__all__ = [
    "EXACT",
    "UNITS",
    "Approx",
    "Figure",
    "Quantity",
    "Unit",
    "decimals",
    "find",
    "number",
    "overlooked",
    "render",
    "rounded",
    "unit",
]

# "about" 约, "near" 近 (a little below the figure), "over" 超过, "under" 不足
Approx = Literal["about", "near", "over", "under"]

# Products of printed numbers are exact: no printed number comes near 200 digits.
EXACT = Context(prec=200, rounding=ROUND_HALF_EVEN)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as printed, with its unit. `base`, `low` and `high` are in the unit's base."""

    number: Decimal
    unit: Unit | None = None

    def __post_init__(self) -> None:
        if not isinstance(self.number, Decimal):
            raise TypeError(f"a quantity's number is a Decimal, not {type(self.number).__name__}")

    @property
    def base(self) -> Decimal:
        """The number in the base unit, exact."""
        return EXACT.multiply(self.number, self.unit.scale) if self.unit else self.number

    @property
    def decimals(self) -> int:
        """Digits printed after the point."""
        return decimals(self.number)

    @property
    def half_step(self) -> Decimal:
        """Half of the last digit printed, in the base unit; a count is exact."""
        if self.unit and self.unit.base in COUNTED and not self.decimals and self.unit.scale == 1:
            return Decimal(0)
        step = Decimal("0.5").scaleb(-self.decimals)
        return EXACT.multiply(step, self.unit.scale) if self.unit else step

    @property
    def low(self) -> Decimal:
        """The least value that prints so."""
        return EXACT.subtract(self.base, self.half_step)

    @property
    def high(self) -> Decimal:
        """The greatest value that prints so."""
        return EXACT.add(self.base, self.half_step)

    def convert(self, to: Unit) -> Quantity:
        """The same amount in another unit of the same base, exact."""
        here = self.unit
        if here is None or here.base != to.base:
            raise ValueError(f"{here.name if here else '无单位'}不能换算为{to.name}")
        return Quantity(EXACT.divide(self.base, to.scale), to)


def decimals(number: Decimal) -> int:
    """Digits after the point of a number as printed."""
    exponent = number.as_tuple().exponent
    return -exponent if isinstance(exponent, int) and exponent < 0 else 0


def render(number: Decimal) -> str:
    """Plain digits: no exponent, no thousands separators, no negative zero."""
    text = format(number, "f")
    return text[1:] if text.startswith("-") and not number else text


def rounded(number: Decimal, places: int) -> Decimal:
    """四舍五入 to so many digits after the point."""
    return number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, EXACT)


_CELL = re.compile(r"([-+△▲]?)(\d{1,3}(?:,\d{3})+|\d{1,3}(?: \d{3})+|\d+)?(\.\d+)?")
_DASHES = str.maketrans(dict.fromkeys("−–—‒―﹣", "-"))


def number(text: str) -> Decimal | None:
    """The one number that a cell prints, digits kept; None where it prints none (blank, —, 无, words, #DIV/0!)."""
    bare = unicodedata.normalize("NFKC", text).translate(_DASHES).strip().removeprefix("¥").strip()
    negative = False
    if len(bare) > 2 and bare[0] == "(" and bare[-1] == ")":
        bare, negative = bare[1:-1].strip(), True
    hit = _CELL.fullmatch(bare)
    if not hit or not (hit[2] or hit[3]):
        return None
    value = Decimal((hit[2] or "0").replace(",", "").replace(" ", "") + (hit[3] or ""))
    if negative and hit[1]:
        return None
    return -value if negative or hit[1] in ("-", "△", "▲") else value


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity in a text: `source[start:end] == text`, number and unit without 约, ≥ or a citation mark.

    `high` is the upper end of a range (5—5.5万元). A decimal without any unit has `quantity.unit` None.
    """

    text: str
    start: int
    end: int
    quantity: Quantity
    approx: Approx | None = None
    high: Quantity | None = None


_BETWEEN_ENDS = re.compile("——|[-~—－–〜∼～至到]")


# A number that 多 parts from its unit: 200多人次, 3万多元.
_SOME_MORE = re.compile(r"(?P<number>\d[\d,.]*)\s*(?P<power>[万亿]?)[多余来](?!.*\d)")


def ends(figure: Figure) -> tuple[Figure, ...]:
    """A range as its two ends, each as it is printed: 400 and 10000平方米 of 400至10000平方米; one quantity as it is.

    The lower end has no unit of its own where none is printed beside it, nor has a number that 多 parts from its unit:
    200多人次 does not say 200人次.
    """
    more = _SOME_MORE.match(figure.text) if figure.high is None else None
    if more is not None:
        shown = more[0][:-1].rstrip()
        unit = figure.quantity.unit if more["power"] else None
        number = Quantity(figure.quantity.number, unit)
        return (Figure(shown, figure.start, figure.start + len(shown), number, figure.approx),)
    parted = _BETWEEN_ENDS.search(figure.text, 1) if figure.high is not None else None
    if figure.high is None or parted is None:
        return (figure,)
    low = figure.text[: parted.start()].rstrip()
    high = figure.text[parted.end() :].lstrip()
    return (
        Figure(low, figure.start, figure.start + len(low), Quantity(figure.quantity.number), figure.approx),
        Figure(high, figure.end - len(high), figure.end, figure.high, figure.approx),
    )


# --- finding -------------------------------------------------------------------------------------------------------

_MARKS = frozenset("*_`")  # Markdown's: 3.80**万元** is one figure
_FOLDS = {
    "\u00a0": "\u2009",
    "\u202f": "\u2009",
    "，": "，",
    "〜": "~",
    "∼": "~",
    "﹣": "-",
    "−": "-",
    "–": "-",
    "‒": "-",
}


@lru_cache(maxsize=8192)
def _folded(char: str) -> str:
    if char in _FOLDS:
        return _FOLDS[char]
    folded = unicodedata.normalize("NFKC", char)
    # ① must not join the digits after it, ㎡ and … stay one character
    return folded if len(folded) == 1 and unicodedata.category(char) != "No" else char


def _fold(text: str) -> tuple[str, list[int]]:
    out: list[str] = []
    origin: list[int] = []
    for index, char in enumerate(text):
        if char in _MARKS and not (text[index - 1 : index].isdigit() and text[index + 1 : index + 2].isdigit()):
            continue
        out.append(_folded(char))
        origin.append(index)
    return "".join(out), [*origin, len(text)]


def _either(names: object) -> str:
    assert isinstance(names, (list, tuple, set, dict))
    return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))


_ARABIC = (
    r"(?:\d{1,3}(?:[,，]\d{3})+(?!\d)(?:\.\d+)?|\d+(?:,\d+)+(?:\.\d+)?"
    r"|\d{1,3}(?:\u2009\d{3})+(?!\d)(?:\.\d+)?|(?<![\d\x20\u2009])\d{1,3}(?:\x20\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?)"
)
_M = "|".join(sorted(MULTIPLES, key=len, reverse=True))
_BIG = "|".join(sorted((m for m, e in MULTIPLES.items() if e >= 4), key=len, reverse=True))
# What may follow a unit's character where it begins another word instead: 3 人员经费, 30305 个人农业生产补贴.
_OTHER_WORD = {
    "人": "员|力|民|均|才|社|口|身|头|防|类|居|工(?!作)|事(?!业)|家(?!庭)|大(?=代表|机关|常委|事务|会议|监督|立法)",
    "名": "称|词|录|单|义|额|誉", "位": "于|置|数|小数|一体", "件": "事", "台": "账|阶|湾|州|风|式", "套": "餐|利",
    "次": "要|日|年|月", "批": "准|复|发(?!放)|评|示", "个": "人|体|别|性|税|所税", "户": "籍|口|外", "项": "目",
    "家": "庭|属|具|电|长", "天": "然|津|气|桥|河|府|宁", "份": "额", "场": "地|所(?!次)|馆|景",
    "处": "理|置|级|室|长|于|罚|分", "条": "件|例|款|线", "间": "接|隔", "倍": "增", "座": "谈", "亩": "产",
    "元": "旦|宵|素|首|月|氏|器",
}  # fmt: skip
_SAFE_COUNTERS = [
    "人次", "人天", "辆次", "车次", "件次", "户次", "家次", "册次", "台次", "点次", "期次", "场次", "批次", "台(套)", "台套", "台、套",
    "台(件)", "台件", "个工作日", "工作日", "个月", "小时", "学时", "课时", "分钟", "平方米", "㎡",
    "平方公里", "立方米", "公里", "公顷", "亩", "吨", "公斤", "人", "名", "位", "辆", "件", "台", "套",
    "次", "批", "个", "户", "项", "家", "天", "倍", "份", "场", "处", "条", "篇", "册", "栋", "幢", "座",
    "间",
]  # fmt: skip


# What is counted or measured in digits alone, for in 汉字 it names things (一期工程, 两部委, 五种): 编报简报60期, 高29.8米.
_IN_DIGITS = {
    "平米": "", "米": "粉|面|饭|线|尺|制|勒|兰|黄|罗|字|其|价", "层": "面|级|次|层", "期": "间|限|末|初|刊|货|内|望|满|工程|项目|建设",
    "张": "家|某|贴|榜|挂", "所": "需|有|属|得|列|示|以|在|谓|长|占|述|辖|用|要|处|发|支|涉|产|获|提", "种": "植|类|子|族|苗|养|粮|源|质|树",
    "部": "分|门|委|队|署|级|长|属|位|件|下|类|级|里|省", "支": "出|付|持|撑|部|队(?!伍)|援|教|行|农|线|护|架", "幅": "度|员|面",
    "株": "连|洲", "轮": "流|换|值|训|岗|胎|椅|渡|廓", "只": "有|能|是|要|为|需|限|用|花|占|计|含|包|读",
    "头": "部|版|条|像|衔|寸|等|号|子|饭|盔|痛|年|脑|绪|目|领|里|尾|顶|发", "客": "户|运|车|流|人|观|源|厅|房|商|座|服|票|货|场|机|轮|栈|籍|队|家|体|气|串|舱",
    "盏": "", "艘": "次", "棵": "", "枚": "", "首": "次|都|先|批|席|要|期|套|发|府|长|位|个|部|笔|相|创|届",
    "出": "国|差|访|台|境|口|席|版|租|让|现|资|具|勤|动|行|生|厂|院|诊|警|售|发|于|自|来|去|入|力|面|处|任|示|庭|栏|路|手|钱|血|土|任|彩|色|头",
}  # fmt: skip
# Marks and degrees close what they measure: 平均得分100.00分, 烈度为7度; 30分 of 9时30分 is a time, 2018度 a year.
_CLOSING_UNIT = r"(?<![时点角元:：]\d)(?<![时点角元:：]\d\d)(?:分|(?<!(?:19|20)\d\d)度)(?=\s*(?:[，。；、,;（()）\[”|]|左右|以上|以下|$|\n))"


def _counter(name: str, others: Mapping[str, str] = _OTHER_WORD) -> str:
    other = others.get(name)
    return re.escape(name) + (f"(?!{other})" if other else "")


# 月数：12月 counts months; 2023年12月 and 12月31日 are dates.
_MONTHS = r"(?:(?<=[:：≤≥=]\d)|(?<=[:：≤≥=]\d\d))月(?![份底初末中上下\d])"
_COUNT = "|".join(_counter(name) for name in sorted(_SAFE_COUNTERS, key=len, reverse=True)) + f"|{_MONTHS}"
_DIGITS_ONLY = "|".join((*(_counter(name, _IN_DIGITS) for name in _IN_DIGITS), _CLOSING_UNIT))
# 三块相加, 两块分别: so many parts of something, and no money.
_PARTS_TAKEN = (
    r"(?:相加|加(?=起来|总|在|到|一|和)|合(?=计|起|在|并)|之[和间]|总[和共]|一共|分别|各|里面?|当中|中间|都|这)"
)
_MONEY_UNIT = (
    rf"(?:(?:{_M})?(?:元|圆)(?!(?:{_OTHER_WORD['元']}))|(?:{_M})?块钱?|毛钱?(?!利)|[Ww](?![A-Za-z])|(?:{_M})?(?:{_either(FOREIGN)})"
    rf"|(?:{_BIG})(?!州|里(?!面|头)|盛|源|宁|象|物|科))"
)
_PER = (
    r"(?:(?:/(?:人次|人|年|月|天|日|次|平方米|㎡|户|件|台|辆|个|项|生|床|亩|公里|学年|学期|吨|套|场|批次|家|条|份|元|季度?|班|村|所|座|处|校|头|株|客)"
    r"|每(?:人|年|月|天|次|平方米|户|件|台|辆|亩|公里|吨)(?![一二三四五六七八九十\d]))(?:[·・](?:人|年|月|天|次))?)*"
)
_PERCENT_UNIT = r"(?:个?百分点|[%‰]|成半?(?![功果立员绩本为效熟分品长])|倍)"
_UNIT = rf"(?:{_PERCENT_UNIT}|(?:(?:{_M})?(?:{_COUNT}|{_DIGITS_ONLY})){_PER}|{_MONEY_UNIT}{_PER})"
_LOOSELY = "(?P<some>[多余来])?"
_C = f"[{re.escape(CHARACTERS)}]"
_CHINESE = rf"{_C}+(?:点{_C}+)?"

_PATTERN = re.compile(
    rf"""(?P<fold>翻(?:了)?(?P<times>[一两二三四1234])?番|翻了?一?倍|成倍(?=增))
    |(?P<parts>百|千|万|{_C}+|\d+)分之(?P<of>{_CHINESE}|{_ARABIC})
    |(?P<half>(?<![\d{re.escape(CHARACTERS)}])一半|半数(?!以上))
    |(?P<sign>[-—+])?(?<![\dA-Za-z.])(?P<a>{_ARABIC})
       (?:\s*(?P<to>——|[-~—－]|至|到)\s*(?P<b>{_ARABIC}))?
       (?:\s*(?P<mixed>亿)\s*(?P<mixed_b>{_ARABIC})\s*(?P<mixed_unit>万元|万)
         |\s*万\s*(?P<minor>\d+(?:\.\d+)?)\s*元
         |(?P<spoken>万|亿|块)(?P<tenth>\d)(?![\d.,]|\s*(?:{_UNIT}|[年月日号]))
         |\s*元(?P<jiao>\d)角(?:(?P<fen>\d)分)?
         |\s*(?P<early>万|亿|千|百)(?P<early_some>[多余])(?P<early_unit>元|{_COUNT})
         |\s*{_LOOSELY}\s*(?P<unit>{_UNIT}))
    |¥\s*(?P<yuan>{_ARABIC})(?P<yuan_unit>{_BIG})?元?
    |(?P<c>{_CHINESE})(?:[至到~—-](?P<c_high>{_CHINESE}))?
       (?:(?:元|圆)(?P<c_jiao>{_C})角(?:(?P<c_fen>{_C})分)?整?
         |(?P<c_some>[多余])?(?P<c_unit>元|圆|块钱|块(?!{_PARTS_TAKEN})|个?百分点|成半?(?![功果立员绩本为效熟分品长])|{_COUNT}
            |(?:{_either(FOREIGN)})|(?<=[万亿萬億])(?!州|里|盛|源|宁|象|物|科|[一-鿿]*[司县区市镇乡村]))(?P<whole>[元圆]?整|正)?
         |(?P<c_spoken>(?<=[万亿萬億]{_C})(?=[，。；,;、\s]|$)))
    """,
    re.VERBOSE,
)
_BARE = re.compile(rf"(?P<sign>[-—])?(?<![\dA-Za-z.,/])(?P<a>{_ARABIC})(?![\dA-Za-z]|[./,-]\d)")
_NOT_BARE = re.compile(r"(?:19|20)\d\d\.(?:0?[1-9]|1[0-2])")
_DATED = re.compile(r"\s*[年月日号〕]")
_LABELLED = re.compile(r"(?:第|表|图|[vV]|附件)\s*$")
_NUMBERED = re.compile(r"(?:^|[\n#])[\s#]*\d{1,2}\.\d{1,2}$")
_LIST = re.compile(rf"(?<![\dA-Za-z.,第])(?P<a>{_ARABIC})\s*(?P<by>[、和与及/])\s*$")
_YEAR = re.compile(r"(?:19|20)\d\d$")
_BEFORE = re.compile(
    r"(?:(?P<about>约为?|大约为?|大致|大概|差不多|左右)|(?P<near>将近|接近|(?<![最附邻临远])近)"
    r"|(?<![不未无没])(?P<over>超过了?|超出|(?<![不未])超|逾|突破|多达)|(?P<under>不足|不到|不满|未满|未到))[达到有为]?\s*$"
)
_AFTER = re.compile(r"\s*(?:(?P<about>左右|上下)|(?P<over>以上|有余|多(?=[，。；、,;\s]|$))|(?P<under>以下))")
_ORDINAL = re.compile(r"(?:第|(?<![之以])前(?=\s*$)|编号|附件|附表|图|表)\s*$")
_INDEFINITE = frozenset("个项次条种批份场处间家件位人户台套天册篇座栋幢")  # 一个, 三项 are words before they are counts
_FEW = frozenset("个项次条批份场处间")
_CLOSES = re.compile(r"\s*(?:[，。；,;)）\n]|$)")  # 事业单位六个。 tells how many, 三个方面 does not


def find(text: str) -> list[Figure]:
    """Every amount, percentage and count that the text states, in its order."""
    return [*_found(text)]


@lru_cache(maxsize=1024)  # a question, and what answers it, is looked through by one rule after another
def _found(text: str) -> tuple[Figure, ...]:
    folded, origin = _fold(text)
    found: list[Figure] = []
    at = 0
    while hit := _PATTERN.search(folded, at):
        figure = _figure(hit, folded, origin, text)
        if figure is None:
            number_end = next((hit.end(g) for g in ("a", "c", "of", "yuan") if hit[g] is not None), hit.end())
            at = max(number_end if hit["b"] is None else hit.start("b"), hit.start() + 1)
            continue
        found.extend(_sharing(figure, (folded, origin), text, max((f.end for f in found), default=0)))
        found.append(figure[0])
        at = hit.end()
    found.extend(_unitless(folded, origin, text, found))
    return tuple(sorted(found, key=lambda f: f.start))


_LOOSE = re.compile(
    r"(?<![\d.,])\d[\d,]*(?:\.\d+)?\s*(?:%|个?百分点|[百千万亿]*元|万?[人件]|辆|名|台|批次|户|个月|天|倍)"
)


def overlooked(text: str) -> list[str]:
    """Digits before a unit's character that `find` takes for something else (第2批次, 20110 人力资源).

    A reader may still take them for a figure, so that an answer of ours had better not write them.
    """
    folded, origin = _fold(text)
    spans = [(f.start, f.end) for f in find(text)]
    places = ((origin[hit.start()], origin[hit.end() - 1] + 1) for hit in _LOOSE.finditer(folded))
    return [text[start:end] for start, end in places if not any(a < end and start < b for a, b in spans)]


def _decimal(digits: str) -> Decimal:
    return Decimal(re.sub("[,，\u2009 ]", "", digits))


def _signed(hit: re.Match[str], folded: str) -> tuple[int, bool]:
    """Where the number begins with its sign, and whether it is negative: 为-2.00万元, not 3%-5%, not 其他——3万元."""
    sign = hit["sign"]
    if not sign:
        return hit.start(), False
    before = folded[hit.start() - 1 : hit.start()]
    if sign == "—":
        negative = before in ("为", "是", "长", "少", "加", "降", "(", "：", ":") and bool(before)
    else:
        negative = sign == "-" and not re.match(r"[\dA-Za-z%‰元人件台辆名次倍天万亿\]—-]", before)
    return (hit.start() if negative else hit.start() + 1), negative


def _approx(folded: str, start: int, end: int, inside: str | None) -> Approx | None:
    if inside:
        return "over"
    for hit in (_BEFORE.search(folded, max(0, start - 8), start), _AFTER.match(folded, end)):
        if hit and hit.lastgroup in ("about", "near", "over", "under"):
            return hit.lastgroup  # type: ignore[return-value]  # the groups are Approx's values
    return None


def _make(
    span: tuple[int, int], quantity: Quantity, folded: str, origin: list[int], text: str, *,
    inside: str | None = None, high: Quantity | None = None, approx: Approx | None = None,
) -> Figure:  # fmt: skip
    start, end = origin[span[0]], origin[span[1] - 1] + 1
    return Figure(text[start:end], start, end, quantity, approx or _approx(folded, *span, inside), high)


def _figure(hit: re.Match[str], folded: str, origin: list[int], text: str) -> tuple[Figure, int] | None:
    """The figure that a hit stands for and where its number begins in the folded text; None where it is none."""
    start, end = hit.span()
    if hit["fold"]:
        times = hit["times"] or "一"
        power = int(chinese(times) or Decimal(times)) if not times.isdigit() else int(times)
        return _make((start, end), Quantity(Decimal(2) ** power, UNITS["倍"]), folded, origin, text), start
    if hit["half"]:
        return _make((start, end), Quantity(Decimal(50), UNITS["%"]), folded, origin, text), start
    if hit["parts"]:
        return _fraction(hit, folded, origin, text)
    if hit["yuan"]:
        name = f"{hit['yuan_unit'] or ''}元"
        return _make((start, end), Quantity(_decimal(hit["yuan"]), UNITS[name]), folded, origin, text), start
    if hit["c"]:
        return _chinese_figure(hit, folded, origin, text)
    return _arabic_figure(hit, folded, origin, text)


def _fraction(hit: re.Match[str], folded: str, origin: list[int], text: str) -> tuple[Figure, int] | None:
    top = _decimal(hit["of"]) if hit["of"][0].isdigit() else chinese(hit["of"])
    whole = Decimal({"百": 100, "千": 1000, "万": 10000}.get(hit["parts"], 0))
    whole = whole or (Decimal(hit["parts"]) if hit["parts"].isdigit() else chinese(hit["parts"])) or Decimal(0)
    if top is None or not whole:
        return None
    if whole == 100:
        quantity, approx = Quantity(top, UNITS["%"]), None
    elif whole == 1000:
        quantity, approx = Quantity(top, UNITS["‰"]), None
    else:  # 三分之一 is said, never printed: it stands for about that share
        quantity, approx = Quantity(rounded(EXACT.divide(top * 100, whole), 2), UNITS["%"]), "about"
    return _make(hit.span(), quantity, folded, origin, text, approx=approx), hit.start()  # type: ignore[arg-type]


def _named(spelling: str) -> Unit | None:
    per = re.sub("每", "/", "".join(spelling.split()))
    return unit(per)


def _arabic_figure(hit: re.Match[str], folded: str, origin: list[int], text: str) -> tuple[Figure, int] | None:
    start, negative = _signed(hit, folded)
    end = hit.end()
    first = _decimal(hit["a"])
    prior = folded[max(0, start - 4) : start]
    inside: str | None = hit["some"] or hit["early_some"]
    if hit["mixed"]:
        value = first * 10000 + _decimal(hit["mixed_b"])
        quantity = Quantity(value, UNITS["万元"])
    elif hit["minor"]:
        quantity = Quantity(first * 10000 + _decimal(hit["minor"]), UNITS["元"])
    elif hit["spoken"]:
        quantity = Quantity(first + Decimal(f"0.{hit['tenth']}"), UNITS[hit["spoken"]])
    elif hit["jiao"]:
        quantity = Quantity(first + Decimal(f"0.{hit['jiao']}{hit['fen'] or ''}"), UNITS["元"])
    else:
        spelling = (hit["early"] + hit["early_unit"]) if hit["early"] else hit["unit"]
        half = spelling == "成半"
        named = UNITS["成"] if half else _named(spelling)
        if named is None or (named.base in COUNTED and first == int(first) < 10**4 and _ORDINAL.search(prior)):
            return None
        quantity = Quantity(first + Decimal("0.5") if half else first, named)
    if negative:
        quantity = Quantity(-quantity.number, quantity.unit)
    if hit["b"] is None:
        return _make((start, end), quantity, folded, origin, text, inside=inside), hit.start("a")
    if _YEAR.match(hit["a"]) or ("." in hit["a"] + hit["b"] and hit["to"] == "-" and hit["a"].startswith("0")):
        return None
    high = Quantity(_decimal(hit["b"]), quantity.unit)
    if high.number < quantity.number:  # 023-5 is no range; the figure is what carries the unit
        return _make((hit.start("b"), end), high, folded, origin, text, inside=inside), hit.start("b")
    return _make((start, end), quantity, folded, origin, text, inside=inside, high=high), hit.start("a")


def _chinese_figure(hit: re.Match[str], folded: str, origin: list[int], text: str) -> tuple[Figure, int] | None:
    written, spelling = hit["c"], hit["c_unit"]
    value = chinese(written)
    before = folded[max(0, hit.start() - 2) : hit.start()]
    if value is None or (written[0] in "百千万亿佰仟萬億零" and not written.startswith("零点") and len(written) > 1):
        return None
    if (
        before.endswith(("第", "几", "好", "统", "初"))
        or re.search(r"(?<![算行计人出入额总])数$", before)
        or re.search(r"[\dA-Za-z.〔]$", before)
    ):
        return None
    if hit["c_jiao"]:
        tail = Decimal(f"0.{chinese(hit['c_jiao']) or 0}{chinese(hit['c_fen'] or '') or ''}")
        return _make(hit.span(), Quantity(value + tail, UNITS["元"]), folded, origin, text), hit.start()
    spelling = spelling or ""
    closes = _CLOSES.match(folded, hit.end()) is not None
    if spelling in _INDEFINITE and (
        written == "一"
        or before.endswith("前")
        or (spelling in _FEW and value < 10 and not closes)
        or written in tuple("十百千万")
    ):
        return None
    if hit["whole"] and spelling in (
        "",
        "元",
        "圆",
    ):  # 整 says that there is nothing after it: 壹佰万元整 is no rounding
        return _make(hit.span(), Quantity(value, UNITS["元"]), folded, origin, text), hit.start()
    scale, name = 1, spelling
    if written[-1] in "万萬" and spelling in ("", "元", "圆", "块", "块钱", *_SAFE_COUNTERS, *FOREIGN):
        scale, name = 10**4, "万" + (spelling or "元").replace("圆", "元")
    elif written[-1] in "亿億" and spelling in ("", "元", "圆", "块", "块钱", *_SAFE_COUNTERS, *FOREIGN):
        scale, name = 10**8, "亿" + (spelling or "元").replace("圆", "元")
    elif not spelling:  # 三万八: a closing digit counts thousands
        scale, name = (10**8, "亿元") if re.search("[亿億].$", written) else (10**4, "万元")
    half = name == "成半"
    named = UNITS["成"] if half else unit("元" if name == "圆" else name)
    if named is None or (written in "一二三多" and folded.startswith(("化", "论", "制", "结构"), hit.end())):  # 一元化
        return None
    quantity = Quantity(_shifted(value, scale) + (Decimal("0.5") if half else 0), named)
    high = chinese(hit["c_high"]) if hit["c_high"] else None
    upper = Quantity(_shifted(high, scale), named) if high is not None else None
    if upper:
        # 三至五万元: the multiple after the range counts for both of its ends
        if high is not None and hit["c_high"][-1] in "万萬亿億":
            ten = 10**8 if hit["c_high"][-1] in "亿億" else 10**4
            name = ("亿" if ten > 10**4 else "万") + (spelling or "元")
            named = unit(name) or named
            quantity, upper = Quantity(value, named), Quantity(_shifted(high, ten), named)
        return _make(hit.span(), quantity, folded, origin, text, inside=hit["c_some"], high=upper), hit.start()
    return _make(hit.span(), quantity, folded, origin, text, inside=hit["c_some"]), hit.start()


def _shifted(value: Decimal, scale: int) -> Decimal:
    """A value counted in 万 or 亿, without the zeros that the multiple stands for."""
    if scale == 1:
        return value
    shifted = EXACT.divide(value, Decimal(scale))
    exponent = value.as_tuple().exponent
    least = Decimal(1).scaleb(min(exponent, 0)) if isinstance(exponent, int) else Decimal(1)
    return shifted.quantize(least) if shifted == shifted.quantize(least) else shifted.normalize()


def _sharing(last: tuple[Figure, int], fold: tuple[str, list[int]], text: str, taken: int) -> list[Figure]:
    """Numbers before a figure that share its unit: 分别为3.8、0.3万元."""
    (figure, start), (folded, origin) = last, fold
    shared: list[Figure] = []
    while hit := _LIST.search(folded, max(0, start - 24), start):
        before = folded[: hit.start("a")].rstrip()
        digits = hit["a"]
        marks = "." not in digits and (not before or before[-1] in "\n：:；;。(（" or hit["by"] == "/")
        if origin[hit.start("a")] < taken or marks or before.endswith(("第", "表")) or _YEAR.match(digits):
            break
        span = (hit.start("a"), hit.end("a"))
        shared.append(_make(span, Quantity(_decimal(digits), figure.quantity.unit), folded, origin, text))
        start = hit.start("a")
    return shared[::-1]


def _unitless(folded: str, origin: list[int], text: str, found: list[Figure]) -> list[Figure]:
    """Decimals without a unit: 决算为4.19。 A sentence may well mean an amount by them."""
    more: list[Figure] = []
    spans = [(f.start, f.end) for f in found]
    for hit in _BARE.finditer(folded):
        digits = hit["a"]
        place = origin[hit.start("a")]
        if not re.search("[.,]", digits) or any(a <= place < b for a, b in spans):
            continue
        if _NOT_BARE.fullmatch(digits) or _NUMBERED.search(folded, max(0, hit.start() - 12), hit.end("a")):
            continue
        if _DATED.match(folded, hit.end()) or _LABELLED.search(folded, max(0, hit.start() - 6), hit.start()):
            continue
        start, negative = _signed(hit, folded)
        value = _decimal(digits)
        more.append(_make((start, hit.end()), Quantity(-value if negative else value), folded, origin, text))
    return more
