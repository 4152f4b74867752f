"""A question in everyday Chinese becomes a typed query. Pure: words in, values out.

What is asked for, which items and which years are found by modules of their own (`asked_kind`, `asked_items`,
`asked_years`, `asked_basis`); what they and the small words do not explain stays in `Query.rest` (`left_over`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from ingest import quantity, terms
from ingest.items import FUNDS_AND_THEIR_USE
from ingest.radicals import unified
from service import (
    amount_too,
    asked_agreement,
    asked_check,
    asked_order,
    asked_plan,
    asked_reckoning,
    asked_remainder,
    asked_sum,
    short_names,
    wordings,
)
from service.asked_axis import AXIS_NAMED, axis_of
from service.asked_basis import basis_of
from service.asked_fund import COUNTED_IN, FUNDS_TOGETHER, OUTSIDE_FISCAL, PAID_FROM, WHERE_TOLD, by_fund
from service.asked_items import (
    AT_YEAR_END,
    COUNTED,
    KEPT_ON,
    NEGATED,
    SO_MANY,
    UNSPENT,
    items_named,
    joined_words,
    named_again,
    of_tables,
    said_again,
    taken_as_one,
    wages_beside,
)
from service.asked_kind import (
    BACKWARDS,
    CHANGE,
    COMPLETION,
    CONSISTENCY,
    COUNTS_UNITS,
    DEPARTMENT_SCOPE,
    DIFFERENCE,
    FORM_NUMBER,
    OVER_OR_UNDER,
    TABLE_NAMED,
    TOLD_MOVE,
    UNIT_SCOPE,
    UNITS_GATHERED,
    UNITS_IN_SCOPE,
    asks_where_to,
    files_compared,
    kind_of,
)
from service.asked_reason import asks_why
from service.asked_remainder import AWAY, LEFT_TO, taken_away
from service.asked_without import left_out
from service.asked_years import counted_from, in_figures, number_word, years
from service.blanking import MASK, blanked
from service.left_over import content_runs, content_words
from service.people_counted import counts_people_at
from service.query import Asked, Query, QueryKind, Stage

_ASCENDING = re.compile(
    r"最(?:小|少|低)|倒数|垫底|(?:最后|末尾|排在?最?[末后])的?[一二两三四五六七八九十\d][名位个项]"
    r"|升序|递增|[从由按]最?[小低少][^，。？?]{0,6}?到"
)
# The whole order, from its upper end, whatever is said of both ends: 谁最多谁最少，从大到小列.
_DOWNWARDS = re.compile(
    r"最[大多高](?=[^？?]*最[小少低])(?=[^？?]*(?:降序|[从由按][大高多]到))|降序|递减|[从由按]最[大高多][^，。？?]{0,6}?到最[小低少]"
)
_PLACE_ASKED = re.compile(
    r"(?:排名?)?第([二三四五六七八九十2-9])(?!方)(?:大|多|高|位|名|的)?(?!季|部分|条|章|项级|款|页|次)"
)
_PER = re.compile(
    r"(?:平均|均摊)(?:下来)?(?:到)?[一-鿿]{0,4}?(?:每|一)(?P<unit>个项目|辆车?|个?人次|批次?|个?人|名|件|次|台|户|处|套|个(?!月))"
    r"|(?P<mean>项目)[^，。？]{0,4}平均(?:资金|预算|金额)?(?:规模|额度|金额|数额|水平|预算|资金|(?=多少|是多少))|一(?P<guest>个客人|位客人|个来客|批客人|拨客人|个人次|次接待)(?:，|要|得)?平均|每(?P<same>个项目|辆车|人次|批次|个人)(?:的)?平均|每个?(?P<only>辆车?|人次|批次?)(?:合|摊|要|用|花|是|的?养护|的?接待|花费|费用|下来|平均)*(?:合|摊|要|用|花|是)?(?:多少|几)"
    # What each of the things counted gets: 摊到每所学校, 平均修一座泵站, 每户合多少.
    r"|(?:平均|均摊|分摊|摊)(?:下来)?(?:到|给|在)?[^，。？每]{0,8}?(?:每|一)(?P<each>辆车?|台|件|个?人次?|[所座处家名位户间栋幢场期条套])(?!次|月|种)"
    r"|每(?P<one>[所座处家名位户间栋幢场期条套])[^，。？]{0,6}?(?:平均|均摊|合|摊|分到|分得|要花|要用|得花)[^，。？]{0,4}(?:多少|几)"
    # What each one is given: 每户补贴多少, 一人补多少.
    r"|(?:每|一)个?(?P<given>户|家|人|名|位|所|栋|间|台|头|亩)(?:人家|家庭|老人|对象)?(?:能|可以|可|大概|大约|约|平均|给|会)*(?:补贴|补助|资助|奖励|奖补|补|发放?|拨|领|得|拿|给)(?:了|到|上)?(?:多少|几)"
    r"|(?P<mean_of>户|家)均(?:补贴?|补助|资助|投入|花费?|奖励|合)?(?:是|为|有)?(?:多少|几)"
    # What one of a measure costs: 一吨水收多少钱, 每平方米多少.
    r"|(?:一|每)(?P<measure>吨|度|立方米?|公斤|千克|斤|平方米|平米|亩|公里|米|张|本|份|瓶|顿|桌|小时|盏|棵|袋|箱|头|只)(?:[一-鿿]{0,3}?)(?:是|要|得|收|卖|付|合|花)?(?:多少|几)"
    # Or may cost at most: 每公里养护下来不能超过多少.
    r"|每(?P<bound>公里|平方米|亩|吨|户|件|台|人次|次|名|所)[一-鿿]{0,10}?(?:(?:不能|不得|不许|不)超过?|(?:最[多高]|至多|顶多)(?:是|花|能花|能用|用|到)?)(?:多少|几)"
)
_AVERAGE = re.compile(
    r"(?:平均|均摊|分摊)(?:到)?(?:每个?月|每月|一个月|每年|一年)|月均|每个?月平均|[两二三四五六七八九十\d]年(?:的)?平均|[两二三四五]年[^，。；？?\d]{2,12}?平均(?=多少|是|为|每)|年均|平均每[年月]"
)
_SINCE = re.compile(r"((?:19|20)\d\d)\s*年?(?:度)?(?:以来|以后|之后|开始|起)(?!用)")
# What was planned and what came of it, by whatever names: 年初安排数, 批复数; 决算, 实际执行.
# A table that is pointed at in the midst of its name: 一般公共预算那张支出决算表.
_POINTED_AT = re.compile("[那这](?:一)?[张份个]|的")
_ANY_TABLE = re.compile("(?:[两几这那]?[张份])?(?:预算|决算)(?:总|明细)?表")
# What leads to a table's name and is none of it: 用收支预算总表的数, 高出基本支出表里的, 请翻到某某表, 打开某某表.
_LED_IN = re.compile(
    r"^(?:请|麻烦|劳驾|帮我|帮忙|直接|再|去|来|只|就|单)*(?:[翻查找打点](?:到|开|出|一下)?|拿|按照?|依照?|据|以|从|由|对照?|参照|根据|引用|用|高出|多出|超出|少于|低于|高于|大于|多于|超过|就?要|取|报)+(?=[一-鿿]{2})"
)
# 2024年预算一般公共预算支出表: of which file the table is.
_OF_THE_FILE = re.compile("^(?:部门|单位)?(?:预算|决算)的?(?=.*(?:预算|决算|拨款|经费))")
_PLAN = "(?:年初|全年|当年|原|调整后?)?的?(?:预算|安排|计划|批复|核定|预计|预定)的?(?:数|额|金额)?"
_DONE = "(?:实际)?(?:决算|执行|结算)的?(?:数|额|金额)?|实际(?:支出|花费|完成|花|用)?(?:了|掉)?的?(?:数|额|金额)?"
_BETWEEN_BASES = re.compile(
    # And nothing but what it is held against: 某某经费跟年初预算比呢.
    r"(?:跟|和|与|同|比起?)(?:年初|全年|调整后?|批复)的?预算(?:数|安排|额)?(?:相比|比较|对比|比)(?:起来|一比|一下)?(?:呢|怎么样|怎样|如何|咋样|情况|结果)*(?=[？?。\s]|$)|"
    # Said in front of what moved: 跟年初预算相比，某某费最终少支出多少.
    r"(?:跟|和|与|同|比起?|较|对照|对比|相较于?|相对于?)(?:年初|全年|调整后?|批复)的?预算(?:数|安排|额)?(?:相比|比较|对比|比起来|来比|来看|比)?[，,][^。？?]{0,40}?(?:[多少高低增减降涨升省超](?!少)|节约|差(?!异))|"
    r"(?:决算|执行|实际)(?:数|支出|花费)?(?:离|距离?)(?:年初|全年|调整后?)?的?预算(?:数)?[^，。？?]{0,6}?(?:差|少)(?:了)?(?:多少|几)|"
    rf"(?:{_PLAN}[^，。？?]{{0,2}}[和与跟同及、](?:{_DONE})|(?:{_DONE})[^，。？?]{{0,2}}[和与跟同及、]{_PLAN})(?:相比|比|之间|两个数|里|中|比起来)*[，,：:]?(?:到底|究竟)?(?:谁|哪个|哪一?边|哪一?头|哪个数|孰)(?:更|比较|要)?[多少大小高低]"
    r"|[比较跟和与同](?:年初|全年|调整后?)的?预算(?:数|安排|额)?(?:(?:相比|比)[，,]?)?[^，。？?]{0,5}?(?:[多少高低增减降涨升省超砍压缩]|节[约省]|差(?!异))"
    r"|(?:还|尚)(?:有|余|剩)[^，。？?]{0,3}(?:多少|几[万元百十])[^，。？?]{0,6}(?:没|未)(?:有)?(?:花|用|支|动|使|执行)|(?:没有?|未)(?:能)?(?:花|用|支|动|执行)(?:出去|完|掉|了|成)*的?(?:钱|资金|预算|部分)?(?:一共|总共|还)?(?:有|是|剩|余)?(?:下|了)?(?:多少|几)|"
    r"决算数?(?:比|较|跟|和|与|同)(?:当年|年初|全年|原来?)?的?预算(?:数|安排)?(?:相比|比起来)?[，,]?[^，。？?]{0,8}?(?:[多少高低增减降涨升省超]|节[约省]|差(?!异))|(?:实际)?(?:花|用|支出|执行)(?:掉|出去)?的?(?:钱)?(?:比|跟|和|与)(?:当年|年初|全年|原)?预算[^，。？]{0,6}(?:多|少|差|高|低|超|省)|[比较]预算(?:数|额)?(?:要)?[少多高低](?:了|出)?(?:多少|几)|比(?:当年|年初|全年|调整)?预算(?:数|安排)?(?:省|少花|多花|少用|多用|节约|节省|结余|超)|预算数?减(?:去|掉)?(?:决算|实际|执行)|(?:决算|执行|实际支出)数?减(?:去|掉)?(?:年初|全年|当年|调整后?)?的?预算|省下(?:了|来)?(?:多少|几)|(?:剩|余)(?:下|了)?(?:多少|几[万元])[^，。？]{0,4}没(?:花|用)|没(?:花|用)(?:掉|完)的?(?:预算|钱|资金)?(?:有|是|还有)?多少|超了?(?:多少|几)|超没超(?:出)?预算|(?:有没有|是否|是不是)超(?:出|过)?(?:了)?预算|超(?:出|过)?(?:了)?(?:年初|全年|调整)?预算(?:多少|几|没有|吗|没)|节约额|节余额|省下(?:来)?多少|预算\s*决算\s*(?:差额|相差|差)|决算\s*预算\s*(?:差额|相差|差)|决算数?\s*(?:vs|VS|对比|对)\s*(?:19|20)?\d{0,4}年?(?:年初|全年)?预算|(?:决算|实际|执行)数?.{0,4}(?:比|较|和|与|跟|同).{0,4}(?:全年|年初|调整)?预算数?.{0,8}(?:多|少|差|高|低|相差|结余)|(?:全年|年初|调整)?预算数?.{0,4}(?:比|较|和|与|跟|同).{0,4}(?:决算|实际|执行)数?.{0,8}(?:多|少|差|高|低|相差)"
)
# 比去年省了 is against another year, not against a budget.
_SAVED_SINCE = re.compile(
    r"(?:19|20)?\d\d年?(?:度)?(?:到|至|[-—~])(?:19|20)?\d\d年?(?:度)?[^，。？]{0,12}(?:省|节约|节省|少花|少用)|(?:比|较|跟|和|与)(?:去年|上年|上一年|前年|头年|头一年|前一年|往年|(?:(?:19|20)\d\d年?|(?<!\d)\d\d年)度?)(?!的?(?:年初|全年|调整)?预算(?!数?的?安排))[^，。？]{0,8}(?:省|节约|节省|少花|多花|少用|多用)"
)
# A budget against what was spent in another year: 2024年预算数低于2023年执行数.
_ANOTHER_YEARS = re.compile(
    r"预算(?:数|安排|额)?的?(?:比|较|与|和|跟|同|[高低多少大小]于|超过|不及|不如|没到)(?:(?:19|20)?\d\d年|上年|去年|上一年|前一年|头年|前年)度?的?(?:实际)?(?:执行|决算|支出|花|实际)"
)
_AT_ENDS = frozenset({"carried_in", "carried_out"})
_STAGE = re.compile(
    r"(?P<first>年初(?:部门)?预算数?|年初(?:批复?|核定|下达|定|安排|计划)(?:了|的|下来)*(?:是)?(?=多少|几|$|[？?])"
    r"|年初(?!结转|结余|财政拨款结|中|级|高|步|期)[^，。；？?¦]{0,10}?(?:批|定|安排|计划|打算|准备|预计|留|列)(?:了|的|出|下来)*(?=多少|几)"
    r"|年初的?数?(?:是|为|定)?(?:多少|几何)(?:钱|万?元)?(?=[？?。]*$))|(?:全年|调整后?的?)预算数?|预算(?:经|作)?(?:过|了)?(?:调整|追加)(?:以|之)?后"
)
_ASIDE = re.compile(
    r"(?:^|(?<=[，,：:]))(?:请|就|单)?(?:看|从|论|按|以)(?:全部|总|整个|所有)(?:的)?(?:支出|收入|资金|盘子)(?:来|上)?(?:看|说|讲|论|计)?[，,：:]|(?:^|(?<=[，,：:]))(?:按|以|用)?(?:全部|全口径|总|部门|单位)(?:支出|收入|资金)?(?:的)?口径(?:[（(][^（）()]*[）)])?(?=[，,。]|$)|"
    r"^(?:请|麻烦)?(?:以|按照?|依据?|依照|根据|据)[^，。；？?\d]{2,24}(?:为准|为依据|为口径|为基础|口径)(?:计算|测算|统计|来看|来算|看|算)?[，,：:]|[，,](?:要|用|以|限)[^，。]{1,14}口径的?|[（(][^（）()]*口径[）)]|按(?:照)?[^，。]{1,8}口径|(?:按|以)(?:照)?[^，。\d]{2,10}(?:来|去)?(?:算|计算|看|统计)(?:的话)?(?=[，,])"
    # Which file is to be looked into: …，看24年预算那份.
    # Whatever it comes from: 不分来源全算上，把各种来源的钱都算进去.
    r"|(?:把|将)?(?:各种|所有|全部|不同|各个|各路)?来源的?(?:钱|资金)(?:都|全|全部|统统)*(?:算|计|加|包括)(?:上|进去?|进来|入|在内)+[，,]"
    r"|(?:不分|不论|不管|无论|不问)(?:什么|哪种|何种)?(?:钱的?|资金的?)?(?:来源|出处|渠道)(?:地)?[^，。？?\d]{0,6}[，,]"
    r"|(?<=[，,。；？?])\s*(?:请|麻烦)?(?:看|查|翻|以|用|按|就看|只看)[^，。？?]{0,14}(?:那份|那本|那一?版|为准|文件|材料|(?<=[¦年算])的)[。！]?$"
)
# The year of a file to look into is not the year asked for: 能从2023年的文件推出来吗.
_OF_A_FILE = re.compile(
    r"[（(](?:载于|见于?|出自|来自|据|依据|在)?\s*(?P<bracket>(?:19|20)\d\d)\s*年?度?的?(?:部门)?(?:预算|决算)(?:公开|文件|材料|书|表)[^（）()]{0,6}[）)]|(?P<file>(?:19|20)\d\d|(?<!\d)\d\d)\s*年?度?的?(?:部门)?(?:预算|决算)(?:文件|材料|书|表|公开)?(?:里面|里头|里|中|上|所)(?:面)?(?:就|还|也|都|曾)?(?:载的?|列示?的?|示的?|述的?|称的?|报的?|记的?|填的?|写的|写到|写明|写了|列的|列了|公布的|提到|提了|提及|说到|说|讲|载明|显示|的)?[，,]?(?=(?:[^，。？?]{0,16}[^，。？?\d])?(?:19|20)?\d\d\s*年)|(?:从|由|根据|依据|按照?|用|查|翻)[¦\s]*(?P<year>(?:(?:19|20)\d\d|\d\d))\s*年?度?的?(?:部门)?(?:预算|决算)?(?:文件|材料|公开|说明|报告|书|那份|这份|给出|公布|的数|里|来?看|来?推|来?算)"
)
_FOCUS = re.compile(r"((?:19|20)\d\d)\s*年?(?:度)?(?:的)?(?:预算)?(?:执行数|决算数|预算数)")
_COST = re.compile("(?:成本|单价|价格|费用|经费|费|金额|支出)$")
_NEAR = 8  # characters behind a measure word, in which what is counted is named
_UNIT_ASKED = re.compile(
    r"(?:(?:换算|折合|折算|折|换|转换|转|化|改)(?:成|为|作|做)|折合|按|用|以|合|是|多少|几|等于多少|等于)[“\"]?(?P<unit>亿元|万元|千元|元|百万元|万|亿)[”\"]?(?:表示|计|计算|来说|来算|为单位)?"
)
_IN_UNIT = re.compile(
    r"(?:以|按|用)(?:百分[比数率号]|百分之几)(?:的?形式)?(?:来)?(?:表示|列示|反映|作答|回答|说明?)"
    r"|(?:以|按|用)(?:亿元|百万元|万元|千元|元)(?:为单位)?(?:计(?!划)|列示|列|表示|作单位|计量|反映|填列)?"
)
# How finely it is to be told: 四舍五入到两位小数, 小数点后留两位, 作单位该写几亿.
_ROUNDED = re.compile(
    r"(?:按|照)?(?:四舍五入|取整|精确|保留|舍入|约到|(?<![设审统会估合累])计)(?:地|后|之后|的)?(?:来)?(?:到|至|取|为|成|算|保留)?(?:百分[数号比点](?:的)?)?(?:小数点?(?:后|以后|之后)?)?(?:第?[一两二三四\d]位)?(?:小数|有效数字)?(?:即可|就行|就好)?"
    r"|小数点?(?:后|以后|之后)?(?:只|就)?(?:留|保留|取|算到|要)(?:到)?[一两二三四\d]位|[留取要][一两二三四\d]位小数|[一两二三四\d]位小数"
    r"|(?:作|作为|做|为|当)单位|(?:该|应|应该|要|得)?写(?:成|作|为)?(?=[几多])"
)
_PER_HEAD = re.compile(
    # To be divided by the staff, in whatever words: 除以在职人数, 摊到每个在职人员.
    r"(?:除以|(?:分摊|均摊|平摊|摊|分|平均)(?:到|给|在))[^，。；？?]{0,6}?(?:在职|在编|在岗|在册)(?:人员|人数|职工|干部)|"
    r"(?:分摊|均摊|平摊|摊|分|平均)(?:到|给|在)[^，。；？?]{0,12}?(?:在职|在编|在岗|在册|实有|职工|员工|干部)[^，。；？?]{0,6}(?:头上|身上|名下)?[，,]?(?:每|一|平均每?)个?(?:人|名)(?!次)|人均|(?:一|每)年(?:下来)?(?:一|每)个?人(?!次)|平均每人(?!次)|每人(?!次)|(?:一个?人|每个?人)(?:一年|每年|一个月|每月)|每个人(?!次)|按人均|(?:按照?|论|照)(?:人头|人数)(?=来?(?:算|计|摊|分|平均|均摊|折|是|为|有|[，,]?(?:每年|一年|合|要))|多少|几)|(?:按|以|用|除以)[^，。？?]{0,8}(?:在职|在编|在岗|在册|实有)[^，。？?]{0,4}人[^，。？?]{0,6}(?:平均|均摊|分摊|摊|算|除)"
)
_GUESTS = frozenset({"official_reception", "domestic_reception"})
_STAFF = re.compile("在职|在编|在岗|在册|职工|员工|干部|工作人员|人头经费")
_IS_A_MEAN = re.compile("人均(?![^，。；？?]{0,12}(?:费|支出|经费|工资|成本|金额|定额))")
_PROJECT_CODE = re.compile(r"(?<![0-9A-Z])\d{8}[A-Z]\d{9,12}(?!\d)")
# 年末结余比年初多: the same thing at two times, named once.
_CARRIED_TWICE = re.compile(
    r"(?P<end>年[末底终](?P<whose>[^，。；？?\d]{0,10}?(?:账上|账面上?|手上|手里|名下))?(?P<what>(?:财政拨款)?(?:结转(?:和|及)?结余|结转|结余|剩余|剩|余(?=下))(?:资金)?)(?:下来|下|的)*(?:数|额|钱|资金)?)(?P<than>(?:[^，。]{0,4}?|[，,]?)[比较跟和与同]年初)(?:时|的)?(?![^，。]{0,6}(?:预算|结转|结余))"
)
# What is left out of a list is not asked about: 除教育支出外还有哪几类.
_EXCEPT = re.compile(
    r"除(?:了|去|开)?[^，。？?]{2,16}?(?:之外|以外|外)(?=，?[^，。？?]{0,30}还有哪[几些]?(?:大)?[类款项块])"
)
# What an item that is named is made up of, told in passing: 某某卫生，也就是扫街、运垃圾那块，.
_EXPLAINED = re.compile(r"[，,](?P<what>(?:也?就是(?:说)?|即|包括|就是指)[^，。；？?]*?、[^，。；？?]*)(?=[，,])")
# What is set aside before another thing is asked for is not asked about: 除了人员经费，公用经费有多少.
_SET_ASIDE = re.compile(
    r"(?:除(?:了|去|开|掉)?|撇开|刨去|刨开|刨掉|抛开|扣开|先?不[说谈提看算管讲]|且不论)[^，。？?]{2,16}?(?:之外|以外|外|先?不[谈说算提讲看管论])?[，,](?!还|也|又|其他|其余|剩|另|别的|余下|再)"
)
_THE_REST = re.compile("的(?:其余|其他|其它|剩(?:下|余)|余下)的?(?:部分|钱|支出|资金)?")
# The units of a body are not the body itself: 下属单位（不含局本级） says it over.
_UNITS_BELOW = re.compile(r"(?:下属|所属|下设|二级|基层)[^，。？?]{0,6}(?:单位|机构)")
_NOT_ITSELF = re.compile(r"[（(](?:不含|不包括|不算|除)[^（）()]{0,8}(?:本级|本部|机关|本身)[）)]")
# What the body's disclosures are used for is not asked: 请参照某局2023年决算.
_LOOKED_INTO = re.compile(
    rf"(?:请|麻烦|劳驾)*(?:参照|参考|参阅|查阅|翻阅|对照|比照|引用|套用|沿用|援引|结合|遵照|依照|依据|根据|打开|翻开|翻遍|通读|[纳归列编]入)(?={MASK})"
)
# The file of a year that is not there.
_NO_FILE_OF = re.compile(
    r"(?:没有?|未|无|缺|不)(?:能)?(?:找|查|翻|下载|搜|见|看)?(?:到|着|见|得到)?[^，。；？?]{0,14}?(?P<year>(?:19|20)?\d\d)年?度?的?(?:那份|那本)?(?:部门)?(?:预算|决算)?(?:公开)?(?:文件|材料|资料|公开|预算|决算|那份)"
)
_COMMA = re.compile(r"(?<!\d),|,(?!\d)")
# A verb and its object with a measure word between them: 吃顿饭, 办个手续, 出趟国; 开几次会 asks how many.
_PARTED = re.compile(
    r"(吃|喝|请|开|办|出|打|加|修|买|换|养|租|发|寄)(?:上|了)?一?(?:顿|趟|回|个|点|些)(?=饭|酒|客|会|手续|证|国|差|车|油|班|奖金|东西|信)"
)
# How often, between the verb and its object: 请了几回客 asks how many were received.
_TIMES_BETWEEN = re.compile(r"(请|接待|招待|吃|宴请)(?:过|了)?(几|多少)(?:回|趟|顿|拨|次|桌)(客人|来客|客|饭|人)")
_CODE_IN_PARTS = re.compile(r"(?<!\d)(\d{3})\s*类\s*(\d{2})\s*款(?:\s*(\d{2})\s*项)?")


@lru_cache(maxsize=1024)  # one question is read several times: whom it is about, what it asks, what follows from it
def normalised(text: str) -> str:
    """The text in one width, commas and semicolons of sentences as Chinese writes them; its length may change."""
    text = _COMMA.sub("，", unicodedata.normalize("NFKC", unified(text))).replace(";", "；")
    text = _ANNOUNCED.sub("", text)
    text = _PARTED.sub(r"\1", _TIMES_BETWEEN.sub(r"\1\3\2批", text))
    text = amount_too.plain(short_names.plain(wordings.plain(counted_from(in_figures(text)))))
    text = _INTO_THE_NEXT_YEAR.sub(_into_the_next, _CARRIED_TWICE.sub(_at_both_ends, text))
    return _CODE_IN_PARTS.sub(lambda hit: "".join(filter(None, hit.groups())), text)


# What announces the question and asks nothing: 已知某局2025年…，则…; 做采购对账：….
_ANNOUNCED = re.compile(
    r"^\s*(?:已知(?:条件)?[:：，,]?|(?:正在|在|要|我?们?在)?(?:做|搞|编|填|写|整理?)(?:个|份|一[个份])?[^，。:：？?\d]{0,8}?(?:对账单?|台账|比对|底稿|报表|汇总表?|核对)(?:用|呢|的?时候)?[:：，,]\s*)"
)
# 2023年没花完、转到2024年的钱: the year that it goes to is only the next one.
_INTO_THE_NEXT_YEAR = re.compile(
    r"(?P<year>(?:19|20)\d\d)年(?P<between>[^。；？?\d]{0,40}?(?:结?转|留|带|滚|顺延|挪)(?:到|至|入))(?P<next>(?:19|20)\d\d)年度?"
)


def _into_the_next(hit: re.Match[str]) -> str:
    follows = int(hit["next"]) == int(hit["year"]) + 1
    return f"{hit['year']}年{hit['between']}下一年" if follows else hit[0]


def _at_both_ends(hit: re.Match[str]) -> str:
    """What is left at the end of a year and at its beginning, each by its name: 年底结余下来的钱跟年初比."""
    what, whose = hit["what"], hit["whose"] or ""
    if whose and hit.string[: hit.start()][-1:].isdigit():
        whose = f"年{whose}"  # 2024年末某局账上结余: the year keeps its own 年
    if what in ("结余", "剩余", "剩", "余"):  # printed as one with what is carried over
        return f"{whose}年末结转和结余{hit['than']}结转和结余"
    if whose:
        return f"{whose}年末{what}{hit['than']}{what}"
    return f"{hit['end']}{hit['than']}{what}"


def names_project_code(text: str) -> bool:
    """Whether a text has the code of a project in it (domain.md A6)."""
    return bool(_PROJECT_CODE.search(text))


def parse(
    text: str, vocabulary: terms.Vocabulary, codes: Collection[str] = (), masked: Iterable[tuple[int, int]] = ()
) -> Query:
    """What the question asks. `vocabulary` holds the labels of the disclosures asked about, `codes` their codes,
    `masked` the spans that name an organisation.
    """
    text = normalised(text)
    plain = blanked(text, masked)
    if _UNITS_BELOW.search(plain):
        plain = blanked(plain, [hit.span() for hit in _NOT_ITSELF.finditer(plain)])
    plain = blanked(plain, [hit.span() for hit in FORM_NUMBER.finditer(plain)])
    plain = blanked(plain, [hit.span() for hit in _LOOKED_INTO.finditer(plain)])
    absolute, offsets, spans = years(plain)
    files = files_compared(plain)
    if files and CONSISTENCY.search(plain):
        absolute = years(blanked(plain, files))[0] or absolute
    elif not files and len(absolute) + len(offsets) > 1 and (source := _OF_A_FILE.search(plain)):
        absolute = (
            tuple(year for year in absolute if f"{year}"[-2:] != next(filter(None, source.groups()))[-2:]) or absolute
        )
    told_years = absolute, offsets
    absolute, offsets = _worked_back(plain, absolute, offsets)
    if told_move := TOLD_MOVE.search(plain):
        named_years, offset_years, _ = years(told_move["asked"])
        if offset_years and len(absolute) == 1:
            named_years, offset_years = (absolute[0] + offset_years[0],), ()
        absolute, offsets = named_years, offset_years
    focus = _FOCUS.search(plain)
    compared = any(way.search(plain) for way in (DIFFERENCE, CHANGE, _ANOTHER_YEARS))
    if focus and len(absolute) == 2 and not offsets and not compared and not asks_why(plain, plain):
        absolute = (int(focus[1]),)
    named = blanked(plain, [*spans, *(hit.span() for hit in _ASIDE.finditer(plain))])
    tables = list(TABLE_NAMED.finditer(named))
    told = [hit for hit in tables if not _ANY_TABLE.fullmatch(hit["name"])]
    tables = told if len(told) > 1 else tables  # 两张决算表（甲表、乙表）
    named = blanked(named, [hit.span() for hit in tables])
    if axis_of(plain):
        named = blanked(named, [hit.span() for hit in AXIS_NAMED.finditer(named)])
    by_name = blanked(plain, spans)
    fund, rest = by_fund(by_name, lambda words: items_named(words, vocabulary, codes))
    if fund:
        named = "".join(MASK if gone == MASK else char for char, gone in zip(named, rest, strict=True))
    of_funds = [hit.span() for asked in (PAID_FROM, FUNDS_TOGETHER, COUNTED_IN) for hit in asked.finditer(by_name)]
    if of_funds and items_named(blanked(named, of_funds), vocabulary, codes):
        named = blanked(named, of_funds)
    else:
        of_funds = []  # the funds are all that is asked about
    # The verb may stand right before the body's name and be taken for a part of it: 纳入甲县水利局决算的还有谁.
    gathered = UNITS_IN_SCOPE.search(text) is not None and not COUNTS_UNITS.search(text)
    gathered = gathered and not asks_why(plain, plain)  # 纳入预算的单位怎么少了一家，是哪家没了
    if gathered:
        named = blanked(named, [hit.span() for hit in UNITS_GATHERED.finditer(text)])
    named = blanked(named, asked_order.from_end_to_end(named))
    items = wages_beside(joined_words(named, items_named(named, vocabulary, codes), vocabulary))
    items = _without_its_money(taken_as_one(named, items))
    items = tuple(
        item for item in items if not _is_in_another(item, items) and not _tells_what_they_are(named, item, items)
    )
    for hit in _EXPLAINED.finditer(named):
        if any(asked.end == hit.start() and terms.key(asked.text) in asked.keys for asked in items):
            items = tuple(asked for asked in items if asked.end <= hit.start() or hit.end() <= asked.start)
            named = blanked(named, [hit.span("what")])
    reckoning, reckoned_of = asked_reckoning.read(named, items, named_again(named, items, vocabulary)), len(items)
    without: tuple[Asked, ...] = ()
    if (out := left_out(named, items)) is not None:
        span, without = out
        items = tuple(item for item in items if item not in without)
        named, plain = blanked(named, [span]), blanked(plain, [span])
    if apart := _EXCEPT.search(named):
        items = tuple(item for item in items if not (apart.start() <= item.start and item.end <= apart.end()))
        named = blanked(named, [apart.span()])
    if (aside := _SET_ASIDE.search(named)) and any(item.start >= aside.end() for item in items):
        before = [item for item in items if aside.start() <= item.start and item.end <= aside.end()]
        whole = any(_is_part(a, b) for a in before for b in items if b not in before)  # 除了接待费，三公还有多少
        whole = whole or _THE_REST.search(named, aside.end()) is not None  # 除了租赁费，公用经费的其余部分占几成
        if before and not whole and not SO_MANY.search(plain[aside.end() :]):
            items = tuple(item for item in items if item not in before)
            named = blanked(named, [aside.span()])
    if not items and tables:
        items = of_tables(tables)
    between = _between_bases(_of_one_year(_of_one_stage(plain, tables), absolute, offsets))
    if between and items and all(item.keys[:1] == ("carried_out",) for item in items):
        # 没花完的钱有多少, by itself, is what was left at the end of the year.
        between = _between_bases(blanked(plain, [(item.start, item.end) for item in items]))
    between = between or left_of_an_item(plain, items)
    # A fund is called 公共预算 wherever it is spent: 一般公共预算财政拨款安排的培训费 asks for no plan.
    paid_by = blanked(plain, [(at, at + 1) for at, gone in enumerate(rest) if fund and gone == MASK])
    basis = "actual" if between else basis_of(paid_by, items)
    kind: QueryKind = "list" if gathered else kind_of(plain, items, absolute, offsets)
    if kind == "reason" and basis == "actual" and _is_of_year_before(plain, absolute):
        basis = None
    by_the_way = blanked(plain, [(item.start, item.end) for item in items])
    of_years = _means_of_years(by_the_way, absolute, offsets)
    if of_years and (kind in ("sum", "list") or (kind == "change" and not CHANGE.search(by_the_way))):
        kind = "lookup"  # 加起来除以2: each year's amount and the mean, never the sum
    items = asked_plan.without_execution(items) if kind == "reason" else items
    again = asked_check.of_a_percentage(plain)
    if kind == "consistency" and not again and asked_agreement.of_a_figure(plain, items):
        kind = "lookup"
    # 单批次平均成本 counts no parties: an item that is called a cost is told in money, whatever stands in its name.
    costs = [(item.start, item.end) for item in items if _COST.search(item.text)]
    counted = COUNTED.search(blanked(plain, [*of_funds, *costs]))
    printed_unit = next(filter(None, map(_unit_in_brackets, items)), None)
    ordered = asked_order.spans(named) if kind == "rank" else []
    left = _left_over(blanked(named, ordered), items, vocabulary)
    if kind in ("list", "rank") and not items and left and asks_where_to(plain):
        kind = "purpose"  # of something that only the disclosures' words may tell
    stated = _STAGE.search(plain)
    stage: Stage | None = None
    if (
        stated
        and not between
        and not COMPLETION.search(plain)
        and not _BETWEEN_BASES.search(plain)
        and kind == "lookup"
        and not any(set(item.keys[:1]) & _AT_ENDS for item in items)
    ):
        stage, basis = ("initial_budget" if stated["first"] else "adjusted_budget"), "budget"
    own_unit = next((c.unit for a in items for k in a.keys if (c := terms.concepts().get(k)) and c.unit), None)
    # 招待客人，每个人花多少: the guests are counted, and not the staff.
    received = bool(items) and all(set(item.keys[:1]) & _GUESTS for item in items)
    by_guest = received and bool(_PER_HEAD.search(plain)) and not _STAFF.search(plain)
    top = asked_order.first_few(plain)
    unit = _UNIT_ASKED.search(plain)
    query = Query(
        text=text,
        kind=kind,
        items=items,
        plain=named,
        years=absolute,
        offsets=offsets,
        basis=basis,
        stage=stage,
        scope=None
        if UNIT_SCOPE.search(plain) and DEPARTMENT_SCOPE.search(plain)
        else "unit"
        if UNIT_SCOPE.search(plain)
        else "department"
        if DEPARTMENT_SCOPE.search(plain)
        else None,
        unit=_unit(unit["unit"]) if unit else None,
        counted=printed_unit or (_counted_unit(counted, own_unit, plain) if counted else None),
        top=top,
        place=number_word(nth[1])
        if kind == "rank" and not asked_order.counted_off(plain) and (nth := _PLACE_ASKED.search(plain))
        else None,
        since=int(since[1]) if (since := _SINCE.search(plain)) else None,
        between_bases=between,
        average=of_years or by_guest or bool(_AVERAGE.search(plain) or _PER.search(plain)),
        # 每吨处置单价 is an item that has its measure in its name.
        per=None if any(item.text.startswith("每") for item in items) else "人次" if by_guest else _per(plain, items),
        ascending=bool(_ASCENDING.search(plain) or asked_order.from_below(plain)) and not _DOWNWARDS.search(plain),
        by_change=bool(
            re.search(
                r"(?:增长|增加|涨|增幅|增|下降|减少|降幅|降|变化|变动)(?:幅度)?[^，。]{0,6}最|最[大多高快]的?(?:增|涨|降|减)|(?<![增追])[加多](?:了|出)?[得的]最[大多狠猛]|(?<![参附])[加增减压砍](?:的)?(?:钱|预算|经费|资金)(?:的)?最[大多狠猛]|(?:增长|涨|增|降|减少)得?最快|最[大多高快][^，。]{0,6}(?:增幅|涨幅|降幅)",
                plain,
            )
        ),
        # 人均办案件数 is an item that is a mean itself.
        per_head=not by_guest
        and bool(_PER_HEAD.search(plain))
        and not any(_IS_A_MEAN.search("".join(a.keys)) for a in items),
        negated=bool(NEGATED.search(plain)),
        scopes_compared=bool(UNIT_SCOPE.search(plain) and DEPARTMENT_SCOPE.search(plain)),
        words=content_words(named),
        said=content_runs(named),
        places=tuple(
            (hit.start(), terms.normalise(_OF_THE_FILE.sub("", _LED_IN.sub("", _POINTED_AT.sub("", hit["name"])))))
            for hit in tables
        ),
        rest=left,
        without=without,
        fund=fund,
    )
    return query if reckoning is None else _reckoned(query, reckoning, reckoned_of, *told_years)


def _reckoned(
    query: Query,
    reckoning: asked_reckoning.Reckoning,
    of_items: int,
    absolute: tuple[int, ...],
    offsets: tuple[int, ...],
) -> Query:
    """A query that asks for plain arithmetic and nothing beside it: all its words are read."""
    if len(query.items) != of_items or query.without:
        return query
    if reckoning.operator == "before":
        told = {*absolute, *(max(absolute) + step for step in offsets)} if absolute else set()
        if not _asks_earlier(query.text, max(absolute, default=None)):
            return query
        if len(told) == _PAIR and max(told) - min(told) == 1:
            absolute, offsets = (min(told),), ()
        elif absolute or offsets != (-1,):
            return query  # which year it was before is not told
        query = replace(query, years=absolute, offsets=offsets)
    kind: QueryKind = "share" if reckoning.operator in ("part_of_sum", "part_of_given") else "lookup"
    return replace(
        query, kind=kind, reckoning=reckoning, rest=(), counted=None, average=False, per=None, per_head=False,
        between_bases=False, basis=query.basis if not query.between_bases else None,
    )  # fmt: skip


def _asks_earlier(text: str, later: int | None) -> bool:
    """Whether the last year that a text names, behind the move that it tells, is the one before that move."""
    spans = years(text)[2]
    moves = [figure.end for figure in quantity.find(text)]
    if not spans or not any(end <= max(spans)[0] for end in moves):
        return False
    absolute, offsets, _ = years(text[slice(*max(spans))])
    return offsets == (-1,) or (len(absolute) == 1 and later is not None and absolute[0] == later - 1)


_PAIR = 2


def _means_of_years(text: str, absolute: tuple[int, ...], offsets: tuple[int, ...]) -> bool:
    """Whether a mean over the years that are named is asked for: 2017年和2018年某费平均是多少."""
    several = len(absolute) + len(offsets) > 1 or _IN_SO_MANY_YEARS.search(text)
    return bool(several and _MEAN_ALONE.search(text))


_IN_SO_MANY_YEARS = re.compile("(?:近|这|前后|最近|上述)[两二三四五]年")
# A mean that names nothing else than years to be taken over: no 人均, 平均每批次, 平均分.
_MEAN_ALONE = re.compile(
    r"(?:平均|均摊|均值)(?!分|[^，。；？?]{0,6}[每一]个?(?![一年月下])[一-鿿])|年均(?![增涨减降下上变])"
    r"|除以(?:[2-5两二三四五](?![\d.])|年[数份])"
)


_CARRIED_OUT = re.compile(r"(?P<year>20\d\d)年[^，。；？?\d]{0,10}?(?:执行|决算|实际|花了)")


def _is_of_year_before(text: str, absolute: Sequence[int]) -> bool:
    """Whether it is only the first of two years of which the outturn is spoken of: 去年执行数是零，今年安排了25万，为什么."""
    said = {int(hit["year"]) for hit in _CARRIED_OUT.finditer(text)}
    return len(set(absolute)) > 1 and said == {min(absolute)}


def _worked_back(
    text: str, absolute: tuple[int, ...], offsets: tuple[int, ...]
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The years asked for, without the year whose file tells of the one before it: 没有2016年的文件，2017年那份写了上年数."""
    if len(absolute) < 2 or offsets not in ((), (-1,)):
        return absolute, offsets
    if BACKWARDS.search(text):
        return (min(absolute),), ()
    missing = next((2000 + int(hit["year"][-2:]) for hit in _NO_FILE_OF.finditer(text)), None)
    if offsets and missing is not None and set(absolute) == {missing, missing + 1}:
        return (missing,), ()
    return absolute, offsets


def _without_its_money(items: Sequence[Asked]) -> tuple[Asked, ...]:
    """The items without 项目资金 right behind the name of a project, which is that project's money."""
    concepts = terms.concepts()
    projects = [asked.end for asked in items if asked.keys and not set(asked.keys) & set(concepts)]
    return tuple(
        asked
        for asked in items
        if not (_ITS_MONEY.fullmatch(asked.text) and any(asked.start - end in (0, 1) for end in projects))
    )


_ITS_MONEY = re.compile("项目的?(?:资金|经费|钱|款)")


def _is_part(part: Asked, whole: Asked) -> bool:
    """Whether an item is a part of another by the field's own words, or the other is all there is."""
    below = terms.parts_below(whole.keys[0]) if whole.keys else frozenset()
    return bool(below & set(part.keys[:1]) or set(whole.keys) & terms.TOTALS)


def _is_in_another(item: Asked, items: Sequence[Asked]) -> bool:
    """Whether an item is only more of the name that another one comes close to: 绩效自评，…得分, 某剧院搞装修 of 某剧院精装修工程."""
    own = terms.normalise(item.text)
    return any(
        other is not item
        and other.near
        and not item.near
        and other.keys
        and all(own in key.removeprefix(terms.normalise(other.text)) for key in other.keys)
        for other in items
    )


# 修东西和租东西的日常开销: what the things before it are, and no item beside them.
_WHAT_THEY_ARE = re.compile("(?:日常)?(?:开销|开支|花销|花费|支出|费用)$")


def _tells_what_they_are(text: str, item: Asked, items: Sequence[Asked]) -> bool:
    """Whether an item is only what two or more items right before it are said to be."""
    before = [other for other in items if other.end <= item.start]
    joined = len(before) > 1 and text[before[-1].end : item.start] == "的"
    return joined and not item.code and _WHAT_THEY_ARE.fullmatch(item.text) is not None


# 绩效自评得分, printed as 自评得分: what is evaluated goes without saying.
_OF_WHAT = re.compile("绩效(?=自评|评价|评分|得分|考核)")


def _left_over(text: str, items: Sequence[Asked], vocabulary: terms.Vocabulary) -> tuple[str, ...]:
    """The content words beside the items and what a mean is taken over."""
    known = [
        *(hit.span() for hit in _PER.finditer(text)),
        *((item.start, item.end) for item in items),
        *said_again(text, items, vocabulary),
        *(hit.span() for hit in OUTSIDE_FISCAL.finditer(text)),
        *(hit.span() for hit in WHERE_TOLD.finditer(text)),
        *(hit.span() for hit in _IN_UNIT.finditer(text)),
        *(hit.span() for hit in _ROUNDED.finditer(text)),
        *(hit.span() for hit in _OF_WHAT.finditer(text) if any(hit.end() == item.start for item in items)),
        *asked_sum.spans(text, items),
        *(hit.span() for hit in BACKWARDS.finditer(text)),
        *(hit.span() for left in (AWAY, LEFT_TO) for hit in left.finditer(text) if taken_away(text, items)),
    ]
    return content_words(blanked(text, known))


def _of_one_stage(text: str, tables: Sequence[re.Match[str]]) -> str:
    """A text without the names of the tables that it sets against each other, where all of them are of one stage.

    一般公共预算支出决算表 tells nothing of what was planned.
    """
    stages = {"决算" in hit["name"] for hit in tables}
    return blanked(text, [hit.span() for hit in tables]) if len(tables) > 1 and len(stages) == 1 else text


def _counted_unit(counted: re.Match[str], own_unit: str | None, text: str) -> str:
    """What is counted where a text asks how many: 台 are vehicles or what the item has of its own, 个 may be people."""
    if counted["unit"] == "台" and own_unit:
        return own_unit
    if counted["unit"] == "台" and "车" in text[counted.start() : counted.end() + _NEAR]:
        return "辆"
    if counted["unit"] == "个" and counts_people_at(text, *counted.span()):
        return "人"
    people = counted["people"] or counted["of"]
    return counted["unit"] or counted["times"] or ("人" if people else "个" if counted["number"] else "辆")


# 国内公务接待人次（人）: what a label itself says that it counts; a name ends before the bracket that closes.
_UNIT_BEHIND = re.compile(r"[（(](?P<unit>[一-鿿]{1,3})[）)]?$")


def _unit_in_brackets(asked: Asked) -> str | None:
    """The unit of a count that an item's own name closes with."""
    hit = _UNIT_BEHIND.search(asked.text)
    unit = quantity.unit(hit["unit"]) if hit and not asked.near else None
    return hit["unit"] if hit and unit is not None and unit.base not in ("元", "%") else None


def _of_one_year(text: str, absolute: Sequence[int], offsets: Sequence[int]) -> str:
    """A text about one year without it, and without whose budget it is: 项目支出决算比2023年部门预算差多少."""
    spans = years(text)[2]
    if len(absolute) != 1 or offsets or len(spans) < 2:  # said of both sides
        return text
    return re.sub(r"(?:部门|单位)(?=预算|决算)", "", blanked(text, spans).replace(MASK, ""))


# 会议费还剩多少: what was planned for it and was not spent.
_STILL_LEFT = re.compile(
    r"(?:的?(?:钱|预算|经费|资金))?(?:最后|到底|一共|总共|又|还|到最后)*(?:剩|余)(?:下|余|了|有)*(?:多少|几[万百千])(?:钱|万?元)?(?:没(?:有)?(?:花|用)(?:完|掉)?)?(?:了)?[呢啊呀？?。]*$"
    # The same without a word of what is left: 会议费有多少钱没花出去.
    r"|(?:的?(?:钱|预算|经费|资金))?(?:最后|到底|一共|总共|又|还|到最后)*有?(?:多少|几[万百千])(?:钱|万?元)?(?:是|都)?(?:没有?|未)(?:能)?(?:花|用|支|付)(?:出去|完|掉|光)[的了呢啊呀？?。]*$"
)


def left_of_an_item(text: str, items: Sequence[Asked]) -> bool:
    """Whether it is asked what is left of one item, which is no fund and no total: of these the year's end is printed."""
    if len(items) != 1 or AT_YEAR_END.search(text) or asked_remainder.taken_away(text, items):
        return False
    keys = set(items[0].keys[:1])
    whole = keys & (terms.TOTALS | _AT_ENDS | FUNDS_AND_THEIR_USE)
    return not whole and _STILL_LEFT.match(text, items[0].end) is not None


def _between_bases(text: str) -> bool:
    """Whether what was spent is to be held against its own budget."""
    if (
        COMPLETION.search(text)
        or _SAVED_SINCE.search(text)
        or _ANOTHER_YEARS.search(text)
        or (AT_YEAR_END.search(text) and (UNSPENT.search(text) or KEPT_ON.search(text)))
    ):
        return False
    return bool(_BETWEEN_BASES.search(text) or OVER_OR_UNDER.search(text))


def _per(text: str, items: Sequence[Asked] = ()) -> str | None:
    """What a mean is taken over: 人次 of 平均每个人次; never what stands within a name, as 一张 of 智慧水务一张图平台."""
    hits = (
        hit
        for hit in _PER.finditer(text)
        if hit[0][0] not in "一每" or not any(a.start < hit.start() < a.end for a in items)
    )
    found = next(hits, None)
    named = found and next(filter(None, found.groups()))
    if named and re.search("客|次接待", named):  # guests are counted by head, receptions by party
        return "批次" if re.match("[批拨次]", named) else "人次"
    return {"项目": "个项目", "批": "批次"}.get(named, re.sub("^个(?!项目|$)", "", named)) if named else None


def _unit(name: str) -> str:
    return {"万": "万元", "亿": "亿元"}.get(name, name)
