"""Whether an answer accounts for every content word of its question, so that a figure of the whole never answers for a part."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from ingest import everyday, quantity, terms
from ingest.model import Fact
from ingest.units import COUNTED
from service import asked_of_one, asked_office, counting, rules, sides
from service.asked_amount import closes_with_money
from service.asked_items import is_line
from service.blanking import blanked
from service.draft import Draft, Marked, Quoted, Stated
from service.goal_or_outcome import is_to_reach, only_more
from service.holding import Holding
from service.money_in import names_part, told_by_spending
from service.one_of_several import is_one_of_several
from service.other_things import tells_another
from service.printed_words import LIGHT
from service.query import Asked, Query, QueryKind
from service.rules import awards_added, code_names, founding, lines_of_amount
from service.rules.fund_scope import of_other_money
from service.rules.other_money import told_instead
from service.rules.project_account import is_chapter
from service.rules.scene import Scene
from service.rules.sentences import ORDINAL
from service.rules.words import NUMBER_OF_PROJECTS, clause, counts_the_next
from service.said_of_item import examples, only_explains
from service.units import is_about, only_names

# What is told in words answers by itself; there the question's other words narrow nothing.
_TOLD: frozenset[QueryKind] = frozenset(
    {"definition", "contact", "reason", "list", "purpose", "projects", "blank_tables", "held", "consistency", "text"}
)
# Persons, units and times that narrow an amount.
_NARROWS = re.compile(
    r"[局处科厅部院校馆]长|主任|领导|书记|个人|季度|上半年|下半年|月份|[一二三四五六七八九十\d]月|每[天人户月]|[人户生床师车班校村店亩月日]均|"
    r"人次|大专|中专|高中|本科|专科|研究生|硕士|博士|学历|面积|平方米|中心$|俱乐部|[队所站馆院校科处室组]$|食堂|装修|补贴|补助|津贴|奖励|资助|救助|工程|改造|建设|维修|购置|活动|平台|系统|分公司|子公司|村|社区$|(?<!工作)人员$|..率$|多久|多快|多长|多高"
)
# Where a figure found by the question's words may stand for one found by its item.
_SEARCHED: frozenset[QueryKind] = frozenset({"lookup", "list"})
_SPENDING = re.compile("花|用|多少|钱|开销|开支")  # a total that is asked for by these words alone
# Items that gather many things: a thing that they do not name is no explanation of them but one of their parts.
_GATHERS = frozenset({
    "government_procurement", "procurement_goods", "procurement_works", "procurement_services", "project_expenditure",
    "basic_expenditure", "performance_amount",
})  # fmt: skip
_MEAN = re.compile(r"平均|均摊|分摊|摊[到给]|摊下来")
_SHARED = 0.6
_KNOWN = 0.8
# What is asked for is a name, a day or a place, and no amount answers that.
_ASKS_A_NAME = re.compile(
    r"哪个国家|哪国|哪几个国家|叫什么|叫啥|名字(?![和与及跟、，]?(?:各?(?:自|是|有)?(?:金额|数额|钱数|预算|决算|多少)))|姓名|是谁|什么时候|啥时候|哪天|几月几|哪一天|型号|品牌|牌子|什么牌|哪家公司|哪个公司|供应商|中标(?!了?(?:或成交)?(?:的?(?:金额|价|额)|多少|几))|哪个城市|哪里人|几点|什么颜色|哪些国家|哪些城市|名单|哪[几\d]+所|具体是哪|哪家(?:银行|医院|酒店|企业)"
)

# Who was awarded a contract is told by nothing that does not speak of it.
_AWARDED = re.compile("中标|供应商|承包商|承建|饭店|酒店|宾馆|餐馆|餐厅|酒楼")
# A house that is only where somebody stays or eats: 住宾馆, 在饭店吃饭.
_LODGED = re.compile(
    "(?:住|入住|下榻|安排在|吃)(?:的|在|到)?[^，。；？?哪什]{0,4}(?:饭店|酒店|宾馆|餐馆|餐厅|酒楼)|(?:饭店|酒店|宾馆|餐馆|餐厅|酒楼)(?:里|的)?(?:住|吃|用餐)"
)
_SET_ASIDE = re.compile("预留")  # and what is reserved was not yet awarded
# What a work costs from its first year to its last is told by nothing that does not speak of it.
_INVESTED = re.compile(
    r"总投资|投资(?:总额|总规模|规模|额)|造价"
    r"|(?:总共|一共|总的|全部|合计)(?:要|得|需要?|会|准备|打算)*投(?:资|进去|下去)?(?:了)?(?:多少|几)"
)
# How things will come is told by no disclosure of what was.
_FORETOLD = re.compile(
    r"(?:[依照据以让叫凭]|按照?|根据)(?:你|您)(?:们)?(?:来)?(?:看|估计|估摸|判断|分析|预测|推测|猜|琢磨|的?经验)"
    r"|(?:你|您)(?:们)?(?:觉得|估计|估摸|预测|预计|推测|猜|认为|判断|分析)[^，。；？?]{0,24}?(?:会不会|会|将|能|要)(?:不)?(?:再|继续|还)?(?:涨|跌|增|减|升|降|多|少|上|下)"
    r"|(?:以后|将来|日后|往后|[一二两三四五六七八九十几\d]+年(?:以后|之后|后))(?:还|又|大概|大约)?(?:会|将|能)(?:是|有|涨|跌|增|减|升|降|变|达|到|花|用|多|少)"
    r"|(?:会|将|要)(?:再|继续|接着)?(?:涨|增|升|多)(?:加|长)?[，,]?还是(?:会|将|要)?(?:再|继续|接着)?(?:跌|降|减|少)"
)
# What ought to be, and whether somebody did wrong, is for people to judge: no amount answers it.
_JUDGED = re.compile(
    r"(?:应该|应当|理应|最好|可以|能)(?:再|要)?(?:砍|削|压|裁|减|省)(?:掉|减|去|缩|下来|出)?(?:多少|几)"
    r"|有(?:没有|无|没)(?:人|谁)?(?:在|搞|涉嫌|存在)?(?:贪污|腐败|受贿|行贿|贪腐|侵吞|猫腻|以权谋私|中饱私囊|回扣)"
)
# What one person got, by the name: 张某的工资, 给李某报销的.
_OF_A_PERSON = re.compile(
    r"[王李张刘陈杨赵黄周吴徐孙朱胡郭何罗郑梁谢宋唐许邓冯韩曹曾彭蔡潘董袁蒋沈姚卢崔谭廖邹熊薛][一-鿿]{1,2}(?:同志|本人|个人|一个人)?"
    r"(?:的(?:工资|薪水|薪酬|奖金|年薪|月薪|年终奖|津贴|报销)|报销)"
)
# How something is done is no figure and stands in no disclosure.
_HOW_TO = re.compile(
    r"怎么(?!(?:会|还|就|都|又)*[没未不])(?:在|去|从|上|用|通过)?[^，。？]{0,8}(?:交|缴|付|领|办(?!到|成)理?|查询?|申请|报名|预约|投诉|退)(?!的|了|出|代)|"
    r"(?:微信|支付宝|网上|手机)[^，。？]{0,4}(?:交|缴|付|办)|小程序|几点(?:开门|上班|下班)|(?:要|得|需要?|该)?(?:带|准备|提供|交)(?:好|上|些)?(?:什么|哪些|啥)(?:材料|证件|手续)"
)
# Who was helped, by name, stands in no disclosure of a budget.
_NAMES_OF_PERSONS = re.compile(
    r"(?:低保|救助|补贴|补助|资助|慰问|受助|享受|领)[^。？?]{0,14}?(?:给了谁|(?:是|有|为)谁|哪[些几两三]?[位名户]|哪些(?:家庭|户|人|老人|学生|孩子))[^。？?]{0,12}?(?:名单|姓名|名字|列出|列一下)"
)
_PAYING = re.compile("^[掏砸花拿给钱买付]+$")  # 掏钱买 tells nothing of what for


def asks_beyond(text: str) -> bool:
    """Whether a question asks for what no disclosure tells: what is to come, what ought to be, what one person got."""
    return any(cue.search(text) for cue in (_FORETOLD, _JUDGED, _OF_A_PERSON))


def _of_one_use(scene: Scene, found: Draft) -> bool:
    """Whether a reason is told of all the money where only that for one thing is asked about: 土壤支出为什么增加."""
    text = scene.query.text
    for asked in scene.query.items:
        if asked.code or not set(asked.keys[:1]) & terms.TOTALS:
            continue
        before = [word for word in scene.query.rest if text[: asked.start].endswith(word)]
        if before and not any(word not in scene.organisation and names(word, found, scene) for word in before):
            return True
    return False


def accounted(scene: Scene, found: Draft | None) -> Draft | None:
    """The draft if it accounts for the question's words, one that does, or None.

    A word that the disclosures do not know at all, and that names no person, unit or time, only explains the item
    (打电话的邮电费): the answer then says that it is of the whole item.
    """
    told = scene.query.text
    if scene.units and found is not None and not is_about(found, scene.units, told):
        return None
    if scene.units and scene.query.items and scene.query.kind in _SEARCHED and found and only_names(found, scene.units):
        return None
    if found is not None and (told_instead(scene, found) or of_other_money(scene, found)):
        return None
    if scene.query.kind != "contact" and (_HOW_TO.search(told) or _NAMES_OF_PERSONS.search(told)):
        return None
    if (
        asks_a_name(told, scene.query.items)
        and not awards_added.asks(told)
        and not _tells_which(scene)
        and not (found is not None and found.by_words and code_names.asks(scene.query))
        and not (found is not None and lines_of_amount.asks(scene))
        and not _is_field(scene, found)
        and not founding.is_told(told, found)
        and not _tells_journey(scene, found)
        and not (found is not None and is_chapter(found))
        and (
            scene.query.kind == "lookup" or (found is not None and not any(isinstance(p, Quoted) for p in found.pieces))
        )
    ):
        return None
    if asked_office.asks(told) and found is not None and found.result is not None:
        return None  # no amount tells which office does something
    own = any(_AWARDED.search(asked.text) for asked in scene.query.items)  # 小微企业中标金额
    if (hit := _AWARDED.search(told)) and found is not None and not own and not names(hit[0], found, scene):
        # 让委员住宾馆的采购预算 asks what staying there costs, and for no name of it.
        lodged = _LODGED.search(told) and found.by_words and any(names(w, found, scene) for w in ("住宿", "餐饮"))
        if not lodged:
            return None
    if _INVESTED.search(told) and found is not None and not any(names(w, found, scene) for w in ("投资", "造价")):
        return None
    if (hit := _SET_ASIDE.search(told)) and found is not None and not names(hit[0], found, scene):
        return None
    found = _in_kind(scene, found)
    if found is not None and (told_by_spending(scene.query, found) or _reckoned_on_slid_rows(scene, found)):
        return None
    if found is not None and found.result is not None and _of_another(scene, found.result):
        return None
    if found is not None and (_of_some_people(scene, found) or of_unknown_project(scene, found)):
        return None
    if found is not None and (_was_handed_over(scene, found) or _one_of_the_added(scene, found)):
        return None
    if found is not None and (_leaves_one_out(scene, found) or _leaves_a_code_out(scene, found)):
        return None
    if found is None or found.status != "answered" or found.by_words:
        return found
    if scene.query.kind == "reason" and _of_one_use(scene, found):
        return None
    if scene.query.kind in _TOLD and not _lists_one(scene.query, found):
        return found
    loose = unaccounted(scene, found)
    if not loose:
        return found
    if scene.query.kind == "share" or sides.unknown(scene.query, loose):
        return None  # the word may be the very part that is asked for, or what is set against the item
    if scene.query.kind in _SEARCHED and (by_words := _in_kind(scene, rules.by_words(scene))):
        of_it = not _QUARTER.search(told) or any(
            _QUARTER.search(p.text) for p in by_words.pieces if isinstance(p, Quoted)
        )
        return by_words if of_it else None
    if _QUARTER.search(told) or any(_in_its_own_clause(told, word) for word in loose):
        return None
    if only_explains(scene, found, loose):
        return replace(found, notices=(*found.notices, _not_apart(loose)))
    if (
        not scene.query.items
        or any(_NARROWS.search(word) or occurs(word, scene.holdings) for word in loose)
        or any(tells_another(told, word, [k for asked in scene.query.items for k in asked.keys]) for word in loose)
    ):
        return None
    if all(set(asked.keys) & terms.TOTALS and _SPENDING.search(asked.text) for asked in scene.query.items):
        return None  # 校车要花多少钱 is not about all that is spent
    if any(set(asked.keys) & terms.TOTALS and names_part(told[: asked.start], loose) for asked in scene.query.items):
        return None  # nor is 门票收入 all that came in
    if scene.query.kind in ("lookup", "sum") and all(set(asked.keys) & _GATHERS for asked in scene.query.items):
        return None  # nor is 采购投影仪 about all that is bought
    return replace(found, notices=(*found.notices, _not_apart(loose)))


_QUARTER = re.compile("季度")


def _in_its_own_clause(told: str, word: str) -> bool:
    """Whether a word is asked about by itself, behind the item: 会议费多少，核电站补贴呢."""
    return bool(re.search(rf"[，,；;？?][^，,；;？?]*{re.escape(word)}[^，,；;？?]*(?<!多少)呢[？?。]?$", told))


def _lists_one(query: Query, found: Draft) -> bool:
    """Whether a list is asked for by a verb alone, and one figure is all that is told: 列出…的水费收缴率."""
    told = [piece for piece in found.pieces if isinstance(piece, (Stated, Quoted, Marked))]
    return query.kind == "list" and len(told) == 1 and isinstance(told[0], Stated) and not _WHICH.search(query.text)


_WHICH = re.compile("哪|什么|啥|几|分别|各|明细|构成|组成|包括|包含|都有|清单|名单")


def _not_apart(loose: Sequence[str]) -> str:
    return f"文件没有单列“{'、'.join(loose)}”，以上是该项目的全部数额。"


def _one_of_the_added(scene: Scene, found: Draft) -> bool:
    """Whether a sum is asked for of several items, and one figure is told of which only one of them is: 甲与乙之和."""
    query = scene.query
    told = [piece for piece in found.pieces if isinstance(piece, Stated)]
    if query.kind not in ("sum", "lookup") or len(query.items) < _SEVERAL or len(told) != 1 or told[0].formula:
        return False
    label = terms.normalise("".join(label for fact in told[0].facts for label in (*fact.row, *fact.column)))
    sets = _ADDS if query.kind == "sum" else _LESS
    joined = any(sets.fullmatch(query.text, a.end, b.start) for a, b in pairwise(query.items))
    return joined and sum(terms.normalise(a.text) in label for a in query.items) == 1


# A number like a code of a line, beside what joins it to another: 50502与30201之和.
_CODE_IN_A_ROW = re.compile(
    r"(?<![\d.])(?P<first>\d{5}(?:\d\d)?)(?=\s*[、和与及跟加+＋减])|(?<=[、和与及跟加+＋减])\s*(?P<next>\d{5}(?:\d\d)?)(?![\d.])(?!\s*[万亿千百元%人个辆户件条套台次名米亩])"
)


def _leaves_a_code_out(scene: Scene, found: Draft) -> bool:
    """Whether one of several codes in a row is none that is held, so that what the others come to is not what is asked."""
    items = scene.query.items
    if found.status != "answered" or scene.query.kind == "consistency" or not any(a.code for a in items):
        return False
    spans = [
        hit.span("first") if hit["first"] else hit.span("next") for hit in _CODE_IN_A_ROW.finditer(scene.query.text)
    ]
    return any(not any(a.start <= start and end <= a.end for a in items) for start, end in spans)


def _leaves_one_out(scene: Scene, found: Draft) -> bool:
    """Whether one in a row that is added up or taken away is no item, and the answer is of the others: it is not named either."""
    return found.status == "answered" and any(not names(name, found, scene) for name in sides.left_out(scene.query))


_SEVERAL = 2
_LESS = re.compile('[”"]?(?:支出|预算|决算)?数?(?:减去?|扣(?:除|掉|去)|加上?|除以|连同|[+＋])[“"]?(?:其[他它])?')
_ADDS = re.compile('[”"]?(?:支出|预算|决算)?数?(?:[和与跟加、+]|加上|连同|以及)[“"]?')


def _reckoned_on_slid_rows(scene: Scene, found: Draft) -> bool:
    """Whether something is worked out from a row of a table whose rows slid: such an amount is told as printed at most."""
    if scene.query.kind == "consistency":
        return False
    operands = {fact for piece in found.pieces if isinstance(piece, Stated) and piece.formula for fact in piece.facts}
    doubtful = [
        fact
        for fact in operands
        if fact.source == "table"
        and fact.table_number in (own := scene.holding(fact)).slid
        and fact.id in own.doubted
        and not _is_told_elsewhere(fact, own)
    ]
    return bool(doubtful)


def _is_told_elsewhere(fact: Fact, holding: Holding) -> bool:
    """Whether another table, or a sentence, states the same amount of the same item."""
    item = next(known.item.own for known in holding.known if known.fact is fact or known.fact.id == fact.id)
    return any(
        other.table_number != fact.table_number
        and (other.year, other.basis, other.unit, other.value) == (fact.year, fact.basis, fact.unit, fact.value)
        and other.id not in holding.doubted
        for other in (known.fact for known in holding.by_own.get(item, ()))
    )


def _of_another(scene: Scene, result: Stated) -> bool:
    """Whether a figure is of something beside what is asked: of more, of the rest, of people, of another stage or of the next thing."""
    told = scene.query.text
    return (
        _is_of_more(scene, result)
        or _is_none_of_the_others(scene, result)
        or is_part_of_score(scene, result)
        or _not_told_apart(scene, result)
        or _per_head_for_party(scene, result)
        or counting.of_no_people(told, result)
        or is_money_for_number(scene.query, result)
        or is_of_the_first_stage(told, result)
        or any(map(counts_the_next, result.facts))
    )


_HOW_MANY_OF = re.compile(r"(?<!采购)数量(?:上|共|一共)?(?:是|有|为)?(?:多少|几|[？?]|$)")


def is_money_for_number(query: Query, result: Stated) -> bool:
    """Whether the number of something is asked for, and what is told is money: 国内公务接待数量."""
    bare = blanked(query.text, [(asked.start, asked.end) for asked in query.items])
    return result.unit in ("元", "万元", "亿元") and bool(_HOW_MANY_OF.search(bare)) and not _SPENT.search(bare)


# 工资多少, 经费是多少, and no number of people, no percentage.
_MONEY_ASKED = re.compile(
    r"(?:工资|薪酬|薪水|薪资|报酬|经费|费用|奖金|津贴|补贴|补助|资金|款项|钱|项目的?预算)(?:一共|总共|大概|全年|一年|都|又)*(?:是|有|要|发|花|给)?(?:了)?(?:多少|几何)(?:钱|[万亿]?元)?[呢呀啊]?[？?。]?$"
)


def is_number_for_money(query: Query, result: Stated) -> bool:
    """Whether an amount of money is asked for, and what is told is none: 网格员工资多少, told with a rate of the 网格."""
    asks = query.kind == "lookup" and not query.counted and _MONEY_ASKED.search(query.text) is not None
    return asks and result.unit is not None and "元" not in result.unit


def _per_head_for_party(scene: Scene, result: Stated) -> bool:
    """Whether a mean over heads is told where one over parties is asked for: 平均一批多少钱."""
    return scene.query.per in ("批", "批次") and any("人均" in label for fact in result.facts for label in fact.row)


def _not_told_apart(scene: Scene, result: Stated) -> bool:
    """Whether what is told is of several things of which one is asked about, as any sentence about that amount lists them."""
    return any(
        is_one_of_several(other, scene.query.text)
        for fact in result.facts
        for other in (fact, *scene.holding(fact).explained.get((fact.row[-1:], fact.year), ()))
    )


def of_unknown_project(scene: Scene, found: Draft) -> bool:
    """Whether 某某项目的钱 was asked for, and all projects' money is told, or a line's: that is no answer about the one."""
    if _of_no_project(scene, found):
        return True
    all_of_them = (
        a for a in scene.query.items if a.keys[:1] == ("project_expenditure",) and a.text.startswith("项目的")
    )
    called = [word for a in all_of_them for word in scene.query.rest if scene.query.text[: a.start].endswith(word)]
    return found.status == "answered" and any(not names(word, found, scene) for word in called)


# What is held against another, or added up, is told beside its own names.
_OF_ONE_THING: frozenset[QueryKind] = frozenset({"lookup", "change", "reason", "purpose"})
_THE_PROJECT = re.compile(r"(?:这个?|那个?)?项目(?!支出|资金|经费|预算|库|数|类)")


def _of_no_project(scene: Scene, found: Draft) -> bool:
    """Whether 某某项目 was asked for, and what is told is of a line of the budget whose sentence only has that word: 行政运行用于某某管理所."""
    text = scene.query.text
    called = [w for w in scene.query.rest if (at := text.find(w)) >= 0 and _THE_PROJECT.match(text, at + len(w))]
    if not called or scene.query.kind not in _OF_ONE_THING:
        return False
    told = [fact for piece in found.pieces if isinstance(piece, Stated) for fact in piece.facts]
    said = [piece for piece in found.pieces if isinstance(piece, Quoted)]
    # What a chapter on projects tells is of its project, whose name need not stand in the sentence.
    lines = (fact for fact in told if not fact.project and not any("项目" in part for part in fact.section))
    labels = ["".join((*fact.row, *fact.column, *fact.section, fact.table or "")) for fact in lines]
    labels += [
        "".join((*piece.section, piece.sentence if "项目" in piece.sentence else ""))
        for piece in said
        if "科目" in piece.sentence
    ]
    if not labels:
        return False
    # A whole that is held against its project, or a project's parts, are told beside a name that fits.
    labels += [fact.project[1] for fact in told if fact.project]
    return any(all(_pairs_in(word, terms.normalise(label)) < _SHARED for label in labels) for word in called)


_ORDINAL = re.compile(rf"^{ORDINAL}")


def _is_field(scene: Scene, found: Draft | None) -> bool:
    """Whether what is told is what a form has beside the very label that is asked for: 归口管理科室填的是谁."""
    quoted = [piece for piece in found.pieces if isinstance(piece, Quoted)] if found else []
    return len(quoted) == 1 and any(
        len(label) >= _FIELD and label in terms.normalise(scene.query.text)
        for label in (_ORDINAL.sub("", terms.normalise(heading)) for heading in quoted[0].section[-1:])
    )


def _tells_journey(scene: Scene, found: Draft | None) -> bool:
    """Whether the very sentence that tells where one went is quoted: 出国去了哪个国家."""
    abroad = any("overseas_travel" in asked.keys for asked in scene.query.items)
    return abroad and found is not None and found.by_words and any(isinstance(p, Quoted) for p in found.pieces)


# What each of several is called, which an order of them, or the larger of two, tells with their amounts.
_CALLED = re.compile(r"叫(?:什么|啥)(?:名[字称])?|名[字称]|是谁|名单")
_NAMED_IN_ORDER: frozenset[QueryKind] = frozenset({"rank", "compare", "difference", "projects"})


def _tells_which(scene: Scene) -> bool:
    """Whether the name asked for is that of what is put in order: 最大的三个项目叫什么."""
    return scene.query.kind in _NAMED_IN_ORDER and not asks_a_name(_CALLED.sub("", scene.query.text))


_FIELD = 4  # characters of a label that tells a field


def _before_brackets(scene: Scene) -> str:
    """What a bracket right behind says in the disclosure's words: 电教平台那块（其他教育管理事务支出）."""
    text = scene.query.text
    return "".join(
        text[: hit.start()] if _ADDS.search(hit[0]) else re.split(r"[，。；：？]", text[: hit.start()])[-1]
        for hit in re.finditer(r"\([^()]*\)", text)
        if any(hit.start() < a.start and a.end <= hit.end() for a in scene.query.items)
    )


_ADDS = re.compile("[加+＋]")  # what a bracket adds up is all that is asked for
_THAT_IS = re.compile(
    r"[，。；：？?!\s(（](?:也)?(?:就是|即是?|亦即|指的是|说的是|也叫|名叫|叫做|叫作|叫(?!什么|啥|停|好|车)|我说的是|我是说|我指的是)(?:那个|那项|说|指)?[“\"]?"
)


def _said_again(scene: Scene) -> str:
    """What stands before the only item, said again behind it in the disclosure's words: 抗疫花了多少？就是应急处理."""
    text = scene.query.text
    opened = _THAT_IS.search(text)
    items = scene.query.items
    return text[: opened.start()] if opened and items and all(a.start > opened.start() for a in items) else ""


def asks_a_name(text: str, items: Sequence[Asked] = ()) -> bool:
    """Whether a name, a day or a place is asked for, which no amount answers; 商标品牌促进 names an item."""
    lines = [(item.start, item.end) for item in items if is_line(item) and not item.near]
    return any(
        not any(start <= hit.start() and hit.end() <= end and (start, end) != hit.span() for start, end in lines)
        for hit in _ASKS_A_NAME.finditer(text)
    )


def unaccounted(scene: Scene, found: Draft) -> list[str]:
    """The question's content words that nothing in the answer stands for."""
    aside = _before_brackets(scene) + _said_again(scene)
    left = [word for word in scene.query.rest if word not in aside and not _PAYING.match(word)]
    left = [word for word in left if not any(unit.is_called(word) for unit in scene.units)]  # each figure is of these
    left = [word for word in left if not _means_the_item(word, scene)]
    left = [word for word in left if not _closes_a_line(word, scene)]
    if _is_of_evaluation(found):
        left = [word for word in left if not _EVALUATION.fullmatch(word)]
    told_kinds = examples(scene)
    left = [word for word in left if word not in told_kinds]
    if found.pieces and all(
        isinstance(piece, Quoted) or (isinstance(piece, str) and not piece.strip()) for piece in found.pieces
    ):
        # 科室, of which a section on 内设机构 is quoted.
        left = [word for word in left if not any(topic.ask.search(word) for topic in terms.topics())]
    per = scene.query.per or ""  # 居民户数: of what the mean is taken over its name alone is to be there
    left = [word for word in left if not (per and re.fullmatch(rf"(?:{per})?总?数(?:来|去)?(?:算|除|平均)*", word))]
    if _is_of_purchases(found):  # where whatever stands is bought
        left = [bare for word in left if (bare := _GOT.sub("", word))]
    asked = (_HOW_MANY.sub("", word).removesuffix(per) for word in left)
    told = [any(names(said, found, scene) for said in _score_names(word)) for word in asked]
    return [word for word, is_told in zip(left, told, strict=True) if not is_told]


# How performance is managed: what is set as goals, followed up and evaluated, by whatever of these names.
_EVALUATION = re.compile("(?:预算)?绩效(?:目标)?(?:管理|工作|自评|评价|编报)(?:工作|情况)*")


def _is_of_evaluation(found: Draft) -> bool:
    """Whether all that is told is quoted from what a disclosure says of performance."""
    quoted = [piece for piece in found.pieces if isinstance(piece, Quoted)]
    figures = any(isinstance(piece, Stated) for piece in found.pieces)
    return bool(quoted) and not figures and all("绩效" in "".join((*q.section, q.sentence)) for q in quoted)


def _is_of_purchases(found: Draft) -> bool:
    """Whether all that is told stands in tables of purchases."""
    facts = [fact for piece in found.pieces if isinstance(piece, Stated) for fact in piece.facts]
    classes = (terms.table_class(fact.table) if fact.table else None for fact in facts)
    return bool(facts) and all(table is not None and table.id == "procurement" for table in classes)


_SUCH_WORK = frozenset({"活动", "工作", "事务", "业务", "事业", "服务"})


def _closes_a_line(word: str, scene: Scene) -> bool:
    """Whether a word right behind a line of the functional classification only says that it is something done: 群众体育活动."""
    if word not in _SUCH_WORK:
        return False
    lines = (asked for asked in scene.query.items if not asked.near and set(asked.keys) & terms.functional_names())
    return any(scene.query.text.startswith(word, asked.end) for asked in lines)


# 自评总分 asks for what a list calls 自评得分, and 自评得分 for what a form calls 自评总分.
_TOTAL_SCORE = re.compile("(?:总分|得分|评分|分数)$")


def _score_names(word: str) -> tuple[str, ...]:
    """A word, and what it may be called where it is a score."""
    bare = (word[:-1],) if word.endswith("额") and len(word) > 2 else ()  # 采购额
    return (word, *bare, *(_TOTAL_SCORE.sub(name, word) for name in ("得分", "总分") if _TOTAL_SCORE.search(word)))


def _means_the_item(word: str, scene: Scene) -> bool:
    """Whether a word says the only item over in everyday words (家里有人当兵 beside 义务兵优待金), or what it is made of."""
    items = scene.query.items
    if len(items) != 1:
        return False
    keys = items[0].keys
    if (
        is_line(items[0])
        and not items[0].near
        and any(
            len(word) - len(said) <= 1 and _is_the_item(printed, keys) for _, said, printed in everyday.naming(word)
        )
    ):
        return True
    return len(keys) == 1 and keys[0] in everyday.things_of() and _only_of_the_item(terms.fold(word)[0], keys)


def _is_the_item(printed: Sequence[str], keys: Sequence[str]) -> bool:
    """Whether printed words are an item's own name or within it: 体育竞赛 is only a part of what is called 体育."""
    names = [terms.normalise(terms.name(key)) for key in keys]
    return any(one in name or terms.key(one) in keys for one in printed for name in names)


# What is done with money says nothing of what it is for: 添置电脑, 更换轮胎.
_GOT = re.compile("^(?:添置|购置|采购|购买|配备|配置|更换|支付|缴纳|发放|添|换|交|缴)+")


def _only_of_the_item(word: str, keys: Sequence[str]) -> bool:
    """Whether a word is put together of everyday words for an item and of things that it is made of: 电脑打印机 of 办公设备."""
    things = everyday.things_of()[keys[0]]
    word = _GOT.sub("", word)
    told = {at: len(said) for at, said, printed in everyday.naming(word) if _is_the_item(printed, keys)}
    at = found = 0
    while at < len(word):
        length = max((len(thing) for thing in things if word.startswith(thing, at)), default=0)
        length = max(length, told.get(at, 0))
        found += length
        if not length and word[at] not in LIGHT:
            return False
        at += max(length, 1)
    return found > 0


# 自评得几分 asks for what is called 自评得分, 培训班 for 培训, 多少人次参加 for 人次.
_HOW_MANY = re.compile("(?<=.)(?:多少|几)(?=.)|(?<=培训)班$|(?<=人次)(?:参加|参会|参训)$")


def _in_kind(scene: Scene, found: Draft | None) -> Draft | None:
    """A draft whose figure can be what is asked for: money for 多少万, a mean for 平均; None of another."""
    result = found.result if found is not None else None
    if result is not None and scene.query.kind in _MOVES and _is_money_for_people(scene, result):
        return None
    if found is not None and scene.query.kind == "list" and _leaves_projects_uncounted(scene, found):
        return None
    return found if result is None or scene.query.kind != "lookup" or _is_asked_for(scene, result) else None


def _leaves_projects_uncounted(scene: Scene, found: Draft) -> bool:
    """Whether several amounts are told where beside them a number of projects is asked for: 三公经费、绩效目标项目数各多少."""
    if len(scene.query.items) <= 1 or not NUMBER_OF_PROJECTS.search(scene.query.text):
        return False
    told = [fact for piece in found.pieces if isinstance(piece, Stated) for fact in piece.facts]
    return (
        bool(told)
        and not any(isinstance(piece, Quoted) for piece in found.pieces)
        and all(fact.measure != "count" for fact in told)
    )


_MOVES: frozenset[QueryKind] = frozenset({"change", "difference", "compare"})
_COUNTED_PEOPLE = frozenset({"人", "人次", "批次", "批"})
_OF_MONEY = re.compile("[钱元费款]|预算|决算|支出|开支|金额")


def _is_money_for_people(scene: Scene, result: Stated) -> bool:
    """Whether money is told where it is asked by how many people or visits more they are: 培训人次比去年多多少."""
    unit, counted = quantity.unit(result.unit), scene.query.counted
    return (
        counted in _COUNTED_PEOPLE and unit is not None and unit.base == "元" and not _OF_MONEY.search(scene.query.text)
    )


# Posts and people that came from another body are none of those that there are.
_HANDED_OVER = re.compile(r"划(?:转|过来|归|入|来)[^，。；？?]{0,4}?(?:多少|几)[个名人位]")
_OF_HANDING = re.compile("划|转|调|移交|接收")


def _was_handed_over(scene: Scene, found: Draft) -> bool:
    """Whether it is asked how many came over from another body, and what is told is how many there are."""
    if found.result is None or not _HANDED_OVER.search(scene.query.text):
        return False
    said = "".join(
        part
        for fact in found.result.facts
        for part in (*fact.row, *fact.column, fact.quote if fact.source == "narrative" else "", fact.table or "")
    )
    return _OF_HANDING.search(said) is None


_BESIDE = re.compile("[和与、及跟，,]|还有|多少|几|各")


_WHOLE_YEARS_PLAN = re.compile(r"全年(?:[（(]?调整[）)]?)?的?预算|调整后?的?预算")


def is_of_the_first_stage(text: str, result: Stated) -> bool:
    """Whether the budget as adjusted in the year is asked for, and the one at its beginning told."""
    of_year = _WHOLE_YEARS_PLAN.search(text) is not None and "年初" not in text and not result.formula
    return of_year and all(fact.basis == "initial_budget" for fact in result.facts)


# What each of several is given: 每个社区分到多少钱.
_TO_EACH = re.compile(
    r"每(?:一)?(?:个|家|所|座|条|处|支)?(?!年|月|天|日|季|次|批|平)[一-鿿]{1,6}?(?:能|可以|要|会|平均|大概|大约)*(?:分|拿|得|拨|领|补|摊|给|发)(?:到|了|得|去)*(?:多少|几)"
    r"|(?:补贴|补助|救助|资助|奖励|奖补|收费|报酬|待遇|伙食|餐费|慰问)(?:金|费)?的?(?:发放|执行)?标准(?:又|都|现在|现行|具体|大概|定)*(?:是|为|有|在)?(?:多少|几|多高)"
    r"|每(?:一)?(?:名|位|个|家|件|户|所|座|辆|台)[一-鿿]{1,8}?(?:一年|每年|一个?月|每月|全年)?(?:的)?(?:补助|补贴|奖励|工资|收入|报酬|经费|费用|成本|救助|资助)?(?:是|有|要|花|得)*(?:多少|几[百千万])(?:钱|万?元|$|[？?。，])"
)


_STANDARD_MOVED = re.compile(
    "(?:补贴|补助|救助|资助|奖励|收费|报酬|待遇|供养|保障)(?:金|费)?的?标准[^，。？?]{0,8}(?:提高|上调|调高|提升|增加|涨|降|下调|调整)"
)


def is_no_part_of_each(text: str, found: Draft) -> bool:
    """Whether each one's part is asked for, and only amounts of all are told: neither worked out nor printed as each one's."""
    if _STANDARD_MOVED.search(text):
        facts = [fact for piece in found.pieces if isinstance(piece, Stated) for fact in piece.facts]
        said = ("".join((*fact.row, asked_of_one.clause_of(fact))) for fact in facts)
        return bool(facts) and not any(re.search("每|均|标准|单价", words) for words in said)
    of_one = asked_of_one.asks(text)
    if not (of_one or _TO_EACH.search(text)):
        return False
    told = [found.result, *((piece for piece in found.pieces if isinstance(piece, Stated)) if of_one else ())]
    money = [stated for stated in told if stated is not None and re.match("[万亿]?元", stated.unit or "")]
    return bool(money) and not any(_is_of_each(text, stated) for stated in money)


def _is_of_each(text: str, stated: Stated) -> bool:
    """Whether an amount is reckoned, or printed as that of one; where one thing is named, of that and for its time."""
    if stated.formula or (asked_of_one.asks(text) and asked_of_one.is_told(text, stated.facts)):
        return True
    said = ((*f.row, *f.column, f.quote if f.source == "narrative" else "") for f in stated.facts)
    by_each = "/" in (stated.unit or "") or any(re.search("每|均|标准", "".join(words)) for words in said)
    return by_each and not asked_of_one.asks(text)


def _of_some_people(scene: Scene, found: Draft) -> bool:
    """Whether money of some people is asked for (窗口人员的奖金) and all such money is told."""
    if scene.query.kind != "lookup" or len(scene.query.items) != 2:
        return False
    first, second = sorted(scene.query.items, key=lambda asked: asked.start)
    if scene.query.per_head and found.result is not None and found.result.formula:
        return False  # 在职人员人均人员经费: the people are what the money is spread over
    measures = {fact.measure for piece in found.pieces if isinstance(piece, Stated) for fact in piece.facts}
    apart = _BESIDE.search(scene.query.text[first.end : second.start])
    return not apart and first.text.endswith("人员") and "level" in measures


def _is_asked_for(scene: Scene, result: Stated) -> bool:
    unit = quantity.unit(result.unit)
    asked = quantity.unit(scene.query.unit) if scene.query.unit else None
    if asked is not None and unit is not None and asked.base == "元" and not unit.base.startswith(("元", "%")):
        return False
    if counts_for_money(scene.query, result):
        return False
    if of_all_given(scene.query.text, result) or is_goal_for_score(scene.query.text, result):
        return False
    if is_outcome_for_goal(scene.query.text, result):
        return False
    counted = quantity.unit(scene.query.counted) if scene.query.counted else None
    if counted is not None and unit is not None and not _counts_so(counted.base, unit.base):
        return False  # 几名 is not answered in months
    per = "/" in (result.unit or "") or any(
        _MEAN.search(label)
        or re.search("[人户家车]均", label) is not None
        or (scene.query.per is not None and f"每{scene.query.per}" in label and label in fact.row)
        for fact in result.facts
        for label in (*fact.row, *fact.column, fact.quote)
    )
    worked_out = bool(result.formula) and not _CONVERTED.fullmatch(result.formula or "")
    return worked_out or per or not (_MEAN.search(scene.query.text) or scene.query.per)


def counts_for_money(query: Query, result: Stated) -> bool:
    """Whether things or people are counted where it is asked what was paid: 修路花了多少 is not how many roads there are."""
    unit = quantity.unit(result.unit)
    money = (
        _SPENT.search(query.text)
        or closes_with_money(query.text)
        or _CLOSES_WITH_FEE.search(query.text)
        or any(_ITS_MONEY.match(query.text, asked.end) for asked in query.items)
    )
    return bool(money) and not query.counted and unit is not None and unit.base in COUNTED


# Money that the words right behind the thing name: 某某队的救援经费.
_ITS_MONEY = re.compile("的?[一-鿿]{0,4}?(?:经费|费用|资金|补助款?|花销|开支)(?![来渠])")
_CLOSES_WITH_FEE = re.compile("费[呢呀啊]?[？?。！!]*$")

# Only said in another unit, which makes no mean of it.
_CONVERTED = re.compile(r"\(?a\)?(?: [*/] 10+)?")

# The most that each is given: 最多补多少, 最高奖励多少.
_MOST_GIVEN = re.compile(
    r"(?:最[多高]|至多|顶多)(?:能|可以|可|会)*(?:补贴|补助|资助|奖励|救助|报销|补|给|发|领|奖)(?:到|给|个)?(?:多少|几)"
)
_BOUND = re.compile("标准|上限|限额|最高|最多|不超过|封顶|以内|每")


_WAS_SCORED = re.compile(
    r"(?:评|打|得|拿)(?:了|到|出|的)+(?:多少|几)分|(?:自评|评价|考评)(?:得分|总分|分数)|第三方[^，。；？?]{0,8}分"
)


def is_outcome_for_goal(text: str, result: Stated) -> bool:
    """Whether it is asked what is to be reached, and what is told is what was: 超限率要控制在多少以内."""
    if not is_to_reach(text) or result.formula:
        return False
    return result.unit == "%" and all(fact.basis == "actual" for fact in result.facts)


def is_goal_for_score(text: str, result: Stated) -> bool:
    """Whether it is asked what score was given, and what is told is only a goal."""
    return bool(_WAS_SCORED.search(text)) and all(fact.basis == "target" for fact in result.facts)


_OTHERS = re.compile("(?:其他|其它|别的)的?$")


def asks_for_rest(query: Query) -> bool:
    """Whether the rest of the only item is asked for, which its name does not say: 其他工资, 别的商品服务."""
    if query.kind not in _OF_ONE_THING or len(query.items) != 1 or query.items[0].end == 0:
        return False
    item = query.items[0]
    return bool(_OTHERS.search(query.text[: item.start])) and not item.text.startswith("其他")


def _is_none_of_the_others(scene: Scene, result: Stated) -> bool:
    """Whether the rest of something is asked for, and what is told is all of it."""
    told = any("其他" in label for fact in result.facts for label in fact.row[-1:])
    return not told and asks_for_rest(scene.query)


def _is_of_more(scene: Scene, result: Stated) -> bool:
    """Whether it is asked how many there are, and what is told is only how many are to be added."""
    if scene.query.kind not in _SEARCHED or not scene.query.counted:
        return False
    return all(only_more(scene.query.text, fact) for fact in result.facts)


_OF_THE_WHOLE = re.compile(
    r"自评(?:的)?(?:得分|总分|评分|分数|打?了?(?:多少|几)分)|绩效(?:自评|评价)(?:的)?(?:得分|总分|评分)"
)


def is_part_of_score(scene: Scene, result: Stated) -> bool:
    """Whether it is asked what score something got, and what is told is what one indicator of it got."""
    if not _OF_THE_WHOLE.search(scene.query.text):
        return False
    said = terms.normalise(scene.query.text)
    return all(
        (fact.indicator is not None or _OF_ONE_MEASURE.search(fact.row[-1]))
        and terms.normalise(fact.row[-1]) not in said
        for fact in result.facts
        if fact.row
    )


# 执行率得分, 质量得分: what one measure adds to the whole score.
_OF_ONE_MEASURE = re.compile("[率量效度]得分$")


def of_all_given(text: str, result: Stated) -> bool:
    """Whether it is asked for the most that one may get, and the result is all that is given."""
    return bool(_MOST_GIVEN.search(text)) and not result.formula and not any(map(_is_bound, result.facts))


def _is_bound(fact: Fact) -> bool:
    """Whether a figure is the most that may be, or what each one gets."""
    said = "".join((*fact.row, *fact.column, fact.quote if fact.source == "narrative" else ""))
    return fact.comparator is not None or "/" in (fact.unit or "") or _BOUND.search(said) is not None


_SPENT = re.compile(
    r"花(?:掉|了|费|出去?)*(?:的)?(?:是|有)?多少(?:钱|$|[，。？?呢啊])"
    r"|(?:经费|费用|资金|开支|支出)(?:预算|决算)?(?:是|有|为|总共|一共|要|用了)*(?:多少|几何)(?=[，。？?呢啊]|$)|(?:多少|几)(?:钱|[千万亿百]*元|万(?=[，。？?]|$))"
    # What is given for one, or for a time, is an amount too: 每月报酬标准是多少.
    r"|(?:报酬|工资|薪酬|待遇|补贴|补助|津贴|收费|单价|价格)(?:的)?(?:标准|水平)?[^，。；？?人名户]{0,6}(?:是|为|有|达)?(?:多少|几)(?=[，。？?呢啊]|$)"
    r"|(?:[这那]笔|的)(?:钱|费用|经费|资金|开销)[^，。；？?]{0,6}(?:多少|几[万千百])"
)
# Measure words that count anything, and those that count the same things.
_ANYTHING = frozenset({"个", "项", "种", "条", "份"})
_SAME = (
    frozenset({"人", "人次"}),
    frozenset({"次", "批", "批次", "场", "场次", "期"}),
    frozenset({"天", "工作日", "小时", "分钟", "月"}),
)


def _counts_so(asked: str, told: str) -> bool:
    """Whether what is counted in one unit may be told in another; money is told of its own, and refused elsewhere."""
    loose = {asked, told} & _ANYTHING or not told.isalpha() or told.startswith("元")
    return asked == told or bool(loose) or any({asked, told} <= group for group in _SAME)


def names(word: str, found: Draft, scene: Scene) -> bool:
    """Whether what the answer rests on names a word: its labels, table, section, sentence, project or body."""
    parts = [scene.organisation]
    for piece in found.pieces:
        for fact in piece.facts if isinstance(piece, Stated) else (piece.fact,) if isinstance(piece, Marked) else ():
            parts += [*fact.row, *fact.column, *fact.section, *(fact.project or ()), fact.table or ""]
            # A count is of what its whole sentence tells: 3个预算单位开展了绩效目标编报.
            # A score is only of what it stands beside: the sentence may give others theirs.
            whole = fact.measure == "count" and not _OF_THEM.search(scene.query.text) and fact.unit != "分"
            parts.append("" if fact.source != "narrative" else fact.quote if whole else clause(fact))
        if isinstance(piece, Quoted):
            parts += [piece.sentence, *piece.section]
    if _UNIT.search(word):  # a unit inside a body shares most of the body's name
        return terms.normalise(word) in terms.normalise("".join(parts))
    return _pairs_in(terms.normalise(word), terms.normalise("".join(parts))) >= _SHARED


# A part of what is counted is asked for, though its sentence tells the whole first: 其中办公的有多少.
_OF_THEM = re.compile(r"其中|(?:里面|里头|当中)的?[一-鿿]{2,6}(?:有|是|占)?(?:多少|几)")
_UNIT = re.compile(r"(?:中心|大队|支队|[所站馆院校])$")


def occurs(word: str, holdings: Sequence[Holding]) -> bool:
    """Whether a word, or nearly all of its character pairs, stands anywhere in the disclosures."""
    return any(_pairs_in(terms.normalise(word), holding.words) >= _KNOWN for holding in holdings)


def prints(word: str, holdings: Sequence[Holding]) -> bool:
    """Whether a word stands in the disclosures to the letter."""
    return any(terms.normalise(word) in holding.words for holding in holdings)


def _pairs_in(word: str, text: str) -> float:
    pairs = [word[i : i + 2] for i in range(len(word) - 1)]
    return sum(pair in text for pair in pairs) / len(pairs) if pairs else 1.0
