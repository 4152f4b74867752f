"""What no disclosure tells, so that the figure of a whole year never answers it. Pure.

A part of the year (五月份, 上半年, 每天), whether it is right to spend so much, what is still to come, who signed for it, what
papers prove it, which families got it: an answer that only states the year's amount leaves such a question open.
"""

from __future__ import annotations

import re

from ingest import units
from service.draft import Draft, Quoted, Stated

_MONTH = "(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_PART_OF_YEAR = re.compile(
    rf"(?<![\d.个几每第]){_MONTH}月(?:份|里|内|间|当月)?(?![\d底末初]|[一二三]?十?[一二三四五六七八九]?[日号]|(?:份)?(?:公布|公开|发布|批复|印发|下达|成立|审议|通过|出台|挂网|上网|起|开始))"
    rf"|(?<![\d.]){_MONTH}月?(?:份)?[到至\-—~～]{_MONTH}月|(?:上|下|前|后|头)半年|(?:上|这|本|前|下|头)一?个月|(?<![一-鿿])(?:本|上|当)月"
    r"|(?:每|一)个月(?:能|可以)?(?:补|领|发|拿|给)(?:贴|助)?(?:多少|几)|(?:每|一)(?:天|日|周|星期)(?:下来)?[^，。？?]{0,6}?(?:多少|几)|(?:平均|合|摊)(?:到)?(?:每|一)(?:天|日|周)"
)
_UNTIL = re.compile(r"截至|截止|[到至]20\d\d年|20\d\d年(?:底|末|为止|以来|起|开始)")
# Up to a day things are counted, and what is left is told: 截至2024年8月.
_UP_TO = re.compile(rf"(?:截至|截止)到?[^，。？?]{{0,8}}?{_MONTH}月|{_MONTH}月(?:底|末|初|\d+[日号])")
_JUDGED = (
    "(?:值不值|值得|合理|合适|妥当|应该|应当|该不该|应不应该|划算|划不划算|浪费"
    "|过分|离谱|[太过][多高少低贵大]|高不高|多不多|贵不贵|大不大|少不少|对不对得起|好不好)"
)
_OPINION = re.compile(
    rf"(?:[你您]|大家|一般人)(?:个人|自己)?(?:觉得|认为|感觉|怎么看|怎么评价|评价|评一?评|点评)[^？?]{{0,30}}?{_JUDGED}"
    rf"|(?:依|照|按|以|在)[你您](?:看|的?(?:想法|看法|意见|观点|看来|眼里))"
    r"|(?:合理|合适|妥当|应该|应当|值得|划算|过分|离谱|浪费)(?:吗|么|不(?=[？?。\s]*$))"
    r"|合不合理|合不合适|应不应该|应不应当|该不该|值不值|划不划算|算不算(?:浪费|过分|离谱|多|高|贵)|是不是(?:在)?(?:浪费|过分|离谱|[太过](?:多|高|少|低|贵|大))|有没有必要|有必要(?:吗|么)"
)
# What else such a question asks, and may be told: 三公多少，你觉得合理吗.
_ASKS_MORE = re.compile(r"多少|几(?:个|辆|人|成|项)|为什么|为何|为啥|原因|哪|百分之|电话|依据|怎么")
_TO_COME = re.compile(
    r"(?:将来|今后|往后|未来|再往后)[^，。？?]{0,10}?(?:会|能|要|还|再|继续|涨|降|增|减)|(?:预测|预估|猜测|猜一?猜|估摸)(?:一?下|一?个)?"
)
_SIGNED = re.compile(
    r"谁(?:来|去|给|负责)?(?:审批|批准|批|拍板|签字|签发|签|经手|经办|同意|点头|拿主意|做主|说了算)(?:的|了|过)?"
    r"|谁(?:家)?中的?标|中标的?(?:是|有)?谁|哪(?:一)?家中的?标|(?:经手|经办|签字|审批|拍板|批准)的?(?:人|领导)(?:是|叫|姓)?(?:谁|哪|什么)"
)
_PAPERS = re.compile(
    "发票|收据|小票|报销单|银行流水|流水账|凭证|菜单|签字单|审批单|合同(?:原件|原文|文本|扫描件)|转账记录"
)
_FAMILIES = re.compile(
    r"(?:发|给|补|付|拨|派|救助|慰问|资助)(?:放)?(?:给|到)?(?:了|过)?(?:哪(?:几户|户|些人家|几户人家|几家人|几个人|几位|一户|个人))|哪(?:几户|户|几家人)(?:人家|居民|村民)?(?:领|拿|得|享受|收)"
)

# Where a thing went, which only words tell: 那两辆车弄哪儿去了.
_WHERE_GONE = re.compile(
    r"(?:车|设备|东西|房子?|楼|人)[^，。？?钱]{0,8}?(?:哪(?:里|儿)?去了|(?:去|到|弄|搬|跑|放)(?:到|在|去)?(?:了)?哪(?:里|儿)?(?:去)?(?:了|$|[？?]))"
)
# What an item's code is, or its place among others, which no amount tells.
_CODE = re.compile(
    r"(?:科目)?(?:编码|代码|编号)(?:是|为)?(?:多少|什么|啥|几)|(?:科目)?(?:编码|代码|编号)[呢？?。\s]*$|(?:归|算|属于?|(?<![多大高小少低快慢]的)(?<![多大高小少低快慢项类款笔])是)哪一?(?:大)?(?:类|款|个科目)"
)
# What only words could tell of a thing that has an amount: 博物馆免费吗, 那栋楼是哪年建的, 水表是哪家厂的.
_IN_WORDS = re.compile(
    r"哪一?年(?:建|修|盖|开|办|启用|投用|造|生产)|哪家(?:厂|店|工厂)|(?:免费|收费|要钱|对外开放|开门)(?:吗|么|嘛|不)|收不收费|免不免费|要不要钱|开不开门"
    r"|(?:怎么|怎样|如何)(?:去|来)?(?:报案|入驻|参观|选出|挑出|收费|预订|开放|使用)|(?:种|养)(?:的|了|着)?(?:是)?(?:什么|啥)"
)
_MUCH = re.compile("多少|几(?!点)|钱(?!吗|么|嘛|不)|[万亿]?元|预算|决算|支出|金额|用于|原因|为什么")
# What is aimed at, which the money of the projects that have goals is none of.
_GOALS = re.compile(
    r"(?:绩效|年度)?目标(?!管理|金额|值)(?:又|都|具体|主要|分别|到底)*(?:是|有|为|定|设|写|包括)(?:了|的)?(?:什么|啥|哪些|哪几|怎么)"
)
_PLACE = re.compile(r"排(?:在|到)?(?:第几|多少名|老几)|第几(?:名|位)")
_TELLS_A_PLACE = re.compile("第|位|名|最")


def asked(text: str) -> bool:
    """Whether a question asks for something that no disclosure tells."""
    return bool(
        _of_part_of_year(text)
        or _opinion(text)
        or any(way.search(text) for way in (_TO_COME, _SIGNED, _PAPERS, _FAMILIES, _WHERE_GONE, _CODE, _PLACE))
    )


def left_open(text: str, found: Draft) -> bool:
    """Whether an answer states figures and leaves open what is asked."""
    if found.status != "answered":
        return False
    if _opinion(text):
        return True
    quoted = any(isinstance(piece, Quoted) for piece in found.pieces)
    if not quoted and any(way.search(text) for way in (_TO_COME, _SIGNED, _PAPERS, _FAMILIES, _WHERE_GONE)):
        return True
    if not quoted and found.result is not None and _IN_WORDS.search(text) and not _MUCH.search(text):
        return True
    if found.result is None or not _of_the_year(found.result):
        return False
    said = "".join(piece for piece in found.pieces if isinstance(piece, str))
    if not quoted and _GOALS.search(text):
        return True
    if not quoted and (_CODE.search(text) or (_PLACE.search(text) and not _TELLS_A_PLACE.search(said))):
        return True
    return _of_part_of_year(text) or (_until_then(text) and not _is_so_far(found.result))


def _until_then(text: str) -> bool:
    """Whether what was set aside until then is asked for, and not what one year came to: 2020年累计, 全年累计."""
    years = set(re.findall(r"(?<!\d)20\d\d(?=年)|[去今前上本]年", text))
    return "累计" in text and "全年" not in text and (len(years) != 1 or bool(_UNTIL.search(text)))


def _is_so_far(result: Stated) -> bool:
    """Whether a printed amount is of more than a year: what a year sets aside is none of what was until then."""
    return any("累计" in "".join((*fact.row, *fact.column, fact.quote)) for fact in result.facts)


def _of_part_of_year(text: str) -> bool:
    return bool(_PART_OF_YEAR.search(text)) and not _UP_TO.search(text)


def _opinion(text: str) -> bool:
    hit = _OPINION.search(text)
    return hit is not None and not _ASKS_MORE.search(f"{text[: hit.start()]}，{text[hit.end() :]}")


_TELLS_A_PART = re.compile("月|季|半年|每天|每日|每周")


def _of_the_year(result: Stated) -> bool:
    """Whether a result is a printed amount of money that says nothing of a part of the year."""
    said = "".join(
        part
        for fact in result.facts
        for part in (*fact.row, *fact.column, fact.quote if fact.source == "narrative" else "", fact.unit or "")
    )
    return not result.formula and units.is_money(result.unit) and not _TELLS_A_PART.search(said)
