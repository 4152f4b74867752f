"""The way of asking: whether a figure, a change, a share, a reason … is asked for. Pure.

Each cue is a class of wording of the language (how people ask for a reason, a share, a change), not a question.
"""

from __future__ import annotations

import re
from itertools import pairwise

from ingest import terms
from service import (
    asked_agreement,
    asked_amount,
    asked_check,
    asked_held,
    asked_of_one,
    asked_order,
    asked_share_moved,
    asked_sum,
)
from service.asked_axis import axis_of
from service.asked_reason import asks_why
from service.asked_remainder import taken_away
from service.asked_years import years
from service.blanking import MASK, blanked
from service.query import Asked, QueryKind

CONSISTENCY = re.compile(
    r"(?:跟|和|与|同)(?![^，。？]{0,12}[年])[^，。？]{2,16}(?:不一样|不相同|不相等|不一致|有差[异别]?|差了?一?[点截块])(?!多)|(?:有没有|有无|存不存在|是否有|是否存在)(?:差额|缺口|出入|偏差|不一致|矛盾)|一样多(?:吗|么|不)|(?:是)?一个数(?:吗|不|么|$)|核得(?:上|拢)|对得(?:拢|平)|打平|(?<![水公持平])(?:是|两?头?|相)平的?(?=[吗么吧嘛不？?。，,]|$)|有没有出入|有无出入|有(?:什么|啥|点|些)?出入|出入(?:吗|吧|么|多大)|吻不吻合|相不相等|是不是(?:同)?一个数|同一个数|一个数吗|(?:是不是|是否)(?:就|正好|刚好|恰好)+是?[¦]+(?:的|那|这|一?个|笔)*(?:数|金额|钱)?(?=[吗么？?。，]|$)|(?:是不是|是否|算不算)(?:说的|写的|报的)?同?一个(?=[吗呢啊呀]?(?:[？?。，,]|$))|一致|对得上|对不上|(?<!相)(?<!针)(?<!面)(?<!应)对上(?!年|一年)|相符|不符|相等|矛盾|打架|吻合|平衡|匹配|相互印证|等于(?!百分之|多少|几)|平不平|轧平|(?<!水)平(?:得了|不了)?账|相抵(?=[吗么？?]|$)|合不合得上|合得上|对不对得上|是不是一回事|能否对应|核对|勾稽|勾不勾|是否.{0,10}相同|凑[得的不](?:凑得)?[上成够齐](?!钱)|一样吗|一样么|一不一样|一样不|是不是一样|同不同|相同吗|加总.*差|差在哪|冲突"
)
COMPLETION = re.compile(
    r"(?:预算)(?:执行|完成|花|用)得?(?:得|的)?最[差好低高慢快少多]|完成情况|到位率|(?:支出|执行|用款|资金)进度(?!款)|(?:预算|钱)?(?:都)?(?:用|花)完(?:了)?(?:吗|没|么)|(?:执行|完成)情况(?:如何|怎么样|$|[？?。])|(?:花|用)(?:出去|掉|了)(?:了)?(?:多大|几成|百分之)|完成(?:得)?(?:如何|怎样|(?:更|最)(?:好|差))|完成(?:了)?多少(?=$|[？?。，])|(?:花|用|执行|完成)(?:掉|了|到|完)*(?:年初|全年|当年|调整)?预算数?的?(?:几成|百分之(?:几|多少)|多少比例|多大比例)|(?:花|用|执行|完成|支出)(?:掉|了|到)*(?:什么程度|几成|百分之(?:几|多少)|多大比例|多少比例)|(?:预算|钱)(?:花|用|执行|完成)(?:得|到)(?:怎么样|如何|什么程度|几成)|完成率|执行率(?!指标|目标|权重)|完成(?:了)?(?:年初|全年)?(?:预算)?的?(?:百分|多少|几成|比例)|完成了?(?:年初|全年|调整)预算|完成了?预算的\d|执行进度|花完没有|花完了吗|用完没有|完成得怎么样|执行得怎么样|预算执行情况"
)
# What was spent in percent of what was planned, called a share: 实际支出占年初预算的比例.
_SPENT_OF_BUDGET = re.compile(
    r"(?:实际|决算|执行|支出|花|用)[^，。？?]{0,10}占(?:年初|全年|当年|调整)?预算数?的?(?:几成|百分|多|比)"
)
# What was spent over its own budget, also where it is called a part of it: 花了预算的百分之几, 花掉的占全年预算多少.
_OF_BUDGET = re.compile(
    r"(?:花|(?<!费)(?<!公)(?<!使)用|用(?=掉|完|出去)|执行)(?:掉|了|出去|完)*的?(?:钱|数|部分)?(?:占|是|达到?)?了?(?:当年|年初|全年|原|调整)?(?:的)?预算数?的?(?:百分之|多少(?![钱万元])|几成|多大)"
)
# The outturn over its own budget, the item's name right before it: 某费决算占预算的百分之几, 某支出进度.
_OUTTURN_OVER = re.compile(
    r"(?:决算|实际|执行)数?(?:支出)?(?:和|与|跟|除以|占|相当于|[是为](?!了)|等于|达到?)(?:了)?(?:年初|全年|调整|原)?预算数?(?:的)?(?:[，,]?(?:算下来|算出来|得出|结果|等于|得|是|为|合|=)*)(?:之比|比例|比重|比率|比值|百分比|百分率|完成率|执行率|完成度|百分之|几成|多少(?![元万]))|(?:支出|执行|用款)进度(?!款)"
)
# Whatever is said to be so much of its own plan: 支出相当于年初预算的百分之几, 决算数为全年预算几成, 与年初预算之比.
_SO_MUCH_OF_PLAN = re.compile(
    r"(?:是|为|占到?|达到?了?|等于|相当于|相对于?|对比|折合|合|折成?|除以|[与和跟同比到])(?:了)?(?:它|其|自己|同期|当年)?的?(?:年初|全年|原定?|调整后?|批复)的?预算(?:安排)?(?:数|额)?的?(?:之?比|比值)?(?:，|的话|到底|算下来|[是为得占达])*(?:百分之(?:几|多少)|百分比|百分率|[几多]少?成|多大比例|多少比例|什么比例|几分之几|比例|比重|占比|几个百分)"
)
_SHARE_OF = re.compile(r"占(?!用|地|道)")
_MOVED = re.compile(r"缩水|减|降|少了|涨|增|升|跌|压|砍|多了")
_SAME_YEARS = re.compile(
    r"(?:和|跟|与|同|比)(?:去年|上年|(?:19|20)\d\d年?)[^，。]{0,6}(?:一样|相同|一致|持平|没变)|(?:两年|这几年|历年|去年|上年|前后年).{0,8}(?:一样|相同|一致|持平|没变)"
)
# How much money something takes up, not what part of the whole: 服务类占了多少万元.
TAKES = "(?:了|到|掉|去|据)*(?:多少|几)[十百千]*(?:[钱元万亿]|块)"
SHARE = re.compile(
    rf"[分份]量(?:有|是|占)?(?:多(?:重|大|少)|几成)|多大(?:的)?份额|占(?:多大|多少)(?:的)?(?:份额|份)|相当于.{{1,16}}(?:百分之|几成|多少%)|占比|占(?!{TAKES}|了?几[辆台个人名件])(?=[^用地有道]|$)|比重|所占(?!{TAKES})|百分比是|几成|多大比例|(?<![按同定])比例|占几个百分|占[^，。]{{0,6}}百分比|在[^，。]{{1,14}}(?:里面?|中|内)(?:所?占)?的?(?:百分比|百分之|几个百分)"
    # Of what is spent or comes in, the part that goes somewhere: 支出里有百分之几是花在…上的.
    rf"|(?:支出|开支|花销|经费|收入|预算|钱|资金|盘子)(?:里面?|里头|里边|当中|之中|中间?)[，,]?(?:到底|究竟|大概|大约|会)*(?:又?有|是)?(?:百分之(?:几|多少)|几个百分点)(?:是|都|会|要|的钱)*(?:花|用|投|给|发|来自|属于|靠|拨|归|{MASK})"
    # Of every hundred that is spent, so much: 每花一百块，有几块是….
    rf"|每(?:花|支出?|用|掏|进|收)?(?:掉|出去?|了)?(?:的)?(?:一百|100|百)(?:来)?(?:块|元)"
    # Or so much of it by its own name: 百分之多少的钱是某某支出.
    rf"|(?:百分之(?:几|多少)|几个百分点|几成)的?(?:钱|资金|支出|经费|预算)?(?:都|就|又)?(?:是|属于)(?:用|花|投)?(?:在|到|于)?{MASK}"
)
_RATE = re.compile(
    r"百分之几|百分之多少|增长率|增幅|降幅|涨幅|幅度|增速|下降率|变动率|变化率|几个百分点|多少个百分点|多少个点|几个点|翻了?(?:多少|几)倍|(?:多少|几)倍|百分比"
)
_MOVE = r"(?:增长|增加|上升|提高|上涨|涨|升|多|高|(?<!新)增|下降|减少|降低|下滑|降|(?<!多)少|低|减|压减|压缩|缩减|节约|省|砍|变化|变动|差别|区别|差异|变)"
_SPENT_BY = r"[少多](?:花|用|开支|支出)"
_PAST = r"(?:去年|上年|上一年|前一年|前年|头一年|(?:19|20)?\d\d年(?:度)?(?:的)?(?:预算|决算)?|往年|年初)"
CHANGE = re.compile(
    rf"(?:砍|缩|压|减|降|涨|增)(?:掉|了|去|少|加)+(?:一?大半|一?多半|近?一?半|[一二三四五六七八九]成|一倍|一番)|哪(?:一?头|一?边|一?块|一?个|一?项|一?类|些)[^，。？?最更]{{0,2}}(?:加|增|涨|升|减|降|砍|缩)了|同比(?!例)|环比|[上下]调了?|(?:缩减|增减|变动|变化|减少|增加|增长|下降|压减)额|有何(?:变化|变动|不同)|变化几何|(?:近|这|前后)?两个?年度?的?(?:预算|决算)?(?:之?间|里|来)?(?:的)?(?:差|相差|变)|(?:对比|比较)(?:一下)?(?=[^，。]{{0,20}}(?:两年|年.{{0,6}}年))|"
    rf"{_SPENT_BY}了?(?:多少|几)|(?:省|节约|节省)(?:下|出)(?:来)?了?(?:多少|几)|动过(?:没有|没|吗)|(?:有|没)(?:有)?动过|变化大|变动大|变没变|(?:以来|以后|之后)的?变化|(?:怎么|怎样|如何|咋)个?变|翻了?(?:一|两|几)?[番倍]|(?:压|砍|缩|增|减|涨|降)了?(?:多少|几)|(?<![相参附外])加了(?:多少|几)|[多少](?:拿|领|发|给|补|得)(?:到|了)?(?:手)?(?:多少|几)|[多少高低]出来?(?:了)?(?:多少|几)|[大小]了(?:多少|几[万元亿倍])|相(?:对|较)(?:于)?{_PAST}|(?:比|较|对比|相比)\s*(?:于)?{_PAST}|(?:和|跟|与|同){_PAST}[^，。]{{0,6}}?(?:比|差|变|一样)|{_PAST}(?:相比|比)|{_MOVE}了?(?:多少|几|没有|吗|没)|(?:有没有|有无|有什么|有啥){_MOVE}|有(?:所)?(?:变化|变动|增长|增加|减少|下降|差别|区别|差异)|变化(?:情况|大不大|如何)|增减|变动|是(?:涨|增|升|多|加)(?:了|加|长)?还是(?:跌|减|降|少)|没变|持平|涨了|降了|增加了|减少了|(?<!多)少了|多了|涨没涨|增加还是|减少还是|多还是少|是[升增涨多]是[降减跌少]|涨跌|走势|趋势"
)
# Which things a name counts: 三公到底指哪三公.
_WHICH_THEY_MEAN = re.compile(
    r"三公[”\"]?(?:经费|费用|支出|开支)?(?:又|就|到底|究竟|具体|都|分别)*(?:是|指|算)(?:的)?(?:是)?哪(?:三(?:样|项|种|公|费|类|块|笔|个)?|几(?:样|种|公))(?![^？?]{0,12}(?:最|多少|增|减|超|零|没))|"
    r"指(?:的)?(?:又|就|到底|究竟)?(?:是)?哪[两三四五几](?:个|项|类|样|种|公|费)(?![^，。？?]{0,6}最)"
)
_THE_TEXT = re.compile("正文(?!的?表)|文字(?:说明|部分|情况)?(?=里|中|跟|和|与|同|、|部分)")
# Where it began and where it came to: 从多少降到多少.
_FROM_WHERE_TO = re.compile(
    r"(?:从|由|打)(?:原来|去年|上年)?的?(?:多少|几)(?:钱|[万亿]?元)?[^，。；？?]{0,6}?(?:成|为|到|至)(?:了)?(?:多少|几)"
)
DIFFERENCE = re.compile(
    r"(?:领先|高过|胜过|盖过|压过|赢过|超)(?!预算|支|标|过预算)[^，。？?]{2,16}?(?:是)?(?:多少|几[十百千万亿元块])|差[数值](?!得)|落差|悬殊|金额差(?![异别错])|(?:高出|超过|多出|超出|低于|少于|大于|多于|高于)[^，。？?]{1,14}(?:多少|几[万元块个])|(?P<verb>比|较|跟|和|与|同).{1,40}?(?:[多少](?:拿|花|用|要|占|得|收|给|投|出|安排)|多|少|高|低|大|小|差|超过|超出)[了出]?(?:多少|几)|(?:再|要|还要|还得)+(?:加|添|增加)(?:上)?(?:多少|几)[^，。；？?]{0,6}?(?:才|就)|相差|相减(?!去)|差多少|差额|差距|差了?几|差了多少|的差(?=是|为|等于|有多|多少|几|[，。？?]|$)|[多少大小高低]出来(?:多少|几)|超出(?:多少|了)|高出多少|多出多少|之差"
)
_COMPARE = re.compile(
    r"([高大多少低小])不\1得过|(?:是否|有没有|有无|会不会|能不能|是不是)(?:要|会|能)?(?:大于|小于|多于|少于|高于|低于|超过|高过|多过|低过|大过|超出)|大小(?:的)?(?:比较|对比)|(?:比较|对比|比)(?:一下|一比)?[^，。；？?]{0,40}?(?:的|谁)?大小|谁(?:排)?在前面?|上的?[多少][，,]?还是|(?:更|较|比较|要)?[多高大少低小]的(?:那(?:一)?[个项笔])?(?:是|为|属|又是)?(?:哪|谁)|哪一?(?:块|项|个|边|头|方|样|类|笔|处|部分|方面)[^，。？?最]{0,10}?(?:更|比较|还|要)?(?:(?<![增减缺至])[多少](?!少)|[高低大小])(?:一?些|一?点)?(?!的)|(?:是不是|是否|有没有)比[^，。]{2,14}(?:多|少|高|低|大|小)|比[^，。]{2,14}(?:还|更|要)(?:多|少|高|低|大|小)(?:吗|么|不|？|\?|$)|哪(?:一?边|一?头|方)(?:用钱|花钱|用得|花得|要)?(?:更|比较)?(?:多|少|大|小|高|低)|哪个数(?:更)?[大小高低多少]|哪个(?:更|比较)?(?:多|少|大|小|高|低)|谁(?:更|比较)?(?:多|少|大|小|高|低)|哪(?:一?项|个|边|一个)(?:更|比较|花)?(?:得)?(?:多|少|大|小|高|低)(?!的)|孰多|比一比|(?:多|大|高)还是|哪家(?:更|比较)?(?:多|少)"
)
_SUM = re.compile(
    r"(?<![要需请诉追谋])求(?:一下|一个|个|出)?总?和(?![^，。：:？?]{0,6}[标要])|加到一[起块]|合到一[起块]|小计|拢总|累加|合并(?:的)?(?:金额|数|后|起来|计|算|成|为)|并(?:成|为)一(?:栏|项|笔|块)|(?:就|共|总共)(?:要|得|是|有|花|计)(?=[^，。]{0,4}多少)|共多少(?![人位名次批辆场期])|两项共|累计|全加上|一总|(?<!公)共(?:列|计|安排|支出|花|用|有|需|收|开支|预算)(?:了|的)*(?=(?:多少|几)(?![人个位名次批辆场期家户项]))|算(?:在|到)?一[起块]|摆(?:在|到)?一[起块]|放(?:在|到)?一[起块]|归(?:在|到)?一[起块]|合在一块|凑(?:一块|一起|起来|在一起|到一起)|拢在一起|合计|加起来|加在一起|加一起|加总|总和|之和|共计|一共|总共|合起来|合在一起|相加|总计|统共|拢共|加一块|汇总(?=起来|后|之后|一下|[是为得]|[，。？?]|$)"
)
_LIST = re.compile(
    r"(?:下面|下边|底下|下属|下设|下辖|所属|管着|管的)[^，。？?]{0,4}哪一?[家个](?!月)|(?:什么时候|啥时候|何时)(?:能|要|得|可以)?(?:完工|竣工|交付|建成|建好|修好|完成)|(?:考核|考评|衡量|验收)(?:的|着|些|是|内容|标准|要求)*(?:哪|什么|啥|几[样项条个])|(?:拿|用|按|看)(?:什么|哪些|啥)(?:来)?(?:考核|衡量|评价|验收|检验)|目标值?(?:各|都|分别)|(?:核心|三级|二级|绩效|各项|全部)指标(?:(?:和|及|与)?指标值)?[？?。]?$|(?:什么|啥)样?的?(?:绩效|三级|二级|核心)*指标|扣(?:了)?(?:的)?(?:多少|几|哪些)分|扣在|扣分(?:项|点)|失分|丢分|(?:怎么|如何|怎样)(?:整改|改进|改善|补救)|分项(?!目)|细项|细目|具体情况|组成部分|[每各]一?(?:样|项|块)|(?:收入|支出|预算|资金|经费|收支|开支|费用)(?:的)?(?:结构|构成|分布|格局)|掰开|分(?:成|为|了)(?:哪|几)|[几哪]大?(?:块|部分)(?!钱)|哪几?[个条]?来[路源]|(?:从|由|靠)?哪(?:些|几)(?:个|条)?(?:口子|渠道|路子|门路|途径|地方)|哪[两二三四五六七八九十][个家](?!项)|(?:下面|底下|下边|以下|下属)的?(?:那|这)?(?:[两二三四五六七八九几各]个?)?(?:科目|项级|款级|[款项](?!目)|明细(?!表))|拆(?:开|给|成|分)|依次(?:是|为)|落在哪|哪几个科目|哪些科目|有哪些|哪些|分别|明细|列一下|列出|罗列|构成|组成|各是多少|各多少|各有多少|包括什么|包括哪|都有什么|有什么|下设|内设|哪几个|从哪(?:儿|里)?来|(?:打|由|自|源)(?:于|自)?哪(?:儿|里)?(?:来|进)|哪(?:儿|里)来的|哪几[项块]|哪几家|哪几类|各项|逐项|由什么|怎么分|各自|细分|花在哪|花到哪|用在哪|都有哪|有几家|清单|一览|名单|名录|都有啥"
)
# Several things counted or picked out, and what they are called: 几个科室，都叫什么名字.
_CALLED = re.compile(
    r"(?:几|多少|哪些|哪[两二三四五六])[家个所支处]?[^。？?]{0,10}?(?:叫|名[字称叫])(?:什么|啥|作|做|是|$|[？?])|(?:哪|几)[两二三四五六七八九十些几]?家(?:单位)?(?:$|[，。？?])"
    r"|(?:单位|机构|部门|科室|处室|中心|街道|学校)(?:们)?(?:都|各|分别|全|具体)+(?:自|是)?(?:叫|名[字称叫]|怎么称呼)"
)
_DEFINITION = re.compile(
    r"释义|[”\"](?:一词|这个词|这个?说法|这一?项)?(?:作何|作什么|如何|怎么|的)解释|一词[^，。？?]{0,4}(?:解释|意思|含义|意义)|词义|涵义|指(?:的)?(?:又|就|到底|究竟)?(?:是)?(?:一?些)(?:什么|哪些|啥)|"
    r"(?<!个)(?<!点)什么意思|(?:怎么|如何)(?:讲|理解|界定)的?(?=[？?。]|$)|(?<!支出)(?<!收入)(?<!拨款)(?<!预算)(?<!决算)(?<!资金)(?<!部门)(?<!单位)(?<!本级)(?<!汇总)(?<!全部)口径(?=[？?。]|$)|口径(?:说明|是什么|解释)(?=[？?。]|$)|^(?:请|麻烦|帮我|帮忙)?(?:给我)?解释(?:一?下)|(?:照|按|依)[^，。？?]{0,10}解释[^，。？?]{0,4}(?:怎么|如何|咋)(?:算|说|讲|定)|包不包(?![含括])|(?:算|含|包)(?:没|不)(?:算|含|包)(?:进|在)|在不在(?:里|其|内)|算(?:是)?(?:什么|哪种|哪类)(?:钱|性质|费|支出|收入)|(?:说|指|讲)的(?:就|到底|究竟)?是(?:啥|什么)|啥叫|(?:^|[，。；])(?:到底|究竟)?啥是|是个?什么东西|是什么(?:收入|费用|资金|经费)|指(?:的)?(?:又|就|到底|究竟)?(?:是)?(?:一?种)?(?:哪些|哪几|哪[一]?[种类样]|什么|啥|何种?|怎样)|包[含括](?:了|些)?(?:什么|哪些|些什么)(?:费用|开支|内容)|(?:包不包括|包不包含|算不算|属不属于|含不含|是否(?:包括|包含|属于))|(?:包括|包含|属于|(?<![预决估测推打])算(?!出|起来|得|上|对|一算|下来))[^，。？?]{2,16}(?:吗|么|不)[？?]?$|"
    r"什么是|是什么意思|啥意思|是指什么|指的是什么|怎么定义|定义|含义|是什么钱|名词[:：]|怎么界定|如何界定|(?:怎么|如何)解释|名词解释|什么叫|(?<!原因)(?<!用途)(?<!依据)(?<!目标)(?<!内容)(?<!构成)(?<!组成)是什么(?=[？?]?$|[，。,](?:请|麻烦|劳驾|帮|照|按|原样|要原))|何谓|何为|怎么理解|是(?:一?[个种笔项])?(?:什么|啥)(?:样的?)?(?:性质的?)?(?:钱|款|费用?(?!$)|资金|概念|意思|玩意)|(?:什么|啥|何种|怎样的?)(?:个|样的)?概念|(?:什么|啥|怎么)样的(?:才|就|能)?(?:算|叫|属于)|(?:哪些|哪几[样种类]|什么)(?:东西|钱|费用|开支|物品|物质|内容|情形|情况)(?:才|都|也|能|可以)*(?:算|叫|属于|归)(?!出|下来|起来|得)|算的(?:都)?是(?:哪些|什么|啥)|包[含括](?:了|些|的是)*(?:哪些|什么|啥)(?:东西|物品|物质)|包括哪些内容|指什么|的概念|概念是|区别是什么|有什么区别"
)
# Something called a word, a term, a notion, and that it is to be explained: 有个词叫甲，看不懂; 请解释甲这个名词; 按名词解释回答.
_A_WORD = re.compile(
    r"(?:名词|术语|(?<![动台])词(?!条|云|曲)|词语|词汇|概念|叫法|提法|字眼|用语|说法|表述)(?:叫(?:做|作)?|是|[:：，,为“”\"]|到底|究竟|的|儿|[？?。]|$|[一-鿿]{0,2}(?:解释|意思|含义))|(?:这|那|该|此|某|一|什么)个?(?:名词|术语|词|词语|概念|叫法|提法|字眼|用语)"
)
_TO_EXPLAIN = re.compile(
    r"(?<!名词)解释|释义|含义|意思|意味|定义|界定|讲讲|讲一?讲|说说|讲一下|说一下|讲解|科普|怎么[讲理]|何解|(?:不|没)(?:有)?(?:太|大|怎么)?(?:看|搞|弄|听|读)?(?:太|大)?(?:懂|明白)|不解|是(?:什么|啥)|指(?:什么|啥|的)|什么是|何谓|说明"
)
# Which glossary is to be used: 请按某某的名词解释回答.
_BY_GLOSSARY = re.compile(
    r"(?:按照?|照着?|依照?|依据?|根据|据|用|以|参照|查|看)[^，。；？?]{0,24}?(?:名词解释|术语解释|解释(?=来?[答回作说告]|$|[，。]))"
)
_ASKED_TO_EXPLAIN = re.compile(
    r"(?:请|麻烦|劳烦|劳驾|帮我|帮忙|给我|能否|能不能|可否|想)(?:您|你)?(?:给|帮|替)?(?:我|咱)?(?:们)?(?:再)?(?:简单|具体|详细)?解释(?!的|了)"
)
_ASKS_WHY_NOT = re.compile(r"占|比|增|减|多少|几")


def asks_of_a_word(text: str) -> bool:
    """Whether a text asks what a word means, or asks by the glossary."""
    if _ASKS_WHY_NOT.search(text):
        return False
    return bool(
        (_A_WORD.search(text) and _TO_EXPLAIN.search(text))
        or _BY_GLOSSARY.search(text)
        or _ASKED_TO_EXPLAIN.search(text)
    )


_CONTACT = re.compile(
    r"在哪(?:里|儿|个地方|条路)?办公|^[¦\s请问一下的]{0,30}(?:办公|通讯|联系|单位|详细|邮寄)?(?:地址|地点)(?:在|是|[？?。]|$)|(?:发|写|寄|递)(?:封|个|到)?(?:电子)?(?:邮件|邮箱|信给)|邮箱|电子邮件|电邮|[Ee]-?mail|(?:有|提|反映|反馈)(?:意见|建议|疑问)[^，。？]{0,4}(?:[，,]|怎么|如何|往|向|找|去)|(?:意见|反馈|举报|投诉)[^，。？]{0,6}?(?:发|寄|提|反映|反馈)(?:到|给|去)?哪|对接人|经办人|咨询(?:渠道|方式)|联络(?:人|方式)|负责人(?:是谁|电话|的?联系)|给谁打|打给谁|给哪(?:个|位)[^，。？]{0,4}打|找哪(?:位|个人?)|联系哪(?:位|个)|哪位(?:负责|联系|经办)|(?:打|拨)(?:哪|什么|啥)个?(?:号|热线)|电话|联系人|联系方式|找谁|咨询谁|怎么联系|联系谁|向谁|问谁|打给谁|号码"
)
_ASKS_CONTACT = re.compile(
    r"在哪(?:里|儿|个地方|条路)?办公|(?:打|拨)(?:哪|什么|啥|几)个?(?:号|热线|电话)|(?:哪|什么|啥)个?(?:处|科|股|处室|科室|股室|部门|办公室)(?:在|来|负责)?(?:管|负责|对口|对接|接待|答复|解答|回复)|邮箱|邮件|电邮|[Ee]-?mail|给谁打|打给谁|给哪(?:个|位)[^，。？]{0,4}打|找哪|哪位|联系|咨询|号码|找谁|问谁|电话(?:是|多少|号)"
)
# Calls that were made or taken are counted, and no number to call is asked for: 热线一年接了多少个电话.
_CALLS_COUNTED = re.compile(
    r"(?:接听?|打[来进出]?|受理|回访?|拨打?|处理|办理|转办|呼入|呼出)(?:到|了|过|的|出)*[^，。？?]{0,6}?(?:多少|几)(?:万|百|千|十)?[个次通件起人]*(?:次)?的?(?:咨询|群众|市民|投诉|求助|来电)*(?:电话|来电|热线)"
    r"|(?:多少|几)[个次通件起](?:咨询|群众|市民|投诉|求助|诈骗|骚扰)?(?:电话|来电)"
    r"|(?:电话|热线|来电)[^，。？?]{0,12}?(?:接听?|打[来进出]?|受理|回访|拨打|处理|办理|呼入)(?:到|了|过|的)*(?:多少|几[个次通件起百千万])"
    r"|(?:电话|热线)(?:的)?(?:接听|接通|来电|话务|咨询|受理)[数总]?[量率]|接听[数总]?量|话务量|来电[数总]?量"
)
_BARE_NUMBER = re.compile(r"(?:19|20)\d\d年度?")
# What stands between two items that are to be taken one from the other, or added up.
_LESS = re.compile(r"[”\"]?(?:再)?(?:[-－—减]去?掉?|扣(?:除|掉|去))[“\"]?")
_PLUS = re.compile(
    r"[”\"]?[，,]?(?:再|还|又|并)?(?:[加+＋]上?|算上|连同|外加|捎上|搭上|添上|带上|并上)(?:了)?(?:一?笔|一?项|那笔|那项)?[“\"]?"
)
# 甲高还是乙高: what is said of each of the two may stand behind it.
_OR = re.compile(
    r"[”\"]?(?:上)?(?:的)?(?:钱|支出|预算|决算)?数?(?:花|用|拿|占|安排|投|要)?得?(?:要|更|比较|来得)?[多高大少低小贵]?(?:一些|一点|些|点)?[，,]?还是(?:说)?[“\"]?"
)
_ABOVE = re.compile(r"[”\"]?(?:要|还|又)?[高多低少](?:过|出|于)?[“\"]?")
# One year's amount taken from another's: 25年预算数减去24年预算数.
_YEARS_APART = re.compile(r"年[^，。；？?]{0,30}?(?:减去?|扣(?:除|掉|去))[^，。；？?]{0,8}?(?:年|去年|上年|前年)")
# By how much two places differ, whatever is said of it beside.
_GAP_ASKED = re.compile(
    r"差额|差[数值距]|差(?:了)?多少|(?:[高多超少低]出|超过|[大少低高多]于)[^。？?]*(?:多少|几[十百千万元])|相?差(?:了)?几|[高多少低大小]出?(?:了)?(?:多少|几[十百千万元块])|(?:减去?|扣除|扣掉)[^。？?]*(?:得|是|为|等于|剩)(?:多少|几)"
)
FIELDS = frozenset({"current_budget", "own_level_funding", "superior_subsidy"})
_AT_MOST = re.compile(
    r"(?:最[多少长短高低快慢晚迟]|起码|至少|顶多|不能?[低高少多]于|不超过)(?:[能要得可以为是等花用办拖只须在应该须达到做保证完成让叫容许人允到在压控补贴助给发领拿报销奖励收罚付交享受]{0,8}|不(?:能|得|可|许|准|应|该)*(?:超过|高于|多于|大于|低于|少于))(?:几|多少|多久|百分之)(?!项|个项|类|名)"
)
_MOVED_MORE = re.compile(
    r"(?:哪个|哪一个|谁|哪项)(?:增加|增长|上涨|涨|增|减少|下降|降|减|变化)得?(?:更|较|比较)?(?:多|大|快|少)"
)
_MULTIPLE = re.compile(
    r"(?:是不是|是否|有没有|达到|够)[^，。]{0,12}的(?:[两二三四五六七八九十]|\d+(?:\.\d+)?)倍|(?:是|为|等于|恰为|正好是)[^，。]{2,14}的?(?:一半|二分之一)|(?:是|为|等于|相当于)[^，。]{0,12}?(?:的)?(?:多少|几)倍"
)
# How often one of two goes into the other, in whatever words; 高出几倍 and 翻几番 may be meant in two ways.
_AS_MULTIPLE = re.compile(
    r"倍数|到底(?:是|有)?(?:几|多少)倍|实际(?:是|有)?(?:几|多少)倍|(?:几|多少)比一|的(?:几|多少)倍(?!才|是|能|等于|就)|有(?:几|多少)倍"
)
_UP_OR_DOWN = re.compile(
    r"变(?:得)?(?:更|越来越)?[多大高](?:了)?(?:还是|或是?)变(?:得)?(?:更|越来越)?[少小低]|(?:往|向|朝)上(?:走|涨|升)?的?还是(?:往|向|朝)?下|一路|往上涨|往下降|越来越|是[升增涨多]是[降减跌少]|(?:升|增|涨|多)(?:了|加|长)?还是(?:降|减|跌|少)|走势|趋势|变化|(?:怎么|咋|如何)个?(?:变|走)|往[上下]走|一年比一年|逐年|年年|越[一-鿿]越[多少高低]|走法|走向|演变"
)
_WHICH_YEAR = re.compile(r"(?:哪一?年|哪个年度|什么年份)[^，。？?]{0,10}最?(?:多|少|高|低|大|小)")
_ALL_SPENT = re.compile("[预决]算|[花用]|盘子|支出|收支")
_PROJECTS = re.compile(
    r"(?:有|都有|包括|安排了?|列了)?(?:哪些|哪几个|几个|多少个|什么)(?:(?:重点|专项|主要|具体)?项目|专项(?![经支资]))(?!支出|预算数|编|实行|纳入|开展|设|做|进行|实施)|项目(?:有哪些|有几个|清单|都有什么)|项目(?!支出|资金|经费|预算)(?:都|分别|具体|主要|各)*(?:有|是|叫)(?:些)?(?:哪些|哪几个|什么|啥)|项目(?:名称|名单|一览|目录)(?=[、，,；;及和与]|以及|分别|各|$)"
)
# Called 项目, the parts of an item that has no projects: 人员经费包括哪些项目.
_ITEMS_OF_IT = re.compile(
    r"^(?:预算|支出|里面?|中)?(?:一共|都|具体|主要)?(?:包括|包含|含|由|分成|分为)(?:了)?(?:哪些|哪几个|什么)项目"
)
_OF_PROJECTS = terms.TOTALS | {"project_expenditure", "performance_amount", "current_budget"}
_BLANK_TABLES = re.compile(
    r"(?:哪些|哪几张|哪张|几张|什么)[^，。？?]{0,4}表(?!格?式)[^，。？?]{0,8}(?:没有?(?:数据|数字|数额|金额|内容|填|数)|无(?:数据|数字|金额|数)|(?<!时)空|一个数(?:字|据)?(?:都|也)?(?:没|无)|全是零)"
    r"|空表(?:有哪|有几|是哪|都有|分别)|哪些是空表|(?:没有?(?:数据|数字|金额|填数?|数)|无(?:数据|数字)|空白?|一个数(?:字|据)?都没(?:有|填)?)的表(?:格)?(?:是|有|都|分别)?(?:有)?(?:哪|几|什么)"
)
# How many projects have goals, not which: 设了绩效目标的项目有几个.
_HOW_MANY_SET = re.compile(
    r"项目(?:一共|总共|共|都)?(?:有|是)?(?:几|多少)个|(?<!哪)(?:几|多少)个(?:[一-鿿]{0,4})?项目[^，。？?]{0,6}(?:编|设|填|报|纳入|实行)"
)
# What is done with projects, so that their number is asked for, and not which they are: 绩效自评做了几个项目.
_EVALUATED = re.compile(r"自评|自我评价|跟踪评价|绩效(?:跟踪|监控|评价)|重点评价")
_MARKED = re.compile(r"[优良中差](?:秀|好|等)?[”\"]?(?:等级|[级档等])?的|合格|等级|评级|[未没]")
# 各项支出加起来 is one amount, the whole.
_ALL_ADDED = re.compile(
    r"(?:[各每]个?(?:大|小)?|所有|全部)[项类块笔样种]?(?:的)?(?:支出|开支|开销|花销|花费|收入|进账|费用|钱)(?:都|全|统统|拢)?"
    r"(?:加起来|加在一起|加到一[起块]|加一起|合起来|合在一起|合计|总共|一共|加总|拢共|总计|共计|之和)(?![^，。？?]{0,8}(?:各|分别|哪))"
)
_WEIGHTS = re.compile(r"权重.{0,10}(?:加|合计|之和|总|一共|等于|是100|100)|(?:加|合计|总).{0,6}权重")
# By how much two amounts differ, where neither is said to be the smaller: 甲和乙相差多少，为什么.
_GAP_BETWEEN = re.compile(r"相差|差[额距]|之差|差了?多少|差在")
_DIFFER = re.compile(
    "不一样|不相[同等符]|不同|不一致|不等|对不上|合不上|合不拢|不吻合|不是(?:同)?一个|打架|矛盾|有出入|(?:两|2)个数|两样|[差错][这那]么[多大远]"
)
# Two statements of one thing that differ, also where why is asked: 为什么两个地方不一样, 正文和表怎么对不上.
_TWO_PLACES = re.compile(
    r"是不是(?:写|填|印|弄|搞|算)错|(?:写|填|印|弄|搞)错了(?:吗|没|么|吧)|(?:会不会|是不是|有没有|有无|该不会)(?:是)?(?:写|填|印|弄|搞|抄|录|打|报)(?:错|岔|混|串|拧|反)|(?:数|字)(?:都)?是不是(?:都)?(?:是)?同一个|(?:两个数|又(?:是)?(?:另)?一个数?|另(?:外)?一个数?)[^。？?]{0,12}?(?:不一样|不相同|不相等|不同|不一致|对不上|不吻合)|(?:哪一?个|谁)(?:数)?(?:才)?(?:是)?(?:对|准|真)的(?:[？?]|$)|"
    r"(?:两|几|各|前后|上下)(?:个)?(?:地方|处|张表|份表|个数|边)[^，。？?]{0,8}(?:不一样|不同|不一致|不一|对不上|打架|矛盾|有出入)"
    r"|(?:正文|文字|说明)(?:和|与|跟|同)表[^，。？?]{0,8}(?:不一样|不同|不一致|不一|对不上|打架|矛盾|有出入)"
    r"|表(?:格)?(?:里面?|中|上)?(?:写|列|填)?的?[^，。；？?表]{0,8}(?:和|与|跟|同)(?:正文|文字|说明)[^，。；？?]{0,10}(?:不一样|不同|不一致|不一|对不上|打架|矛盾|有出入)"
)
# Whether all tables that have to be published are there: 公开的表格齐不齐, 缺不缺表.
_COMPLETE = re.compile(
    r"表格?[^，。？?]{0,6}(?:齐不齐|齐全|全不全|齐吗|有没有缺|缺不缺|缺没缺|漏没漏)|(?:缺|漏|少)(?:了)?(?:哪|什么|几)[些张个]?表"
)
_ADDS_UP = re.compile(
    r"(?:之和|加起来|加总|相加|合计|各款|各项|各类).{0,14}(?:等于(?!百分之|多少|几)|差(?!额|值|数|距|多少|几)|一致|对得上|相符|对上|对不对|吻合|相同|相等|一样|同一)"
)
# Worked back from the year after: the earlier year is asked for.
BACKWARDS = re.compile(r"还原|倒算|倒推|反推|推算|推导|推断|推知|推[得不]?出来?(?!新)|倒求|减去增加|加上减少|算出来")
# Two files that are set against each other are both looked into: 24年决算里写的跟25年预算里写的, 24年决算和25年预算.
_FILE = r"(?:19|20)?\d\d年?度?的?(?:部门|单位)?(?:预算|决算)"
_TWO_IN_A_ROW = re.compile(rf"{_FILE}[^，。；？?\d]{{0,8}}[和与跟同及、]{_FILE}")
_WRITTEN_IN = re.compile(
    rf"{_FILE}(?:公开|文件|材料|报告|书|那份|那本)*(?:里面?|里头|中|上|内)?所?(?:写|列|载|登载|公布|披露|报|填|印|说|记)(?:的|了|着)?"
)


def files_compared(text: str) -> list[tuple[int, int]]:
    """Where a text names two files that are held against each other; nothing where it names none, or one."""
    if row := _TWO_IN_A_ROW.search(text):
        return [row.span()]
    files = [hit.span() for hit in _WRITTEN_IN.finditer(text)]
    return files if len(files) > 1 else []


# A move is told, and the amount before it is asked for: 比上年减少2060万，那2023年是多少.
TOLD_MOVE = re.compile(
    r"[比较](?:上年|去年|上一年|前一年|(?:19|20)?\d\d年度?)[^，。；？?多少几]{0,6}?(?:增|减|多|少|涨|降|升|跌|压|砍)[^，。；？?几]{0,4}?(?:\d|(?<!多)[一二三四五六七八九两十百千])"
    r"[^，。；？?]{0,10}[，,。；](?:那么?|请问|则|照此|按此|这样|推算|倒推)*[，,]?(?P<asked>(?:19|20)?\d\d年度?|上年度?|去年|上一年度?|前一年)(?![^，。；？?]{0,16}(?:为什么|为何|原因|比))[^，。；？?]{0,16}(?:是|有|为|安排|列|花)(?:了)?多少"
)
_PURPOSE = re.compile(
    r"(?:换|更新|修|建|改造|购置|采购|添置?)(?:的|了|些)*(?:是|些)?(?:什么|啥|哪些)(?:东西|设备|物品|物件)?(?=[？?。呢啊呀]|$)|买了?些(?:什么|啥)|干嘛|(?:付|缴|交|买|支付)什么的|发(?:给谁|什么)的|(?:花|用)[到在于](?:了)?(?:哪些|什么)(?:方面|地方)|主要(?:安排|支付|保障|开支)(?:了)?(?:哪些|什么)|主要买(?:什么|啥)|(?:做|干|办)(?:些|哪些|了哪些|哪?几[件样桩]|什么样的)(?:事|活|工作)|(?:干|做)(?:啥|什么)(?:活|事)|去(?:做|干)(?:了|些)?(?:什么|啥)|(?:做|干)(?:什么|啥)(?:了|去|用了)|用(?:在|到|于)(?:了)?(?:啥|哪|什么)|花(?:在|到)(?:了)?(?:啥|什么)(?:上|地方|方面|去)|都(?:用|花)(?:来|去)(?:干|做)|"
    r"用于(?:什么|哪|干)|(?:用来|拿来|拿去|专门)(?:[一-鿿]{1,2}(?:谁|什么|啥|哪些)|(?:做|干|发|付|支付|交|办|买)(?:给谁|哪))|用来(?:做|干)|干什么用|(?<!按)(?<!支出)用途(?![”栏列])|的(?:具体|主要|资金|经费|实际)*支出用途(?=$|[。？?，,；;])|做什么用|做什么的|干什么的|干啥|主要用于|花在什么|拿来(?:做|干|买|用)|买什么用|都买什么|用在(?:什么|哪)|是干嘛|做啥用"
)
# Whom one received, and what they came for: 主要接待的是哪些来人、哪些事, 都接待了谁, 来的都是哪里的人.
_RECEIVED_WHOM = re.compile(
    r"(?:接待|招待|宴请|来访|来)(?:了|过|的|都|是|着|主要|对象|客人|些|人员|单位)*(?:谁|什么|啥|何|哪(?!一?[年月天项张]|[年个]?[年月表]))"
    r"|(?:谁(?!(?:的|更|比较|要|花|占|用|得|还)*[多少高低大小])|什么人|啥人|哪些(?:来)?(?:人|客|单位|部门)|哪(?:里|儿)的?(?:人|客|单位|部门|同行))"
    r"|(?:为(?:了)?|因(?:为)?)(?:什么|啥|何|哪些)(?:事|活动|工作|公务)"
)
_RECEPTION = frozenset({"official_reception", "domestic_reception"})
# Whom money is for: 帮哪些人打官司, 补给谁, 哪类家庭能领.
_FOR_WHOM = re.compile(
    r"(?:接待|招待|宴请|看望|帮助?|救助|补助?给?|补贴给?|资助|奖励|惠及|照顾|服务于?|发给|面向|针对|保障|覆盖|关爱|慰问|扶持|受理|(?<![包租送交派卖转付])给)(?:了|到|的是|的|些)*(?:哪些|哪几[类种]|哪一?[类种]|什么样?的?|啥样?的?|谁)(?:困难|特殊|重点)?(?:人|群体|对象|群众|家庭|户|学生|农户|老人|企业|(?=了?的?[呢啊]?(?:[？?。]|$)))"
    r"|受益(?:的|者|人)*(?:人群|群体|对象|人)?(?:都)?(?:是|有|为|包括)?(?:哪|谁|什么|啥)"
    r"|(?:哪些|哪几[类种]|哪一?[类种]|什么样?的|啥样的)(?:人|群体|对象|家庭|企业|农户|学生|老人)(?:们)?(?:能|可以|才|会|将)*(?:受益|领到?|享受|得到|申请|沾光|拿到?)"
)
# How many there are and how much each is: 下面有几款，每款多少钱.
_SO_MANY_EACH = re.compile(
    r"(?:有|分)(?:成|为|了)?(?:几|多少)[个]?[大]?[款项类块笔][，,][^，。？?]{0,4}每[一]?[款项类块笔个](?:是|有|各)?(?:多少|几)"
)
# And how much each of these is: 安排了哪几块，每块多少万.
_EACH_OF_THEM = re.compile(
    r"哪(?:些|[几两三四五])?(?:大|个)?[块项类个样笔][^。？?]*?[，,](?:每[一]?[块项类个样笔]|各|分别)(?:自|是|有|为|花|安排|列|拨|占)*(?:了)?(?:多少|几)"
)
# Of one item this asks what it is for, of all that is spent which item is the largest.
_MAINLY = re.compile(r"主要(?:是)?(?:花|用|投|使)(?:在|到|于)(?:了)?(?:哪|什么|啥)")
# Which of its lines most of it is, however it is put as a use: 主要花在哪一项上.
# What a body does, and not what its money goes to: 某街道主要干什么.
_IS_DUTY = re.compile(
    r"^(?!.*[钱花款费])(?:(?!支出|预算|资金|收入)[^，。？?])*?(?:主要|平时|日常|到底|都|是)*(?:是)?(?:干|做)(?:些|点)?(?:什么|啥)的?[？?。呢呀啊]*$"
)
_MAIN_LINE = re.compile(
    r"主要(?:是)?(?:花|用|投|使|集中)(?:在|到|于)(?:了)?哪(?:一)?(?:[项笔块款类](?!目)|个科目)|(?:花|用|投|使)(?:在|到|于)(?:了)?哪(?:一)?(?:[项笔块款类](?!目)|个科目)(?:上)?(?:的)?(?:钱)?最[多大]"
)
_USED_FOR = re.compile(r"主要用于|用途”?是|用来(?:干|做)")
_AMOUNT_IS = re.compile(
    r"(?:(?:预算|决算|执行|完成|支出|收入|上年|本年|今年|去年|安排)数|金额|数额|数值|数字)(?:又|都|填的|列的|写的|记的|登的|那里|上面?|里)*(?:是|为|填|写|列)(?:的|个|着|了|一个)*(?:什么|啥)(?:数字?|金额)?(?=[？?。，,；;呢啊呀]|$)"
)
_HELD = re.compile(
    r"(?:贵[处库方馆站台]|[你您]们?(?:处|方|库|这里|那里)|这里|库)?(?:存有|收存|收录|馆藏|留存|现有|保存|备有|藏有)(?:了|的|着|有)?(?:何|哪[些几]?个?)(?:年度?|年份)(?:的|$|[，。？?\s])|(?:你们?|您|这里|这儿|这边|库里|库中|库内|库里头|系统里?|平台上?(?!的)|手上|手头|手里|后台)[^，。？]{0,6}(?:收(?:录|(?![入支到益费缴取付款回]))|存|入库|保存|收藏|收集|放|录)(?:着|了|有|进|入|的|录)*[^，。？]{0,4}?(?:哪|几|多少|什么|啥)[^，。？]{0,6}?(?:文件|材料|资料|文档|公开|预算|决算|年|份|本|数据|[，。？?]|$)|"
    r"(?:你|您)们?(?:那|这)(?:儿|里|边|头|块)?(?:都|一共|总共)?(?:收|存|有|录|放)(?:录|集|着|了|有|的|进)*(?:哪|几|多少|什么|啥)(?:些|几)?[份本家年个套种]?(?=[？?。，呢啊呀材文资公预决]|$)|已(?:经)?收录的?(?!数|率|人)[^，。？?]{0,24}?(?:清单|名单|目录|年度|年份|一览|范围|情况|哪|几[份年家本])|"
    r"(?:你|您|你们|这里|这儿|系统|库)(?:这里|这儿|里)?[^，。？]{0,4}(?:有|收)(?:些|了)?(?:什么|哪些|啥)(?:资料|数据|文件|文档|内容|单位|材料)|(?<![税征回营创增])收(?![入支到益费缴取付款回])(?:录|集|了|进)?(?:了|有|的)?[^，。？]{0,6}哪(?:些|几个|几家|几份|几本|家|个|份|几年|一年|年)|(?:手上|手里|这里|这儿|你们|库里|库中|系统)[^，。？]{0,8}(?:收|存|有|查)[^，。？]{0,8}(?:哪|几)(?=些?(?:个|几|一|份|种|本|家)*(?:年|单位|部门|局|机构|机关|街道|地方|区|市|县|省|材料|文件|文档|资料|数据|公开|预算|决算|预决算|份|本|家)|些?[？?。呢啊]?$)|哪几年的(?:预算|决算|预决算|材料|文件|公开)|(?<!未)(?:现|已|目前|所)?(?:收录|入库|馆藏|在库)的?(?:文件|材料|资料)?的?(?:年度|年份|年限|范围|情况|类别|种类|清单|目录|文件|材料)|(?:都|能)(?:收录|查询?|查到)(?:了)?(?:哪|几)|(?:收录|存|有|库里|库中|提供|能查|可以查|查得到)(?:了|有|到)?(?:的)?(?:哪些|哪几个|哪几家|多少个|几个|多少家|几家)(?:单位|部门|机构|文件|年份|年度|文档|资料)|(?:有|收录了?)哪(?:些|几个?)年|哪些年份|能(?:回答|查)什么|你有(?:哪些|什么)"
)
# How many papers, or which, where it is asked what is at hand.
_PAPERS_HELD = re.compile(
    r"哪(?:些|几|[两二三四五])?[份本册](?:公开|披露|公示)?(?:的)?(?:文件|材料|资料|文档|公开|预算|决算|[，。？?]|$)"
)
# Where it is asked what is held, whatever body is named between: 你这边收了某局哪几份材料.
_HELD_HERE = re.compile(r"(?:你|您|你们|这里|这儿|这边|系统|库)(?:这里|这儿|这边|里)?[^，。？]{0,4}(?:有|收|存)")
# Which document something rests on.
_LEGAL_BASIS = re.compile(
    r"依据(?:的|了)?(?:是|有|为)?(?:哪|什么|啥)|(?:立项|政策|法律|法规|文件)依据(?:$|[？?，。呢])|(?:根据|依照|按照|依据|凭)(?:的是|了)?(?:哪|什么)[^，。？]{0,6}(?:文件|规定|通知|办法|政策)"
)
# The units of a body, not the bodies whose disclosures are held.
_UNITS_BELOW = re.compile(
    r"(?:下面|底下|下头|下属|下设|所属|下辖|直属|二级|管着|管)的?(?:共|一共|总共)?有?(?:哪|几|多少)"
    r"|[（(]不含本级[）)][，,]?(?:还|又|另|外|其他|别的)?有?(?:哪|几|多少)|除(?:了|开|去|掉)?[^，。？?]{0,4}(?:本级|本部|机关本身|机关)(?:之外|以外|外)?[，,]?[^。？?]{0,12}?(?:还|又|另|外|其他|别的)[^。？?]{0,12}?(?:哪|几|多少)[^，。？?]{0,3}(?:单位|机构|家)"
    r"|(?:编制|编报|汇总|合并|决算|预算)(?:的)?范围|纳入[^，。？?]{0,12}(?:预算|决算)|(?:预算|决算)单位(?:的)?构成"
)
# The units inside the budget of a body that is named: 某局2025年部门预算里有哪几家单位.
_UNITS_INSIDE = re.compile(
    rf"{MASK}+(?:(?:20|19)?\d{{2}}年(?:度)?)?(?:的)?(?:部门)?(?:预算|决算)?(?:一共|总共|都|共)?有(?:哪|几|多少)[些几]?[家个]?(?:下属|基层)?单位|"
    r"(?:预算|决算)(?:里面?|里头|里边|中|当中|之中|之?内)(?:到底|究竟|一共|总共|都|具体|共)*(?:有|是|包[括含])(?:了)?(?:哪|几|多少|什么)[些几]?[家个]?(?:的)?(?:预算|下属|基层)?(?:单位|机构)"
)
# Which units a budget or a final account gathers: 纳入2022年部门决算范围的还有谁, 编制范围包含哪些单位.
_GATHERED = (
    r"(?:纳入|列入|归入|并入|计入|编入)[^，。？?]{0,20}?(?:预算|决算)(?:的)?(?:编制|编报|汇编|汇总|公开)?(?:的)?(?:范围)?"
    r"|(?:预算|决算|编制|编报|汇编|汇总)[^，。？?]{0,6}?范围|(?:预算|决算)单位(?:的)?(?:构成|组成|名单)"
)
UNITS_GATHERED = re.compile(_GATHERED)
UNITS_IN_SCOPE = re.compile(
    rf"(?:{_GATHERED})[^。？?]*?(?:哪|谁|什么|啥|名单|名称|列出)|(?:哪|谁|什么|啥)[^。？?]*?(?:{_GATHERED})"
)
COUNTS_UNITS = re.compile(r"(?:多少|几)(?:个|家)")
UNIT_SCOPE = re.compile(r"单位预算|单位决算|单位口径|本级|单位那份|单位本身")
DEPARTMENT_SCOPE = re.compile(r"部门预算|部门决算|部门口径|汇总|部门那份|[全整]个?部门|部门(?:合计|总的|总体|加起来)")
TABLE_NAMED = re.compile(
    r"[“\"]?(?P<name>(?:部门|预算|决算|财决)?公开\s*\d{1,2}\s*表|(?:(?:财政拨款|一般公共预算|政府性基金)(?:预算)?(?:[那这]一?张)|三公|(?:(?:财政拨款|一般公共预算|政府性基金预算?|国有资本经营预算?)的)?(?:(?![的和与里中比跟在把说年底看我减拿去从将数到是张]|(?<!经)费(?=一般公共|财政拨款|基本支出|项目支出|三公|支出决|部门)|(?<![合共])同)[一-鿿]){0,12}?(?:收支|收入|支出|预算|采购|决算|分类|基本支出|运行经费|运行信息|绩效目标|绩效|项目支出))[”\"]?(?:经费)?(?:(?:[、和及与]?(?:会议|培训)费?)+)?(?:支出)?(?:预算|决算)?(?:经济|功能)?(?:分类)?(?:科目)?(?:预算|决算)?(?:总|明细)?(?:表|清单))(?:格)?[”]?(?=两|各|分别|自[己身]|本身|内部|口径|空|没|无|又|这|那|哪[些几一](?!张|份)|是(?:多少|几)|[刚恰正]好|刚刚好|(?<!采购预算表):|\d|[支收][出入](?:栏|方|侧|部分|那)|里|中|上|内|底|下|的|按|，|和|与|跟|同|及|、|“|\"|第|写|列|填|核对|对|为什么|为啥|为何|怎|咋|缘何|何以|却|又|都|到底|比|[多少大小高低]?(?:[多少大小高低]|出)多少|相?差|金额|数额|减|之间|一致|一样|是否|数(?!据|量|字|额)|列示|列的|写的|上写|¦|[）)]|合计数?|总[数额计]|所[列载示填]|[载示](?:明|列)?|(?:上)?(?:又)?是?一个|[（(](?![^（）()]{0,8}单位[:：])[^（）()]{2,24}[）)]|[^，。；？?表]{2,20}?[那这一]一?(?:行|栏|列))"
)
# The number of a form beside its title: 公开03表支出决算表, 基本支出表（公开08表）. Alone it is all that names the table.
FORM_NUMBER = re.compile(
    r"(?:部门|预算|决算|财决)?公开\s*\d{1,2}\s*表[“\"（(：:\s]*(?=(?:(?!公开|[比和与跟同及、])[^，。；？?的]){1,24}表)|(?<=表)\s*[（(](?:即|见)?(?:部门|预算|决算|财决)?公开\s*\d{1,2}\s*表[）)]"
)
# Where money goes: of one item this asks what it is for, of all that is spent for its parts.
_WHERE_TO = re.compile(
    r"给(?:了)?谁(?:用|花)|(?:花|用|使用?|投入?|流|落|砸|撒|投放|安排|开支|开销|列支)(?:向|到|在|往|给|于)?(?:了|去|来|些)*(?:哪|什么|啥)(?!程度|时|年|一年|家|一?[个项边头块](?:更|比较|还|要)*[多少高大]|个部门|个单位|个局|[些几两二三四五六七八九十]?[大个]*(?:科目|[类款项级])|国|个?国家|个城市)"
    r"|投向|流向|去向(?!不)|(?:钱|款|资金|经费)[^，。？]{0,4}去了(?:哪|什么)|去处|用处|使用(?:方向|范围|领域)|怎么(?:个)?(?:花|用|使)(?:法|的)?(?=$|[？?，。呢啊])|如何(?:使用|花|支配|用)(?=$|[？?，。呢])"
    r"|保障(?:哪些|什么|啥)|(?:干|办|做|搞|弄)(?:了)?(?:些|哪些|点)?(?:啥|什么|哪些)(?:事|活|工作)?|买(?:些|的)?(?:什么|啥)|(?:支出|开支|使用|资金|具体)内容(?:是|有|包括|$|[？?])"
    r"|(?:干|做|办)哪些(?:事|活|工作)"
    # On which things, for whomever: 花在老人家的哪些事情上.
    r"|(?:花|用|投|使|落)(?:在|到|于)[^，。；？?]{1,8}?(?:哪些|哪几[样件个桩]|什么)(?:事(?!业|项级)|方面|地方|用场|名堂)"
)
# Where money comes from, right behind the revenue itself: 收入主要靠什么, 钱是哪里来的.
_WHERE_FROM = re.compile(
    r"[，,]?(?:主要|大多|多半|大部分|基本|都|全|各|究竟|到底|一般|是|又|分别)*(?:是|靠|来自于?|来源于?|源于|出自|从)?(?:从|靠|由)?"
    r"(?:(?<=[靠自于源从由])(?:的是)?(?:哪|什么|啥|谁|何处)|(?:是|打)?(?:哪|何处)[里儿些]?来)"
)
_REVENUE = frozenset({"revenue_total", "revenue_this_year"})
_PAIR = 2  # a part and its whole
_MOST_OF_IT = re.compile(r"主要|最|大头|重点|主体|大部分|多数|大户")
# Which of its parts is the largest, however what money is for is asked about: 用在哪方面最多, 花在什么上的最少.
_MOST_SPENT_ON = re.compile(
    r"(?:用|花|投|砸|使)(?:在|到|于)[^，。？?]{0,8}(?:的)?(?:钱)?最[多少大小高低]|最[多少大小高低]的?(?:一[项笔块])?(?:钱)?(?:是)?(?:用|花|投|砸|使)(?:在|到|于)"
)
# A rate that is a goal, which asks what was set and not what came of it: 执行率的绩效目标值定在百分之几.
_RATE_AS_GOAL = re.compile(
    r"(?:绩效)?目标值|(?:绩效)?目标[^，。？?]{0,12}(?:要求|定|设|达到)|(?:执行率|完成率)[^，。？?]{0,6}(?:要求|目标|指标)"
)
# A part of a whole, said of two items without 占: 三公的百分之几用在接待上, 接待除以三公.
_MOVED_SHARE = re.compile(
    r"(?:压缩|压减|缩减|减少|增加|增长|下降|降低|上升|提高|变动|变化)(?:了)?(?:的)?(?:比例|比率|百分比|百分率)"
)
_PART_OF = re.compile(
    r"百分之(?:几|多少)|(?:几|多少)个?(?:百分)?点(?![钟半])|[几多]少?成|几分之几|份额|比率|除以|每(?:一百|100|1百|百|一千|1000|十|10)(?:块|元)|的?比值|之比"
)
OVER_OR_UNDER = re.compile(
    r"花超|超支|超(?:出|过)?(?:了)?(?:年初|全年|调整|原定)?预算|突破(?:年初|全年)?预算|超标|预决算(?:差异|差额|偏差|对比|比较|之差)|预算(?:和|与|跟|、)?决算数?(?:的)?(?:差异|差额|偏差|对比|比较|之差)|决算(?:和|与|跟|同|、)?(?:年初|全年|调整)?预算数?(?:的)?(?:差异|差额|偏差|对比|比较|之差)"
    r"|超了?还是(?:省|少|没超|没有超|剩|节约|结余|余)|超支还是|控制在(?:年初|全年)?预算(?:之?内|以内|范围)|(?:多|超)花(?:了)?还是少花|花多了还是花少了|(?:多|少)于(?:年初|全年)?预算|(?:没|未)(?:有|能|曾)?(?:把|将)?(?:花|用|支|执行|达)(?:完|光|足|满|够|到|出去|掉|了)*(?:年初|全年|当年|调整后?)?的?预算|预算数?(?:都|也|还|又)?(?:没|未)(?:有|能)?(?:花|用|支|执行)(?:完|光|足|满|够)(?![吗没么？?])|低于(?:年初|全年)?预算|在预算(?:之?内|范围内)"
)
# A percentage that the question itself puts forward, to be worked out: 占34%、…占66%，按决算数算对不对.
_RECKONED = re.compile(
    r"\d(?:%|万?元|亿元?|万).*(?:算|核|按|验)[^？?]*(?:对不对|对吗|对么|是否正确|准不准|没错吧?$|属实)"
)


# What is told in words alone, never as a number: what a body is there for.
_TOLD = next(topic.ask for topic in terms.topics() if topic.id == "duties")
_DONE_ABOUT_IT = next(topic.ask for topic in terms.topics() if topic.id == "improvements")
_HOW_MANY = re.compile(r"多少|几[个项家名辆人台件类万元]")


# Between a whole and the only part of it that is asked for: 基本支出那里面，电费一共多少.
_INSIDE = re.compile(r"(?:[那这])?(?:里面?|里头|里边|之?中|当中|之?内)的?[，,]?")


def asks_where_to(text: str) -> bool:
    """Whether a text asks where money goes."""
    return bool(_WHERE_TO.search(text))


def _is_of_its_budget(text: str, items: tuple[Asked, ...]) -> bool:
    """Whether it is asked how much of a budget was spent; 用 that closes an item's name (建设与利用预算多少) spends nothing."""
    hit = _OF_BUDGET.search(text)
    inside = hit is not None and any(a.start <= hit.start() < a.end for a in items)
    return hit is not None and (not inside or re.match("[一-鿿]?(?:掉|了|出去|完)", hit[0]) is not None)


def _over_its_plan(text: str, bare: str, *, several: bool) -> bool:
    """Whether a text asks what part of its own plan an item came to, by whatever verb."""
    hit = _SO_MUCH_OF_PLAN.search(text)
    if hit is None or several or CHANGE.search(bare[: hit.start()]):
        return False
    # 年初预算 is only told of an item beside its outturn; 全年预算 alone may be all that the body has.
    return not hit[0].startswith("占") or "年初" in hit[0] or bool(_SPENT_OF_BUDGET.search(text))


# That something is worked out: the mark between two names then takes one from the other.
_WORKED_OUT = re.compile(r"[=＝]|等于|得(?:数|出|多少)?|结果|[相之]?差|减|剩|余|多少")


def _in_a_path(text: str, items: tuple[Asked, ...]) -> bool:
    """Whether a hyphen leads from 基本支出 or 项目支出 down to what lies in it: 基本支出-物业管理费，单位元."""
    one, two = items[0], items[1]
    between = text[one.end : two.start].strip()
    axes = {"basic_expenditure", "project_expenditure"}
    outer, inner = set(one.keys[:1]) & axes, not set(two.keys[:1]) & (axes | terms.TOTALS)
    return (
        len(items) == _PAIR
        and between in ("-", "－", "—")
        and bool(outer)
        and inner
        and not _WORKED_OUT.search(text[two.end :])
    )


# Whether one of two is more than the other: 购房补贴比公积金多吗, 会议费超过三公了吗.
_THAN_THE_OTHER = re.compile(
    r"[”\"]?(?:的)?(?:钱|支出|经费|费用|预算|决算|数)?(?:数|额)?(?:是不是|有没有|是否|会不会|真的|都|已经|还|也)*"
    r"(?:比|超过?了?|超出|高[于过]|多[于过]|大于|低于|少于|小于|不及|不如|赶[上不]上?)[“\"]?"
)
_IS_MORE = re.compile(
    r"[”\"]?(?:的)?(?:钱|支出|经费|费用|预算|决算)?(?:数|额)?(?:还|要|更|都|来得)*[多少高低大小]?(?:一些|些|一点)?(?:了)?(?:吗|么|没有|没|不|不是)?(?=[？?。，,]|$)"
)


def _asks_which_is_more(text: str, items: tuple[Asked, ...]) -> bool:
    """Whether a yes or no is asked of one of two items being more than the other."""
    first, second = items
    tail = _IS_MORE.match(text, second.end)
    between = text[first.end : second.start]
    asks = re.search(r"吗|么|没有|没|不(?=[？?。]|$)|是不是|是否|有没有", f"{between}{tail[0] if tail else ''}")
    return bool(tail and asks and _THAN_THE_OTHER.fullmatch(between))


_HELD_AGAINST = re.compile(r"[跟和与同比较][^，。；？?]{0,6}$")


def against_a_table(text: str) -> bool:
    """Whether a text asks by how much something differs from what the one table that it names says of it."""
    tables = list(TABLE_NAMED.finditer(text))
    if len(tables) != 1 or CONSISTENCY.search(text):
        return False
    hit = tables[0]
    return bool(_HELD_AGAINST.search(text[: hit.start()]) and _GAP_ASKED.search(text[hit.end() :]))


# 甲和乙，哪个是大头: of two things that are named, and of nothing that they are parts of.
_LARGER_OF_TWO = re.compile(
    r"[”\"]?(?:这?两[项个者块笔])?(?:之间|里头?|中|里面|当中|相比|比)?[，,：:]?(?:到底|究竟)?(?:哪一?[个项边头块样类者]|谁)(?:才|更|算)?(?:是|占)?大头"
)


# How two that stand side by side are to each other: 甲与乙之比, 甲和乙的比例是几比几.
_SIDE_BY_SIDE = re.compile(r"[”\"]?(?:支出|费用|预算|决算)?(?:[和与跟同对:/、]|以及)[“\"]?")
_THEIR_RATIO = re.compile(
    r"[”\"]?(?:支出|费用|预算数?|决算数?)?(?:两者|二者|两块|两项|两个)?(?:的|之间的?|之)?(?:[比配]例关系|比例|比值|比率|配比|之?比(?=(?:是|为|有)?(?:多[少大]|几|[？?。]|$)))(?!(?:上|下)[升降])|[^，。；？?]{0,6}几比几"
)


def _asks_ratio(text: str, items: tuple[Asked, ...]) -> bool:
    """Whether two items are set in proportion, of which neither is a part of the other."""
    first, second = items
    if "占" in text or "百分" in text or not _SIDE_BY_SIDE.fullmatch(text[first.end : second.start]):
        return False
    keys, others = set(first.keys[:1]), set(second.keys[:1])
    below = [terms.parts_below(key) for key in (*first.keys[:1], *second.keys[:1])]
    nested = any(part & (keys | others) for part in below) or (keys | others) & terms.TOTALS
    return not nested and _THEIR_RATIO.match(text, second.end) is not None


def asks_which(text: str) -> bool:
    """Whether a text asks which of several is the larger."""
    return bool(_COMPARE.search(text))


# A name that has a superlative in it asks for no order: 最低生活保障.
_NAMED_MOST = re.compile("最[低高][一-鿿]{2,}")


def kind_of(text: str, items: tuple[Asked, ...], absolute: tuple[int, ...], offsets: tuple[int, ...]) -> QueryKind:
    """The way of asking; the order settles which cue wins where several stand in one question."""
    years_named = len(absolute) + len(offsets)
    text = blanked(text, [(item.start, item.end) for item in items if _NAMED_MOST.search(item.text)])
    bare = blanked(text, [(item.start, item.end) for item in items])
    several = len(items) >= 2
    if items and not several and TOLD_MOVE.search(text):
        return "lookup"
    if asked_check.of_a_percentage(text) or asked_check.of_areas(text):
        return "consistency"
    files = files_compared(text)
    if files and items and CONSISTENCY.search(bare) and years(blanked(text, files))[0]:
        return "consistency"  # of one year's amount in two files
    if (
        BACKWARDS.search(text)
        and items
        and not several
        and not _RATE.search(bare.replace("降幅", "").replace("增幅", ""))
    ):
        return "lookup"
    if (
        _CONTACT.search(text)
        and (not items or _ASKS_CONTACT.search(text))
        and not _CALLS_COUNTED.search(_BARE_NUMBER.sub("", text))
    ):
        return "contact"
    if items and years_named <= 1 and len(TABLE_NAMED.findall(text)) >= _PAIR and _GAP_ASKED.search(text):
        return "difference"  # of two tables, whatever is said of their being unlike
    if len({a.keys for a in items}) == 1 and years_named <= 1 and against_a_table(text):
        return "difference"  # of what is told elsewhere and in the one table that is named
    if _TWO_PLACES.search(text) or (_COMPLETE.search(text) and not items):
        return "consistency"
    if items and (not several or "占" in text) and asked_check.part_said(text) is not None:
        return "share"
    if several and asked_check.said_as_part(text, items[-2].end, (items[-1].start, items[-1].end)):
        return "share"  # 预留的采购正好是全部采购的四成, and not how much either of them is
    if items and asked_share_moved.asks(text) and not asks_why(text, bare):
        return "share"
    if _LEGAL_BASIS.search(text):
        return "text"
    held = _HELD.search(text) or (
        _HELD_HERE.search(text) and (_HELD.search(text.replace(MASK, "")) or _PAPERS_HELD.search(text))
    )
    if asked_held.asks(text):
        return "held"
    if held and not _UNITS_BELOW.search(text) and not (MASK in text and _UNITS_INSIDE.search(text)):
        return "held"
    if _BLANK_TABLES.search(text):
        return "blank_tables"
    if _WEIGHTS.search(text):
        return "weights"
    if asks_why(text, bare):
        places = len(TABLE_NAMED.findall(text)) + bool(_THE_TEXT.search(text))
        two = len(items) == _PAIR or (len(items) == 1 and places == _PAIR)
        beside = "比" not in text[items[0].end : items[-1].start] if items else False
        unlike = _DIFFER.search(bare) or (beside and _GAP_BETWEEN.search(bare))
        apart = two and years_named <= 1 and unlike and not _MOVED.search(bare)
        return "consistency" if apart else "reason"  # of two amounts that differ, not of how one of them moved
    if (items or asked_of_one.asks(text)) and _FROM_WHERE_TO.search(text):
        return "change"
    if len(items) == 1 and _WHICH_THEY_MEAN.search(text):
        return "definition"
    if _over_its_plan(text, bare, several=several):
        return "completion"
    if asked_agreement.asks(text, items):
        return "consistency"
    if not items and _CALLED.search(text):
        return "list"
    if items and _RECKONED.search(text):
        return "consistency"
    meant = _AMOUNT_IS.sub("多少", text) if items else text  # 某某科目上年预算数是什么 asks for no word's meaning
    if asks_of_a_word(text) or (
        _DEFINITION.search(meant) and not asked_order.asks(text) and not _USED_FOR.search(text)
    ):
        return "definition"
    if _is_of_its_budget(text, items) or (_OUTTURN_OVER.search(text) and not several):
        return "completion"
    checked = CONSISTENCY.search(bare) or asked_order.asks(text) or CHANGE.search(text)
    if axis_of(text) and not any(a.code for a in items) and not checked:
        return "share" if SHARE.search(bare) else "list"
    if _RECEIVED_WHOM.search(text) and any(_RECEPTION & set(a.keys[:1]) for a in items) and not _HOW_MANY.search(text):
        return "purpose"
    if items and _MAIN_LINE.search(bare):
        return "rank"
    if len(items) == 1 and _REVENUE & set(items[0].keys[:1]) and _WHERE_FROM.match(text, items[0].end):
        return "list"
    if _WHERE_TO.search(bare) and (items or not _IS_DUTY.search(text)):
        if asked_amount.asks_what_for(text):
            return "purpose"  # of the amount that is told: 占大头的那笔202.24万元花在什么事情上
        of_one = bool(items) and all(a.code or (a.keys and not set(a.keys) & terms.TOTALS) for a in items)
        if not of_one:
            return "rank" if _MOST_OF_IT.search(bare) else "list"
        if not asked_order.asks(bare):
            return "list" if _EACH_OF_THEM.search(bare) else "purpose"
    if (
        COMPLETION.search(bare) and not _SHARE_OF.search(bare) and not _RATE_AS_GOAL.search(bare)
    ) or _SPENT_OF_BUDGET.search(bare):
        return "completion"
    if _FOR_WHOM.search(text) and items and not any(set(a.keys) & terms.TOTALS for a in items):
        return "purpose"
    if _MAINLY.search(text) and items and all(a.keys and not set(a.keys) & terms.TOTALS for a in items):
        return "purpose"
    if _PURPOSE.search(text) and not re.search(r"各(?:是|有)?多少|按大类", text):
        return "rank" if items and _MOST_SPENT_ON.search(bare) else "purpose"
    if items and _ITEMS_OF_IT.search(text[items[-1].end :]) and not set(items[-1].keys) & _OF_PROJECTS:
        return "list"
    if any("performance_amount" in a.keys for a in items) and _HOW_MANY_SET.search(text):
        return "lookup"
    if _EVALUATED.search(text) and _HOW_MANY_SET.search(text) and not _MARKED.search(text):
        return "lookup"
    if _PROJECTS.search(text) and not asked_order.asks(text) and not (CONSISTENCY.search(bare) and _SUM.search(text)):
        return "projects"
    if (
        several
        and not CONSISTENCY.search(bare)
        and all(_PLUS.fullmatch(text[a.end : b.start].strip()) for a, b in pairwise(items))
    ):
        return "sum"
    if len(items) == _PAIR and years_named <= 1 and _asks_which_is_more(text, items):
        return "compare"
    if len(items) == _PAIR and years_named <= 1 and _asks_ratio(text, items):
        return "multiple"
    if _MULTIPLE.search(bare) or (len(items) == _PAIR and years_named <= 1 and _AS_MULTIPLE.search(bare)):
        return "multiple"
    if years_named <= 1 and taken_away(text, items) and not SHARE.search(bare) and not asked_order.asks(bare):
        return "difference"
    if _ADDS_UP.search(bare) and items:
        return "consistency"
    if re.search(r"各(?:大)?[类项款].{0,12}(?:占|比例|比重)", text):
        return "share"
    if (year := _WHICH_YEAR.search(text)) and not several and (items or _ALL_SPENT.search(year[0])):
        return "change"
    if several and any(_OR.fullmatch(text[a.end : b.start]) for a, b in pairwise(items)):
        return "compare"  # 大头是甲还是乙
    if len(items) == _PAIR and _LARGER_OF_TWO.match(text, items[1].end):
        return "compare"
    if asked_order.asks(_AT_MOST.sub(MASK, text)):
        return "rank"
    if (_SAME_YEARS.search(bare) or (years_named >= _PAIR and _YEARS_APART.search(text))) and not several:
        return "change"
    if years_named >= 2 and not several and _UP_OR_DOWN.search(text):
        return "change"
    of_both_scopes = UNIT_SCOPE.search(text) and DEPARTMENT_SCOPE.search(text) and not SHARE.search(bare)
    if CONSISTENCY.search(bare) or of_both_scopes:
        return "consistency"
    if (
        several
        and re.search(r"[增涨降]幅|增长率|涨得|百分之几", bare)
        and (CHANGE.search(text) or _MOVED_MORE.search(text) or "同比" in text)
    ):
        return "rate"
    if (_COMPARE.search(text) or _MOVED_MORE.search(text)) and several:
        return "compare"
    if "权重" in text:
        return "lookup"
    if "几成" in bare and _MOVED.search(bare):
        return "rate"
    if _MOVED_SHARE.search(text):
        return "rate"
    if "各占" in text and not several and re.search(r"哪(?:些|几)", text):
        return "list"
    if SHARE.search(bare) and not re.search(r"占(?:用|地)", text):
        return "share"
    if len(items) == _PAIR and _PART_OF.search(bare) and not CHANGE.search(text) and years_named <= 1:
        return "share"
    if len(items) == _PAIR and text[items[0].end : items[1].start] in ("/", "÷", "比上"):
        return "share"
    if _RATE.search(bare):
        return "rate"
    if _SUM.search(text) and items and items[0].keys[:1] and items[0].keys[0] in FIELDS:
        return "sum"
    if _SUM.search(text) and years_named >= 2 and not re.search(r"比|较|变化|增|减|涨|降|差|省[下出]|上年的?数", bare):
        return "sum"
    if (several or len(TABLE_NAMED.findall(text)) >= 2) and years_named <= 1 and DIFFERENCE.search(text):
        return "difference"
    ends = {key for asked in items for key in asked.keys[:1]}
    if ends == {"carried_in", "carried_out"} and years_named <= 1 and CHANGE.search(text):
        return "difference"  # of one year's two ends
    if CHANGE.search(_AT_MOST.sub(MASK, text)) or (years_named >= 2 and DIFFERENCE.search(text)):
        return "change"
    if several and "总额" in bare and years_named <= 1 and not _LIST.search(bare):
        return "sum"
    if several and items[0].start == items[1].start and not _LIST.search(bare):
        return "sum"  # 水电费 is one question about both
    if several and all(
        (_LESS.fullmatch(gap) and not _in_a_path(text, items))
        or (_ABOVE.fullmatch(gap) and _HOW_MANY.search(text[items[-1].end :]))
        for gap in (text[a.end : b.start].strip() for a, b in pairwise(items))
    ):
        return "difference"
    if items and not several and set(items[0].keys) & terms.TOTALS and _ALL_ADDED.search(text):
        return "lookup"
    if several and asked_sum.closes(text, items):
        return "sum"  # 支出明细表：甲、乙、丙三项小计
    if _LIST.search(text) or _SO_MANY_EACH.search(text):
        return "list"
    within = len(items) == _PAIR and _INSIDE.fullmatch(text[items[0].end : items[1].start])
    # 某中心的收入合计 has the word in the total's own name, and adds nothing up; 甲、乙支出合计 does.
    wholes = [(item.start, item.end) for item in items if set(item.keys) & terms.TOTALS]
    if _SUM.search(blanked(text, wholes) if len(items) == _PAIR else text) and (
        (several and not within) or re.search(r"(?<!\d)[两二三四五六七八九\d]个?(?:项目|年|季度)|各", text)
    ):
        return "sum"
    if asked_amount.asks_what_for(text):
        return "purpose"
    if not items and not _HOW_MANY.search(text) and _TOLD.search(terms.normalise(text)):
        return "text"
    if not _HOW_MANY.search(text) and _DONE_ABOUT_IT.search(terms.normalise(text)):
        return "text"
    return "lookup"
