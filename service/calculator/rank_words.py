"""The ways of saying a rank, as patterns over the folded line: what is ranked, among what, by what, at which place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from ingest.numerals import chinese

By = Literal["level", "change", "rate"]
Among = Literal["items", "years", "bodies"]

_BY = r"(?:(?P<by>金额|支出|预算|决算|收入|占比|比重|规模|数额|总量|增幅|增速|增长|增加|增量|降幅|下降|减少|压减|花费|投入)(?:数|额|幅度?|率|金额|规模)?)"
_MOST = r"最[大高多小低少快]"
_PLACE = r"第[一二三四五六七八九十](?:大|高|多|位|名)?"
_FEW = r"[两二三四五六七八九十]|\d"
_THING = r"(?:的|一|[两二三四五六七八九十\d]|项|个|笔|类|块|家|大|支出|项目|科目|费用|经费|单位|部门|年份|年度|类别|内容|部分|收入|资金)*"
_WITHIN = r"(?P<within>[^，。；：\n]{2,30}?)(?:当中|之中|(?<!其)中|里面?|内)"
_IS = r"(?:依次|分别)?(?:是|为|：|当属|即)"
_NAMES = r"(?P<names>[^，。；\n]+)"
_NAMED_AFTER = re.compile(
    rf"(?:{_WITHIN}的?，?)?(?:其中，?)?{_BY}?(?P<how>{_MOST}|{_PLACE}|(?:排名?|位列|位居|居)?(?:前(?P<few>{_FEW})))"
    rf"(?:位|名|项|大|个)?(?P<thing>{_THING})(?P<order>依次)?{_IS}{_NAMES}"
)
_NAMED_BEFORE = re.compile(
    rf"(?:在?(?P<outer>[^，。；：\n]{{2,30}}?)(?:当中|之中|(?<!其)中|里面?|内)，)?"
    rf"(?P<lead>[^，。；：\n]*?)(?:(?:在|是|为){_WITHIN}的?)?{_BY}?(?:也|均|仍|依然|则)?(?:是|为|排名?|位列|位居|居|列|占|处于)?(?:其中)?"
    rf"(?P<how>{_MOST}|(?<=[排名列居占为是列中模额数])(?:{_PLACE}|首位?|榜首|前(?P<few>{_FEW})(?:位|名)?))"
    rf"(?P<thing>{_THING})(?=[，。；\n）（]|$)"
)
_SPAN = rf"(?:(?:近|最近|过去|连续)(?P<count>{_FEW}{{1,2}})个?年(?:来|内|以来|间|中|里)*|(?P<ever>历年|历史|历次|各年度?|有史)(?:来|以来|上|中|同期)*)"
_YEARS = re.compile(
    rf"(?P<lead>[^，。；：\n]*?)(?:是|为|处于|达到|创|创下)?(?:了)?{_SPAN}的?{_BY}?(?P<how>{_MOST}|新[高低])(?:水平|值|点|的?一年|位)?(?=[，。；\n）]|$)"
)
_YEAR_NAMED = re.compile(
    rf"(?P<lead>[^，。；：\n]*?){_BY}?(?P<how>{_MOST})的(?:一年|年份|年度){_IS}(?P<year>(?:19|20)\d\d)年?"
)
_CUE = re.compile("最|第[一二三四五六七八九十]|首|前|新[高低]")
_NO_RANK = re.compile(
    r"最(?:大限度|大程度|高人民|低生活|低工资|低保障|大化|小化|低限|高限)|第[一二三四五六七八九十](?:季|批|书记|中学|小学|届|次|条|章|部分|期)|首(?:次|先|批|个|要|创)|[目之以提空]前|前期"
)


@dataclass(frozen=True, slots=True)
class RankCue:
    """A rank that is stated, by its place in the folded line.

    `names` is the stretch that names follow in (None: they stand in `lead`, or what was spoken of before is meant); `first` and `last` are the places that
    they are said to take, `ordered` whether in that order. `count` is over how many years, `year` the one that is named.
    """

    start: int
    end: int
    smallest: bool
    first: int
    last: int
    by: By
    among: Among
    names: tuple[int, int] | None
    within: tuple[int, int] | None
    ordered: bool = False
    count: int | None = None
    year: int | None = None
    lead: tuple[int, int] | None = None
    falls: bool = False  # ranked by how much it fell
    inside: bool = False  # 其中: within what was spoken of


def find(chars: str) -> Iterator[RankCue]:
    """Every rank that a folded line states, in its order."""
    if not _CUE.search(chars):
        return
    taken = -1
    for start, end in _sentences(chars):
        at = start
        while at < end and (cue := _next(chars, at, end)) is not None:
            if cue.start > taken:
                yield cue
            taken = at = max(cue.end, at + 1)


def among_bodies(chars: str) -> bool:
    """Whether a folded sentence ranks bodies among each other."""
    return any(cue.among == "bodies" for cue in find(chars))


def _sentences(chars: str) -> Iterator[tuple[int, int]]:
    at = 0
    for match in re.finditer(r"[。！？\n；]|$", chars):
        yield at, match.start()
        at = match.end()


def _next(chars: str, start: int, end: int) -> RankCue | None:
    found: list[RankCue] = []
    for pattern in (_YEAR_NAMED, _YEARS, _NAMED_AFTER, _NAMED_BEFORE):
        for match in pattern.finditer(chars, start, end):
            if _NO_RANK.match(chars, match.start("how")) or _NO_RANK.match(chars, match.start("how") - 1):
                continue
            found.append(_cue(match, pattern))
            break
    # Of readings of the same words that one goes which was tried first: years, then names that follow.
    return min(
        found,
        key=lambda cue: chars.find("最", cue.start) if "最" in chars[cue.start : cue.end] else cue.start,
        default=None,
    )


def _cue(match: re.Match[str], pattern: re.Pattern[str]) -> RankCue:
    groups = match.groupdict()
    how, by = match["how"], groups.get("by") or ""
    measure: By = "level"
    if by.startswith(("增", "降", "下", "减", "压")):
        measure = "rate" if by in ("增幅", "增速", "增长", "降幅", "下降") else "change"
    falls = by.startswith(("降", "下", "减", "压"))
    smallest = how[-1] in "小低少" and how[0] in "最新"
    first = last = 1
    if place := re.search("第([一二三四五六七八九十])", how):
        first = last = int(chinese(place[1]) or 1)
    elif few := groups.get("few"):
        last = int(few) if few.isdigit() else int(chinese(few) or 1)
    names = match.span("names") if groups.get("names") else None
    within = next((match.span(name) for name in ("within", "outer") if groups.get(name)), None)
    lead = match.span("lead") if groups.get("lead") else None
    among: Among = "years" if pattern in (_YEARS, _YEAR_NAMED) else "items"
    thing = (groups.get("thing") or "") + (groups.get("within") or groups.get("outer") or "")
    if among == "items" and re.search("单位|部门(?!预算|支出|决算)", thing):
        among = "bodies"
    start = match.start() if groups.get("outer") or not lead else match.start("lead")
    count = groups.get("count")
    return RankCue(
        start=start,
        end=match.end(),
        smallest=smallest != falls if measure != "level" else smallest,
        first=first,
        last=last,
        by=measure,
        among=among,
        names=names,
        within=within,
        ordered=bool(groups.get("order")) or (last > first and "依次" in match.group()),
        count=(int(count) if count.isdigit() else int(chinese(count) or 0)) if count else None,
        year=int(groups["year"]) if groups.get("year") else None,
        lead=lead,
        falls=falls,
        inside="其中" in match.group()[: match.start("how") - match.start()] and within is None,
    )
