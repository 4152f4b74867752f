"""What a question implies without saying it: the whole where no item is named, the year's own money, the year that 今年 is. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest import everyday, items, terms
from service import asked_axis, asked_basis, asked_kind, small_words
from service.asked_items import SO_MANY
from service.blanking import MASK, blanked
from service.holding import Holding
from service.left_over import traces
from service.query import Asked, Query

TOTAL = Asked("收支总计", ("budget_total",), 0, 0)
_SEVERAL = 2  # years, of each of which something is asked
_PAID_BY = re.compile(r"[一-鿿]{2}安排的(?:支出|收入)")
# The name of a fund says 预算 of what was really spent as well, 安排的 that it pays, and 列了 that it was put down.
_NO_PLAN = re.compile(
    r"(?:一般公共|政府性基金|国有资本经营)预算(?:(?:财政)?(?:拨款|资金)?安排(?=[的给]|哪[个边头]))?|(?<!编)列了"
)


def without_budget_unmeant(query: Query, holdings: Sequence[Holding]) -> Query:
    """The query of no stage where 预算 only stands in a fund's name, or something is only said to be put down (列了), and
    the year is held in final accounts alone.
    """
    text = query.text
    for item in query.items:  # 彩票公益金安排的支出 is a name, too
        text = text.replace(item.text, "") if _PAID_BY.search(item.text) else text
    if query.basis != "budget" or query.stage or asked_basis.names_budget(_NO_PLAN.sub("", text)):
        return query
    return replace(query, basis=None) if _only_final_accounts(query, holdings) else query


# That money goes out, said in passing of a plan as well: 今年比去年少花了多少, 花出去的分几类.
_IN_PASSING = re.compile(
    r"[多少省]花了?(?:掉)?|[多少]用了?|省下?来?了?|(?:花|用|支)(?:出去|掉|了)*的(?=钱|那|总|部分|是|比|占|按|分|各|里|当中|项|多|少|最|，|[一-鿿]{2,8}(?:分|占|比))"
)


# Said before them, they are no passing words: 真的花掉的钱.
_IN_EARNEST = re.compile(r"(?:真(?:的|正|金白银)?|实际上?|实打实|确实|切实|最终|最后|到头来)(?:地|都|是)?$")


def without_outturn_unmeant(query: Query, holdings: Sequence[Holding]) -> Query:
    """The query of no stage where only passing words (少花了, 花出去的) tell of an outturn, and budgets alone are held."""
    if query.basis != "actual" or query.between_bases or query.kind == "completion":
        return query
    if {h.record.kind for h in holdings} != {"budget"}:
        return query
    text = _IN_PASSING.sub(
        lambda hit: hit[0] if _IN_EARNEST.search(hit.string[: hit.start()]) else MASK * len(hit[0]), query.text
    )
    basis = asked_basis.basis_of(text, query.items) if text != query.text else query.basis
    return query if basis == "actual" else replace(query, basis=basis)


def _only_final_accounts(query: Query, holdings: Sequence[Holding]) -> bool:
    """Whether nothing but final accounts is held of the years asked about."""
    of_years = [h for h in holdings if h.record.year in query.years]
    return {h.record.kind for h in of_years or holdings} == {"final_accounts"}


# 不算结转 says that what is carried over is not asked for.
_CARRIED_APART = re.compile(
    r"(?:不算|不计|不含|不包括|不包含|不要|除(?:去|了|开)?|扣除|扣掉|刨去|刨掉|剔除)[^，。；？?）)]{0,8}?(?:结转结余|结转|结余)(?:的)?(?:以外|之外|外)?"
    r"|(?:结转|结余)[^，。；？?）)]{0,10}?(?:不要|别|不|无需|不用)(?:再)?(?:算|计|含|包[含括]|加)(?:进去|进来|在内|入)?|(?:结转|结余)[^，。；？?）)]{0,8}?(?:除外|不在内|不作数)"
    r"|(?:结转|结余)[^，。；？?）)]{0,10}?(?:不要|不算|不看|不计|不管|扣掉|扣除|去掉|除掉|刨掉|刨除|撇开|剔除|剔掉)(?:了|它|掉|的)*(?=[啊哈哦哟呀嘛]*(?:[，,。！!？?]|$))"
    r"|(?:结转|结余)[^，。；？?）)]{0,10}?(?:不要|不用|别|莫|勿|甭)(?:再)?(?:往里[头面边]?|往上)(?:再)?(?:算|计|加|放|摆)"
    r"|(?:别|莫|勿|甭|不要|不用)把?[^，。；？?）)]{0,8}?(?:结转结余|结转|结余)[^，。；？?）)]{0,8}?(?:算|计|加|放|包)(?:上|进去|进来|进|在内|入)?"
)
_CARRIED = re.compile(r"总计|收支|总收入|结转|结余")
_CARRIED_TOO = re.compile(r"总计|收支|结转|结余")
# How final accounts call what the year alone took in or spent; their 总计 has in it what was brought and carried over.
_SUM_OF_YEAR = re.compile(
    "(?:收入|支出)合计|(?:全部|所有|各项|各类)的?(?:收入|支出)[^，。；？?]{0,4}(?:加|合|一共|总共|累计|共计)"
    "|(?:收入|支出)(?:全部|全都|都)?(?:加起来|加在一起|合起来|合在一起|累计)"
)


def without_carried(query: Query) -> Query:
    """The query without what is carried over where it says that this is not asked for: 实际花了多少，结转下年的不要算."""
    apart = _CARRIED_APART.search(query.text)
    if apart is None or query.kind == "difference":
        return query
    kept = tuple(
        a for a in query.items if a.keys[:1] not in (("carried_out",), ("carried_in",)) or a.end < apart.start()
    )
    return replace(query, items=kept, rest=tuple(word for word in query.rest if word not in apart[0]))


def of_the_year(query: Query, holdings: Sequence[Holding]) -> Query:
    """What was spent is 本年支出, without what is carried over, unless 总计 is asked for."""
    share = query.kind == "share"  # a part of the year's money is a part of what the year took in, or spent
    spent = query.basis == "actual" or (
        query.basis is None
        and (share or bool(_SUM_OF_YEAR.search(query.text)))
        and _only_final_accounts(query, holdings)
    )
    carried = _CARRIED_TOO if share else _CARRIED
    if not spent or carried.search(_CARRIED_APART.sub("", query.text)):
        return query
    swapped = items.OF_THE_YEAR | {"budget_total": "expenditure_this_year"}
    named = tuple(
        replace(a, keys=(swapped[a.keys[0]], *a.keys), near=False)
        if a.keys and a.keys[0] in swapped and not a.code
        else a
        for a in query.items
    )
    return replace(query, items=named)


# A name in quotation marks that nothing explains is what is asked about, not the whole.
_QUOTED = re.compile(r"[“\"](?!三公|[亿万千百]*元[”\"])[^”\"]{1,12}[”\"]")
# 有没有哪项是零 asks for some item, never for the whole.
_ONE_OF_MANY = re.compile(
    "(?:有没有|有无|是否有)哪|哪[一几]?(?:项|些项|个科目|些科目|类)(?:是|为|没|都|的|支出|预算|钱)"
)


def with_what_is_left(query: Query) -> Query:
    """The query with what tells of something though little of it stands out, where only a whole is named: 看门花了多少钱.

    All that is spent is no answer to it.
    """
    named = [item for item in query.items if item.code or not set(item.keys) & terms.TOTALS]
    if query.kind != "lookup" or query.rest or named or query.counted or query.places:
        return query
    bare = _ASKED_HOW.sub(MASK, blanked(query.plain, [(item.start, item.end) for item in query.items]))
    known = small_words.small_words()
    said = tuple(dict.fromkeys(said for _, said, _ in everyday.naming(terms.fold(bare)[0]) if said not in known))
    left = traces(bare) or said
    return replace(query, rest=left) if left else query


# How a whole is asked for: 一个总数就行, 平均每年.
_ASKED_HOW = re.compile(
    r"就(?:行|可以|好|成)|年均|多出|[增降涨跌]幅|还是|各路|[以按]?[亿万千百]*元(?:计|为单位)?|(?:说|报|给|讲)(?:个|一个|一下|来)"
)


_OF_MONEY = re.compile("钱|收支|支出|收入|经费")
_SPENDS = re.compile("[多少]花|花(?:了|掉|出去)?(?:多少|几)|开销|开支|花销")


# Which of several bodies spends more, of all that they spend: 谁花得多, 哪家更费钱.
_WHO_SPENDS = re.compile(
    r"(?:谁|孰|哪一?(?:家|边|方|头|个)(?:单位|部门|局|街道|镇|乡|委)?)(?:那边|家)?的?(?:总共|一共|全年|一年|当年)?(?:更|比较|较|要|算是?)*"
    r"(?:(?:花|用)(?:得|的|出去|掉|了)*(?:钱)?(?:更|要|比较|较|最)*[多少狠猛凶]|(?:费|烧)钱|(?:花|用)钱(?:更|要|比较|最)*[多少狠猛凶])"
    r"|[比较][^，。？?]{3,}?(?:花|用)(?:得|的|掉|了)(?:钱)?(?:更|要)?[多少](?![少几])"
)

_OF_EACH_BODY = frozenset({"lookup", "compare", "difference", "rank", "change"})


def with_default_item(query: Query, *, of_several: bool = False) -> Query:
    """今年预算是多少, 花了多少: without any item, the total is meant; of several bodies, also where 谁花得多 is all that is said."""
    said = query.items or query.rest or query.counted
    if of_several and not said and query.kind in _OF_EACH_BODY and _WHO_SPENDS.search(query.text):
        # 比乙局多出多少 holds no year against another where none is named.
        moved = query.kind == "change" and (query.offsets or len(query.years) > 1)
        return query if moved else replace(query, items=(_SPENT,), kind="lookup")
    if (
        query.items
        or query.rest
        or query.counted
        or query.kind not in ("lookup", "change", "rate", "reason", "sum", "compare", "completion", "list")
        or (
            query.kind == "list"
            and not query.places
            and not (
                _SPLIT_UP.search(query.text) or asked_axis.axis_of(query.text) or asked_kind.asks_where_to(query.text)
            )
            and len(query.years) + len(query.offsets) < _SEVERAL
        )
        or _QUOTED.search(query.text)
        or _ONE_OF_MANY.search(query.text)
        or SO_MANY.search(query.text)  # which several are meant was not understood
    ):
        return query
    spends = _SPENDS.search(query.text) and not (query.per or query.average)
    if query.basis is None and not spends and not _OF_MONEY.search(query.text):
        return query
    if _ALL_THAT_IS_LEFT.search(query.text):
        return replace(query, items=(_LEFT,))  # 还剩多少钱 is no part of what came in
    whole = _SPENT if query.kind == "list" and not query.places else TOTAL
    return replace(query, items=(whole,))


_ALL_THAT_IS_LEFT = re.compile(
    r"(?:剩|余|结余)(?:下|余|了|有)*(?:的?钱)?(?:还)?(?:有|是)?(?:多少|几[万百千])(?:钱|[万亿]?元)?(?:没(?:有)?(?:花|用)(?:完|掉)?)?(?:了)?[呢啊呀？?。]*$"
)


_SPENT = Asked("支出总计", ("expenditure_total",), 0, 0)
_LEFT = Asked("年末结转和结余", ("carried_out",), 0, 0)


# All that is spent, asked for by its parts: 钱花到哪几块去了, 预算掰开来看.
_SPLIT_UP = re.compile(
    r"(?:钱|预算|盘子|开支|支出|花销)[^，。？?]{0,10}(?:花|用|投|分|掰|拆|砸)[^，。？?]{0,6}(?:哪|几|开|成|到)|(?:掰|拆)开|(?:支出|开支|决算|预算)(?:都|还|一共|主要)*(?:有|分|包括)(?:为|成)?哪[几些]?大?[类块]|[哪几]大?[块类][^，。？?]{0,4}(?:各|占|花|钱)"
)


KIND_OF = {"actual": "final_accounts", "budget": "budget"}


def reference_year(query: Query, holdings: Sequence[Holding]) -> int:
    """The year that 今年 means: that of the newest disclosure of the kind asked about.

    去年花了多少 asks of the year before the newest disclosure of any kind, where that year's final account is held.
    """
    wanted = KIND_OF.get(query.basis or "")
    held = [h.record for h in holdings if h.record.year]
    newest = max(record.year or 0 for record in held)
    years = {record.year or 0 for record in held if wanted is None or record.kind == wanted}
    if query.basis == "actual" and query.offsets and all(newest + offset in years for offset in query.offsets):
        return newest
    return max(years, default=newest)
