"""A question in everyday Chinese becomes a typed query. Pure: words in, values out.

The cues below are the language's, not a test's: each is a class of wording (how people ask for a reason, a share, a
change …). What the cues, the item names, the years and the small words do not explain stays in `Query.rest`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from ingest import quantity, terms
from service.query import Asked, BasisAsked, Query, QueryKind, Stage

# Stands in for what is already understood; no letter, so that no name is found across it.
_MASK = "¦"
_HAN_DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0}
_YEAR = re.compile(
    r"(?<![\d.])(?P<full>(?:19|20)\d\d)(?:\s*年度?)?(?!\d|[.,]\d|\s*(?:万|亿|元|%|辆|人|名|件))"
    r"|(?<![\d.])(?P<short>\d\d)\s*年(?!级|限|以|来|前|后|内|期)"
    r"|(?P<han>[二2][〇零○oO0][〇零○一二三四五六七八九]{2})\s*年|(?P<hanshort>[一二][〇零○一二三四五六七八九])\s*年(?!级|限|以|来|内|期|间)"
)
_RELATIVE = (
    (re.compile(r"大前年"), -3),
    (re.compile(r"前年"), -2),
    (
        re.compile(
            r"去年度?(?!剩|没花完|结转)|上年度?(?!结转|结余|末?结转|剩)|上一年度?|头一年|上个年度|上一个年度|前一年|往年"
        ),
        -1,
    ),
    (re.compile(r"今年|本年度?(?!收入|支出)|当年(?!预算|收入|支出)|这一年|本期|现在"), 0),
    (re.compile(r"(?<![到留转])(?:明年|下一年|来年)"), 1),
)
_LAST_YEARS = re.compile(
    r"(?<![\d第])([两二三四五六])年(?=[^，。]{0,10}(?:平均|合计|加起来|一共|总共|走势|趋势))|(?:近|最近|这|过去|连续)([两二三四五六\d])年|([两二三四五六])年(?:来|间)"
)
# 十四五 is 2021 to 2025, 十五五 the five years after it; a name of the plan alone names no years.
_FIVE_YEARS = re.compile(r"[“\"]?(十[二三四五六])五[”\"]?(?:时期|期间|以来|规划期)")
_FIRST_OF_14 = 2021
_YEAR_EXPLAINED = re.compile(
    r"(?P<said>(?:大前|前|去|今|本|上一?|头一)年度?)(?=\s*[（(，,]?\s*(?:也?就是|即|指|是)?\s*(?:19|20)\d\d\s*年?\s*[）),，])"
)
_SHORT_YEARS = re.compile(r"(?<![\d.])(?:[12]\d[、，,和]\s*)+[12]\d\s*年(?!级|限|以|来|前|后|内|期)")
_RANGE = re.compile(r"((?:19|20)\d\d)\s*年?\s*(?:[-—~－至到])\s*((?:19|20)\d\d)\s*年?")

_REASON = re.compile(
    r"哪[两二几]大?(?:块|项|部分)[^，。]{0,4}(?:涨|增|升|拉|推|多出)|为何|为什么|为啥|凭什么|凭啥|什么原因|啥原因|原因|何故|怎么(?:就|会|一下子?|又|还)*(?=[^么]{0,12}?(?:多|少|涨|降|增|减|变|翻|砍|升|跌|没|无|高|低))|咋(?!样|办)|缘何|因何|缘由|因为什么|理由|(?:有没有|可有|有无)(?:说明|解释|交代)|解释过|解释了?(?:没有|吗|没)|说明过|缘故|咋回事|怎么回事|怎么搞的|(?:对外)?(?:是)?(?:怎么|如何)(?:解释|交代)(?=.{0,3}$)|给(?:出|了)?的?(?:解释|说法)|什么解释|啥解释"
)
_UNEVEN = re.compile(r"只|没|未|超|比|[增减涨降升跌缩压砍]|少了|多了|变")
_EXPLAINED = re.compile(r"(?:怎么|如何)(?:解释|说明)|什么解释|怎么个?说法")
_CONSISTENCY = re.compile(
    r"一样多(?:吗|么|不)|(?:是)?一个数(?:吗|不|么|$)|核得(?:上|拢)|对得(?:拢|平)|打平|有没有出入|有无出入|出入(?:吗|多大)|吻不吻合|相不相等|是不是(?:同)?一个数|同一个数|一个数吗|一致|对得上|对不上|对上|相符|不符|相等|矛盾|打架|吻合|平衡|匹配|相互印证|等于|平不平|轧平|是不是一回事|能否对应|核对|勾稽|勾不勾|是否.{0,10}相同|一样吗|一样么|一不一样|一样不|是不是一样|同不同|相同吗|加总.*差|差在哪|冲突"
)
_COMPLETION = re.compile(
    r"(?:花|用|执行|完成)(?:掉|了|到|完)*(?:年初|全年|当年|调整)?预算数?的?(?:几成|百分之(?:几|多少)|多少比例|多大比例)|(?:花|用|执行|完成|支出)(?:掉|了|到)*(?:什么程度|几成|百分之(?:几|多少)|多大比例|多少比例)|(?:预算|钱)(?:花|用|执行|完成)(?:得|到)(?:怎么样|如何|什么程度|几成)|完成率|执行率(?!指标|目标|权重)|完成(?:了)?(?:年初|全年)?(?:预算)?的?(?:百分|多少|几成|比例)|完成(?:年初|全年|调整)预算|执行进度|花完没有|花完了吗|用完没有|完成得怎么样|执行得怎么样|预算执行情况"
)
# What was spent in percent of what was planned, called a share: 实际支出占年初预算的比例.
_SPENT_OF_BUDGET = re.compile(
    r"(?:实际|决算|执行|支出|花|用)[^，。？?]{0,10}占(?:年初|全年|当年|调整)?预算数?的?(?:几成|百分|多|比)"
)
# What was spent over its own budget, also where it is called a part of it: 花了预算的百分之几, 花掉的占全年预算多少.
_OF_BUDGET = re.compile(
    r"(?:花|用|执行)(?:掉|了|出去|完)*的?(?:钱|数|部分)?(?:占|是|达到?)?了?(?:当年|年初|全年|原|调整)?(?:的)?预算数?的?(?:百分之|多少(?![钱万元])|几成|多大)"
)
_SHARE_OF = re.compile(r"占(?!用|地)")
_MOVED = re.compile(r"缩水|减|降|少了|涨|增|升|跌|压|砍|多了")
_SAME_YEARS = re.compile(
    r"(?:和|跟|与|同|比)(?:去年|上年|(?:19|20)\d\d年?)[^，。]{0,6}(?:一样|相同|一致|持平|没变)|(?:两年|这几年|历年|去年|上年|前后年).{0,8}(?:一样|相同|一致|持平|没变)"
)
_SHARE = re.compile(
    r"多大(?:的)?份额|占(?:多大|多少)(?:的)?(?:份额|份)|相当于.{1,16}(?:百分之|几成|多少%)|占比|占(?!了?多少[钱元万]|几[辆台个人名件])(?=[^用地有]|$)|比重|所占|占了(?!多少[钱元])|百分比是|几成|多大比例|比例"
)
_RATE = re.compile(
    r"百分之几|百分之多少|增长率|增幅|降幅|涨幅|幅度|增速|下降率|变动率|变化率|几个百分点|多少个百分点|多少个点|几个点|翻了?(?:多少|几)倍|(?:多少|几)倍|百分比"
)
_MOVE = r"(?:增长|增加|上升|提高|上涨|涨|升|多|高|(?<!新)增|下降|减少|降低|下滑|降|少|低|减|压减|压缩|缩减|节约|省|砍|变化|变动|差别|区别|差异|变)"
_SPENT_BY = r"[少多](?:花|用|开支|支出)"
_PAST = r"(?:去年|上年|上一年|前一年|前年|头一年|(?:19|20)?\d\d年(?:度)?(?:的)?(?:预算|决算)?|往年|年初)"
_CHANGE = re.compile(
    rf"{_SPENT_BY}了?(?:多少|几)|动过(?:没有|没|吗)|(?:有|没)(?:有)?动过|变化大|变动大|变没变|翻了?(?:一|两|几)?[番倍]|(?:压|砍|缩|增|减|涨|降)了?(?:多少|几)|相(?:对|较)(?:于)?{_PAST}|(?:比|较|对比|相比)\s*(?:于)?{_PAST}|(?:和|跟|与|同){_PAST}[^，。]{{0,6}}?(?:比|差|变|一样)|{_PAST}(?:相比|比)|{_MOVE}了?(?:多少|几|没有|吗|没)|(?:有没有|有无|有什么|有啥){_MOVE}|有(?:所)?(?:变化|变动|增长|增加|减少|下降|差别|区别|差异)|变化(?:情况|大不大|如何)|增减|变动|是(?:涨|增|升|多|加)(?:了|加|长)?还是(?:跌|减|降|少)|没变|持平|涨了|降了|增加了|减少了|少了|多了|涨没涨|增加还是|减少还是|多还是少|涨跌|走势|趋势"
)
_DIFFERENCE = re.compile(
    r"(?P<verb>比|较|跟|和|与|同).{1,40}?(?:多|少|高|低|大|小|差|超过|超出)了?(?:多少|几)|相差|差多少|差额|差距|差了?几|超出(?:多少|了)|高出多少|多出多少|之差"
)
_COMPARE = re.compile(
    r"(?:是不是|是否|有没有)比[^，。]{2,14}(?:多|少|高|低|大|小)|比[^，。]{2,14}(?:还|更|要)(?:多|少|高|低|大|小)(?:吗|么|不|？|\?|$)|哪(?:一?边|一?头|方)(?:用钱|花钱|用得|花得|要)?(?:更|比较)?(?:多|少|大|小|高|低)|哪个数(?:更)?[大小高低多少]|哪个(?:更|比较)?(?:多|少|大|小|高|低)|谁(?:更|比较)?(?:多|少|大|小|高|低)|哪(?:一?项|个|边|一个)(?:更|比较|花)?(?:得)?(?:多|少|大|小|高|低)(?!的)|孰多|比一比|(?:多|大|高)还是|哪家(?:更|比较)?(?:多|少)"
)
_SUM = re.compile(
    r"累计|凑(?:一块|一起|起来|在一起|到一起)|拢在一起|合计|加起来|加在一起|加一起|加总|总和|之和|共计|一共|总共|合起来|合在一起|相加|总计|统共|拢共|加一块"
)
_RANK = re.compile(
    r"第[二三四五六七八九十](?:大|多|高)|排(?:名)?第[二三四五六七八九十]|最(?:花钱|烧钱|费钱)|花(?:钱|得)最多|最(?:大|多|高|小|少|低|贵|快|猛)|前(?:[一二两三四五六七八九十\d]+)(?:名|项|位|大|个|笔|类|种)|排前[一二三四五六七八九十\d]|排个序|排序|排列|排一下|从[大高多]到[小低少]|从[小低少]到[大高多]|排名|排第|名列|第[一二三]大|头号|大头|主要花在哪"
)
_ASCENDING = re.compile(r"最(?:小|少|低)|倒数|垫底")
_PLACE_ASKED = re.compile(r"(?:排名?)?第([二三四五六七八九十2-9])(?:大|多|高|位|名|的)?(?!季|部分|条|章|项级|款|页|次)")
_TOP = re.compile(
    r"哪(?P<which>[两三四五六七八九十])大?(?:个|项|类|块|样|笔)|(?:排?前|最(?:[大多高小少低贵]|花钱|烧钱|费钱)的?(?:的)?(?:是)?(?:哪)?)\s*([一二两三四五六七八九十\d]+)\s*(?:个|项|名|位|大|类|笔|块|种|样|的)|排前\s*([一二两三四五六七八九十\d]+)|([一二两三四五六七八九十\d]+)\s*(?:个|项|类|笔|块|种|样)(?:最|花)"
)
_LIST = re.compile(
    r"掰开|分(?:成|为|了)(?:哪|几)|[几哪]大?(?:块|部分)(?!钱)|哪几?[个条]?来[路源]|哪[两三四五六]个|(?:下面|底下|下边|以下|下属)的?(?:那|这)?(?:[两二三四五六七八九几]个)?(?:科目|项级|款级|[款项](?!目)|明细)|拆(?:开|给|成|分)|依次(?:是|为)|落在哪|哪几个科目|哪些科目|有哪些|哪些|分别|明细|列一下|列出|罗列|构成|组成|各是多少|各多少|各有多少|包括什么|包括哪|都有什么|有什么|下设|内设|哪几个|从哪(?:儿|里)?来|哪几[项块]|哪几家|哪几类|各项|逐项|由什么|怎么分|各自|细分|花在哪|花到哪|用在哪|都有哪|有几家|清单|一览"
)
_DEFINITION = re.compile(
    r"(?:说|指|讲)的(?:就|到底|究竟)?是(?:啥|什么)|(?:^|[，。；])(?:到底|究竟)?啥(?:是|叫)|是个?什么东西|是什么(?:收入|费用|资金|经费)|指(?:的)?(?:是)?(?:哪些|什么)|包[含括](?:了|些)?(?:什么|哪些|些什么)(?:费用|开支|内容)|(?:包不包括|包不包含|算不算|属不属于|含不含|是否(?:包括|包含|属于))|(?:包括|包含|属于|(?<![预决估测推打])算(?!出|起来|得|上|对|一算|下来))[^，。？?]{2,16}(?:吗|么|不)[？?]?$|"
    r"什么是|是什么意思|啥意思|是指什么|指的是什么|怎么定义|定义|含义|是什么钱|名词[:：]|怎么界定|如何界定|(?:怎么|如何)解释|名词解释|什么叫|(?<!原因)(?<!用途)(?<!依据)(?<!目标)(?<!内容)(?<!构成)(?<!组成)是什么[？?]?$|何谓|何为|怎么理解|包括哪些内容|指什么|的概念|概念是|区别是什么|有什么区别"
)
_CONTACT = re.compile(
    r"给谁打|打给谁|给哪(?:个|位)[^，。？]{0,4}打|找哪(?:位|个人?)|联系哪(?:位|个)|哪位(?:负责|联系|经办)|电话|联系人|联系方式|找谁|咨询谁|怎么联系|联系谁|向谁|问谁|打给谁|号码"
)
_ASKS_CONTACT = re.compile(
    r"给谁打|打给谁|给哪(?:个|位)[^，。？]{0,4}打|找哪|哪位|联系|咨询|号码|找谁|问谁|电话(?:是|多少|号)"
)
_PLUS = re.compile(r"[加+＋]上?")
_FIELDS = frozenset({"current_budget", "own_level_funding", "superior_subsidy"})
_AT_MOST = re.compile(r"最[多少长短高低](?:能|要|得|可以|不超过|为|是)?(?:几|多少)(?!项|个项|类|名)")
_MOVED_MORE = re.compile(
    r"(?:哪个|哪一个|谁|哪项)(?:增加|增长|上涨|涨|增|减少|下降|降|减|变化)得?(?:更|较|比较)?(?:多|大|快|少)"
)
_MULTIPLE = re.compile(
    r"(?:是|为|等于|恰为|正好是)[^，。]{2,14}的?(?:一半|二分之一)|(?:是|为|等于|相当于)[^，。]{0,12}?(?:的)?(?:多少|几)倍"
)
_UP_OR_DOWN = re.compile(
    r"一路|往上涨|往下降|越来越|是[升增涨多]是[降减跌少]|(?:升|增|涨|多)(?:了|加|长)?还是(?:降|减|跌|少)|走势|趋势|变化"
)
_WHICH_YEAR = re.compile(r"(?:哪一?年|哪个年度|什么年份)[^，。？?]{0,10}最?(?:多|少|高|低|大|小)")
_PROJECTS = re.compile(
    r"(?:有|都有|包括|安排了?|列了)?(?:哪些|哪几个|几个|多少个|什么)(?:(?:重点|专项|主要|具体)?项目|专项(?![经支资]))(?!支出|预算数|编|实行|纳入|开展|设)|项目(?:有哪些|有几个|清单|都有什么)"
)
_BLANK_TABLES = re.compile(
    r"(?:哪些|哪几张|哪张|几张).{0,4}表.{0,8}(?:没有?数据|无数据|空|没有?数)|空表有哪|哪些是空表"
)
_WEIGHTS = re.compile(r"权重.{0,10}(?:加|合计|之和|总|一共|等于|是100|100)|(?:加|合计|总).{0,6}权重")
_ADDS_UP = re.compile(
    r"(?:之和|加起来|加总|相加|合计|各款|各项|各类).{0,14}(?:等于|差|一致|对得上|相符|对上|对不对|吻合)"
)
_PER = re.compile(
    r"(?:平均|均摊)(?:下来)?(?:到)?[一-鿿]{0,4}?(?:每|一)(?P<unit>个项目|辆车?|个?人次|批次?|个?人|名|件|次|台|户|处|套|个(?!月))"
    r"|(?P<mean>项目)[^，。？]{0,4}平均(?:资金|预算|金额)?(?:规模|额度|金额|数额|水平|预算|资金|(?=多少|是多少))|一(?P<guest>个客人|位客人|个来客|批客人|拨客人|个人次|次接待)(?:，|要|得)?平均|每(?P<same>个项目|辆车|人次|批次|个人)(?:的)?平均|每个?(?P<only>辆车|人次)(?:合|摊|要|用|花|是)?(?:多少|几)"
)
_AVERAGE = re.compile(
    r"(?:平均|均摊|分摊)(?:到)?(?:每个?月|每月|一个月|每年|一年)|月均|每个?月平均|[两二三四五六七八九十\d]年(?:的)?平均|年均|平均每[年月]"
)
_SINCE = re.compile(r"((?:19|20)\d\d)\s*年?(?:度)?(?:以来|以后|之后|开始|起)(?!用)")
_BETWEEN_BASES = re.compile(
    r"(?:实际)?(?:花|用|支出|执行)(?:掉|出去)?的?(?:钱)?(?:比|跟|和|与)(?:当年|年初|全年|原)?预算[^，。？]{0,6}(?:多|少|差|高|低|超|省)|比(?:当年|年初|全年|调整)?预算(?:数|安排)?(?:省|少花|多花|少用|多用|节约|节省|结余|超)|预算数?减(?:去|掉)?(?:决算|实际|执行)|决算数?减(?:去)?预算|省下(?:了|来)?(?:多少|几)|(?:剩|余)(?:下|了)?(?:多少|几[万元])[^，。？]{0,4}没(?:花|用)|没(?:花|用)(?:掉|完)的?(?:预算|钱|资金)?(?:有|是|还有)?多少|超了?(?:多少|几)|超没超(?:出)?预算|(?:有没有|是否|是不是)超(?:出|过)?(?:了)?预算|超(?:出|过)?(?:了)?(?:年初|全年|调整)?预算(?:多少|几|没有|吗|没)|节约额|节余额|省下(?:来)?多少|预算\s*决算\s*(?:差额|相差|差)|决算\s*预算\s*(?:差额|相差|差)|决算数?\s*(?:vs|VS|对比|对)\s*(?:19|20)?\d{0,4}年?(?:年初|全年)?预算|(?:决算|实际|执行)数?.{0,4}(?:比|较|和|与|跟|同).{0,4}(?:全年|年初|调整)?预算数?.{0,8}(?:多|少|差|高|低|相差|结余)|(?:全年|年初|调整)?预算数?.{0,4}(?:比|较|和|与|跟|同).{0,4}(?:决算|实际|执行)数?.{0,8}(?:多|少|差|高|低|相差)"
)
# Words that are cut up if their edges are taken off: 在 of 在职 is no preposition.
_WHOLE_WORD = re.compile(
    r"在职|在编|在岗|在册|编外|离退休|退休|离休|遗属|临聘|到岗|大专|中专|高中|本科|专科|硕士|博士|研究生"
)
_STAGE = re.compile(r"(?P<first>年初(?:部门)?预算数?)|(?:全年|调整后?的?)预算数?")
_ASIDE = re.compile(r"[（(][^（）()]*口径[）)]|按[^，。]{1,8}口径")
# The year of a file to look into is not the year asked for: 能从2023年的文件推出来吗.
_OF_A_FILE = re.compile(
    r"(?:从|由|根据|依据|按照?|用|查|翻)\s*(?P<year>(?:(?:19|20)\d\d|\d\d))\s*年?度?的?(?:部门)?(?:预算|决算)?(?:文件|材料|公开|说明|报告|书|那份|这份|给出|公布|的数|里)"
)
# Worked back from the year after: the earlier year is asked for.
_BACKWARDS = re.compile(r"倒算|倒推|反推|推算|推出来|减去增加|加上减少|算出来")
_FOCUS = re.compile(r"((?:19|20)\d\d)\s*年?(?:度)?(?:的)?(?:预算)?(?:执行数|决算数|预算数)")
_PURPOSE = re.compile(
    r"干嘛|发(?:给谁|什么)的|(?:花|用)[到在于](?:了)?(?:哪些|什么)(?:方面|地方)|主要(?:安排|支付|保障|开支)(?:了)?(?:哪些|什么)|主要买(?:什么|啥)|(?:做|干)(?:些|哪些|了哪些)(?:事|活|工作)|(?:干|做)(?:啥|什么)(?:活|事)|去(?:做|干)(?:了|些)?(?:什么|啥)|(?:做|干)(?:什么|啥)(?:了|去|用了)|用(?:在|到|于)(?:了)?(?:啥|哪|什么)|花(?:在|到)(?:了)?(?:啥|什么)(?:上|地方|方面|去)|都(?:用|花)(?:来|去)(?:干|做)|"
    r"用于(?:什么|哪|干)|用来(?:做|干)|干什么用|用途(?![”栏列])|做什么用|做什么的|干什么的|干啥|主要用于|花在什么|拿来(?:做|干|买|用)|买什么用|都买什么|用在(?:什么|哪)|是干嘛|做啥用"
)
# Of one item this asks what it is for, of all that is spent which item is the largest.
_MAINLY = re.compile(r"主要(?:是)?(?:花|用|投|使)(?:在|到|于)(?:了)?(?:哪|什么|啥)")
_USED_FOR = re.compile(r"主要用于|用途”?是|用来(?:干|做)")
_HELD = re.compile(
    r"(?<![税征回营创增])收(?![入支到益费缴取付款回])(?:录|集|了|进)?(?:了|有|的)?[^，。？]{0,6}哪(?:些|几个|几家|家|个|几年|一年|年)|(?:手上|手里|这里|这儿|你们|库里|库中|系统)[^，。？]{0,8}(?:收|存|有|查)[^，。？]{0,8}(?:哪|几)(?!项|笔|类|个项目|辆|台|人|名|个人|张|元|万)|哪几年的(?:预算|决算|预决算|材料|文件|公开)|(?:都|能)(?:收录|查询?|查到)(?:了)?(?:哪|几)|(?:收录|存|有|库里|库中|提供|能查|可以查|查得到)(?:了|有|到)?(?:的)?(?:哪些|哪几个|哪几家|多少个|几个|多少家|几家)(?:单位|部门|机构|文件|年份|年度|文档|资料)|(?:有|收录了?)哪(?:些|几个?)年|哪些年份|能(?:回答|查)什么|你有(?:哪些|什么)"
)
# The units of a body, not the bodies whose disclosures are held.
_UNITS_BELOW = re.compile(
    r"(?:下面|底下|下头|下属|下设|所属|下辖|直属|二级|管着|管)的?(?:共|一共|总共)?有?(?:哪|几|多少)"
)
_ACTUAL = re.compile(
    r"实际|真(?:正|的)?(?:花|用)|决算|执行数|执行了|执行情况|完成率|执行率|真正花|花了|花掉|用了|用掉|花没花|没有?花完|没有?用完|花超|超支|超预算|支出了|花出去|到底花|结算|用去|开销了|发生了|发生额|花费了"
)
# What a comparison starts from is not what is asked: 比2023年执行数 still asks about the budget.
# 要花掉, 打算用掉: still to be spent.
_TO_SPEND = re.compile(r"(?:要|准备|打算|计划|预计|将|拟|会|想)[^，。]{0,4}(?:花|用|支出|开销|花费)(?:掉|了|去|出去)?")
# 为啥多花了 asks why it rose, of a budget as well.
_SPENT_MORE = re.compile(r"[多少](?:花|用)(?:掉|了)+|(?:花|用)(?:得|了)(?:更|比)?[多少]了?")
_BASE_BASIS = re.compile(
    r"(?:比(?!例|重|率)|较|(?:与|同|跟|和)(?![^，。？]{0,8}?(?:执行数|决算数|决算|执行)[^，。？]{0,4}(?:合|加|总|共|各|分别|一共|之和|是多少|多少)))[^，。？]{0,8}?(?:执行数|决算数|决算|执行)"
)
_FINAL = re.compile(r"(?<!预)决算(?!公开)")
_BUDGET = re.compile(r"预算|计划|安排|打算|准备|预计|要花|拟|编列|列了|编了")
_UNIT_ASKED = re.compile(
    r"(?:换算成|换成|折合|折算成|折成|转成|化成|改成|按|用|以|合|是|多少|几|等于多少|等于)[“\"]?(?P<unit>亿元|万元|千元|元|百万元|万|亿)[”\"]?(?:表示|计|计算|来说|来算|为单位)?"
)
_COUNTED = re.compile(
    r"(?:多少|几)(?:[十百千万](?!元|块|把))?个?\s*(?P<unit>分钟|分(?![之类别析布])|小时|工作日|公里|平方米|亩|吨|篇|场|期|辆|台|人次|名|个人|位|人|件(?!套)|批次|批|拨|趟|次|所|座|处(?![室级长])|条|项(?!目)|米|吨|万件|个月|月|天|户|家|平方米|个)|(?P<people>人数|编制数)|(?P<times>批次|人次)(?!的?(?:目标|指标|要求))|(?P<number>(?<![给报一同])个数)|(?P<cars>车辆数)"
)
_PER_HEAD = re.compile(r"人均|平均每人(?!次)|每人(?!次)|每个人(?!次)|按人均")
_NEGATED = re.compile(r"没有?(?!变)|无(?!数据)|为0|为零|是0|0辆|零")
_UNIT_SCOPE = re.compile(r"单位预算|单位决算|单位口径|本级|单位那份|单位本身")
_DEPARTMENT_SCOPE = re.compile(r"部门预算|部门决算|部门口径|汇总|部门那份|全部门")
_PROJECT_CODE = re.compile(r"(?<![0-9A-Z])\d{8}[A-Z]\d{9,12}(?!\d)")
_CODE = re.compile(r"(?<![\d.,第])(\d{7}|\d{5}|\d{3})(?!\d|[.,]\d|\s*(?:年|万|亿|元|%|辆|人|名|件|天|个|项|号))")

_TABLE_NAMED = re.compile(
    r"[“\"]?(?P<name>(?:三公|(?:(?![的和与里中比跟在把说年底])[一-鿿]){0,12}?(?:收支|收入|支出|预算|采购|决算|分类|基本支出|运行经费|绩效目标|绩效|项目支出))[”\"]?(?:经费)?(?:预算|决算)?(?:经济|功能)?(?:分类)?(?:预算|决算)?(?:总|明细)?(?:表|清单))(?:格)?(?=里|中|上|内|底|下|的|，|和|与|跟|同|及|、|“|\"|第|写|列|填|核对|对|为什么|为啥|怎么|到底)"
)
_NO_CARS = re.compile(
    r"(?<!有)(?:没有?|无|0辆|零)(?:一辆)?(?:公务用车|公车|车辆|车)(?!购|运)|(?:公务用?车|公车|车辆|车)(?:都|也)?(?:没有|没了|为零|为0)|没有?(?:公车|车)|一辆车?都没有?"
)
# Money from the treasury, whatever stands between giver and giving: 财政给某局拨了多少.
_FUNDED = re.compile(
    r"(?:财政(?!拨款|补助|专户|局|厅|部)|公家|国库|国家)(?:上|那边|部门)?[^，。？]{0,3}?(?:给|向|对|为)?[¦一-鿿]{0,16}?(?:拨付|拨下来|拨了|拨给|拨(?!款)|划拨)(?:了|过来|下来)?的?(?:款|钱)?(?=.{0,30}(?:多少|几|钱|$))"
)
# Money for cars without a word of what is done with them: 三公里面车的部分.
_FOR_CARS = re.compile(
    r"(?<![一-鿿][买购添换置养修租打停用机小坐])(?<![买购添换置养修租打停用机坐])(?:公|公务用|公家的?)?车(?:的|上的?|那|这)(?:那|这)?(?:钱|部分|费用|开支|一?块)"
)
_GETS = re.compile("[买购添换置新]")
_TO_GET = re.compile("[买购添换置][^，。]{0,3}$")
_OF_WATER_AND_POWER = re.compile(
    r"水电费?(?=(?:里面|里头|里|当中|中)的?[，,]?[水电]费)"
)  # 水电费里的水费 is one of them
# What is left on the books at the end of the year, not what was spent less than planned.
_UNSPENT = re.compile(
    r"(?:还)?剩(?:下|余)?(?:了)?(?:多少)?(?:没有?|未)(?:花|用)(?:完|掉)|(?:没有?|未)(?:花|用)(?:完|掉)的?(?:钱|资金)?(?:还)?(?:剩)?"
)
_AT_YEAR_END = re.compile(r"账上|账面|年底|年末|年终")
_CARS = re.compile(r"(?<![买购添换置停修])(?:公务用?|公家的?|小|汽)?车(?!位|库|站|棚|牌|次|间|票)")
_WATER_AND_POWER = re.compile(r"水电(?:费)?(?!站|局|工程)")
_ALL_PROJECTS = re.compile(
    r"[两二三四五六七八九十\d]+个[^，。？]{1,10}的项目[，,]?(?:的)?(?:当年)?(?:预算|资金)?(?=[^，。？]{0,12}(?:合计|加|之和|总|一共|共))|(?:[两二三四五六七八九十\d]+个|几个|各个?|所有|全部|这些|多个)项目(?:的)?(?:当年|年度)?(?:的)?(?:预算|资金|经费)?(?=[^，。？]{0,12}(?:合计|加|之和|总|一共|共))"
)

_LINES = (Path(__file__).parent / "small_words.txt").read_text(encoding="utf-8").splitlines()
_SMALL = sorted({word for line in _LINES if not line.startswith("#") for word in line.split()}, key=len, reverse=True)
_SMALL_WORD = re.compile("|".join(map(re.escape, _SMALL)))
_PARTICLE = re.compile("其(?!他)|[的了吗呢吧啊呀么嘛哦是和与跟及或有没请您你我咱它此各每某哪谁啥咋这那]")
# Single characters that name nothing at the edge of a word.
_EDGE = (
    "多少几大高个里中内前后钱费数额共总全年月日期第名位家条样种笔款类项级块得地着过来去走看想让被把将给对就都也还又再才只仅很挺太最更约为要会能"
    "可应须在于从到至由向按用以因而并不非未别算查问列花支付交缴拿发买卖购打弄搞干做需所比较占增减升降涨跌差变元万亿好真说写合编拟"
)
_EDGES = re.compile(f"^[{_EDGE}]+|[{_EDGE}上下办人表本新次]+$")
_COUNT_WORD = re.compile(r"[一二三四五六七八九十两几\d]+(?:大)?(?:个|项|样|类|笔|块|种|家|位|条)(?:东西)?")
_VAGUE_NUMBER = re.compile(
    r"[一二三四五六七八九十两几上好数]+[百千万]*[多来几余]?[百千万亿]+(?:[多来余])?[万亿]?元?|\d+多[万亿]元?"
)
# What is counted by these is told by the words behind them: 多少件提案.
_THINGS_COUNTED = re.compile(
    r"(?:多少|几)(?:[十百千万](?!元|块|把))?(?:件|名|位|辆|台|套|所|座|批次|批|拨|趟|次|期|场)(?!数)"
)
_HAN = re.compile(r"[一-鿿A-Za-z]+")
_MONEY_FOR = "(?:预算|经费|钱|支出|花费|费用)"
_NUMBER_WORD = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"两": 2, "十": 10}


def number_word(text: str) -> int:
    """A small count in digits or Chinese (三, 十二); 0 where it is none."""
    if text.isdigit():
        return int(text)
    if "十" in text:
        tens, _, ones = text.partition("十")
        return _NUMBER_WORD.get(tens, 1) * 10 + _NUMBER_WORD.get(ones, 0)
    return _NUMBER_WORD.get(text, 0)


def years(text: str) -> tuple[tuple[int, ...], tuple[int, ...], list[tuple[int, int]]]:
    """The absolute years, the years relative to the disclosure, and the spans that name them."""
    absolute: dict[int, None] = {}
    offsets: dict[int, None] = {}
    # A relative year that is explained behind it is the year told there: 前年（2023年）, 上一年（也就是2023年）.
    spans: list[tuple[int, int]] = [hit.span("said") for hit in _YEAR_EXPLAINED.finditer(text)]
    for hit in _RANGE.finditer(text):
        low, high = sorted((int(hit[1]), int(hit[2])))
        absolute.update(dict.fromkeys(range(low, high + 1) if high - low <= 10 else (low, high)))
        spans.append(hit.span())
    for hit in _SHORT_YEARS.finditer(text):
        absolute.update(dict.fromkeys(2000 + int(year) for year in re.findall(r"\d\d", hit[0])))
        spans.append(hit.span())
    for hit in _YEAR.finditer(text):
        if any(a < hit.end() and hit.start() < b for a, b in spans):
            continue
        if hit["full"]:
            year = int(hit["full"])
        elif hit["short"]:
            year = 2000 + int(hit["short"])
        else:
            year = 2000 + int("".join(str(_HAN_DIGITS[c]) for c in (hit["hanshort"] or hit["han"][2:])))
        absolute[year] = None
        spans.append(hit.span())
    for pattern, offset in _RELATIVE:
        for hit in pattern.finditer(text):
            if not any(a < hit.end() and hit.start() < b for a, b in spans):
                offsets[offset] = None
                spans.append(hit.span())
    if recent := _LAST_YEARS.search(text):
        count = number_word(recent[1] or recent[2] or recent[3])
        offsets.update(dict.fromkeys(range(1 - count, 1)))
        spans.append(recent.span())
    if plan := _FIVE_YEARS.search(text):
        first = _FIRST_OF_14 + 5 * (number_word(plan[1]) - 14)
        inside = any(first <= year < first + 5 for year in absolute)  # 十三五期间2018年 asks of 2018
        if not inside and not any(a < plan.end() and plan.start() < b for a, b in spans):
            absolute.update(dict.fromkeys(range(first, first + 5)))
        spans.append(plan.span())
    return tuple(absolute), tuple(offsets), spans


# 年末结余比年初多: the same thing at two times, named once.
_CARRIED_TWICE = re.compile(
    r"(?P<end>年末(?P<what>(?:财政拨款)?(?:结转(?:和|及)?结余|结转|结余)(?:资金)?)(?:数|额)?)(?P<than>[^，。]{0,4}?[比较跟和与]年初)(?:时|的)?(?![^，。]{0,6}(?:预算|结转|结余))"
)
_COMMA = re.compile(r"(?<!\d),|,(?!\d)")
# A verb and its object with a measure word between them: 吃顿饭, 办个手续, 出趟国; 开几次会 asks how many.
_PARTED = re.compile(
    r"(吃|喝|请|开|办|出|打|加|修|买|换|养|租|发|寄)(?:上|了)?一?(?:顿|趟|回|个|点|些)(?=饭|酒|客|会|手续|证|国|差|车|油|班|奖金|东西|信)"
)
# How often, between the verb and its object: 请了几回客 asks how many were received.
_TIMES_BETWEEN = re.compile(r"(请|接待|招待|吃|宴请)(?:过|了)?(几|多少)(?:回|趟|顿|拨|次|桌)(客人|来客|客|饭|人)")
_CODE_IN_PARTS = re.compile(r"(?<!\d)(\d{3})\s*类\s*(\d{2})\s*款(?:\s*(\d{2})\s*项)?")


def normalised(text: str) -> str:
    """The text in one width, commas and semicolons of sentences as Chinese writes them; its length may change."""
    text = _COMMA.sub("，", unicodedata.normalize("NFKC", text)).replace(";", "；")
    text = _PARTED.sub(r"\1", _TIMES_BETWEEN.sub(r"\1\3\2批", text))
    text = _CARRIED_TWICE.sub(r"\g<end>\g<than>\g<what>", text)
    return _CODE_IN_PARTS.sub(lambda hit: "".join(filter(None, hit.groups())), text)


def names_project_code(text: str) -> bool:
    """Whether a text has the code of a project in it (domain.md A6)."""
    return bool(_PROJECT_CODE.search(text))


def names_budget(text: str) -> bool:
    """Whether a text asks for what is planned."""
    return bool(_BUDGET.search(text))


def parse(
    text: str, vocabulary: terms.Vocabulary, codes: Collection[str] = (), masked: Iterable[tuple[int, int]] = ()
) -> Query:
    """What the question asks. `vocabulary` holds the labels of the disclosures asked about, `codes` their codes,
    `masked` the spans that name an organisation.
    """
    text = normalised(text)
    plain = _blanked(text, masked)
    absolute, offsets, spans = years(plain)
    if len(absolute) + len(offsets) > 1 and (source := _OF_A_FILE.search(plain)):
        absolute = tuple(year for year in absolute if f"{year}"[-2:] != source["year"][-2:]) or absolute
    if _BACKWARDS.search(plain) and len(absolute) > 1 and not offsets:
        absolute = (min(absolute),)
    focus = _FOCUS.search(plain)
    if focus and len(absolute) == 2 and not offsets and not _DIFFERENCE.search(plain) and not _CHANGE.search(plain):
        absolute = (int(focus[1]),)
    named = _blanked(plain, [*spans, *(hit.span() for hit in _ASIDE.finditer(plain))])
    tables = list(_TABLE_NAMED.finditer(named))
    named = _blanked(named, [hit.span() for hit in tables])
    items = _joined_words(named, _items(named, vocabulary, codes), vocabulary)
    if not items and tables:
        items = _of_tables(tables)
    basis = _basis(plain, items)
    kind = _kind(plain, items, absolute, offsets)
    counted = _COUNTED.search(plain)
    stated = _STAGE.search(plain)
    stage: Stage | None = None
    if stated and not _COMPLETION.search(plain) and not _BETWEEN_BASES.search(plain) and kind == "lookup":
        stage, basis = ("initial_budget" if stated["first"] else "adjusted_budget"), "budget"
    own_unit = next((c.unit for a in items for k in a.keys if (c := terms.concepts().get(k)) and c.unit), None)
    top = _TOP.search(plain)
    unit = _UNIT_ASKED.search(plain)
    return Query(
        text=text,
        kind=kind,
        items=items,
        years=absolute,
        offsets=offsets,
        basis=basis,
        stage=stage,
        scope=None
        if _UNIT_SCOPE.search(plain) and _DEPARTMENT_SCOPE.search(plain)
        else "unit"
        if _UNIT_SCOPE.search(plain)
        else "department"
        if _DEPARTMENT_SCOPE.search(plain)
        else None,
        unit=_unit(unit["unit"]) if unit else None,
        counted=own_unit
        if counted and own_unit and counted["unit"] == "台"
        else (
            counted["unit"] or counted["times"] or ("人" if counted["people"] else "个" if counted["number"] else "辆")
        )
        if counted
        else None,
        top=(number_word(next(filter(None, top.groups()))) or None) if top else None,
        place=number_word(nth[1]) if kind == "rank" and (nth := _PLACE_ASKED.search(plain)) else None,
        since=int(since[1]) if (since := _SINCE.search(plain)) else None,
        between_bases=bool(_BETWEEN_BASES.search(plain))
        and not (_AT_YEAR_END.search(plain) and _UNSPENT.search(plain)),
        average=bool(_AVERAGE.search(plain) or _PER.search(plain)),
        per=_per(plain),
        ascending=bool(_ASCENDING.search(plain)),
        by_change=bool(
            re.search(
                r"(?:增长|增加|涨|增幅|增|下降|减少|降幅|降|变化|变动)(?:幅度)?[^，。]{0,6}最|最[大多高快]的?(?:增|涨|降|减)|(?:增长|涨|增|降|减少)得?最快|最[大多高快][^，。]{0,6}(?:增幅|涨幅|降幅)",
                plain,
            )
        ),
        per_head=bool(_PER_HEAD.search(plain)),
        negated=bool(_NEGATED.search(plain)),
        scopes_compared=bool(_UNIT_SCOPE.search(plain) and _DEPARTMENT_SCOPE.search(plain)),
        words=_rest(named),
        said=_said(named),
        places=tuple((hit.start(), terms.normalise(hit["name"])) for hit in tables),
        rest=_rest(
            _blanked(
                named,
                [
                    *(hit.span() for hit in _PER.finditer(named)),
                    *((item.start, item.end) for item in items),
                    *_said_again(named, items, vocabulary),
                ],
            )
        ),
    )


def _said_again(text: str, items: Sequence[Asked], vocabulary: terms.Vocabulary) -> list[tuple[int, int]]:
    """Where an item is named a second time, in other words: 修修补补 … 修理这块."""
    keys = {key for asked in items for key in asked.keys}
    return [(m.start, m.end) for m in vocabulary.mentions(text) if keys & set(m.keys)] if items else []


_JOINED_WORD = re.compile(
    r"(?:(?<=[和与跟及、])(?P<after>[一-鿿]{2})(?=这?[两二三四五六几]?[样项个类]|一共|加|合|总|各|分别|的|都|占|$)|(?P<before>[一-鿿]{2})(?=[和与跟及、]))"
)


_INSURED = frozenset({"pension_insurance", "occupational_annuity", "other_social_security", "medical_insurance"})


def _joined_words(text: str, items: tuple[Asked, ...], vocabulary: terms.Vocabulary) -> tuple[Asked, ...]:
    """The items, and one that is called by its first word beside another: 开会和培训 are two 费."""
    found = list(items)
    for hit in _JOINED_WORD.finditer(_blanked(text, [(a.start, a.end) for a in items])):
        word = hit["after"] or hit["before"]
        start, end = hit.span("after" if hit["after"] else "before")
        beside = any(abs(a.end - start) == 1 or abs(a.start - end) == 1 for a in items)
        insured = any(_INSURED & set(a.keys) for a in items)
        if word in (
            "医疗",
            "医保",
        ):  # beside 养老 it is what is paid into the insurance, alone it may be several things
            found += [Asked(word, ("medical_insurance",), start, end)] if insured else []
            continue
        whole = next((m for m in vocabulary.mentions(f"{word}费") if m.text == f"{word}费" and m.exact), None)
        if beside and whole is not None:
            found.append(Asked(word, whole.keys, start, end))
    return tuple(sorted(found, key=lambda asked: asked.start)) if len(found) > len(items) else items


def _of_tables(tables: Iterable[re.Match[str]]) -> tuple[Asked, ...]:
    """A table that is asked about without an item stands for what it counts."""
    classes = ((hit, terms.table_class(hit["name"])) for hit in tables)
    return tuple(
        Asked(hit["name"], (found.total,), hit.start(), hit.end()) for hit, found in classes if found and found.total
    )


def _blanked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text with the given spans made unreadable."""
    for start, end in spans:
        text = text[:start] + _MASK * (end - start) + text[end:]
    return text


def _per(text: str) -> str | None:
    """What a mean is taken over: 人次 of 平均每个人次."""
    found = _PER.search(text)
    named = found and next(filter(None, found.groups()))
    if named and re.search("客|次接待", named):  # guests are counted by head, receptions by party
        return "批次" if re.match("[批拨次]", named) else "人次"
    return {"项目": "个项目", "批": "批次"}.get(named, re.sub("^个(?!项目|$)", "", named)) if named else None


def _unit(name: str) -> str:
    return {"万": "万元", "亿": "亿元"}.get(name, name)


def _items(text: str, vocabulary: terms.Vocabulary, codes: Collection[str]) -> tuple[Asked, ...]:
    found: list[Asked] = []
    named = (hit for hit in _CODE.finditer(text) if hit[1] in codes or hit[1] in terms.codes())
    found += [Asked(hit[1], (), hit.start(), hit.end(), code=hit[1]) for hit in named]
    masked = text
    for hit in _ALL_PROJECTS.finditer(text):
        found.append(Asked(hit[0], ("current_budget",), hit.start(), hit.end()))
        masked = masked[: hit.start()] + _MASK * (hit.end() - hit.start()) + masked[hit.end() :]
    for hit in _FUNDED.finditer(masked):
        found.append(Asked(hit[0], ("fiscal_appropriation",), hit.start(), hit.end()))
        masked = _blanked(masked, [hit.span()])
    for hit in _NO_CARS.finditer(masked):
        found.append(Asked(hit[0], ("vehicles",), hit.start(), hit.end()))
        masked = _blanked(masked, [hit.span()])
    for hit in _FOR_CARS.finditer(masked):
        found.append(Asked(hit[0], ("vehicle_total",), hit.start(), hit.end()))
        masked = _blanked(masked, [hit.span()])
    if _AT_YEAR_END.search(masked) and (left := _UNSPENT.search(masked)):
        found.append(Asked(left[0], ("carried_out",), left.start(), left.end()))
        masked = _blanked(masked, [left.span()])
    masked = _blanked(masked, [hit.span() for hit in _OF_WATER_AND_POWER.finditer(masked)])
    for hit in _WATER_AND_POWER.finditer(masked):
        found += [Asked(name, (name,), *hit.span()) for name in ("水费", "电费")]
        masked = _blanked(masked, [hit.span()])
    found += [Asked(m.text, m.keys, m.start, m.end) for m in vocabulary.mentions(masked)]
    close = vocabulary.near(masked)
    within = [a for a in found if close and close.start <= a.start and a.end <= close.end and not a.code]
    known = set(terms.concepts())
    if close and any(a.text + tail == close.text for a in within for tail in ("支出", "经费", "费用", "费", "资金")):
        close, within = None, []
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
            and not text[before.end : asked.start].strip(_MASK + ' 类款项“”"、的')
        ):
            merged[-1] = Asked(text[before.start : asked.end], asked.keys, before.start, asked.end, code=before.code)
        else:
            merged.append(asked)
    if (cars := _COUNTED.search(text)) and cars["unit"] in ("辆", "台") and not re.search("[买购添新换置]", text):
        money = {"vehicle_total", "vehicle_running", "vehicle_purchase"}
        merged = [replace(a, keys=("vehicles",)) if money & set(a.keys[:1]) else a for a in merged]  # 公务用车多少辆
    if (cars := _COUNTED.search(text)) and (
        behind := [a for a in merged if a.start == cars.end() and a.keys[:1] != ("vehicles",)]
    ):
        merged = [a for a in merged if a in behind or any((c := terms.concepts().get(k)) and c.unit for k in a.keys)]
    if cars and cars["unit"] in ("辆", "台") and not merged and (car := _CARS.search(text)) and not _GETS.search(text):
        merged = [Asked(car[0], ("vehicles",), *car.span())]  # 车有几辆
    if cars and cars["unit"] in ("辆", "台") and _TO_GET.search(text[: cars.start()]):
        merged = [replace(a, keys=("vehicle_purchases_count",)) if a.keys[:1] == ("vehicles",) else a for a in merged]
    if not _COUNTED.search(text):
        uncounted = [a for a in merged if not any((c := terms.concepts().get(k)) and c.unit for k in a.keys)]
        merged = uncounted if uncounted and not _NEGATED.search(text) else merged  # 汽车 beside 加油 counts no cars
    merged = _told_apart(text, merged)
    outside = [a for a in merged if not _within_brackets(text, a)]
    merged = outside or merged  # 印刷费（基本支出）: the bracket only says where it stands
    distinct: dict[tuple[tuple[str, ...], str | None], Asked] = {}
    for asked in _without_totals(text, merged):
        distinct.setdefault((asked.keys, asked.code), asked)
    return tuple(distinct.values())


_GOAL_FORM = re.compile(r"绩效目标(?:管理)?(?:表|里|中|的|值|值是|设定|申报)")


def _told_apart(text: str, items: list[Asked]) -> list[Asked]:
    """Items without those that only say where or in what another one stands."""
    if len(items) < 2:
        return items
    keys = {key for asked in items for key in asked.keys[:1]}
    left = [a for a in items if not _names_whole_of_another(text, a, items)]
    if keys & {"procurement_goods", "procurement_works", "procurement_services"} and not re.search(
        "占|比例|比重|之和|加起来|总额", text
    ):
        left = [a for a in left if a.keys[:1] != ("government_procurement",)]  # 政府采购里买服务的
    if "performance_amount" in keys and _GOAL_FORM.search(text):
        left = [a for a in left if a.keys[:1] != ("performance_amount",)]  # 绩效目标里的满意度
    if "performance_amount" in keys and len(left) == len(items):
        left = [a for a in left if a.keys[:1] != ("general_public_budget",)]  # 实行绩效目标管理的一般公共预算拨款
    axes = {"basic_expenditure", "project_expenditure"}
    first = min(items, key=lambda a: a.start)
    if (
        len(items) >= 3
        and first.keys[:1] == ("basic_expenditure",)
        and re.match("[里中内]|当中|里面|的", text[first.end :])
    ):
        left = [a for a in left if a is not first]  # 基本支出中水费、电费
    inside = [a for a in left if a.keys[:1] == ("basic_expenditure",) and re.match("[里中内]的?|的", text[a.end :])]
    if len(left) >= 3 and inside and keys & {"operating_expenses", "personnel_expenses"}:
        left = [a for a in left if a not in inside]  # 机关运行经费和基本支出里的公用经费
    if {"performance_amount", "current_budget"} <= keys:
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
    if "carried_out" in keys and re.search(r"没有?(?:花|用)完", text):
        left = [a for a in left if a.keys[:1] != ("carried_out",) or not re.search("没有?(?:花|用)完", a.text)]
    return left or items


# A whole beside its part is asked for itself: 占, 之和, 和.
_TELLS_A_WHOLE = 4
_SET_BESIDE = re.compile(r"[+＋\-－]|占|比|加|合计|之和|总和|等于|相等|一致|相符|差|分别|各|[和与跟及、，]")


def _names_whole_of_another(text: str, asked: Asked, items: Sequence[Asked]) -> bool:
    """Whether an item only says of what another is a part: 采购里给小微企业预留的, 采购盘子."""
    if not asked.keys or asked.code:
        return False
    if "budget_total" in asked.keys and any(other.end == asked.start for other in items):
        return True
    name = terms.name(asked.keys[0])
    if len(name) < _TELLS_A_WHOLE:
        return False  # 电费 is no whole of 邮电费
    parts = [
        a for a in items if a is not asked and a.keys and len(name) < len(own := terms.name(a.keys[0])) and name in own
    ]
    return bool(parts) and not _SET_BESIDE.search(text)


_PROCURED = (("工程", "procurement_works"), ("货物", "procurement_goods"), ("服务", "procurement_services"))


def _procured(asked: Asked, text: str) -> Asked:
    """政府采购 of one kind, where the words around it tell which: 政府采购里搞工程的那块."""
    if asked.keys[:1] != ("government_procurement",):
        return asked
    if re.search("[（(]货[，,、)）]|(?:不算|不含|不包括|除了)[^，。)]*(?:工程[^，。)]*服务|服务[^，。)]*工程)", text):
        return replace(asked, keys=("procurement_goods",))  # 买东西（货，不算工程和服务）
    kinds = [
        key
        for word, key in _PROCURED
        if re.search(rf"{word}(?:类|这|那|的|方面|是|有|多少|预算|$)", text[asked.end :])
        or re.search(rf"(?:买|购买|购)[^，。]{{0,4}}{word}(?:类|这类|这块|那块)?的?$", text[: asked.start])
    ]
    return replace(asked, keys=(kinds[0],)) if len(kinds) == 1 else asked


_KIND_OF_PURCHASE = re.compile(
    r"(?P<kind>货物|工程|服务)(?:类|采购|项目|支出|预算|那块|这块)*(?=占|的?(?:占比|比重|比例|份额)|$|[，。？?的、和与及跟]|各|分别)"
)


def _kinds_procured(found: Sequence[Asked], text: str) -> list[Asked]:
    """政府采购 beside the kinds of it that are asked for: 采购里服务类占多少 names the whole and its part."""
    whole = next((a for a in found if a.keys[:1] == ("government_procurement",)), None)
    if whole is None or _CONSISTENCY.search(text):
        return []
    keys = dict(_PROCURED)
    named = list(_KIND_OF_PURCHASE.finditer(text))
    if len(named) > 1:  # 货物、工程、服务拆给我看: beside two kinds the third is one however it is followed
        named = list(re.finditer("(?P<kind>货物|工程|服务)", text))
    kinds = [
        Asked(hit[0], (keys[hit["kind"]],), *hit.span())
        for hit in named
        if not any(a.start < hit.end() and hit.start() < a.end for a in found)
    ]
    return [*found, *kinds] if len(kinds) >= (1 if _SHARE.search(text) else 2) else []


def _within_brackets(text: str, asked: Asked) -> bool:
    before, after = text[: asked.start], text[asked.end :]
    return before.rfind("(") > before.rfind(")") and ")" in after


_SIDES = frozenset({"expenditure_total", "revenue_total"})
_WHOLE = re.compile(r"总|合计|全部|收支")


def _without_totals(text: str, items: list[Asked]) -> tuple[Asked, ...]:
    """Drop a bare 支出/收入/花钱 beside a named item: it is then the sentence's verb, not an item of its own."""

    def bare(asked: Asked) -> bool:
        return bool(_SIDES.intersection(asked.keys[:1])) and not _WHOLE.search(asked.text) and not asked.code

    if all(map(bare, items)):
        return tuple(items)
    return tuple(
        a
        for a in items
        if not bare(a) or text[max(0, a.start - 3) : a.start].rstrip("年度全部总").endswith(("占", "比", "和", "与"))
    )


def _basis(text: str, items: tuple[Asked, ...]) -> BasisAsked | None:
    known = terms.concepts()
    named = _blanked(text, [(item.start, item.end) for item in items if not set(item.keys) & set(known)])
    bare = _BASE_BASIS.sub(_MASK, _blanked(text, [(item.start, item.end) for item in items]))
    bare = _TO_SPEND.sub(_MASK, bare)
    if _REASON.search(text):
        bare = _SPENT_MORE.sub(_MASK, bare)
    if _ACTUAL.search(bare) or _FINAL.search(_BASE_BASIS.sub(_MASK, named)):
        return "actual"
    return "budget" if _BUDGET.search(text) else None


# A percentage that the question itself puts forward, to be worked out: 占34%、…占66%，按决算数算对不对.
_RECKONED = re.compile(r"\d%.*(?:算|核|按)[^？?]*(?:对不对|对吗|对么|是否正确|准不准)")


def _kind(text: str, items: tuple[Asked, ...], absolute: tuple[int, ...], offsets: tuple[int, ...]) -> QueryKind:
    """The way of asking; the order settles which cue wins where several stand in one question."""
    years_named = len(absolute) + len(offsets)
    bare = _blanked(text, [(item.start, item.end) for item in items])
    several = len(items) >= 2
    if (
        _BACKWARDS.search(text)
        and items
        and not several
        and not _RATE.search(bare.replace("降幅", "").replace("增幅", ""))
    ):
        return "lookup"
    if _CONTACT.search(text) and (not items or _ASKS_CONTACT.search(text)):
        return "contact"
    if _HELD.search(text) and not _UNITS_BELOW.search(text):
        return "held"
    if _BLANK_TABLES.search(text):
        return "blank_tables"
    if _WEIGHTS.search(text):
        return "weights"
    if _REASON.search(text) and not (_EXPLAINED.search(text) and not _UNEVEN.search(bare)):
        return "reason"
    if _DEFINITION.search(text) and not _RANK.search(text) and not _USED_FOR.search(text):
        return "definition"
    if _OF_BUDGET.search(text):
        return "completion"
    if (_COMPLETION.search(bare) and not _SHARE_OF.search(bare)) or _SPENT_OF_BUDGET.search(bare):
        return "completion"
    if _MAINLY.search(text) and items and all(a.keys and not set(a.keys) & terms.TOTALS for a in items):
        return "purpose"
    if _PURPOSE.search(text) and not re.search(r"各(?:是|有)?多少|按大类", text):
        return "purpose"
    if _PROJECTS.search(text) and not _RANK.search(text):
        return "projects"
    if items and _RECKONED.search(text):
        return "consistency"
    if (
        several
        and not _CONSISTENCY.search(bare)
        and all(_PLUS.fullmatch(text[a.end : b.start].strip()) for a, b in pairwise(items))
    ):
        return "sum"
    if _MULTIPLE.search(bare):
        return "multiple"
    if _ADDS_UP.search(bare) and items:
        return "consistency"
    if re.search(r"各(?:大)?[类项款].{0,12}(?:占|比例|比重)", text):
        return "share"
    if _WHICH_YEAR.search(text) and not several and items:
        return "change"
    if _RANK.search(_AT_MOST.sub(_MASK, text)):
        return "rank"
    if _SAME_YEARS.search(bare) and not several:
        return "change"
    if years_named >= 2 and not several and _UP_OR_DOWN.search(text):
        return "change"
    if _CONSISTENCY.search(bare) or (_UNIT_SCOPE.search(text) and _DEPARTMENT_SCOPE.search(text)):
        return "consistency"
    if (
        several
        and re.search(r"[增涨降]幅|增长率|涨得|百分之几", bare)
        and (_CHANGE.search(text) or _MOVED_MORE.search(text) or "同比" in text)
    ):
        return "rate"
    if (_COMPARE.search(text) or _MOVED_MORE.search(text)) and several:
        return "compare"
    if "权重" in text:
        return "lookup"
    if "几成" in bare and _MOVED.search(bare):
        return "rate"
    if _SHARE.search(bare) and not re.search(r"占(?:用|地)", text):
        return "share"
    if _RATE.search(bare):
        return "rate"
    if _SUM.search(text) and items and items[0].keys[:1] and items[0].keys[0] in _FIELDS:
        return "sum"
    if _SUM.search(text) and years_named >= 2 and not re.search(r"比|较|变化|增|减|涨|降|差", bare):
        return "sum"
    if (several or len(_TABLE_NAMED.findall(text)) >= 2) and years_named <= 1 and _DIFFERENCE.search(text):
        return "difference"
    if _CHANGE.search(text) or (years_named >= 2 and _DIFFERENCE.search(text)):
        return "change"
    if _LIST.search(text):
        return "list"
    if _SUM.search(text) and (several or re.search(r"(?<!\d)[两二三四五六七八九\d]个?(?:项目|年|季度)|各", text)):
        return "sum"
    return "lookup"


# What is left out of what is asked for narrows nothing: 不算工程和服务.
_LEFT_OUT = re.compile(r"(?:不算|不含|不包括|不包含|除去|扣除|剔除)[^，。；？?)）]{2,16}")
# Verbs that tell what money is for by themselves: 租东西, 修的.
_DOES = re.compile(r"[租修雇聘印寄拆盖赔捐](?=东西|房|的钱|点|些|人(?!员))")


def _said(text: str) -> tuple[str, ...]:
    """The runs left when figures, counts and small words are taken out, their edges left as they are."""
    text = _VAGUE_NUMBER.sub(_MASK, _COUNTED.sub(_MASK, text))
    for figure in reversed(quantity.find(text)):
        text = _blanked(text, [(figure.start, figure.end)])
    text = _COUNT_WORD.sub(_MASK, text)
    return tuple(
        word
        for run in _HAN.findall(text)
        for word in _PARTICLE.sub(_MASK, _SMALL_WORD.sub(_MASK, run)).split(_MASK)
        if word
    )


def _rest(text: str) -> tuple[str, ...]:
    """The words left when the small words are taken out: runs of at least two characters."""
    found: list[str] = []
    text = _THINGS_COUNTED.sub(_MASK, text)
    text = _LEFT_OUT.sub(_MASK, _VAGUE_NUMBER.sub(_MASK, text))
    for figure in reversed(quantity.find(text)):
        text = _blanked(text, [(figure.start, figure.end)])
    text = _COUNT_WORD.sub(_MASK, text)
    found += _WHOLE_WORD.findall(text) + _DOES.findall(text)
    text = _WHOLE_WORD.sub(_MASK, text)
    for run in _HAN.findall(text):
        for word in _PARTICLE.sub(_MASK, _SMALL_WORD.sub(_MASK, run)).split(_MASK):
            bare = _EDGES.sub("", word)
            if len(bare) >= 2:
                found.append(bare)
            elif bare and (len(word) > 2 or re.search(f"{word}的{_MONEY_FOR}", text)):
                # 开办费 is a word though little is left of it, and so is 理发 of 理发的钱
                found.append(word)
    return tuple(found)
