"""The turns of phrase of a budget sentence, as patterns over a folded line (`ingest.line`); no label is among them.

Kept apart from the reader that uses them: a new way of saying 增加 is a word here, and no change there.
"""

from __future__ import annotations

import re

from ingest import terms
from ingest.line import FIGURE, TITLE
from ingest.model import Basis, Direction, Kind

UP = "多花|多用|增加|增长|增幅|增速|增支|增收|增(?!减少)|上升|上涨|上浮|上调|升高|提高|提升|攀升|扩大|调增|追加|新增|多支出|多安排|多出|高出|超出|涨|升|多|高"
DOWN = "少花|少用|减少|减支|减收|减(?!增加)|下降|下调|下滑|下跌|降低|降幅|降|回落|压减|压缩|缩减|缩小|调减|核减|削减|节约|节省|少支出|少安排|跌|少|低"
_UP_WORD = re.compile(rf"^(?:{UP}|大|超)")
_BOTH = re.compile(rf"(?:{UP})（(?:{DOWN})）|(?:{DOWN})（(?:{UP})）")
_DEGREE = "(?:净|共|总计|合计|累计|各|均|都|分别|相应|大幅度?|小幅度?|略有?|将|需|又|再|只|仅|预计)*"
_HOW_MUCH = (
    "(?:幅度?|率|额|数|比例|金额|幅度约?)?(?:了|为|是|达到?|约|大约|近|将近|接近|超过|超|逾|不足|不到|至少|高达|[：:])*"
)
CHANGE = re.compile(
    rf"{_DEGREE}(?P<verb>(?:{UP}|{DOWN})(?:（(?:{UP}|{DOWN})）)?(?:{UP}|{DOWN})*)(?P<by>{_HOW_MUCH})的?$"
)
CHANGE_TO = re.compile(
    rf"(?P<verb>(?!增幅|降幅|增速)(?:{UP}|{DOWN}))了?(?:到|至|为|成)(?:了|约)*(?P<when>(?:(?:19|20)?\d\d年度?|二[〇○零]..年度?|今年|本年度?|当年)?的?)(?:大?约为?|将?近|接近|超过?|逾|不足|不到)*$"
)
CHANGE_OF = re.compile(
    r"^(?P<verb>增加|新增|减少|压减|压缩|削减|核减|追加|调增|调减|节约|增列|少安排|多安排)了?"
    r"(?P<what>(?!额|幅|率|数|[到至为])[^，。]{2,})$"
)
FROM = re.compile(r"(?:由|从)(?P<when>[^，。]*?)的?(?:约|近)?$")
TO_FOLLOWS = re.compile(rf"^(?:{UP}|{DOWN}|变|调整|达|压)*了?(?:到|至|为|成)")

TO = re.compile(r"，?(?:到|至|再到)(?P<when>[^，。]{0,12}?)的?(?:大?约为?|将?近|接近|超过?|逾|不足|不到)*")

DATED_AFTER = re.compile(r"（[^（），。]{0,4}(?:(?:19|20)\d\d|[12]\d)年度?(?:年初)?(?:预算|决算|实际)?数?）")
YEAR = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)(?:年度|年(?!期)|(?=预算|决算|财年))(?:初(?!预算|中|[级等次始]))?(?!前|后期)"
)
SHORT_YEAR = re.compile(
    r"(?:^|(?<=[，。；、比较与和到至由从是了的在位门部局委办厅室处会院校所站心道馆]))(?P<year>[12]\d|3[0-5])年(?!一遇)(?=[^以内期来后前限]|$)"
)
CHINESE_YEAR = re.compile(r"(?P<year>二[〇○零OＯ][一二三四五六七八九〇○零]{2})年度?")
DATE = re.compile(
    r"(?:截[至止]到?|至)?(?P<year>(?:19|20)\d\d)年(?:度?末|底|度?终|(?P<month>\d{1,2})月(?:\d{1,2}日|[末底初]|份)?)(?:止|为止)?"
)
FROM_TO_YEARS = re.compile(
    r"(?P<lead>[从由自])?(?P<first>(?:19|20)\d\d)年度?[—–\-~至到](?P<last>(?:19|20)\d\d)年度?(?!的?\ue000)"
)
EXCEPTING = re.compile(r"除(?!此)[^，。]{2,}?(?:以外|之外|外)$")
SPAN_OF_YEARS = re.compile(r"(?:19|20)\d\d[—–\-~至到](?:19|20)\d\d年?")
THIS_YEAR = re.compile(r"(?:本|当|今)年度?(?!收入|支出|收支|部门收入|部门支出)|本(?=年度)")
LAST_YEAR = re.compile(r"(?:上一?|去|前一)年度?(?!结转|结余|末结转)")
SAME_YEAR_AGO = re.compile(r"同比")

_WHEN = (
    r"(?:(?P<year>(?:19|20)?\d\d)年度?(?:的)?|(?P<last>上一?年度?|去年度?|往年|前一年度?|同期)|(?P<before>前年))?"
    r"(?:同期|当年|全年|部门|本部门|相同口径|同口径|年末|年底|末|底)*"
)
_WHAT = (
    r"(?P<basis>(?:年初|全年|调整后?|年度|当年)?(?:部门)?(?:收支)?(?:预算|决算|执行|实际|支出(?=预算|决算|数|相比|，|增|减|下|持平))+"
    r"(?:安排|执行|完成|支出)?)?"
)
_AFTER_BASE = (
    rf"(?=相比|比较|对比|比(?=，|$|[增减升降涨]|上[升涨]|下降|持平)|，|$|{FIGURE}|的|增|减|上|下|提|降|升|涨|多|少|高|低|大|小|"
    "持平|一致|相同|相等|保持|没有|无|不变|基本|净|略|均|各|有|翻|压|缩|总|收|新)"
)
COMPARED = re.compile(
    rf"(?:相比于?|相较于?|对比|比较|(?<![占同环对])比|较(?!好|大|多|为|少|高|低|快)|与|同|跟|和(?=(?:上年|上一年|去年|前年|(?:19|20)\d\d年度?)(?:预算|决算|同期)?(?:相|比|对比)))"
    rf"(?P<base>{_WHEN}{_WHAT}(?:安排)?(?:数|额)?){_AFTER_BASE}(?:相比较?|比较|对比|而言|比(?=，|$|[增减升降涨]|上[升涨]|下降|持平))?"
)
AGAINST_BUDGET = re.compile(
    r"(?:(?:支出)?(?:决算|执行|实际支出)数?|(?<=[。；\n]))(?P<how>大小于|[大小]于|高于|低于|多于|少于|超过|等于|与)"
    r"(?P<budget>(?:年初|全年|调整后?|年度)?(?:预算|决算))(?:安排)?数?(?P<flat>持平|一致|相同|相等)?"
)
FLAT = re.compile(
    r"持平|(?:没有?|未)变(?=$|[，。；])|(?:一致|相同|相等|不变|无变化|没有变化|无增减变化|无增减|未发生变化|无变动)(?=$|[，。；（）]|的)|保持(?:不变|一致|稳定)"
)

# 与年初预算数和上年支出数均持平: two bases at once.
TWO_BASES = re.compile(
    r"(?P<own>(?:与|和|同|跟|较|比)(?P<budget>年初|全年)?预算数?)(?:和|、|及|以及|与)(?:上年|上一年|去年)度?(?:支出|决算|实际|执行)?数?"
    r"(?:相比)?(?:均|都|皆)?(?=持平|一致|相同|无变化|无增减|没有变化|不变)"
)
BEYOND = re.compile(
    rf"(?<!不)(?P<how>超出|超过|超(?=年初|预算|全年|上年)|高于|低于|多于|少于|大于|小于)(?P<base>{_WHEN}{_WHAT}(?:安排)?(?:数|额)?)(?<=[年算数期行])的?(?:了|约)*$"
)
BEYOND_WORDS = dict.fromkeys(("高于", "多于", "超过", "超出", "大于"), "多") | dict.fromkeys(
    ("低于", "少于", "小于"), "少"
)
LOOSELY = re.compile(r"[和与及]|大?约为?|将?近|接近|超过?|逾|不足|不到|分别|各|为")
OTHER_ITEM = re.compile(
    rf"(?:^|(?<![占同环对]))(?:比(?![重例])|较|超出|超过|高于|低于|多于|少于|大于|小于)(?P<other>[^，。]{{2,}}?)(?:{FIGURE})?(?P<verb>多出?|高出?|少|低|超出|大|小)?了?(?:约|近)?$"
)
APART = re.compile(
    r"(?P<one>.+?)(?:与|和|同|跟)(?P<other>.+?)(?:之间)?的?(?:相差|差额|差距|差|之差)(?:为|是)?(?:约|近)?$"
)

SHARE = re.compile(
    r"(?:占(?:比|到了?|了|去了?|掉了?)?|比重|比例|份额)(?P<whole>[^占，。]*?)(?:的)?(?:比重|比例|百分比|份额|比)?(?:为|是|达到?|约|近|超过|高达|[：:])*$"
)
OF_SHARE = re.compile(r"占(?:比|[^，。]*?的?(?:比重|比例))")
# 完成预算52.60万元的85.86%: the budget itself stands between, and what the share behind it is of.
PLANNED = re.compile(
    r"(?:完成|达到?|为|是|占|相当于)了?(?P<basis>(?:年初|全年|调整后?|年度|当年)?(?:支出|收入)?预算)(?:安排)?(?:数|额|总额)?[（(]?(?:为|约)?$"
)
OF_PLANNED = re.compile(r"[）)]?的(?:约|近)?")  # between the two
COMPLETION = re.compile(
    r"(?:完成|达到?|为|是|占|用掉|花掉|用了|花了)了?(?P<basis>(?:年初|全年|调整后?|年度|当年)?(?:支出|收入)?预算)(?:安排|指标)?(?:数|额|总额)?的?(?:约|近)?$"
    r"|(?P<rate>(?:预算)?(?:完成率|执行率|执行进度|完成进度)|完成(?:年初|全年)?预算)(?:为|是|达到?|约|[：:])*$"
)
MULTIPLE = re.compile(r"(?:是|为|相当于|达到?)(?P<of>[^，。]*?)的(?:约|近)?$")
AVERAGE = re.compile(r"(?:人均|车均|户均|平均每?|每人每?[年月]?|每[人名户辆台])")
TOTAL = re.compile(r"(?:合计|共计|总计|一共|总共|之和|加起来|合起来|加在一起|相加|两者共|共)(?:为|是|达|约|[：:])*$")
# An account named without any item: 部门预算, 全年决算.
OF_ALL = re.compile(r"的?(?:部门|单位|全年|年度)*(?:预算|决算)(?:安排)?(?:共|合计|总共)?(?:为|是|达到?|约|近|超)*")
HOW_MANY = re.compile(rf"(?:(?P<digit>\d+|[两二三四五六七八九十])(?:个|项|类|笔|者)|{FIGURE})(?P<what>[^，。]*)$")
RANK = re.compile(
    r"(?:(?P<within>[^，。]*?)(?:当中|之中|中|里面?|内)，?)?(?:(?P<by>金额|支出|预算|收入|占比|规模|数额|增幅|增长|增加|降幅|下降|减少|花费|开支|投入)(?:数|额|幅度|最)?)?"
    r"(?P<how>最[大高多小低少](?!限|程度|人民|生活|工资|保障)|第[一二三四五](?:大|高|多|位|名)|居首|(?:排名?|位[居列]|居|列)第[一二三四五])的?(?:[一二两三四五六七八九十]+[个项类])?(?:一项|项目|科目|支出|类|依次|分别|是|为|有|[：:])*"
)

OF_WHICH = re.compile(
    r"(?:其中|包括|具体包括|主要包括|分别是|具体为|构成为|(?:资金|经费|收入|其)?(?:主要)?来源(?:主要)?(?:为|是|包括))[：:，]?"
    r"|按(?:资金)?(?:性质|来源|渠道)(?:来?划?分|分类|构成)(?:为|，|：)?"
)
CONNECTOR = re.compile(
    r"(?:此外|另外|同时|具体(?:情况)?(?:如下|来看|说明)?|总的来看|按[^，。：]{2,10}分类?|按[^，。：]{0,4}(?:性质|来源|用途)$|截至目前|目前|一是|二是|三是|四是|[五六七八九]是|分项来看|从[^，。]{2,8}看|[-•·●○■◆►▪])+"
)
LIST_MARK = re.compile(
    r"(?:第[一二三四五六七八九十]{1,3}[，、部]分?|(?P<chinese>[一二三四五六七八九十]{1,3}、)|(?P<bracketed>（[一二三四五六七八九十]{1,3}）[、.．]?)"
    r"|(?P<digit>\d{1,2}[.．、](?!\d)|\d{1,2}[.．、](?=\d{3,7}[一-龥]))|(?P<small>（\d{1,2}）[、.．]?|\d{1,2}）)|(?P<circled>[①-⑳⑴-⒇❶-➓]))"
)

# What an amount is for, said after it: 把458万元用于…, 花19.8万元在…上.
SPENT_ON = re.compile(r"(?:用于|用在|花在|投向|投入到?|在|是)(?P<name>[^，。]{2,}?)(?:上|方面)?$")
_OPENING = r"(?:\A|(?<=[，。；：（\n])|(?<=\A\d[.．、])|(?<=[，。；：\n]\d[.．、]))"
# What moved, as a clause of its own names it before the cue: 增收缘于, 减少部分为, 差异系, 未完成预算是因为.
_THE_MOVE = (
    r"(?:(?:增|减)(?:加|少|支|收|长|幅|额)?(?:的?(?:部分|额|金额|资金|支出))?|压减|压缩|追加|下降|增长|(?:结余|结转|节约)(?:额|的?部分|较多|增多|减少|增加)?|差异|差额|变动|变化|波动"
    r"|(?:支出)?(?:决算)?数?(?:大于|小于|高于|低于|超过|少于|多于)(?:年初|全年|调整)?预算数?|(?:未|没有?)(?:全部|按期)?完成(?:年初|全年)?(?:预算|支出))"
)
REASON = re.compile(
    r"(?P<noun>(?:(?:预决算|预算执行)?(?:差异|增减|变动|变化)(?:情况)?)(?:原因)?说明[：:]|(?:的)?(?:主要)?(?:原因|缘由|成因|因素(?=主要|是|为|有|在于|系|包括|：))(?:主要)?(?:是因为|是由于|是|为|在于|系|有|包括|如下)?[：，]?)"
    rf"|主(?:要)?因(?:是|为|系|在于|：)|{_OPENING}(?:这)?(?:主要)?(?:得益于|受益于|归因于|归功于|缘于|源于|起因于|鉴于|考虑到)"
    r"|主要(?:是)?(?:由于|因为|因(?!素)|受|系)"
    rf"|(?P<mainly>主要是(?!用于|保障|指|为保障)|{_OPENING}{_THE_MOVE}(?:主要|完全|全部|均|都)?(?:缘于|源于|来自于?|来源于|出自|是由于|是因为|由于|得益于|归因于|系(?![统列数])|在于|为(?!\ue000|\d|年|预算|决算|全部|零))"
    rf"|(?:增加|减少|增长|下降|增支|减支|追加|压减)的?(?:部分|资金|经费|支出|金额)?主要为|{_OPENING}系(?![统列数指因])"
    r"|(?<=增加|减少|增长|下降|上升|降低|提高)的?(?:系(?![统列数指因])|是因为|是由于|缘于|源于))"
    rf"|{_OPENING}(?:这?是|则是?)?(?:由于|因为|系因|是因(?!公(?:出国|临时|赴|[负受]伤|牺牲|殉职|致残|死亡))|因(?!公(?:出国|临时|赴|[负受]伤|牺牲|殉职|致残|死亡|务出国)|此|而|素|故|特殊原因|客观))"
    rf"|{_OPENING}一方面(?=.{{2}})|(?<={FIGURE}，)(?=一是)"
)
# A reason given before it is called one: 车辆保险下浮，是低于预算的原因; 年中追加资金是主要原因.
POSTPOSED = re.compile(
    r"(?:这)?(?:也)?(?:是|为|系)(?:其|本年|今年|该项)?(?:[^，。；]{0,16}的)?(?:主要|重要|直接)?原因(?:之一|所在)?$"
)
# A cause that stands before its cue: 油耗减少是主要原因; 由…引起, 随…而增加.
CAUSE_BEFORE = re.compile(
    r"^(?P<why>[^，。；：]{4,}?)(?:是|为|系)(?:[^，。；：是为]{0,10}的)?(?:主要|直接|根本|重要)?(?:原因|成因|因素)(?:之一|所在)?$"
    r"|^(?:[增降减变][幅额动化]?)?(?:主要)?由(?P<by>[^，。；：]{4,}?)(?:引起|所致|拉动|带动|造成|导致|推动)的?$"
    r"|^(?:主要)?随着?(?P<along>[^，。；：]{4,}?)(?:而|相应)(?:增加|减少|增长|下降|上升|提高|降低|上调|下调|[增减])$"
)
# What money is called that is given to people; wages and bonuses are none.
GIVEN = "补贴|补助|津贴|救助金?|资助金?|奖励金?|救济金?|抚恤金?|慰问金?|助学金|奖学金"
PURPOSE = re.compile(
    r"(?:(?:该|此|这)(?:项|笔|部分|类)?(?:费用|经费|支出|资金|款项)?(?:主要)?用于|(?:主要(?:是)?|全部|全额|专项|专门|统筹|重点|具体)用(?:于|来(?=.{2}))|主要用途(?:是|为|包括|有)|用途主要(?:是|为|包括|有)|主要保障|资金?用途(?:是|为|包括)?|(?:资金|经费|支出)?(?:主要|重点)?(?:投向|使用方向|支出方向|使用范围)(?:主要|重点)?(?:是|为|包括|有)|(?:\A|(?<=[，。；\n]))(?:资金|经费|款项)?用于)[：:]?"
    # 用途是…, 资金投向为…: what it is for, by another noun.
    r"|(?:\A|(?<=[，。；\n]))(?:其|该项|主要|具体)?(?:资金|经费|款项)?的?(?:主要|具体)?(?:用途|用处|投向|去向|使用方向|使用范围|支出方向|支出内容)(?:主要|具体)*(?:(?:是|为|包括|有|在于)[：:]?|[：:])"
    # an amount, and what it buys or pays for: 16.65万元，采购球门和背心。
    rf"|(?<={FIGURE}，)(?=(?:采购|购置|购买|补助|资助|补贴|慰问|支付|发放|改造|修缮|维修|新建|建设|开展|举办|保障)"
    rf"[^，。；{FIGURE}]{{2,}}(?:，[^，。；{FIGURE}]+)*[。；])"
)
FOLLOWING = re.compile(r"(?:以下|如下|下列)(?:几?个?方面|内容|支出|项目|情况)?$")
CONSEQUENCE = re.compile(
    r"故|因此|从而|导致|所以|使得|致使|(?:^|[；。，])(?:一是|二是|三是|首先|其次|同时|另外|此外)|相应(?:增|减|调|下|上)"
)

THRESHOLD = re.compile(r"^(?:（含）|（含[^（）]*）|含)?(?:及)?(?:以[上下内])(?:（含）)?的?(?=[^，。；、：])")
AT_MOST = re.compile(
    r"(?:不(?:得|能)?(?:超过|高于|多于|大于|超|突破)|至多|最多|控制在|[≤≦]|<=|小于(?:或)?等于)(?:为|约)?$"
)
AT_LEAST = re.compile(r"(?:不(?:得|能)?(?:低于|少于|小于)|至少|最少|[≥≧]|>=|大于(?:或)?等于)(?:为|约)?$")
BELOW = re.compile(r"(?:<|小于|低于|少于)$")
ABOVE = re.compile(r"(?:>|大于|高于|多于)$")

BASIS: tuple[tuple[re.Pattern[str], Basis], ...] = (
    (
        re.compile(
            # 全年执行, 预算执行数, …执行30.00万元; 由下属单位执行 and 分两等执行 only tell how something is done.
            rf"(?<=[年度月末底期算际已入出额部])执行(?=[数为了约共较比增减，、：（\d]|金额|支出|完|{FIGURE}|\s*$)|(?<![档级类等按])(?<!标准)(?<!规定)(?<!政策)(?<!办法)(?<!文件)(?<!要求)(?<!方案)(?<![位门局关])执行(?=数|[为了约共\d]|{FIGURE}|\s*$)"
            "|决算|实际|支出了|花了|用了|花费了|花掉|用掉|用去|花去|已[花用支]|付了"
        ),
        "actual",
    ),
    (re.compile(r"全年预算|调整后?的?预算|预算调整数|年度预算数"), "adjusted_budget"),
    (re.compile(r"年初(?:(?:部门)?(?:支出|收入)?预算|安排(?!的)|批复|核定|下达)"), "initial_budget"),
    (re.compile(r"目标"), "target"),
    # 营养改善计划, “春雨计划” are names of what is done; 采购计划 is a plan of the money.
    (
        re.compile(
            rf"预算|安排|拟|(?:(?<=原)|(?<=[年月度初])|(?<![一-鿿])|(?<=采购)|(?<=投资)|(?<=用款)|(?<=资金)|(?<=[支收][出入])|(?<=建设)|(?<=任务))计划(?!生育|[”’\"」])"
            rf"|计划(?!生育|[”’\"」）)\s、，。；：（({FIGURE}]|$)"
        ),
        "budget",
    ),
)
# 年初预算：…；支出决算：…: which account the amount behind is of, and no item's name.
STAGE_ALONE = re.compile(
    r"(?:年初|年末|年终|全年|调整后?|本年|当年|实际)*的?(?:支出|收入)?(?:预算|决算|执行|完成|安排|支出|实际支出)?(?:数|额|数额|金额)?"
)
EXPLAINS = re.compile(
    r"(?:主要|用于|该科目|该项|本科目)?(?:反映|核算)(?!的是)|(?:是|系)指|主要(?:为|系|包括|来源于|来自于?)"
)
# What is done by the time of a final account, whatever was planned before it in the sentence.
_DONE = re.compile(
    r"中标|成交|合同金额|自评|得分|评级"
    r"|(?<!年初)(?<!预算)(?:共计?|累计|一共|总共|全年|年内|本年|年)安排了?(?=[^，。；]*(?:接待|出国|团组|会议|培训班?|批次|人次|活动|考察|检查|演练|宣讲))"
)
_NOT_A_BASIS = re.compile(
    r"(?:按照?|根据|依据|依照|结合|凭)实际(?!支出|执行|决算)|安排的(?:支出|收入)|(?:一般公共|政府性基金|国有资本经营|公共财政|基金|全面)预算|预算(?:单位|绩效|管理|执行率|外|内|公开)|决算公开|预决算|执行率|绩效目标"
)

ORGANISATION = re.compile(
    r"^(?P<name>[一-龥·（）]{2,40}?(?:委员会|办公厅|办公室|办事处|人民政府|区政府|市政府|县政府|管理局|总局|分局|局|厅|委|署|法院|检察院|"
    r"学院|医院|研究院|院|中心|总队|支队|大队|小学|中学|大学|学校|幼儿园|党校|集团|公司|协会|联合会|总工会|妇联|团委|部|处|所|站|馆|台|街道|镇|乡))"
    r"(?:（(?:部门|本级|单位|机关|汇总|部门本级)）|本级|机关本级)?"
    r"(?=(?:19|20)\d\d年?|\d\d年|的|，|：|$|本年|今年|上年|去年|当年|部门预|部门收|部门支|下属|收入|支出|收支|预算|决算|共有|共|现有|无|没有|财政拨款|"
    r"一般公共预算|政府性基金预算|国有资本|三公|基本支出|项目支出|机关运行|因公|公务|年初)"
)
# What may follow the name of a body that is nobody's here, where no year does.
AFTER_BODY = re.compile(
    r"\d|的|，|：|$|二[〇○零]|在|用于|对|将|把|公布|公开|发布|披露|安排|编制|实际|共|全年|年|本年|今年|上年|去年|花|使用|支付|决定|计划|拟|比|较|与|和|一年|有|没|及|等"
)
AGAINST = re.compile(r"相比较?|比较|对比")
PLACE = re.compile(r"省|市|区|县|自治|州|旗|镇|乡|街道|中共|国家|中国|全国")
OWN = re.compile(
    r"^(?:(?:本|我|该|全|各)(?:部门|预算单位|单位|办公室|办|局|委|厅|部(?!门)|会|校|中心|街道|镇|乡|区|市|县|省|院)|所属各?(?:预算)?单位|各?预算单位)"
    r"(?:及(?:所属|下属|直属)各?(?:预算)?单位)?(?:（(?:本级|部门|单位|汇总)）|本级)?(?P<offices>机关)?(?![会])"
)
# Whose or of when an amount is, said without 本: a name that the field knows is called the same without it.
WHOSE = re.compile(
    r"[省市区县局委办厅院]?本级|[局委办厅院]?机关|部门|单位|[全本]系统|(?:及)?(?:所属|下属|直属)各?(?:预算)?单位|年[末底内]|计划"
)

COUNT_VERB = re.compile(
    r".*(?:划转|招聘|聘用|聘请|现聘|新聘|返聘|新增|增加|减少|共有|(?:现有|实有)(?!人数)|核定|配备|下设|内设|下属|下辖|设有|选派|调入|调出|编制(?=.{2})(?!人数|人员|总数|名额|员额)|拥有|安排(?=.))"
)
TOPIC = re.compile(
    r"(?:(?:[本我该](?:部门|单位|局|委|办|院|厅|街道)?|我们)?(?:在|就|至于|关于|说到|对于))?(?P<name>.+?)(?:方面|这一?[块项]|上|来看|来说|而言)"
)
# What a move comes from, by the name of one item that the next clause goes on about: 增支集中在某项目，该项由…提高到….
CENTRED = re.compile(
    r"(?:增支|减支|增量|减量|增减|增幅|降幅|增加额?|减少额?|变化|变动|增长|下降)(?:部分)?(?:主要)?(?:集中)?(?:体现|反映|表现|来自|出)?(?:在|于|自|为|是)(?P<name>[^，。；：]{2,30})"
    r"(?=，(?:其中)?(?:该|此|这)(?:一)?(?:项|款|类|科目|项目))"
)
# What names the account itself, not an item in it: 公布了部门预算情况, 预算情况如下.
ACCOUNT = re.compile(
    r"(?:已?(?:公布|公开|发布|披露|编制|晒出)了?)?(?:的|其|本|了)?(?:部门|单位|本级|年度|本年度?)*(?:收支)?(?:预算|决算|预决算)?"
    r"(?:公开|执行|安排|总体|有关|相关|具体|主要|收支)*(?:情况|信息|数据|报告|草案|说明|明细|账本)?(?:如下)?"
)
_LEAD = re.compile(
    r"^(?:[、，：:；]|的|(?:编制|编报|汇总|决算|预算)?范围的(?=.{2})|同期|故|因此|和(?!谐)|及(?!时)|以及|并且?|另有?|其余|此外|同时|预计|拟|总共|一共|共计|共有|共安排|(?:现有|实有)(?!人数)|目前|合计|其中|即|"
    r"由此|部门(?=共有)|全[区市县省镇](?=.{4})|安排的?(?=.{2})|给(?!予|付|水|排)(?=.{2})|年(?=度?部门)|年度(?=.{2})|部门(?=预算|收支总|收入总|支出总)|有|资金安排的|列支的?|之)+"
)
_TAIL = re.compile(
    r"(?:为|还是|已是|是|共计|(?<![人户年月日平车])均|(?<!公)共|(?<![节合条制公预契])约|大约|达到|(?<!传|表|到|抵)达|共有|现有|实有|拥有|设有|列支|安排|(?<!不)仅|就是|"
    r"花了|用了|支出了|：|:|＝|=|的|等|将近|接近|超过|(?<!邻)近|逾|超|不足|不到|不超过|不高于|不多于|不低于|不少于|至少|至多|最多|控制在|高达|"
    r"≤|≥|<|>|分别|累计|合共|总共|一共|都|需要?|拟|下达|到位|批复|，|、|了|(?<!以)上|较|比|与|和|(?<![涉普])及|增减|情况|如下|(?<!审|统|会|合|共|总|小|预|估)计|"
    r"(?<!所)(?<!国)(?<!公)有|（|随之|(?<!绩效)目标|整体|则|也|并|且|就|才|只|已|在|占)$"
)
_PREDICATE = re.compile(
    r"(?:预算安排|年初预算|全年预算|年度预算|调整后?预算|预算执行|(?:全年|年初)?(?:预算数|决算数|执行数)|支出数|预算总额|预算金额|决算金额|决算总额|总额|总计|合计|总数|金额|数额|"
    r"(?<!一般公共)(?<!政府性基金)(?<!国有资本经营)(?<!公共财政)(?<!收支)预算|决算|实际支出|实际|执行|(?<![人件次户天月台辆个批份期班车指函分])数|(?<!余)额|"
    r"科目|科目支出)$"
)
_SIDED = re.compile(r"(?:预算|决算)(?:支出|收入)$")
_NOTE = re.compile(r"（(?:以|含|不含|包括|不包括|即|下同|指|不包含)[^（）]*）$")


# Words that lead from one thing to the next and say nothing of an item: 我注意到, 只剩, 花在…上的钱.
_FUNCTION = re.compile(
    "同期|我们|我|请问|据悉|据了解|经[核查]对?|查阅|翻阅|注意到|看到|了解到|发现|显示|其实|实际|预计|预期|计划|准备|打算|大概|总共|一共|全部|仅仅|目前|已经?|一年来?|一项|这一?[项块笔]|"
    "到(?!位|期|账)|只|仅|就|才|还|而|但|却|则|也|又|再|都|均|共|需要?|要|拟|列支|编列|列|拿出|投入|花掉|花费|花|用掉|用于|用在|用|把|将|在|上|于|有|是|"
    "为|达|了|着|得|的|钱|里|中|内|之|和|与|及|、|，|：|方面|这块|左右|大约|约|仍|依然|费用|经费|资金|安排|支出|预算|决算|本年|当年|全年|年度"
)
_NOUNS = re.compile("费用|经费|资金|安排|支出|预算|决算|本年|当年|全年|年度|钱")


def hollow(words: str) -> bool:
    """Whether words name no item: function words only."""
    return (
        not _NOUNS.search(words) and not _FUNCTION.sub("", words) and terms.normalise(words) not in terms.colloquial()
    )


def without_function(words: str) -> str:
    """What is left of words that stand beside a name, function words taken away."""
    return _FUNCTION.sub("", words)


def direction(verb: str) -> Direction | None:
    """Up or down by a verb or comparative; None where a template left both (增加（减少）)."""
    if _BOTH.search(verb):
        return None
    return "up" if _UP_WORD.match(verb) else "down"


def basis(words: str, kind: Kind | None) -> Basis | None:
    """The basis that words name last; within a budget, 年初预算 is the budget itself."""
    plain = _NOT_A_BASIS.sub("", words)
    found: tuple[int, int, Basis] | None = None
    done: tuple[tuple[re.Pattern[str], Basis], ...] = ((_DONE, "actual"),) if kind == "final_accounts" else ()
    for rank, (pattern, name) in enumerate((*done, *BASIS)):
        for match in pattern.finditer(plain):
            if found is None or (match.end(), -rank) > (found[0], found[1]):
                found = (match.end(), -rank, name)
    if found is None:
        return None
    return "budget" if found[2] == "initial_budget" and kind == "budget" else found[2]


def lead_stripped(label: str) -> str:
    """A label without the words that lead to it (共有, 安排的, 和 …)."""
    return _LEAD.sub("", label)


def tail_stripped(label: str) -> str:
    """A label without the words that lead from it to a figure (为, 约, 共 …)."""
    while (match := _TAIL.search(label)) is not None:
        label = label[: match.start()]
    return label


def predicate(label: str) -> str | None:
    """A label without a closing 预算数, 总额 … None where it has none."""
    match = _PREDICATE.search(label) or _NOTE.search(label)
    return label[: match.start()] if match else None


def amount_predicate(label: str) -> bool:
    """Whether a label closes with 金额 and the like, which belongs to names that the field does not know."""
    return label.endswith(("金额", "总额", "数额", "总数", "额"))


def sided_predicate(label: str) -> str | None:
    """A label without a closing 预算支出, which may be needed to tell 财政拨款预算支出 from 财政拨款."""
    match = _SIDED.search(label)
    return label[: match.start()] if match else None


MARKS = frozenset((FIGURE, TITLE))
