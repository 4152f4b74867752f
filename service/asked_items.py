"""The items that a question names, told apart from those that only say where or in what another one stands. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

from ingest import terms
from ingest.items import AXES, SPENT_OF
from service.asked_kind import CONSISTENCY, SHARE, TAKES
from service.asked_remainder import AWAY, taken_away
from service.asked_years import number_word
from service.blanking import MASK, blanked
from service.evidence import FUND_NAMES
from service.other_things import belongs_to_another
from service.query import Asked

COUNTED = re.compile(
    r"(?P<of>(?:多少|几)(?:个|位|名)?[一-鿿]{2,4}的人(?![员均民力次]))|(?:多少|(?<![好十])(?<!哪(?=几项|几个(?:[？?。，,]|$)))几)(?:[十百千万](?!元|块|把))?个?\s*(?P<unit>分钟|分(?![之类别析布])|小时|工作日|公里|平方米|亩|吨|篇|场次|家次|辆次|户次|件次|册次|场|期|辆|台|人次|名|个人|位|人|件(?!套)|批次|批|拨|趟|次|所|座|处(?![室级长])|条|项(?!目|级)|米|层(?!面|级)|度(?!电|数)|吨|万件|个月|月|天|户|家|平方米|册|本(?!级|年|部门|单位)|份(?!额)|张|支(?!出|付)|种|部(?!分|门)|幅(?!度)|株|轮|节|栋|间|门(?![诊面口店牌户票类槛卫市禁额])|盏|艘(?!次)|棵|枚|首(?![次都先批席要期])|出(?![国差访台境口席版租让现资具勤动行生厂院诊警售发于自来去入力面处任示庭路手钱土头])|个)|(?P<people>人数|编制数|(?<=在职|在编|在岗|退休|离休|编外|聘用)(?:人员|职工|教职工|干部|员工)(?:的)?(?:总)?(?:数(?!据|量级|额)|数量|总数)|(?:多少|几)(?:个|名|位)?(?:在编|在职|在岗|在册|编外|非编|聘用|合同制|临聘|退休|离休|离退休|财政供养)的?(?:职工|员工|人员|干部|教职工|工作人员|老师|教师)(?!经费|支出|工资|养老|医疗|公用|费)|(?<=[有共])(?:多少|几)(?:个|名|位)?(?:在编|在职|在岗|编外|聘用|临聘|退休|离休|离退休)的(?=[，。？?呢啊吗]|$))|(?P<times>批次|人次)(?!的?(?:目标|指标|要求))|(?P<number>(?<![给报一同那这哪几每各两二三四])个数(?![字据码])|(?<=项目)(?:的)?(?:总?数量|总数|数目|数(?![据字额量值目]))(?!指标|目标))|(?P<cars>车辆总?数|(?<=[车辆])保有量)"
)
NEGATED = re.compile(r"没有?(?!变)|无(?!数据)|为0|为零|是0|0辆|零")
_CODE = re.compile(r"(?<![\d.,第])(\d{7}|\d{5}|\d{3})(?!\d|[.,]\d|\s*(?:年|万|亿|元|%|辆|人|名|件|天|个|项|号))")
_NO_CARS = re.compile(
    r"(?<!有)(?:没有?|无|0辆|零)(?:一辆)?(?:公务用车|公车|车辆|车)(?!购|运)|(?:公务用?车|公车|车辆|车)(?:都|也)?(?:没有|没了|为零|为0)|没有?(?:公车|车)|一辆车?都没有?"
)
# Money from the treasury, whatever stands between giver and giving: 财政给某局拨了多少.
_FUNDED = re.compile(
    r"(?:财政(?!拨款|补助|专户|局|厅|部)|公家|国库|国家)(?:上|那边|部门)?[^，。？]{0,3}?(?:给|向|对|为)?[¦一-鿿]{0,16}?(?:拨付|拨下来|拨了|拨给|拨(?!款)|划拨)(?:了|过来|下来)?的?(?:款|钱)?(?=.{0,30}(?:多少|几|钱|$))"
)
# Money for cars without a word of what is done with them: 三公里面车的部分.
_FOR_CARS = re.compile(
    r"(?<![一-鿿][买购添换置养修租打停用机小坐])(?<![买购添换置养修租打停用机坐])(?<![买购添换置养修租]公)(?:公|公务用?|公家的?)?车(?:(?:的|上的?|那|这)(?:那|这)?(?:钱|部分|费用|开支|一?块)|(?:上|要|得|得要|需要)*(?:花|用)(?:掉|去|了)?的(?:钱|费用|部分))"
    # Both of what is done with them in brackets: 车子(购置加运行).
    r"|(?:公家的?|公务用?|公)?(?:用?车(?:子|辆)?)\((?:(?:购置|购车|购买|买车?|购)费?[加和与及、+＋](?:运行|运行维护|运维|维护|养护|养车?|维修|使用)费?|(?:运行|运行维护|运维|养车?)费?[加和与及、+＋](?:购置|购车|购买|买车?)费?)(?:合计|之和|总共|一起|两[项笔块])?\)"
)
# A car named beside other things: 车、出国、招待各多少.
_CAR_BESIDE = re.compile(
    r"(?<=[、，,和与及跟])(?:公)?车(?=[、，,和与及跟分各一])|(?<=[年的¦])车(?=[、，,])"
    r"|(?<=的)车(?:子)?(?=怎么|为什么|为何|为啥|咋|不花|不用|少花|多花|没花|一下)"
)
# What follows the first words of a house's or a unit's name.
_OF_A_FACILITY = re.compile(r"[一-鿿]{0,4}?(?:中心|大厅|服务站|服务所|俱乐部|体育馆|图书馆|文化馆|博物馆)")
# 社会福利院, 殡葬所: a house that has an item's name in its own, unless the item goes on so itself (图书馆).
_HOUSE = re.compile(r"(?:服务)?(?:院(?!落|线|士)|中心|馆(?!藏)|[站](?!位|点|台)|园(?!林|区)|大队|支队)")
_GETS = re.compile("[买购添换置新]")
_TO_GET = re.compile("[买购添换置][^，。]{0,3}$")
_OF_WATER_AND_POWER = re.compile(
    r"水电费?(?=(?:里面|里头|里|当中|中)的?[，,]?[水电]费)"
)  # 水电费里的水费 is one of them
# What is left on the books at the end of the year, not what was spent less than planned.
UNSPENT = re.compile(
    r"(?:还)?(?:剩|余)(?:下|余)?(?:了)?(?:多少)?(?:没有?|未)(?:花|用)(?:完|掉)|(?:还)?(?:剩|余)(?:下|余|着)?(?:了)?(?:多少|几[万百千])(?:钱|万?元)?(?:还)?(?:没有?|未)(?:花|用(?!途|处)|动用?|支(?!持|出)|付)(?:出去|掉|完|了)?|(?:没有?|未)(?:花|用)(?:完|掉)的?(?:钱|资金)?(?:还)?(?:剩)?"
    # Carried over, as what is done with it: 年底结转了多少.
    r"|结转(?:了|下来|下去|下|出去)*(?=(?:的?(?:钱|资金))?(?:有|是|共|一共)?(?:多少|几))"
    r"|(?:还|总共|一共|共)?(?<!结转)(?<!结转和)(?<!结转结)(?<!结转和结)(?:剩|余|结余)(?:下|余|了|有)*(?=多少(?:钱|万|元|[？?。，]|$)|几[万百千])"
)
# The same of what was not spent, however it is said.
NOT_SPENT = re.compile(rf"{UNSPENT.pattern}|(?:没有?|未)(?:能)?(?:花|用|支|付)(?:出去|完|掉|光)")
# What is left of a fund is what the year ends with, without a word of when: 政府性基金还剩多少.
_LEFT_OF_A_FUND = re.compile(
    r"(?<![扣减除]去)(?<![扣去减]除)(?<![扣减除去]掉)(?<![减扣除])(?:政府性基金|一般公共预算|国有资本(?:经营)?|财政拨款|基金)(?:预算)?(?:财政拨款)?(?:支出|收入)?的?(?:钱|资金)?(?:最后|到底|一共|总共|又|还|没花完)*(?:剩|余|结余)(?:下|余|了|有)*(?:多少|几[万百千])"
)
# What is left and kept for the next year, whatever day it is told of: 没花完、留到第二年的.
KEPT_ON = re.compile(
    r"(?:(?:没有?|未)(?:花|用)(?:完|掉)的?(?:钱|资金)?[，、,]?(?:又|还|再|就|都|全)*(?:要|得|会|能)?)?"
    r"(?:结?转|留|滚|带|顺延|接转|结存|挪)(?:存|下)?(?:到|给|至|进|入)了?(?:第二年|下一?年度?|次年度?|来年|翌年|明年|后一年|转年)"
    r"(?:再|接着|继续)*(?:花|用|使用|支出|安排)?的?(?:钱|资金|部分)?"
)
AT_YEAR_END = re.compile(rf"账上|账面|年底|年末|年终|{MASK}度?[末底终](?!端|层|部)")
# What one car costs: 平均养一辆车, 买一台车平均.
_ONE_CAR = re.compile(
    r"(?:(?P<keep>养|维护|维修|保养|修|跑|开)|买|购|购置|换)(?:着|活|一下)?(?:每|一)(?:辆|台|部)(?:公务用?|公)?车(?=[^，。？?]{0,6}(?:多少|几|平均|[？?]|$))"
)
# 两项支出合计 counts the items named before, and names none.
SO_MANY = re.compile(r"(?:[两二三四五六七八九]|这几|那几)(?:项|笔|块|样|个)(?:支出|费用|经费|收入|开支|资金|科目)")
_CARS = re.compile(r"(?<![买购添换置停修])(?:公务用?|公家的?|小|汽)?车(?!位|库|站|棚|牌|次|间|票)")
_WATER_AND_POWER = re.compile(
    r"水电(?:费)?(?!站|局|工程)|(?<![一-鿿])水[、和与跟及]电(?=[两二]|费|各|加|合|一共|的|分别|一?共|总|相|多)"
)
# What is paid to those who retired under either rule, which the disclosures tell one by one.
_RETIRED = re.compile(r"离退休(?:费用?|(?:人员|干部|老干部)的?(?:费用?|钱|经费|支出|开支))(?!管理)")
# What is left of fiscal money, by its printed name: it is no part of a name of what is left of all.
_FISCAL_CARRIED = re.compile(
    "^(?:[年上本]?[年初末]*)(?P<fund>一般公共预算|政府性基金预算?|国有资本经营预算?)?(?:财政拨款)?(?:的)?(?:结转|结余)"
)
_ALL_PROJECTS = re.compile(
    r"[两二三四五六七八九十\d]+个[^，。？]{1,10}的项目[，,]?(?:的)?(?:当年)?(?:预算|资金)?(?=[^，。？]{0,12}(?:合计|加|之和|总|一共|共))|(?:[两二三四五六七八九十\d]+个|几个|各个?|所有|全部|这些|多个)项目(?:的)?(?:当年|年度)?(?:的)?(?:预算|资金|经费)?(?=[^，。？]{0,12}(?:合计|加|之和|总|一共|共))"
)


def said_again(text: str, items: Sequence[Asked], vocabulary: terms.Vocabulary) -> list[tuple[int, int]]:
    """Where an item is named a second time, in other words: 修修补补 … 修理这块."""
    keys = {key for asked in items for key in asked.keys}
    if keys & _RECEPTION:
        keys.add(_RECEIVED)
    kinds = [word for word, key in _PROCURED if key in keys]  # 政府采购当中属于服务的那块
    found = [hit.span() for word in kinds for hit in re.finditer(rf"(?:属于?|归)?{word}类?", text)]
    return [*found, *((m.start, m.end) for m in vocabulary.mentions(text) if keys & set(m.keys))] if items else []


def named_again(text: str, items: Sequence[Asked], vocabulary: terms.Vocabulary) -> list[tuple[int, int, int]]:
    """Where one of the items is named once more, by its name, by another one of it or by its code; and which of them it is."""
    found = [
        (m.start, m.end, at)
        for m in vocabulary.mentions(text)
        for at, asked in enumerate(items)
        if set(asked.keys) & set(m.keys)
    ]
    for at, asked in enumerate(items):
        found += [(*hit.span(), at) for hit in re.finditer(rf"(?<!\d){re.escape(asked.text)}(?!\d)", text)]
    return found


_JOINED_WORD = re.compile(
    r"(?:(?<=[和与跟及、加])(?P<after>[一-鿿]{2})(?=这?[两二三四五六几]?[样项个类]|一共|共|拢共|统共|加|合|总|各|分别|的|都|占|那|这|里|当中|$)|(?P<before>[一-鿿]{2})(?=[和与跟及、]|加(?![强快大班固工急装总起]|在一|到一|一起)))"
)
# 教育、科技、文体三类支出: each is a 类.
_CLASSES = re.compile(
    r"[两二三四五六七八几\d]?类(?:的)?(?:支出|科目|钱|开支)|(?:方面|上)(?:的)?(?:支出|钱|开支|投入|投|花)"
)
_PEOPLE_AND_OFFICE = re.compile(r"(?P<people>人员)(?:经费)?[和与、及跟](?P<office>(?:日常)?公用)(?!车|设施|事业)")
# What is no project, beside one, and the items that are called so themselves.
_DAY_BY_DAY = re.compile(
    r"(?:维持|保障?|保证|管)?(?:单位|机关|机构)?(?:的)?(?:日常|平时|平日|正常)(?:的)?(?:运转|运行|开支|开销|支出|花销|花费|过日子)?(?:的)?(?:钱|费用|支出|经费|部分)?(?=[多少大小高低和与跟及，、]|占|还是|哪|谁)|维持运转的?(?:钱|经费)?|过日子的?钱?|保运转的?钱?"
)
_PROJECTS_BESIDE = re.compile(
    r"(?:[和与跟及、]|还是)(?:搞|做|办)?(?P<what>项目)(?:上|那边|那块)?(?:的?(?:钱|开支|开销|花销))?(?=(?:花|用)?(?:哪|谁|各|分别)|(?:花|用)?(?:钱)?[多少高低大小])"
)
# And what is none, by its short name: 基本的是多少、项目的是多少.
_BASIC_BESIDE = re.compile(
    r"(?P<what>基本)(?:的?(?:那|这)?(?:一)?(?:块|部分|头)?)的?(?:又|就|要|是|有|花|用|列|占)*(?=多少|几|[和与跟、，]|各|分别)"
)
_DAILY = frozenset({"basic_expenditure", "operating_expenses", "agency_operating_costs", "personnel_expenses"})
_INSURED = frozenset({"pension_insurance", "occupational_annuity", "other_social_security", "medical_insurance"})


_JOINS_TWO = re.compile('[”"]?(?:这一?项|那一?项)?(?:和|与|跟|同|及|以及|、|还是|比)[“"]?')


def _with_near_beside(
    text: str, close: terms.Mention, found: Sequence[Asked], vocabulary: terms.Vocabulary
) -> list[Asked]:
    """The items, with what comes close to a printed label right beside one that does: 生活补贴和重度护理补贴."""
    other = vocabulary.near(blanked(text, [(close.start, close.end)]))
    if other is None or set(other.keys) & set(close.keys):
        return list(found)
    first, second = sorted((close, other), key=lambda mention: mention.start)
    within = [a for a in found if other.start <= a.start and a.end <= other.end and not a.code]
    left = [a for a in found if a not in within]
    told = any(set(a.keys) & set(terms.concepts()) or a.text == other.text for a in within)
    free = not told and not any(a.start < other.end and other.start < a.end for a in left)
    whole = not belongs_to_another(text, other.start, other.end, other.keys, exact=False, near=True)
    if not (free and whole and _JOINS_TWO.fullmatch(text[first.end : second.start])):
        return list(found)
    return [*left, Asked(other.text, other.keys, other.start, other.end, near=True)]


# Paid out beside the wages that are called so, all of which 工资福利支出 holds.
_PAID_BESIDE_WAGES = frozenset({"奖金", "津贴补贴", "绩效工资", "伙食补助费"})


def wages_beside(items: tuple[Asked, ...]) -> tuple[Asked, ...]:
    """The items, with 工资 as 基本工资 where it stands beside what else is paid to the staff: 工资、奖金、津贴各多少."""
    if not any(_PAID_BESIDE_WAGES & set(asked.keys) for asked in items):
        return items
    return tuple(replace(a, keys=("基本工资",)) if a.text in ("工资", "薪水") else a for a in items)


def joined_words(text: str, items: tuple[Asked, ...], vocabulary: terms.Vocabulary) -> tuple[Asked, ...]:
    """The items, and one that is called by its first word beside another: 开会和培训 are two 费."""
    found = list(items)
    said = {key for asked in items for key in asked.keys}
    projects = _PROJECTS_BESIDE.search(text)
    if projects and said & _DAILY and "project_expenditure" not in said:
        # 日常开支和项目哪个多: what is no project is all of 基本支出
        found = [
            replace(a, keys=("basic_expenditure",)) if _DAY_BY_DAY.match(text, a.start) and "公用" not in a.text else a
            for a in found
        ]
        found.append(Asked(projects["what"], ("project_expenditure",), *projects.span("what")))
    if "project_expenditure" in said and not said & _DAILY and (daily := _DAY_BY_DAY.search(text)):
        found.append(Asked(daily[0], ("basic_expenditure",), *daily.span()))
    if "project_expenditure" in said and not said & _DAILY and (basic := _BASIC_BESIDE.search(text)):
        found.append(Asked(basic["what"], ("basic_expenditure",), *basic.span("what")))
    if not said & {"personnel_expenses", "operating_expenses"} and (pair := _PEOPLE_AND_OFFICE.search(text)):
        found.append(Asked("人员", ("personnel_expenses",), *pair.span("people")))
        found.append(Asked("公用", ("operating_expenses",), *pair.span("office")))
    for hit in _JOINED_WORD.finditer(blanked(text, [(a.start, a.end) for a in items])):
        word = hit["after"] or hit["before"]
        start, end = hit.span("after" if hit["after"] else "before")
        beside = any(abs(a.end - start) == 1 or abs(a.start - end) == 1 for a in found)
        insured = any(_INSURED & set(a.keys) for a in items)
        if word in (
            "医疗",
            "医保",
        ):  # beside 养老 it is what is paid into the insurance, alone it may be several things
            found += [Asked(word, ("medical_insurance",), start, end)] if insured else []
            continue
        whole = next(
            (
                m
                for tail in ("费", *(("支出",) if _CLASSES.search(text) else ()))
                for m in vocabulary.mentions(f"{word}{tail}")
                if m.text == f"{word}{tail}" and m.exact
            ),
            None,
        )
        if beside and whole is not None:
            found.append(Asked(word, whole.keys, start, end))
    return tuple(sorted(found, key=lambda asked: asked.start)) if len(found) > len(items) else items


# Behind parts that are named side by side, and taken as one: 购置和运行这一项, 这两块一起.
_AS_ONE = re.compile(r"(?:费用?|支出|经费)?[”\"]?(?:[这那](?:一|[两二])?[项块笔摊样]|这部分|那部分)(?!分别|各|目)")
_SIDE_BY_SIDE = re.compile(r"费?[”\"]?(?:[和与及跟、加]|以及|连同)[“\"]?")


def taken_as_one(text: str, items: Sequence[Asked]) -> tuple[Asked, ...]:
    """The items, with all the parts of one that stand side by side and are taken together as that one: 公车购置和运行这一项."""
    known = terms.concepts()
    for whole in known.values():
        size = len(whole.parts)
        for at in range(len(items) - size + 1) if size > 1 else ():
            run = items[at : at + size]
            if {key for asked in run for key in asked.keys[:1]} != set(whole.parts) or any(a.near for a in run):
                continue
            beside = all(_SIDE_BY_SIDE.fullmatch(text[a.end : b.start]) for a, b in pairwise(run))
            if beside and (as_one := _AS_ONE.match(text, run[-1].end)):
                one = Asked(text[run[0].start : as_one.start()], (whole.id,), run[0].start, run[-1].end)
                return (*items[:at], one, *items[at + size :])
    return tuple(items)


def of_tables(tables: Iterable[re.Match[str]]) -> tuple[Asked, ...]:
    """A table that is asked about without an item stands for what it counts; one of both sides only beside another."""
    classes = [(hit, found) for hit in tables if (found := terms.table_class(hit["name"])) is not None]
    totals = [
        (hit, found.total or (_OF_BOTH_SIDES if found.id == "balance" and len(classes) > 1 else None))
        for hit, found in classes
    ]
    return tuple(Asked(hit["name"], (total,), hit.start(), hit.end()) for hit, total in totals if total)


_OF_BOTH_SIDES = "budget_total"


_OF_A_HOUSE = 2


# Names of lines that have another's in them, where a body prints only that one: no part of the longer name is asked about.
_LONGER_NAMES = re.compile(
    r"行政事业单位(?:离退休|医疗|养老)|(?:国[(（]境[)）]外|国境外|境外|国外)(?:公务)?接待|非财政拨款"
    r"|(?:经营|上缴上级|补助下级|对?附属单位补助|其他|其它)支出"
)


_OTHER_LINE = re.compile("其[他它]$")


def _of_a_longer_name(text: str, mention: terms.Mention) -> bool:
    """Whether a name that was found is the end of a longer one, which is that of another line: 事业单位医疗 of 行政事业单位医疗."""
    line = mention.exact and bool(terms.functional_names() & set(mention.keys)) and not mention.text.startswith("其他")
    if line and _OTHER_LINE.search(text[: mention.start]) and mention.text.endswith("支出"):
        return True  # 其他社会保障和就业支出 is a line of its own
    return any(
        hit.start() < mention.start < hit.end() <= mention.end
        or (hit.start() < mention.start and mention.end <= hit.end())
        for hit in _LONGER_NAMES.finditer(text)
    )


_ENDS = frozenset({"carried_in", "carried_out"})
_AN_END_NAMED = re.compile("[年期][初末终底]|[上去]年|以前年度|下一?年|留到|转到|明年")
_AT_BEGINNING = re.compile("年初|年头|开年|年开头|上年末|上年底|去年底")


def _at_its_end(asked: Asked, text: str) -> Asked:
    """What is carried over without a word of when, as that of the end of the year that the text speaks of: 年底还剩多少结转下来."""
    if not _ENDS & set(asked.keys) or _AN_END_NAMED.search(asked.text):
        return asked
    first, last = _AT_BEGINNING.search(text), AT_YEAR_END.search(text) or KEPT_ON.search(text)
    if bool(first) == bool(last):
        return asked
    return replace(asked, keys=("carried_in" if first else "carried_out",), near=False)


def _left_of_its_money(asked: Asked) -> Asked:
    """What is left of fiscal money, or of one fund, by its printed name, confined to that money."""
    hit = _FISCAL_CARRIED.search(asked.text)
    if hit is None or not (hit["fund"] or "财政拨款" in hit[0]):
        return asked
    fund = (key for key, name in FUND_NAMES.items() if hit["fund"] and hit["fund"].startswith(name))
    return replace(asked, within=(*asked.within, next(fund, "fiscal_appropriation")))


def items_named(text: str, vocabulary: terms.Vocabulary, codes: Collection[str]) -> tuple[Asked, ...]:
    """The items that a text names, in its order: by name, in everyday words, by code."""
    found: list[Asked] = []
    named = (hit for hit in _CODE.finditer(text) if hit[1] in codes or hit[1] in terms.codes())
    found += [Asked(hit[1], (), hit.start(), hit.end(), code=hit[1]) for hit in named]
    masked = text
    for hit in _ALL_PROJECTS.finditer(text):
        found.append(Asked(hit[0], ("current_budget",), hit.start(), hit.end()))
        masked = masked[: hit.start()] + MASK * (hit.end() - hit.start()) + masked[hit.end() :]
    for hit in _FUNDED.finditer(masked):
        found.append(Asked(hit[0], ("fiscal_appropriation",), hit.start(), hit.end()))
        masked = blanked(masked, [hit.span()])
    for hit in _NO_CARS.finditer(masked):
        found.append(Asked(hit[0], ("vehicles",), hit.start(), hit.end()))
        masked = blanked(masked, [hit.span()])
    for hit in _ONE_CAR.finditer(masked):
        found.append(Asked(hit[0], ("vehicle_running" if hit["keep"] else "vehicle_purchase",), hit.start(), hit.end()))
        masked = blanked(masked, [hit.span()])
    for hit in (*_FOR_CARS.finditer(masked), *_CAR_BESIDE.finditer(masked)):
        found.append(Asked(hit[0], ("vehicle_total",), hit.start(), hit.end()))
        masked = blanked(masked, [hit.span()])
    if kept := KEPT_ON.search(masked):
        found.append(Asked(kept[0], ("carried_out",), kept.start(), kept.end()))
        masked = blanked(masked, [kept.span()])
    elif (AT_YEAR_END.search(masked) or _LEFT_OF_A_FUND.search(masked)) and (left := UNSPENT.search(masked)):
        found.append(Asked(left[0], ("carried_out",), left.start(), left.end()))
        masked = blanked(masked, [left.span()])
    masked = blanked(masked, [hit.span() for hit in _OF_WATER_AND_POWER.finditer(masked)])
    for hit in _WATER_AND_POWER.finditer(masked):
        found += [Asked(name, (name,), *hit.span()) for name in ("水费", "电费")]
        masked = blanked(masked, [hit.span()])
    for hit in _RETIRED.finditer(masked):
        if not any(m.start <= hit.start() and hit.end() <= m.end for m in vocabulary.mentions(masked)):
            found += [Asked(name, (name,), *hit.span()) for name in ("离休费", "退休费")]
            masked = blanked(masked, [hit.span()])
    masked = blanked(masked, [hit.span() for hit in SO_MANY.finditer(masked)])
    found += [
        Asked(m.text, m.keys, m.start, m.end)
        for m in vocabulary.mentions(masked)
        if not belongs_to_another(masked, m.start, m.end, m.keys, exact=m.exact)
        and not (_HOUSE.match(masked, m.end) and len(m.text) >= _OF_A_HOUSE)
        and not (m.text.endswith("项") and masked.startswith("目", m.end))  # 进项 of 推进项目
        and not _of_a_longer_name(masked, m)
        and not re.match(r"[^（(]*[）)]", m.text)  # 本级）安排, out of a bracket that closes the body's name
        and not (
            m.text == "执行" and masked.startswith(("率", "数", "进度", "情况"), m.end)
        )  # printed as a label somewhere
        and m.text not in ("预算", "决算", "预算数", "决算数")  # printed as a label somewhere, they name a stage
        and not (m.text.endswith("绩效目标") and masked.startswith("值", m.end))  # what an indicator is to reach
    ]
    close = vocabulary.near(masked)
    if close and _OF_A_FACILITY.match(masked, close.end):
        close = None  # 社区公共 of 社区公共服务中心 is no line of the budget
    if close and belongs_to_another(masked, close.start, close.end, close.keys, exact=False, near=True):
        close = None  # 手续费 of 发债手续费
    within = [a for a in found if close and close.start <= a.start and a.end <= close.end and not a.code]
    known = set(terms.concepts())
    if close and any(a.text + tail == close.text for a in within for tail in ("支出", "经费", "费用", "费", "资金")):
        close, within = None, []
    if close and any(close.text == f"的{a.text}" for a in within):
        close, within = None, []  # 2022年的行政单位离退休 is not 未归口管理的行政单位离退休
    if close and any(a.start == close.start and close.end - a.end == 1 for a in within):
        close, within = None, []  # 办公设备购置 in 办公设备购置是, which is no mistyped 办公设备购置费
    alone = all(_SIDES.intersection(a.keys[:1]) or not set(a.keys) & known for a in found)
    longer = bool(within) and not any(set(a.keys) & known for a in within)
    if (
        close
        and (alone or longer)
        and all(close.end - close.start > a.end - a.start for a in within)
        and not any(a not in within and a.start < close.end and close.start < a.end for a in found)
    ):
        found = [a for a in found if a not in within]
        found.append(Asked(close.text, close.keys, close.start, close.end, near=True))
        found = _with_near_beside(masked, close, found, vocabulary)
    found = [_left_of_its_money(_at_its_end(a, text)) for a in found]
    found = _kinds_procured(found, text) or [_procured(asked, text) for asked in found]
    found.sort(key=lambda asked: asked.start)
    merged: list[Asked] = []
    for asked in found:
        before = merged[-1] if merged else None
        if (
            before
            and before.code
            and not before.keys
            and not asked.code
            and asked.keys[:1]
            not in (("basic_expenditure",), ("project_expenditure",), ("personnel_expenses",), ("operating_expenses",))
            and (
                not text[before.end : asked.start].strip(MASK + ' 类款项“”"、的')
                or (_names_code(before.code, asked) and _CALLED_SO.fullmatch(text, before.end, asked.start))
            )
        ):
            merged[-1] = Asked(text[before.start : asked.end], asked.keys, before.start, asked.end, code=before.code)
        elif (
            before
            and not before.code
            and not set(before.keys) & terms.TOTALS  # 支出 behind a name closes it
            and asked.code
            and not asked.keys
            and _ITS_CODE.fullmatch(text, before.end, asked.start)
        ):
            # 某某那一项，2050204的: the code says it again, and which of several that are called so.
            merged[-1] = replace(before, end=asked.end, code=asked.code)
        else:
            merged.append(asked)
    if (cars := COUNTED.search(text)) and cars["unit"] in ("辆", "台") and not re.search("[买购添新换置]", text):
        money = {"vehicle_total", "vehicle_running", "vehicle_purchase"}
        merged = [replace(a, keys=("vehicles",)) if money & set(a.keys[:1]) else a for a in merged]  # 公务用车多少辆
    if (cars := COUNTED.search(text)) and (
        behind := [
            a
            for a in merged
            # 平均每人次花多少钱 counts nothing that is called 花多少钱.
            if a.start == cars.end() and a.keys[:1] != ("vehicles",) and not set(a.keys) & terms.TOTALS
        ]
    ):
        merged = [a for a in merged if a in behind or any((c := terms.concepts().get(k)) and c.unit for k in a.keys)]
    if cars and cars["unit"] in ("辆", "台") and not merged and (car := _CARS.search(text)) and not _GETS.search(text):
        merged = [Asked(car[0], ("vehicles",), *car.span())]  # 车有几辆
    if cars and cars["unit"] in ("辆", "台") and _TO_GET.search(text[: cars.start()]):
        merged = [
            replace(a, keys=("vehicle_purchases_count",)) if a.keys[:1] in (("vehicles",), ("vehicle_total",)) else a
            for a in merged
        ]
    if not COUNTED.search(text):
        merged = [
            replace(a, keys=("vehicle_purchase",))
            if a.keys[:1] == ("vehicle_purchases_count",) and _ITS_MONEY.match(text, a.end)
            else a
            for a in merged
        ]
        uncounted = [a for a in merged if not any((c := terms.concepts().get(k)) and c.unit for k in a.keys)]
        merged = uncounted if uncounted and not NEGATED.search(text) else merged  # 汽车 beside 加油 counts no cars
    merged = [_spent(asked, text) for asked in _told_apart(text, _said_once(text, merged))]
    added = _added_in_brackets(text, merged) or _parts_in_brackets(text, merged)
    outside = added or [a for a in merged if not _within_brackets(text, a)]
    outside += [a for a in merged if outside and not added and a not in outside and _explains(text, a, outside)]
    outside += [a for a in merged if not added and a not in outside and _is_its_column(text, a, outside)]
    outside.sort(key=lambda a: a.start)
    printed = [
        a for a in merged if a not in outside and (a.code or terms.key(a.text) in a.keys) and not set(a.keys) & AXES
    ]
    if outside and printed and not any(a.code or terms.key(a.text) in a.keys for a in outside):
        outside = printed  # 自己挣的钱（事业收入）: what is said is named in the bracket
    merged = outside or merged  # 印刷费（基本支出）: the bracket only says where it stands
    distinct: dict[tuple[tuple[str, ...], str | None], Asked] = {}
    for asked in _without_totals(text, merged):
        distinct.setdefault((asked.keys, asked.code), asked)
    return tuple(distinct.values())


_CALLED_SO = re.compile(
    '[”"]?(?:的|这|那)?(?:一?[个项款类])?(?:科目)?[，,：:]?(?:的)?(?:科目)?(?:名称|名字|名|叫做?|即|也?就是)?(?:是|为)?[：:]?[“"]?'
)


def _names_code(code: str, asked: Asked) -> bool:
    """Whether an item's name is what the code tables call a code."""
    entry = terms.codes().get(code)
    return entry is not None and terms.key(entry.name) in asked.keys


# A code right behind the name that it belongs to.
_ITS_CODE = re.compile(
    r"[”\"]?(?:(?:这|那)(?:一)?(?:个)?(?:项|款|类|块|条|科目)?(?:科目)?[，,]?|科目[，,]?)(?:(?:科目)?(?:编码|代码|编号|代号|码)?(?:是|为|即|就是)?[:：]?)"
    r"|[”\"]?[，,]?(?:科目)?(?:编码|代码|编号|代号|码)(?:是|为|即|就是)?[:：]?"
    r"|[”\"]?[(（](?:科目)?(?:编码|代码|编号|代号|码)?(?:是|为)?[:：]?"
)
_SPENT = re.compile(
    rf"(?:预算)?(?:财政)?(?:拨款)?的?(?:钱|资金)?[{MASK}，,]*(?:的?决算|一共|总共|合计|实际|到底|究竟|都|共|全年|当年|本年)*的?(?:花(?!完)|用(?:了|掉|出去)|支出|支了)"
)


# What is paid for what is bought, and not how many: 购置公务用车的预算金额.
_ITS_MONEY = re.compile(r"的?(?:[预决]算)?(?:总)?(?:资金|金额|经费|费用|花费|开支|支出|钱|款)")


def _spent(asked: Asked, text: str) -> Asked:
    """A fund as what was spent of it, where the words behind it say so: 政府性基金花了多少."""
    spent = tuple(SPENT_OF[key] for key in asked.keys if key in SPENT_OF)
    return replace(asked, keys=spent) if spent and "收" not in asked.text and _SPENT.match(text, asked.end) else asked


# Which indicators there are is no amount: 绩效目标有哪些指标, 设了什么绩效指标.
_WHICH_INDICATORS = re.compile(
    "(?:哪些|什么|啥|哪几[个项条])(?:绩效)?指标|指标(?:都|又|主要|具体|分别)*(?:有|是|包括|设)(?:了)?(?:哪|什么|啥)"
)
_GOAL_FORM = re.compile(
    r"绩效目标(?:管理)?(?:(?:又|还|也|就|则)*(?:要求|定在|定的|设在|设为)|表|里|中|的|值|值是|设定|申报)"
)


_PAIR = 2
_AMONG_ALL = re.compile("(?:里面?|里头|之?中|当中|之?内)[，,]?")
# Two things held against each other, and what comes before them only says of what they are: 看全部支出，项目支出超出基本支出多少.
_LISTED = re.compile("[和与跟及同、比占减]|多少|[各]")
_HELD_AGAINST = re.compile(
    r"^(?:数|额)?(?:要|得)?(?:比|高出|超出|超过|多出|多于|少于|低于|高于|大于|小于|减(?:去|掉)?|[与和同跟][^，。；？?]{2,12}?(?:相差|之差|差|哪个|谁))"
)
# Of what they are parts, before the parts that are asked about: 三公预算里面，.
_AMONG_THEM = re.compile(
    r"[”\"]?(?:经费|费用)?(?:的)?(?:预算|决算|支出)?(?:数|总额)?(?:里面?|里头|里边|之?中|当中|之?内)的?[，,]?"
)
_NOT_COUNTED = re.compile('(?:不算|不含|不包括|不要|不计|别算)(?:上|进)?[“"]?$')


_CARS_TOGETHER = {"vehicle_total"}
_OF_ECONOMIC_LINES = frozenset({"personnel_expenses", "wages_and_welfare", "operating_expenses", "goods_and_services"})
_TWICE_STATED = frozenset({"meeting", "training", "official_reception", "overseas_travel", "vehicle_running"})


@cache
def _economic_lines() -> frozenset[str]:
    """What money is spent on by the economic codes, but for what forms of their own state of all spending (会议费)."""
    return (
        frozenset(terms.key(code.name) for number, code in terms.codes().items() if len(number) == _ECONOMIC)
        - _TWICE_STATED
    )


_ECONOMIC = 5


def _only_holds_them(text: str, items: Sequence[Asked]) -> bool:
    """Whether the first of several items is only what the others are parts of, and none of those asked about."""
    whole = items[0]
    if len(items) <= _PAIR or whole.code or not whole.keys or not _AMONG_THEM.match(text, whole.end):
        return False
    if SHARE.search(text) or taken_away(text, items):
        return False
    below = terms.parts_below(whole.keys[0]) | (_CARS_TOGETHER if whole.keys[0] == "three_public_expenses" else set())
    lines = _economic_lines() if whole.keys[0] in _OF_ECONOMIC_LINES else frozenset()
    return all(set(a.keys[:1]) & (below | lines) for a in items[1:])


def _beside_each_other(one: Asked, other: Asked) -> bool:
    """Whether both are parts of one whole, so that neither is within the other: buying cars and running them."""
    return any(set(c.parts) & set(one.keys) and set(c.parts) & set(other.keys) for c in terms.concepts().values())


def _left_out(text: str, asked: Asked, items: Sequence[Asked]) -> bool:
    """Whether an item is only said not to be meant, and is no part of what is: 养车多少钱？不算买车."""
    if not _NOT_COUNTED.search(text[: asked.start]) or asked is items[0]:
        return False
    concept = terms.concepts().get(items[0].keys[0]) if items[0].keys else None
    if taken_away(text, items) and not _beside_each_other(items[0], asked):
        return False  # 公用经费不含会议费是多少: what is left of the one without the other
    return concept is not None and not set(concept.parts) & set(asked.keys) and not set(items[0].keys) & terms.TOTALS


_REQUIRES = re.compile("(?:又|还|也|则|就|里|中)*(?:要求|规定|定在|设在)")
_RECEIVED = "接待"
_SAME_CLAUSE = re.compile("[^，。；？?、]*")
# 0.3万元，按接待的15人次平均: how many were received, whose money is named before.
_SO_MANY_RECEIVED = re.compile(r"(?:来?的?(?:客人|来宾)?|了|共|的)*\d+(?:人次|批次|批|人|个人)")
_RECEPTION = frozenset({"official_reception", "domestic_reception"})
# 哪个项目钱多 asks which of those named.
_WHICH_OF_THEM = re.compile("哪一?个$")
_QUOTED_LINE = re.compile(r"[”\"](?:这个?|那个?)?(?:科目|项级|款级|一?项(?!目))")
# And what such a line is worked out with: “某某”科目的支出除以本年支出.
_SET_AGAINST = re.compile('(?:除以|占|减去?|扣除|加上?|比)[“"]?$')
# 看病那块，就是卫生健康支出: what is said first is named behind.
_IN_OTHER_WORDS = re.compile(r"(?:那|这)?(?:一?块|方面|些|项)?[，,]?(?:也?就是|即|指的是|也?叫|说的是)")


# What stands between a line and the column of it that is asked for: 某某支出，本年支出数; 某某支出科目的本年支出.
ITS_COLUMN = re.compile(
    r"[”\"]?(?:[（(][类款项][）)])?(?:这一?项|这个?|一项)?(?:科目)?[，,：:]?(?:在表里|表中)?的?[“\"]?"
)


_OF_AN_INDICATOR = re.compile("(?:率|度|数量|时间|成本|人数|次数|天数)$")


def _is_indicator(asked: Asked) -> bool:
    """Whether an item is what a goal is set for, by how its name closes."""
    return not asked.code and not set(asked.keys) & set(terms.concepts()) and bool(_OF_AN_INDICATOR.search(asked.text))


def is_line(asked: Asked) -> bool:
    """Whether an item is a line of a code table, with its code or by its name."""
    return asked.code is not None or (bool(asked.keys) and not set(asked.keys) & set(terms.concepts()))


# So many things taken together: 三样总共, 两项合计.
_SO_MANY_TOGETHER = re.compile(
    r"(?P<n>[两二三四五六七八九])(?:样|项|笔|个|者)(?:费用|支出|经费|钱|数)?(?:总共|一共|合计|加|共|之和|合起来|合在|拢共)"
)
_JOINED_TO = re.compile(r"[”\"]?[，,]?(?:再|还|又|并|外)?(?:[加+＋、和与及跟]|加上|连同|以及)[“\"]?")
_HELD_BEFORE = re.compile('(?:占|除以|比|相当于|抵)[“"]?$')
_AGAINST = re.compile('(?:[跟和与同]|等于|是不是|是否(?:就)?是?|就是|正好是)[“"]?$')
_STANDS_IN = frozenset({"operating_expenses", "personnel_expenses", "agency_operating_costs", "three_public_expenses"})


def _without_where(text: str, items: list[Asked]) -> list[Asked]:
    """The items without the one beyond their number that says where the others stand: 甲+乙+丙，基本支出，三样总共."""
    first, *others = items
    parts = len(others) >= _PAIR and all(_JOINED_TO.fullmatch(text[a.end : b.start]) for a, b in pairwise(others))
    if parts and set(first.keys[:1]) & AXES and text[first.end : others[0].start] in ("，", "，其中", "，其中的"):
        return others  # 基本支出，水费跟电费加一块
    together = _SO_MANY_TOGETHER.search(text)
    if together is None or len(items) != number_word(together["n"]) + 1:
        return items
    joined = {
        id(a) for one, two in pairwise(items) if _JOINED_TO.fullmatch(text[one.end : two.start]) for a in (one, two)
    }
    where = [a for a in items if id(a) not in joined and set(a.keys[:1]) & (_SCOPES | _STANDS_IN)]
    where = [a for a in where if not _HELD_BEFORE.search(text[: a.start])]  # 两项合起来占公用经费的百分之几
    # 三项加起来跟三公经费对得上吗: the whole that they are held against.
    where = [a for a in where if a.start < together.end() or not _AGAINST.search(text[: a.start])]
    return [a for a in items if a is not where[0]] if len(where) == 1 else items


# 绩效目标里审批件数要求多少: one of them, whatever its name, and no money.
_AMONG_GOALS = re.compile(
    "(?:表)?(?:里面?|里头|当中|中)(?!的?(?:有|一共|共)?(?:几|多少)个项目)(?!.*(?:金额|资金|钱|[万亿]元))"
)


def _told_apart(text: str, items: list[Asked]) -> list[Asked]:
    """Items without those that only say where or in what another one stands."""
    # 绩效目标要求达到百分之几 is about a goal, whatever it is of, and which indicators there are is no amount.
    which = _WHICH_INDICATORS.search(text)
    items = [
        a
        for a in items
        if not (which and a.keys[:1] == ("performance_amount",))
        and not (
            a.text == "绩效目标"
            and "performance_amount" in a.keys
            and (_REQUIRES.match(text, a.end) or _AMONG_GOALS.match(text, a.end))
        )
    ]
    if len(items) < 2:
        return items
    items = _without_where(text, items)
    items = [
        a
        for a, b in zip(items, [*items[1:], None], strict=True)
        if b is None or not _IN_OTHER_WORDS.fullmatch(text[a.end : b.start])
    ]
    items = [
        b
        for a, b in zip([None, *items], items, strict=False)
        if a is None
        or not (is_line(a) and b.keys[:1] == ("expenditure_this_year",) and ITS_COLUMN.fullmatch(text[a.end : b.start]))
    ]
    quoted = [a for a in items if _QUOTED_LINE.match(text[a.end :]) and text[: a.start].endswith(("“", '"'))]
    if quoted:  # 开会的“某某会议”科目; its 基本支出 and 项目支出 are columns of it
        items = [a for a in items if a in quoted or set(a.keys[:1]) & AXES or _SET_AGAINST.search(text[: a.start])]
    items = [a for a in items if not _left_out(text, a, items)] or items
    whole = items[0] if len(items) > _PAIR and set(items[0].keys[:1]) & terms.TOTALS else None
    if (
        whole is not None
        and not SHARE.search(text)
        and (
            _AMONG_ALL.match(text, whole.end)
            or (
                len(items) == _PAIR + 1
                and not _LISTED.search(text[whole.end : items[1].start])
                and _HELD_AGAINST.search(text[items[1].end :])
            )
        )
    ):
        items = items[1:]  # 全部支出中，项目支出比基本支出多多少
    elif _only_holds_them(text, items):
        items = items[1:]  # 三公里头，接待比用车少多少
    # 国内公务接待上一共接待了几批: the verb names nothing more; in a clause of its own it asks of more than the money.
    ends = [a.end for a in items if set(a.keys[:1]) & _RECEPTION and a.text != _RECEIVED]
    items = [
        a
        for a in items
        if a.text != _RECEIVED
        or not any(
            _SAME_CLAUSE.fullmatch(text, end, a.start) or (end < a.start and _SO_MANY_RECEIVED.match(text, a.end))
            for end in ends
        )
    ]
    items = [a for a in items if not _WHICH_OF_THEM.search(text[: a.start]) or a.code] or items
    keys = {key for asked in items for key in asked.keys[:1]}
    left = [a for a in items if not _names_whole_of_another(text, a, items)]
    if keys & {"procurement_goods", "procurement_works", "procurement_services"} and not re.search(
        f"占|比例|比重|百分之|几成|除以|之和|加起来|总额|{AWAY.pattern}|{_WITH_ITS_PART.pattern}", text
    ):
        left = [a for a in left if a.keys[:1] != ("government_procurement",)]  # 政府采购里买服务的
    if keys & _OF_SMALL_FIRMS:
        left = [
            a
            for a in left
            if a.keys[:1] != ("government_procurement",)
            or SHARE.search(text)
            or (_SET_BESIDE.search(text) and not _OF_WHICH.match(text, a.end))
        ]  # 采购里授予、留给中小企业的
    if "performance_amount" in keys and any(_is_indicator(a) for a in left):
        left = [
            a for a in left if a.keys[:1] != ("performance_amount",) or a.text != "绩效目标"
        ]  # 绩效目标对执行率的要求
    if "performance_amount" in keys and _GOAL_FORM.search(text):
        left = [a for a in left if a.keys[:1] != ("performance_amount",)]  # 绩效目标里的满意度
    if "performance_amount" in keys and len(left) == len(items):
        left = [a for a in left if a.keys[:1] != ("general_public_budget",)]  # 实行绩效目标管理的一般公共预算拨款
    axes = {"basic_expenditure", "project_expenditure"}
    first = min(items, key=lambda a: a.start)
    if (
        len(items) >= 3
        and first.keys[:1] == ("basic_expenditure",)
        and not SHARE.search(text)
        and re.match("[那这]?[里中内]|当中|里面|的|(?:支出)?(?:预算|决算)?数?[:：]", text[first.end :])
    ):
        left = [a for a in left if a is not first]  # 基本支出中水费、电费
    inside = [
        a
        for a in left
        if a.keys[:1] == ("basic_expenditure",)
        and re.match("[里中内]的?|的", text[a.end :])
        and not _is_the_whole(text, a)
    ]
    if len(left) >= 3 and inside and keys & {"operating_expenses", "personnel_expenses"}:
        left = [a for a in left if a not in inside]  # 机关运行经费和基本支出里的公用经费
    if {"performance_amount", "current_budget"} <= {key for a in left for key in a.keys[:1]}:
        left = [a for a in left if a.keys[:1] != ("current_budget",)]  # 绩效目标涉及的项目预算资金
    if len([a for a in items if a.code]) >= 2 and keys & axes:
        left = [a for a in left if not axes & set(a.keys[:1])]  # 基本支出里30101、30102
    if (
        "vehicle_total" in keys
        and keys & {"vehicle_running", "vehicle_purchase"}
        and not re.search("购置及|和运行|合计", text)
    ):
        left = [a for a in left if a.keys[:1] != ("vehicle_total",)]  # 给公车加油
    if "current_budget" in keys and not re.search("各|合计|加起来|一共|所有|每个|占|比|两个|几个", text):
        left = [a for a in left if a.keys[:1] != ("current_budget",)]  # a project's own number
    if "current_budget" in keys and "项目" not in text:
        left = [a for a in left if a.keys[:1] != ("current_budget",)]  # 当年预算执行数 of an item
    of_a_fund = all(set(a.keys) & SPENT_OF.keys() for a in items if a.keys[:1] != ("carried_out",))
    if "carried_out" in keys and re.search(r"没有?(?:花|用)完", text) and not of_a_fund:
        left = [a for a in left if a.keys[:1] != ("carried_out",) or not re.search("没有?(?:花|用)完", a.text)]
    return left or items


def _is_the_whole(text: str, asked: Asked) -> bool:
    """Whether it is asked what part of an item something is that is named before it: 相当于基本支出的几成, 在基本支出里占多少."""
    before = text[: asked.start]
    if before.endswith("占"):
        return True
    if _IS_SO_MUCH.search(before):
        return bool(_PART_ASKED.match(text, asked.end))
    return before.endswith("在") and bool(_TAKES_UP.match(text, asked.end))


_IS_SO_MUCH = re.compile('(?:相当于|等于|除以|[是为])[“"]?$')
_PART_ASKED = re.compile('[”"]?的(?:百分|[几多]少?成|几分|多大|多少)')
_TAKES_UP = re.compile('[”"]?(?:里面?|里头|之?中|当中|之?内)(?:所|又|能)?占')
_OF_WHICH = re.compile(r"(?:预算|支出|合同)?(?:总?金?额)?(?:里面?|里头|中|当中|，)(?!占)")
_OF_SMALL_FIRMS = {
    "contracts_of_small_and_medium",
    "contracts_of_small_and_micro",
    "reserved_for_small_and_medium",
    "reserved_for_small_and_micro",
}

# A whole beside its part is asked for itself: 占, 之和, 和.
_TELLS_A_WHOLE = 4
_SET_BESIDE = re.compile(
    rf"{AWAY.pattern}|[+＋\-－/÷]|占|比|加|减|合计|之和|总和|等于|相等|一致|相符|差|分别|各|[和与跟及、，]"
    "|相当于|百分之|几成|份额|倍|除以|高于|低于|超过|连同"
)


# Between a group and the word for all of it: “三公”总支出, 政府采购的支出总额.
_ITS_OWN = re.compile('[”"]?(?:经费|资金|费用|支出|预算)?的?')
_IN_ALL = re.compile("总|全部|合计|支出(?:总[额计数]|合计)")
# 项目支出的预算总额; 预算总额——政府采购.
_AMOUNT_OF = re.compile('[”"]?的?')
_THAT_IS = re.compile("[:：]|[—－-]{1,2}")


def _names_whole_of_another(text: str, asked: Asked, items: Sequence[Asked]) -> bool:
    """Whether an item only says of what another is a part: 采购里给小微企业预留的, 采购盘子."""
    if not asked.keys or asked.code:
        return False
    if set(asked.keys) & terms.TOTALS and _IN_ALL.match(asked.text) and any(
        other is not asked and other.end <= asked.start and not set(other.keys) & (terms.TOTALS | _SCOPES)
        and _ITS_OWN.fullmatch(text, other.end, asked.start)
        for other in items
    ):  # fmt: skip
        return True  # “三公”总支出 is all that these are
    if "budget_total" in asked.keys and any(
        (other.end <= asked.start and _AMOUNT_OF.fullmatch(text, other.end, asked.start))
        or (asked.end <= other.start and _THAT_IS.fullmatch(text, asked.end, other.start))
        for other in items
    ):
        return True
    name = terms.name(asked.keys[0])
    if len(name) < _TELLS_A_WHOLE:
        return False  # 电费 is no whole of 邮电费
    parts = [
        a for a in items if a is not asked and a.keys and len(name) < len(own := terms.name(a.keys[0])) and name in own
    ]
    return bool(parts) and not _SET_BESIDE.search(blanked(text, [(a.start, a.end) for a in items]))


# The whole is asked for beside its part: 政府采购总额，其中服务类多少; 采购预算及其中工程.
_WITH_ITS_PART = re.compile(
    "(?:预算|决算|支出|总额|总量|总数|规模|金额|多少)[，,、]?(?:以?及|和|与)?其中|(?:总额|总量|总数|总金额|多少)[，,、]?(?:以?及|和|与)?(?:当中|里面|里头)"
)
_PROCURED = (("工程", "procurement_works"), ("货物", "procurement_goods"), ("服务", "procurement_services"))


def _procured(asked: Asked, text: str) -> Asked:
    """政府采购 of one kind, where the words around it tell which: 政府采购里搞工程的那块."""
    if asked.keys[:1] != ("government_procurement",):
        return asked
    if re.search("[（(]货[，,、)）]|(?:不算|不含|不包括|除了)[^，。)]*(?:工程[^，。)]*服务|服务[^，。)]*工程)", text):
        return replace(asked, keys=("procurement_goods",))  # 买东西（货，不算工程和服务）
    if _WITH_ITS_PART.search(text, asked.start):
        return asked
    kinds = [
        key
        for word, key in _PROCURED
        if re.search(
            rf"{word}(?:类|这|那|的|方面|是|有|多少|预算|$|占{TAKES}|一共|总共|合计|共|加起来)", text[asked.end :]
        )
        or re.search(rf"(?:买|购买|购)[^，。]{{0,4}}{word}(?:类|这类|这块|那块)?的?$", text[: asked.start])
    ]
    if len(kinds) != 1:
        return asked
    word = next(word for word, key in _PROCURED if key == kinds[0])
    named = re.compile(rf"(?:支出|预算|决算)?(?:里面?|里头|之?中|当中|其中)?的?{word}类?").match(text, asked.end)
    end = named.end() if named else asked.end  # what is said of it in the question behind is said of this kind
    return replace(asked, keys=(kinds[0],), text=text[asked.start : end], end=end)


_KIND_OF_PURCHASE = re.compile(
    r"(?P<kind>货物|工程|服务)(?:类|采购|项目|支出|预算|那块|这块)*(?=所?占|的?(?:占比|比重|比例|份额)|还|(?:以|之)?后|$|[，。？?的、和与及跟]|各|分别)"
)


# 买服务的多还是搞工程的多: two things set against each other, each with what it is more or less of.
_WHICH_MORE = re.compile(r"[多少大小高低](?:一些|一点|点)?[，,]?还是[^，。？?]{1,16}[多少大小高低]")


# Two kinds held against each other: 工程比服务, 工程和服务哪个多.
_KINDS_SET_BESIDE = re.compile(
    r"(?<!不算)(?<!不含)(?<!不要)(?<!不计)(?<!包括)(?<!包含)(?<!除了)(?<!扣除)(?<!扣掉)(?:货物|工程|服务)(?:类|采购|的|这?块|方面)*(?:要)?(?:比|[和与跟同及、]|还是)(?:货物|工程|服务)(?!中心|大厅|平台|机构|站|质量)"
)


def _kinds_procured(found: Sequence[Asked], text: str) -> list[Asked]:
    """政府采购 beside the kinds of it that are asked for: 采购里服务类占多少 names the whole and its part."""
    whole = next((a for a in found if a.keys[:1] == ("government_procurement",)), None)
    if whole is None or CONSISTENCY.search(text):
        return []
    keys = dict(_PROCURED)
    away = any(not verb[0].startswith("不") for verb in AWAY.finditer(text))
    named = list(_KIND_OF_PURCHASE.finditer(text))
    if (
        len(named) > 1
        or away
        or _WHICH_MORE.search(text)
        or _KINDS_SET_BESIDE.search(text)
        or _WITH_ITS_PART.search(text, whole.start)
    ):  # 货物、工程、服务拆给我看: beside two kinds the third is one however it is followed
        named = list(re.finditer("(?P<kind>货物|工程|服务)", text))
    kinds = [
        Asked(hit[0], (keys[hit["kind"]],), *hit.span())
        for hit in named
        if not any(a.start < hit.end() and hit.start() < a.end for a in found)
    ]
    told = len(kinds) + (
        (away or _WHICH_MORE.search(text) is not None) and any(a.keys[:1] and a.keys[0] in keys.values() for a in found)
    )
    return [*found, *kinds] if told >= (1 if away or SHARE.search(text) else 2) else []


_BESIDE_ANOTHER = re.compile(r"[和与跟及、，,；;。：:]|比|还是")
_SCOPES = frozenset({
    "general_public_budget", "government_fund_budget", "state_capital_budget", "fiscal_appropriation", "basic_expenditure",
    "project_expenditure", "general_public_expenditure", "government_fund_expenditure", "fiscal_expenditure",
})  # fmt: skip


def _explains(text: str, asked: Asked, outside: Sequence[Asked]) -> bool:
    """Whether a bracket is all of an item and names what stands right before it in everyday words: 扫大街（某某卫生）和绿化."""
    if text[asked.start - 1 : asked.start] != "(" or text[asked.end : asked.end + 1] != ")":
        return False
    if set(asked.keys) & (terms.TOTALS | _SCOPES):
        return False
    before = _BESIDE_ANOTHER.split(text[: asked.start - 1])[-1]
    start = asked.start - 1 - len(before)
    return bool(before.strip(MASK)) and not any(a.end > start and a.end <= asked.start for a in outside)


def _said_once(text: str, items: Sequence[Asked]) -> list[Asked]:
    """The items without what a bracket says over of the one right before it: 人头费（人员经费）."""
    before: Sequence[Asked | None] = (None, *items)
    return [
        asked
        for last, asked in zip(before, items, strict=False)
        if last is None or last.keys != asked.keys or asked.code or text[last.end : asked.start] != "("
    ]


def _is_its_column(text: str, asked: Asked, outside: Sequence[Asked]) -> bool:
    """Whether a bracket is a column of the line of the budget that it stands right behind: 某某事务（项目支出）."""
    if not set(asked.keys[:1]) & AXES or text[asked.start - 1 : asked.start] != "(":
        return False
    if not text.startswith(")", asked.end):
        return False  # 甲和乙（基本支出里）: where both stand
    row = next((a for a in outside if a.end == asked.start - 1), None)
    return row is not None and (row.code is not None or bool(set(row.keys) & terms.functional_names()))


_ADDED = re.compile(r"\((?P<sum>[^()]*?[加+＋][^()]*)\)")


def _added_in_brackets(text: str, items: Sequence[Asked]) -> list[Asked]:
    """The items that a bracket adds up, which say what is meant before it: 自己挣的钱（事业收入加其他收入）."""
    for hit in _ADDED.finditer(text):
        found = [a for a in items if hit.start() < a.start and a.end < hit.end()]
        between = blanked(hit["sum"], [(a.start - hit.start("sum"), a.end - hit.start("sum")) for a in found])
        if len(found) >= _ADDENDS and re.fullmatch(f"[{MASK}加上+＋、和与及]*", between):
            return found
    return []


_ADDENDS = 2
# A bracket that lists, in which names may have brackets of their own: （因公出国（境）费、公务接待费）.
_LISTED_IN_BRACKETS = re.compile(r"\((?P<parts>(?:[^()]|\([^()]*\))*、(?:[^()]|\([^()]*\))*)\)")
_TO_BE_ADDED = re.compile("加总|之和|总和|合计|相加|加起来|加在?一|合起来")


def _parts_in_brackets(text: str, items: Sequence[Asked]) -> list[Asked]:
    """All the items, where a bracket lists the parts that are to be added up to the whole before it: 甲和它的两部分（乙、丙）加总."""
    if not _TO_BE_ADDED.search(text):
        return []
    for hit in _LISTED_IN_BRACKETS.finditer(text):
        found = [a for a in items if hit.start() < a.start and a.end < hit.end()]
        left = blanked(hit["parts"], [(a.start - hit.start("parts"), a.end - hit.start("parts")) for a in found])
        if len(found) >= _ADDENDS and re.fullmatch(f"[{MASK}、和与及]*", left):
            return list(items)
    return []


def _within_brackets(text: str, asked: Asked) -> bool:
    before, after = text[: asked.start], text[asked.end :]
    return before.rfind("(") > before.rfind(")") and ")" in after


_SIDES = frozenset({"expenditure_total", "revenue_total"})
# 总共花 is a verb: 会议费总共花了多少.
_WHOLE = re.compile(r"总(?!共(?:要|得)?(?:花|用|支出|掏|砸))|合计|全部|收支")


_OF_ITS_OWN = re.compile(r"(?:这|那|该)?(?:一?个)?(?:项目|工程|活动)?(?:的|[，,]|全年|当年|今年|本年|它的?|其)*")


def _without_totals(text: str, items: list[Asked]) -> tuple[Asked, ...]:
    """Drop a bare 支出/收入/花钱 beside a named item: it is then the sentence's verb, not an item of its own."""

    def bare(asked: Asked) -> bool:
        return bool(_SIDES.intersection(asked.keys[:1])) and not _WHOLE.search(asked.text) and not asked.code

    if all(map(bare, items)):
        return tuple(items)
    # 某某项目，预算盘子多大 asks how much that one has.
    items = [
        b
        for a, b in zip([None, *items], items, strict=False)
        if a is None or bare(a) or not ("盘子" in b.text and _OF_ITS_OWN.fullmatch(text[a.end : b.start]))
    ]
    starts = {other.start for other in items}

    def beside(asked: Asked) -> bool:
        """Whether it is set beside another item: 支出预算减政府采购, 会议费相当于收入预算的几成."""
        before = _SET_BEFORE.search(text[: asked.start].rstrip("年度全部总的"))
        behind = _SET_BEHIND.match(text, asked.end) if "算" in asked.text else None
        listed = "算" in asked.text and _LISTED_BEFORE.search(text[: asked.start]) is not None
        return before is not None or listed or (behind is not None and behind.end() in starts)

    return tuple(a for a in items if not bare(a) or beside(a))


_SET_BEFORE = re.compile("(?:[占比和与跟加减+/]|加上|减去|相当于|高于|低于|超过|除以|连同)$")
_LISTED_BEFORE = re.compile("(?:、|以及)$")  # 公用经费、支出预算以及培训费的总和
_SET_BEHIND = re.compile(
    "(?:数|总额|金额|的?(?:增减|变动|变化|增加|减少)额)?(?:[和与跟加减比是+/、]|加上|减去|相当于|高于|低于|超过|除以|连同|，)(?:其中的?)?"
)
