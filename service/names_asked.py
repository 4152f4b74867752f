"""Names that a question asks for, so that a sentence or a figure without one leaves it open: 哪个国家, 是哪几所, 局长的工资. Pure."""

from __future__ import annotations

import re

from ingest import units
from service import asked_office, asked_particular
from service.draft import Draft, Quoted, Stated

_COUNTRY = re.compile(
    r"(?:哪个|哪些|哪几个|什么|啥)(?:国家|地区)|(?:去|到|赴|访问?)(?:了|过|的(?:是|地方是)?)*(?:哪国|哪个国)"
)
_A_COUNTRY = re.compile(
    r"(?:赴|前往|出访|访问|到)(?!国外|境外|外|国内|国（|国\(|国（境|位|各|有关|相关|中央|北京|上海)[一-鿿]{2,}|[一-鿿]{1,6}(?<![外出本全我中各])国(?![（(内外家务有资企库际境旅庆])"
)
# Whom money for receptions received; what it paid for (伙食费) and what the term means name no guest.
_WHOM_RECEIVED = re.compile(
    r"(?:接待|招待|宴请)[^，。？?]{0,6}?(?:谁|(?:什么|啥|哪些|哪里?的?|何)(?:样的)?(?:人|客|单位|领导))"
    r"|(?:接待|招待|宴请|客人|来客|来宾)[^，。？?]{0,8}?(?:从|打|(?<!出)自|来自)哪|(?:客人|来客|来宾)[^，。？?]{0,4}哪[里儿]?来"
)
_GUESTS = re.compile(
    "[队团宾客访]|专家|企业|媒体|学生|教师|老师|干部|兄弟|同行|同志|单位|部门|人员|人士|领导|群众|家属|考察|调研|交流|检查|督查|督导"
)
_SEVERAL = r"(?:\d+|[两二三四五六七八九十几])"
# Which ones of several, by their names: 分别是哪几所, 具体是哪6所学校, 名单有没有.
_WHICH_ONES = re.compile(
    rf"(?:分别|都|各自)(?:是|在|为|有|叫)哪{_SEVERAL}?(?:所|家|座|条|户|支|栋|间)(?!钱|少|有)"
    rf"|(?:是|在|为|有|叫)?哪{_SEVERAL}(?:所|家|座|户|支|栋)[一-鿿]{{0,4}}[？?，。]"
    rf"|(?:是|叫)哪{_SEVERAL}个(?![月年人钱方环])|名单|名字(?:都|分别|各)?(?:叫|是)?(?:什么|啥)"
)
_ENUMERATED = re.compile("[、“《；]|\\n- |包括|分别[是为]|以及|一是")
# Whom work is given to, as such are called: 监理单位为某某公司.
_NAMED_BODY = r"[一-鿿（）()]{2,}(?:公司|集团|院|中心|局|所|处|委员会|办事处|办公室|街道|政府|学校|部|队|馆|站)"
_ROLE = r"(?P<role>[局处科厅部院校馆河站镇乡队园所会行]长|书记|主任|主席|领导|镇长|区长|县长|市长|司机|保安)"
_PAY = re.compile(
    rf"{_ROLE}(?!服务|工作|岗位)[^，。？?]{{0,8}}?(?:年薪|月薪|薪水|薪酬|工资|奖金|津贴|补贴|待遇|(?:挣|拿|收入)(?=多少|几))[^，。？?]{{0,6}}?(?:多少|几|[？?。]|$)"
)


# Which projects they are, which their number is not: 具体是哪几个项目, 这50个项目叫什么名字, 另外3个是什么项目.
_WHICH_PROJECTS = re.compile(
    r"(?:哪[些几]个?|哪\d+个|什么|啥|是哪个)(?:具体|样的)*项目(?!的?(?:钱|资金|经费|支出|类型))"
    r"|项目(?:都|各|分别|具体|全)*(?:是)?(?:叫(?:什么|啥|做|作)|名[字称叫](?:都|各|分别|是|叫)*(?:什么|啥|哪))"
)
_AND_HOW_MANY = re.compile(r"(?<![哪这那])(?:几个|多少个?)(?!项目(?:都|各|分别|具体)*(?:叫|名))(?!是)|最|[钱元]")
_LISTS = re.compile(r"分别[是为]|包括|具体[是为]|主要[是有]|以下项目|项目为|即[：:]|、[^，。；、]{2,}项目")


def left_open(text: str, found: Draft, *, of_money: bool = False) -> bool:
    """Whether an answer tells none of the names that are asked for, or nothing of the person whose pay is.

    Where the question names an item that all bodies have (`of_money`), where it is asks for no place.
    """
    if found.status != "answered":
        return False
    if _WHOM_RECEIVED.search(text):
        return _explains(found) or not _GUESTS.search(_told(found))
    if _COUNTRY.search(text):
        return not _A_COUNTRY.search(_told(found))
    if _WHICH_PROJECTS.search(text) and not _AND_HOW_MANY.search(text) and _only_counts(found):
        return True
    if _WHICH_ONES.search(text) and not re.search("多少|几[个家所座]?单位|最", text):
        return not _ENUMERATED.search(_told(found))
    party = None if asked_office.asks(text) else asked_particular.asked(text)  # 考核评估归哪个科: no evaluator
    if party is not None and found.result is not None and units.is_money(found.result.unit):
        return not (of_money and party.what == "地点")  # no amount tells who, where or when
    if party is not None and party.what in asked_particular.ROLES:
        return (
            re.search(
                f"{party.what}[^，。；]{{0,12}}{_NAMED_BODY}|{_NAMED_BODY}[^，。；]{{0,12}}{party.what}", _told(found)
            )
            is None
        )
    pay = _PAY.search(text)
    return pay is not None and pay["role"] not in _labels(found)


def wanted(text: str) -> str | None:
    """What such a question asks for, in words to say that it is not told; None for any other question."""
    if _COUNTRY.search(text):
        return "国家（地区）名称"
    if _FIRM.search(text):
        return "供应商名称"
    return "具体名称" if _WHICH_ONES.search(text) else None


# What sold, or built, and is asked for by name.
_FIRM = re.compile(
    r"(?:供应商|厂家|商家|承包商|中标(?:人|单位|方|公司|企业))[^，。？?]{0,6}?(?:叫|名[字称]|是谁|是哪|哪[些几]?家|有谁)|哪[一两几些]?家(?:公司|企业|供应商|厂家|店)"
)


def _only_counts(found: Draft) -> bool:
    """Whether all that is told is how many there are, or what those with goals come to: numbers, and sentences that only count."""
    figures = [piece for piece in found.pieces if isinstance(piece, Stated)]
    quotes = [piece.text for piece in found.pieces if isinstance(piece, Quoted)]
    counts = all(
        figure.unit in ("个", "项") or all(_SUMMED.search("".join(fact.row)) for fact in figure.facts)
        for figure in figures
    )
    counted = all(_COUNTS_PROJECTS.search(quote) and not _LISTS.search(quote) for quote in quotes)
    return bool(figures or quotes) and counts and counted


_SUMMED = re.compile("涉及[^，。]{0,8}(?:资金|金额)")
_COUNTS_PROJECTS = re.compile(r"项目[^，。；]{0,4}?\d+\s*个|\d+\s*个[^，。；]{0,6}?项目")


def _explains(found: Draft) -> bool:
    """Whether what is quoted says what a term means."""
    return any(
        isinstance(piece, Quoted) and re.search("费(?:用)?[，,]?(?:是指|指|反映)", piece.text) for piece in found.pieces
    )


def _told(found: Draft) -> str:
    """What an answer says, with the words that it quotes."""
    return "".join(
        piece.text if isinstance(piece, Quoted) else piece if isinstance(piece, str) else "" for piece in found.pieces
    )


def _labels(found: Draft) -> str:
    """What the figures of an answer are of, by their rows, columns and sentences."""
    facts = [fact for piece in found.pieces if isinstance(piece, Stated) for fact in piece.facts]
    return "".join(
        part for fact in facts for part in (*fact.row, *fact.column, fact.quote if fact.source == "narrative" else "")
    )
