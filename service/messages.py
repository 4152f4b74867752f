"""One message may hold several questions: they are answered one by one. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from service import amount_too, asked_quarters, facets, framing, in_nouns, led_in, wordings
from service.asked_items import COUNTED
from service.left_over import content_words

_ENDS = re.compile(r"(?<=[？?；;。！!\n])")
_NUMBERED = re.compile(
    r"(?:^|(?<=[\s，,；;。？?：:]))(?:[（(]?\d{1,2}[）)、.．]|[一二三四五六][、是]|第[一二三四五六](?![大多高小少低名位的呢是季批轮期产])[，,、：:]?)(?:(?!\d)|(?=(?:19|20)\d\d年))\s*|[①-⑩]\s*"
)
_FURTHER = re.compile(
    r"[，,、\s]*(?:另外|此外|还有就是|顺便(?:问一?下|问问|查一?下)?|再问一?下|再帮我|再查一?下|同时|以及|并且|还想知道|还想问|另)(?=.{3,})"
)
# What makes words a question: how much, why, which, whether …
_CUE = re.compile(
    r"多少|几[个项名辆人台件类年]|为什么|为何|为啥|原因|什么|啥|哪|吗|呢|怎么|如何|是否|有没有|几多|多大|多高|多久|多长时间|多快|咋|百分之几|几成|占比|(?<!打)电话|联系|列一?下|列出(?!的)|谁|查一?下|告诉|(?:没有?|不|否)[？?]?$"
)
# Which of those asked about before it is the larger, or by how much: 甲多少？乙多少？哪个更多.
_OF_BOTH = re.compile(
    r"^[，,\s]*(?:那么?|请问|到底|究竟)?(?:这?两[家个者边处项]|二者)?(?:之?间|相比|比起来|里面?|中)*[，,]?(?:谁|哪一?[个家边方头项处]|孰)(?:的)?[^，。？?]{0,4}?(?:更|较|比较|要|用得|花得)?[多少大小高低](?:一?些|一点)?(?=$|[？?。，呢啊呀])|^[，,\s]*(?:那么?)?(?:这?两[家个者边处项]|二者)(?:之?间)?(?:相?差|差额|差距)"
)
# By how much two differ that were asked for just before: 甲多少，乙多少，相差多少.
_GAP_OF_BOTH = re.compile(
    r"(?:多少|几)(?:钱|万?元|人|个|辆)?[，,](?:这?两[家个者边处项]|二者)?(?:之?间)?相?差(?:额|距|了)?(?:是|为)?(?:多少|几何|几)?(?:钱|万?元)?[？?。呢啊]*$"
)
# The same without the words of politeness that open a question.
_ASKS = re.compile(_CUE.pattern.replace("|查一?下|告诉", ""))
# Kinds of question that stand by themselves after a comma.
_OWN = re.compile(
    r"(?:存在|还有|有|暴露|发现|查出|指出)(?:了|着|些|的)*(?:什么|啥子?|哪些)[^，。？?]{0,4}(?:问题|不足|毛病|短板|漏洞)|"
    r"(?:怎么|咋)(?:会|就|还|都|又|一直)*(?:没|未|不)(?!样)|为什么|为何|为啥|什么原因|原因(?:是|在|呢|何在)|主要(?:用于|干|做|买)|用来干|用途|(?<!打)电话|联系|是什么意思|什么是|立项依据|占(?:了|到)?(?:几成|多少(?![人名个辆台件])|多大|百分之几|多重)|占[^，,]{2,12}(?:多少|几|比例|比重)|比[去上]年|较上年|同比|怎么样"
    # Where a move that was just told comes from: ，多在哪.
    r"|^[，,]?(?:那|主要|都)?(?:钱)?(?:多|少|增|减|涨|降|省|加)(?:出来|下来|了|掉)*的?(?:钱)?(?:是|都|主要)*在(?:了)?哪"
    # Whether there is any, of a thing named right before it: ，出国有没有.
    r"|^[，,]?(?:那|还有)?[一-鿿]{2,6}(?:有没有|有无)(?:安排|花|列|发生)?[？?。]?$"
)
# How many times another year's it is, behind which one it is: 哪个项目花钱最多，是去年的几倍.
_TIMES_A_YEAR = re.compile(
    r"^[，,\s]*(?:又|大概)?是(?:它)?[^，。？?]{0,4}(?:去年|上年|前年|\d年)的?(?:多少|几)倍[？?。]?$"
)
# What was just asked for, to be put down one by one: 请列出这些户, 把他们列出来.
_THESE_TOO = re.compile(
    r"^(?:请|麻烦|烦请)?(?:您|你)?(?:帮我|给我|帮忙)?(?:把)?(?:逐一|逐个|一一|都|全部|具体)?(?:(?:列|写|报|举|说)(?:出|明|一下|一列)|(?:这些|他们|它们|上述|以上))(?:这些|他们|它们|上述|以上|列|写|报)?[^，。？?\d]{0,6}[。？?！]?$"
)
_GOES_ON = re.compile(
    r"^[，,\s]*(?:又|也|即|合|相当于|大概|大约|约)*(?:下降|减少|降低|缩减|压减|增加|增长|上升|提高|上涨|[降减少增涨升多高低省超跌缩])(?:了|出|掉|去)*(?:百分之(?:几|多少)|几个百分[点比]|多少个百分点|几成|几个点)|"
    r"^[，,\s]*(?:到底|究竟|具体|大概|那|那么|才|只|仅|就|它|(?:请|麻烦|劳驾)?[你您]?(?:帮我|帮忙|给我|替我)(?:全部|全都|都|一起)?)*(?:谁|哪个|哪一个|哪家|哪一?年|(?:各|分|都)?(?:属|是)(?:于)?(?:哪|什么)(?:一|些|几)?(?:个)?年|[多少高低大差]出?来?了?多少|相?差了?多少|差额|差距|各占|各[降增涨减升少多]|各(?:自|项|笔)?(?:花|用|支出?|列支?|安排|拨|有)了?(?:多少|几)|每[类项个款家块笔样种份处]|(?:各项?|每项)?(?:指标值|目标值?|标准|要求|权重)(?:都|又|各自?|分别)*(?:是|定|为|多少)|指标值|(?:金额|数额|钱数|数字)(?:各|分别|都)|都?(?:叫|名[字称叫])(?:什么|啥|作|为)|名[字称](?:是|分别|都)|各自|分别|各多少|各是|一共|合计|总共|加起来|相差|是多还是|还是|"
    r"是[增涨升多降减]|增加还是|涨了还是|多还是|又|也|都|什么走势|走势|趋势|有什么变化|有(?:没有)?变化|变化大|对不对|最[高多大][^，。？?]{0,6}比最[低少小]|(?:正文|文字|说明|表格?|表里|前面|后面)[^，。？?]{0,16}(?:一样|一致|相同|同一个|对得上|吻合|相符)|两张|两份|两个表|两处|前后|说法|是不是|够不够|对得上|能对上|一致|包括|包含|其中包括|"
    r"(?:公开)?(?:文件|材料|报告|说明|预算|决算|官方|单位|他们|对此|对外|里面|上面)*(?:里|中|上)?(?:又|是)?(?:怎么|如何|咋)(?:解释|交代|说明|说)的?(?=$|[？?。呢])|"
    r"(?:比|领先|超过|超出)(?:排)?(?:第[二2]|次[大多高]|后一)|多少钱|多少|(?:增|减|涨|降|增加|减少|上升|下降|增长)了?多少|增幅|降幅|涨幅|单位|能?不?能?(?:按|以|用)|(?:能不能|可不可以|能否|可否)?(?:帮我|给我)?(?:倒|反|逆|往回|往前)(?:着|过来|回去)?(?:推|算)|换算|折合|说清楚|请给|给个|说明|列出|给出)"
)
# How many and how much are two questions: 买几辆车，花多少钱.
_HOW_MANY = re.compile(r"(?:多少|几)(?:辆|台|部)")
_HOW_MUCH = re.compile(r"^[，,\s]*(?:一共|总共|共)?(?:要|得|花|需要?|准备|打算|预计)*(?:花|用)?多少(?:钱|万?元)")
# One count after another, each of a thing of its own: 开几次全体会、几次常委会.
_COUNT_OF = re.compile(
    r"^[、，,]?(?:又|还|再|和|以及|及)?(?:要|有|开|办|搞|设|配|请|聘|买|租)?了?(?:几|多少)(?:(?:次|回|趟|场|期|名|件|家|所|辆|台|批|项)[一-鿿]{2}|辆车|个(?!人|月|百分|多)[一-鿿]{2})"
)
_TIMES = re.compile(r"(?:几|多少)(?:回|趟)(?!事)")
_PEOPLE = re.compile(r"多少(?:个|名|位)?[一-鿿]{1,5}?(?:员|者|师傅)(?=$|[，,、。？?])")
# Things counted after an amount is asked for are no sum of it: 花了多少，一共去了几人次.
_IN_ALL_COUNTED = re.compile(rf"^[，,\s]*(?:一共|总共|合计|共)[一-鿿]{{0,4}}?(?:{COUNTED.pattern})")
# Which one it is that there may be: 有没有超的？是哪个，超了多少.
_IF_ANY = re.compile(r"(?:有没有|有无|是否有|有木有)[^，。？?]*(?:[吗呢]|的)?[？?。]?$")
_WHICH_ONE = re.compile(
    r"^[，,\s]*(?:如果有|有的话|要是有|若有)?[，,]?(?:它?们?|那|这)?(?:分别|各)?(?:是|叫)?(?:哪|什么|啥|谁|多少)"
)
# A share of each of what is named before it, and what is so named: 甲多少？乙多少，占总支出的比例分别是几.
_OF_EACH = re.compile(
    r"(?:^|[，,])(?:它们|这两[项块笔]|两者|二者)?(?:各自?|分别)?占[^，。？?]{2,14}?(?:的)?(?:比例|比重|百分比|占比|份额)?(?:分别|各自?|又?各)(?:是|为|有|占)?(?:几|多[少大高]|百分之)"
    r"|(?:^|[，,])(?:它们|这两[项块笔]|两者|二者)?(?:分别|各自?|又?各)占[^，。？?]{2,14}?(?:几成|百分之|多[少大]|几分|比例|比重)"
)
_AMOUNTS = re.compile(r"(?:(?:是|有|为|花了?|列了?|共)?多少(?:钱|万元|元)?|[一-鿿]{2}呢)[？?。]?$")
# What is told only to lead on: 定了多少我知道，你算没花完的.
_KNOWN = re.compile(
    r"(?:没有?|未|不)(?:直接|单独|明确|具体|专门|明)*(?:讲|写|说|列|给|公布|交代|披露|载|提|标)(?:出|明|到|过|清楚)*[^，,。？?]{0,16}(?:多少|几何?)(?:钱|万?元)?[，,](?:(?:能不能|可不可以|能否|可否|你|您|请|麻烦|帮我|给我)*(?:倒|反|逆|往回|往前)(?:着|过来|回去)?(?:推|算)(?:一?算|一?推)?(?:一?下|看看?)?[，,])?$|"
    r"(?:我|咱|俺)(?:们)?(?:都|已经|已|是|也|自己)?(?:知道|晓得|清楚|有数|明白|看到|查到|查过|算过|会查|会看)(?:了|的)?[，,]?$"
)
_FILLERS = re.compile(
    r"涉及|到底|究竟|具体|一共|总共|合计|大概|大约|分别|各自?|又|还|那|和|了|的|有|是|为|要|花|列|安排|预算|决算|增加|减少|多|少|涨|降|升|差|相|\s|[，,]"
)
_GREETING = re.compile(
    r"^(?:你好|您好|请问|谢谢|多谢|麻烦了?|在吗|hi|hello|嗨|喂|辛苦了?|打扰一?下|我想问一?下|我想了解一?下|想请教一?下|帮我查一?下)*[，,。！!？?~～\s]*$",
    re.IGNORECASE,
)
# A request for the figure that was just asked for: 请报个数, 给出差额, 结果是百分之几. It asks nothing of its own.
_ONLY_ASKS = re.compile(
    r"[\s，,、；;：:。？?！!“”\"]|请|烦请|麻烦|劳驾|最后|最终|那么?|所以|按此|据此|照此|这样|把|将|就|都|也|再|还|又|直接|顺便|(?:给|帮|跟|替|向)?(?:我|咱|你|您|俺)们?|"
    r"(?:一起|一并|一道|全部|分别|逐一|都)?(?:报|给|算|写|列|说|讲|念|求|告知|告诉|回答|回复|答复|标|换算|算)(?:一?下|出来?|明|清楚?)?|即可|就行|就好|可以|为[准盼要荷]|谢谢|"
    r"(?:最终|计算|得到|得出|算得|算出来?|求得|求出)?的?(?:结果|答案|得数|得值|数值|数字|数据|数额|金额|差额|差值|差距|准数|实数|总数|数|值)|得到?|得出|算出来?|"
    r"是|为|等于|合|约|大概|大约|应该?|应当|有|到底|究竟|多少|多大|几|百分之(?:几|多少)|百分数|几成|个?百分点|保留|[两一二三四\d]+位小数|小数|四舍五入到?|后|(?:以|用|按)?(?:万|亿|千)?元(?:钱|为单位|计|表示|作单位)?|个|的|了|吧|呗|呢|啊"
)
# What is worked out at the end of a question that asks to work it out; a bare 多少 or 差额 may be a question of its own.
_SAYS_IT = re.compile("结果|答案|得数|得出|算出|求出|准数|请|麻烦|劳驾|给|报|告知|列出|写出|数字?是|数为|等于")
_IN_PERCENT = re.compile("百分之|百分数|几成|百分点")
_OF_SHARES = re.compile("占|比重|比例|百分|率|幅|[增减升降涨跌]|成")
_AN_AMOUNT = re.compile("[金数差]额|数值|差[值距]")
_NO_AMOUNT = re.compile("哪|谁|什么|啥|名[字称]|为何|原因|各自?|分别")
_A_GAP = re.compile("差|[多少高低大小]出|减|超|比[^，。；？?]{2,20}?[多少高低大小]")
_A_NUMBER = re.compile(
    r"(?P<mark>^|[，,。；;：:？?\s])(?:请|麻烦|劳驾|烦请|就|只要?|直接)*(?:给我|帮我|跟我|给咱|给)?(?:报|给|说|来|要|念|讲|回)(?:我|咱)?(?:一)?个(?:准|实|总|具体|大概|确切)?的?(?:数(?:字|儿)?|准话|准信)(?:出来|来)?(?:就行|就好|就可以了?|即可|吧|呗|呗|行不|行吗|好吗|嘛|哈|谢谢)*(?=$|[。？?，,！!；;\s])"
)
# What a clerk's note closes with, and asks nothing by: …决算数 请核, …金额 并告.
_SIGNED_OFF = re.compile(
    r"(?:[\s，,；;。]+|(?<=[？?]))(?:请|烦请|敬请|并|即|速|望|盼|烦|乞)(?:一并|予以|即|速|尽快)?[核告复示知查报算列答回阅批覆验]{1,3}(?:为[盼荷要感])?(?P<mark>[。！!？?]?)\s*$"
)
_MARKS = re.compile(r"[，,、；;。？?！!\n]|(?<=.)(?:以及|还有)")
# What only asks, and what a question that follows need not say again.
_ASKING = re.compile(
    r"(?:一共|总共|合计|大概|大约)?(?:是|有|为|要|花|用|得|需要?|达到?)?(?:了)?(?:多少(?:钱|万?元)?|几成|百分之(?:几|多少)|多[大高长久])|"
    r"(?:是|有)?(?:什么|哪[些几个家])(?:时候)?|[吗呢啊呀]|为什么|为何|为啥"
)
_EDGES = " \n\t，,、；;"
# That several questions follow, and nothing of what they ask.
_ANNOUNCED = re.compile(
    r"^(?:请|麻烦|劳驾|帮我|帮忙|我想|想|一起|一次|一并)*(?:问|查|列示?|列明|列出|说明|回答|了解|看看?)?(?:一下|清楚)?(?:以下|下面|如下)?(?:这)?(?:[两二三四五六几]|\d)?个?(?:件事|问题|事儿?|方面|数|点|内容)?(?:一起问了?)?[：:，,]+"
)
# Where all of it is to be looked up, said behind the questions: 看2021年决算, 2019年预算文件里查一下.
_LOOKS_INTO = re.compile(
    r"^(?:请|麻烦|都|就|主要)*(?:看|查|翻|按照?|以|用|依据?|根据)[^，。？?]{0,10}(?:19|20)?\d\d年[^，。？?\d]{0,10}$"
    r"|^(?:请|麻烦|劳驾|你|您|就|都|在|从|到|去|翻)*(?:(?:19|20)?\d\d年度?的?)?(?:部门|单位)?(?:预决算|[预决]算)(?:公开)?(?:文件|材料|报告|说明|表|书|公开)?(?:里|中|上)?(?:面|头)?"
    r"(?:请|麻烦|你|您|帮我|给我|替我|去)*[查看找翻](?:一?[下查看找翻]|看看|出来)?(?:看|吧|呗|谢谢)?[。！!]?$"
)
# What the indicator that weighs most is to come to, or weighs: 权重最高的指标是哪个，目标值要求多少.
_HEAVIEST = re.compile(r"(?:权重|分值)[^，。；？?]{0,10}最[高大重低小轻多少]|最[高大重低小轻](?:的)?权重")
_OF_THE_HEAVIEST = re.compile(
    r"^[，,\s]*(?:它|其|这个?|该指标)?的?(?:年度|年初|具体)?(?:(?:目标|指标)?值?|权重|分值|要求|标准)?(?:要求|定|是|为|占|达|有|要|设)*(?:了|到|在)?(?:多少|几)(?:分)?[？?。]?$"
)
# How much of its money it spent, behind which one it is: 哪个项目执行最差，执行率多少.
_WHICH_IS_END = re.compile(r"(?:哪|谁)[^。；？?]*最|最[^。；？?]*(?:哪|谁)")
_ITS_RATE = re.compile(
    r"^[，,\s]*(?:它|其|这个?项目)?的?(?:预算)?(?:(?:执行|完成)率(?:又|各|分别|只|才)*(?:是|有|为|达到?)?|(?:才|只|又|都)*(?:执行|完成|花)(?:了|到|掉)+(?:大概|大约)?)"
    r"(?:多少|几成?|百分之(?:几|多少))[？?。]?$"
)
# How far a budget came, behind whether all of it was spent: 预算没有全部完成吗，完成的比例是多少.
_ALL_DONE = re.compile(r"(?:全部|全|都|没有?|未)[^，。？?]{0,2}(?:完成|执行|花完)(?:完|掉)?了?(?:吗|没有?|么)[？?]?$")
_HOW_FAR = re.compile(r"^(?:那|实际)?(?:完成|执行)(?:了|的)?(?:率|比例|进度|程度|百分|多少|几)")
# Whether a disclosure tells it at all, said behind what is asked: 某局2022年预算里写了没.
_SAID_SO = re.compile(
    r"^[^，。？?]{0,24}?(?:预算|决算|文件|材料|公开|报告|说明)(?:书|表|说明)?(?:里|中|上)(?:面|头)?(?:有没有|有无|是否|都|也)?"
    r"(?:写|提|说|列|讲|公布|公开|披露|交代)(?:到|明|出来?|过|及)?了?(?:没有?|吗|么)?[？?。]?$"
)
# Whether two places agree that have no amount in common but that of what was named before: 三公说明和基本支出表对得上吗.
_PLACE = r"[^，。？?和与跟同、]{0,8}?(?:表|说明|正文)(?:里面?|里头|中|上)?的?(?:写|列|填|说)?的?(?:数|金额)?"
_TWO_PLACES = re.compile(
    rf"^[，,\s]*(?:那|那么|在|看)?(?=[^，。？?]*三公)(?=[^，。？?]*(?:基本支出|经济分类)){_PLACE}[和与跟同、](?:在)?{_PLACE}(?:能|都|两处|是否|是不是|写|说|的)*(?:对|一[样致]|相[同符等]|吻合|同)[^，。]{{0,6}}$"
)
# Why two amounts differ is asked of both: 甲与乙不一样，差多少，为什么.
_DIFFER = re.compile("[和与跟同][^，。？?]*(?:不一样|不相[同等符]|不一致|对不上|不等)")
_BARE_WHY = re.compile(
    r"^(?:又|这|那|是)*(?:为什么|为何|为啥|什么原因|啥原因|原因(?:是什么|何在|呢)?|怎么回事)[呢呀啊]?[？?。]?$"
)
_OF_BUDGET = re.compile(
    r"(?:决算|执行|实际|支出)[^，。？?]{0,6}[比较与和][^，。？?]{0,4}预算|[比较](?:年初|全年|调整后?)的?预算"
)
# What all that is numbered behind it is about: “某某”科目：一是…，二是….
_HEAD = re.compile(r"(?P<head>[^。；？?]*(?:科目|[”\"]|这一?[项笔]|[类款项]级?)[”\"]?)\s*[：:]\s*$")
_MOST = 8
_ITEM = 2  # characters before a cue that may name something of their own


def questions(text: str) -> list[str]:
    """The questions of a message in their order, each with its own words; the message itself where it is one."""
    plain = _plain(text)
    if use_apart := facets.apart(plain):
        return [part for one in use_apart for part in _questions(one)]
    return _which_of_them(_questions(plain))


_OFFICES = re.compile("(?P<what>科室|处室|股室|内设机构)")
_WHICH_BARE = re.compile(r"哪一?个(?=[？?。管负抓呢啊呀]|$)")


def _which_of_them(asked: list[str]) -> list[str]:
    """The same, with what is meant by 哪个 where the question before counts or lists offices: 设了几个科室？管甲的是哪个."""
    full = asked[:1]
    for before, part in pairwise(asked):
        offices = _OFFICES.search(before)
        full.append(_WHICH_BARE.sub(f"哪个{offices['what']}", part, count=1) if offices else part)
    return full


# Several nouns behind what they are of, each with a question mark: 某某项目：自评得分？预算执行率？.
_TELEGRAM = re.compile(r"^(?P<head>[^：:？?。]{4,40})[：:]\s*(?P<nouns>(?:[^，,。；;？?：:\s]{2,10}[？?]\s*){2,8})$")


def _in_full(text: str) -> str:
    """A telegram of nouns as the questions that it stands for."""
    hit = _TELEGRAM.match(text.strip())
    nouns = re.findall(r"[^？?\s]+", hit["nouns"]) if hit else []
    if hit is None or any(_CUE.search(noun) for noun in (hit["head"], *nouns)):
        return text
    return "".join(f"{hit['head']}，{noun}是多少？" for noun in nouns)


# That so many things follow, said behind what they are of: 某局2025年两件事：.
_SO_MANY_FOLLOW = re.compile(
    r"(?:的)?(?:以下|下面|如下|这|那)?(?:[两二三四五六几]|[2-9])(?:个|件|点|项|方面|条|处)(?:事情?|问题|事项|情况|数字?|数据|内容|方面|点)?(?P<mark>[：:])(?=.{4})"
)


def _plain(text: str) -> str:
    """The message with what it asks in nouns, or leads in with, put as plain questions are."""
    text = _SO_MANY_FOLLOW.sub(r"\g<mark>", framing.without(text))
    return in_nouns.asked(
        _without_echo(
            _A_NUMBER.sub(_as_asked, led_in.plain(_SIGNED_OFF.sub(r"\g<mark>", wordings.asking(_in_full(text)))))
        )
    )


def _without_echo(text: str) -> str:
    """The message without clauses that only ask again for what the one before them asks: 结果是百分之几, 请给出差额."""
    kept: list[str] = []
    for piece in re.findall(f"[^{_STOPS}]*[{_STOPS}]*", text):
        if not (kept and _asks_nothing_more(piece, kept[-1])):
            kept.append(piece)
            continue
        unit, mark = _IN_WHAT.search(piece), piece[len(piece.rstrip(_STOPS)) :]
        before = kept[-1].rstrip(_STOPS)
        asked = "" if _CUE.search(before) else "是多少"
        kept[-1] = f"{before}{asked}{f'，以{unit[0]}为单位' if unit else ''}{mark or kept[-1][len(before) :]}"
    return "".join(kept)


_STOPS = "，,。？?；;！!\n"  # what a clause ends with
_IN_WHAT = re.compile("[百亿万千]?元")


def _as_asked(hit: re.Match[str]) -> str:
    """给个数 behind words that ask is nothing more; behind words that ask nothing it is 是多少."""
    before = re.split(r"[。？?；;！!\n]", hit.string[: hit.start()])[-1]
    return hit["mark"] if _CUE.search(before) or not before.strip(_EDGES) else "是多少"


def _asks_nothing_more(part: str, before: str) -> bool:
    """Whether a part only asks for what the one before it asks for: 结果是百分之多少, 请给出差额."""
    if not _SAYS_IT.search(part) or _ONLY_ASKS.sub("", part):
        return False
    if _AN_AMOUNT.search(part) and (_NO_AMOUNT.search(before) or COUNTED.search(before)):
        return False  # 有哪些项目，请列出金额
    if "差" in part and not _A_GAP.search(before):
        return False  # 甲和乙各多少，请给出差额
    return not _IN_PERCENT.search(part) or bool(_OF_SHARES.search(before))


def _questions(text: str) -> list[str]:
    parts: list[str] = []
    listed: set[str] = set()  # what is numbered asks something, in whatever words: （2）比上年的增加额
    numbered = len(_NUMBERED.findall(text)) > 1
    head = ""
    for sentence in _ENDS.split(text):
        for at, one in enumerate(_NUMBERED.split(sentence)):
            own = one.strip(_EDGES)
            piece = f"{head}{own}" if at and numbered and own and listed else one
            if at and numbered:
                listed.add(piece.strip(_EDGES))
            elif numbered and (all_of := _HEAD.search(one)) and not _CUE.search(one):
                head = _ANNOUNCED.sub("", f"{all_of['head'].strip(_EDGES)}，")
            further = _FURTHER.split(piece)
            if not all(_asks(part) for part in further if part.strip()):
                further = [piece]
            for part in further:
                parts += _clauses(part)
    parts = [part.strip(_EDGES) for part in parts]
    asked: list[str] = []
    told = ""
    wished = False
    for part in parts:
        if not part or _GREETING.match(part):
            continue
        apart = bool(asked) and bool(_HOW_MUCH.match(part)) and bool(_HOW_MANY.search(asked[-1]))
        apart = apart or (bool(asked) and bool(_IN_ALL_COUNTED.match(part)) and not COUNTED.search(asked[-1]))
        goes_on = (
            _GOES_ON.match(part)
            or (asked and _DIFFER.search(asked[-1]) and _BARE_WHY.match(part))
            or _SAID_SO.match(part)
            or _TWO_PLACES.match(part)
            or _THESE_TOO.match(part)
            or (asked and _IF_ANY.search(asked[-1]) and _WHICH_ONE.match(part))
            or (asked and _HEAVIEST.search(asked[-1]) and _OF_THE_HEAVIEST.match(part))
            or (asked and _ALL_DONE.search(asked[-1]) and _HOW_FAR.match(part))
            or (asked and _WHICH_IS_END.search(asked[-1]) and _ITS_RATE.match(part))
            or (asked and asked_quarters.are_of_it(asked[-1], part))
        )
        each = asked and not told and _OF_EACH.search(part) and _AMOUNTS.search(asked[-1])
        if not each and len(asked) > 1 and not told and _OF_BOTH.search(part):
            each = _AMOUNTS.search(asked[-1]) and _AMOUNTS.search(asked[-2])
        if not each and asked and not told and _GAP_OF_BOTH.search(part):
            each = _AMOUNTS.search(asked[-1])
        if each:  # 甲多少？乙多少，占总支出的比例分别是几: the last is asked of both
            while len(asked) > 1 and _AMOUNTS.search(asked[-2]):
                asked[-2:] = [f"{asked[-2].rstrip('？?。')}，{asked[-1]}"]
            asked[-1] = f"{asked[-1].rstrip('？?。')}，{part}"
        elif asked and not told and not apart and part not in listed and goes_on:
            asked[-1] = f"{asked[-1].rstrip('？?。')}，{part}"
        elif asked and not told and _BARE_WHY.match(part) and _OF_BUDGET.search(asked[-1]):
            asked.append(
                continued(asked[-1], f"，{part}") or part
            )  # why the outturn is not the budget, not why it moved
        elif asked and not told and _LOOKS_INTO.match(part):
            told = f"{part.rstrip('。！!')}，"
        elif asked and not told and _only_wishes(part, asked[-1]):
            wished = True
        elif _CUE.search(part) or _counts(part) or _TIMES_A_YEAR.match(part) or part in listed:
            asked.append(f"{_ANNOUNCED.sub('', told)}{part}")
            told = ""
        else:  # words that ask nothing belong to what they stand before (关于三公经费。为什么减少？)
            told += f"{part.rstrip('。！!；;')}，"
    if told and asked:
        last = told.rstrip("，")
        for at in range(len(asked)) if _LOOKS_INTO.match(last) else (-1,):
            asked[at] = f"{asked[at].rstrip('？?')}，{last}"
    elif told:
        asked.append(told.rstrip("，"))
    asked = _counted_alike(asked)
    return asked[:_MOST] if len(asked) > 1 or wished else [text]


# A thing whose number is asked for right behind that of another, without saying in what it is counted: …教师多少人，学生多少.
_COUNTED_BEFORE = re.compile(r"(?:多少|几)(人|名|位|个人|辆|台|户|家)[？?]?$")
_BARE_NUMBER_OF = re.compile(r"^(?P<what>(?:那|而)?[一-鿿]{2,8}?)(?:又|还|各|有|是)*多少[？?。]?$")
_OF_MONEY = re.compile(
    "[费钱款]|经费|支出|收入|预算|决算|资金|工资|补助|补贴|采购|金额|开销|[花掏付投]|养(?!老)|需?要$"
)


def _counted_alike(asked: Sequence[str]) -> list[str]:
    """The questions, those for a bare number with the unit of the one before."""
    found: list[str] = []
    for part in asked:
        unit = _COUNTED_BEFORE.search(found[-1].rstrip("？?。 ")) if found else None
        bare = _BARE_NUMBER_OF.match(part) if unit else None
        counts = unit is not None and bare is not None and not _OF_MONEY.search(bare["what"])
        found.append(f"{part.rstrip('？?。 ')}{unit[1]}" if counts and unit else part)
    return found


# What one would like to know, said behind the question for it.
_WISH = re.compile(
    r"^(?:我们?|咱们?|本人)?(?:就|只|好|真|很|特别|主要|也|一直|确实|其实|是|还)*(?:想要?(?:知道|了解|弄清楚?|搞清楚?|看看|问问)|好奇)"
)
# Whether it can be told: 能列出来吗, 能查到吗.
_CAN_BE_TOLD = re.compile(
    r"^(?:你|您|请问|这个?|都|还)*(?:能不能|可不可以|能否|可否|能|可以)(?:都|全|一一|逐一|全部|帮我|给我|帮忙)*(?:列|查|说|报|算|写|讲|告诉|找|答)(?:我|得)?(?:出来|到|出|清楚|一?下|上来)?(?:吗|么|不|嘛)?$"
)


def _only_wishes(part: str, before: str) -> bool:
    """Whether a part only says again that one would know what was just asked: 好想知道一个法院要用多少电费."""
    bare = part.rstrip("。！!？?；;，, ")
    if _CAN_BE_TOLD.match(bare) and _CUE.search(before):
        return True
    if _OWN.search(part) or not (wish := _WISH.match(bare)):
        return False
    words = content_words(bare[wish.end() :])
    return bool(words) and all(word in before for word in words)


def finer(text: str) -> list[str]:
    """The message cut wherever words that ask stand on both sides of a mark; empty where that is no finer.

    Such a cut may go through the middle of one question (A多少、B多少，谁多), so that it is only to be tried.
    """
    text = _plain(text)
    found: list[str] = []
    told = ""
    for piece in _MARKS.split(text):
        if not piece.strip() or _GREETING.match(piece):
            continue
        if _asks(piece):
            found.append(f"{told}{piece}")
            told = ""
        else:
            told += f"{piece}，"
    if told:
        return _each_apart(text)  # what comes after the last question may narrow any of them
    return found[:_MOST] if len(found) > len(_questions(text)) else _each_apart(text)


# 甲和乙各多少平方米: things that are joined, and what is asked of each of them.
_ASKED_OF_EACH = re.compile(
    r"^(?P<first>[^，。；？?]{4,}?)(?P<others>(?:(?:、|以及|[和与跟及])[^，。；？?、和与跟及]{2,12})+)(?:各自?|分别)(?:是|有|为|列|花|安排|占)*(?:了)?"
    r"(?P<asked>(?:多少|几)[^，。；？?]{0,6})[？?。]?$"
)


def _each_apart(text: str) -> list[str]:
    """One question as one for each of the things that it asks about; empty where it joins none."""
    hit = _ASKED_OF_EACH.match(text)
    if hit is None:
        return []
    others = [part for part in re.split("、|以及|[和与跟及]", hit["others"]) if part]
    return [f"{hit['first']}{hit['asked']}", *(f"{other}{hit['asked']}" for other in others)]


_TOLD_OF = re.compile(r"(?P<head>[^：:。？?]{4,})[：:](?=.{2})|(?P<first>[^：:。？?，,]{4,})[，,](?=(?:19|20)\d\d年)")
_YEAR = re.compile(r"(?:(?:19|20)\d\d|(?<!\d)\d\d)\s*年(?:度)?的?")


def continued(before: str, part: str) -> str | None:
    """A question behind the words of the one before it that ask nothing: 养护多少公里堤防，能保护多少人 → 养护堤防能保护多少人.

    None where the one before has nothing else to say.
    """
    dated = bool(_YEAR.search(part))
    if dated and (told := _TOLD_OF.match(before)) and not _CUE.search(head := told["head"] or told["first"]):
        return f"{head}：{part}"  # 甲的满意度：2024年完成多少，2026年目标多少
    said = _YEAR.sub("", before) if dated else before
    lead = _ASKING.sub("", COUNTED.sub("", said)).strip(" \n\t，,、；;：:。？?")
    return f"{lead}{part}" if lead and lead != said else None


def _clauses(sentence: str) -> list[str]:
    """A sentence cut at the commas behind which another question begins."""
    pieces = re.split(
        r"(?<=[，,])|(?=、(?:[一-鿿]了?)?(?:几|多少)(?:[次回趟场期名件家所辆台批项]|个[一-鿿]{2}))", sentence
    )
    found: list[str] = []
    for piece in pieces:
        if found and _COUNT_OF.match(piece) and _counts(found[-1]):
            found.append(piece)
            continue
        if found and amount_too.USE.search(found[-1]) and amount_too.OF_IT.match(piece):
            found[-1] += piece
            continue
        opens = bool(found) and _asks(found[-1]) and not _GOES_ON.match(piece) and _opens(piece)
        opens = opens and not _KNOWN.search(found[-1])
        opens = opens and not (_WHICH_IS_END.search(found[-1]) and _ITS_RATE.match(piece))
        opens = opens and not asked_quarters.are_of_it(found[-1], piece)
        opens = opens or (bool(found) and bool(_HOW_MANY.search(found[-1])) and bool(_HOW_MUCH.match(piece)))
        if opens or not found:
            found.append(piece)
        else:
            found[-1] += piece
    return found


def _asks(words: str) -> bool:
    """Whether words ask something: how much, why, which, how many of what."""
    return bool(_ASKS.search(words)) or _counts(words)


def _counts(words: str) -> bool:
    """Whether words ask how many of something; 人次 alone only names what is counted."""
    return bool(_TIMES.search(words) or _PEOPLE.search(words)) or any(
        hit[0].startswith(("多少", "几")) for hit in COUNTED.finditer(words)
    )


# A count behind its verb is a question of its own: 会议费多少，开了几次会.
_DONE_SO_OFTEN = re.compile(
    r"^[，,\s]*(?:全年|当年|一年|总共|一共)?(?:都|又|还)?(?:开|办|搞|召开|举办|组织|请|培训|接待|来|招待|宴请|购置|购买|买|更新|出国|派)了?(?:出去)?(?:几|多少)(?:次|批次?|场|期|人次?|个人|辆|台|个?团组?|拨|波|伙|桌|顿)"
    r"|^[，,\s]*(?:公|公务用?)?车(?:子|辆)?(?:现在|眼下|一共|总共|共)?(?:有|是|剩)?(?:几|多少)(?:辆|台|部)"
    # And how many are to be done, or were, behind what each of them costs: 每户补多少，计划改多少户.
    r"|^[，,\s]*(?:全年|当年|一年|今年|总共|一共)?(?:都|又|还|要|打算|计划|准备|预计|拟|目标|想)*(?:改造?|修|建|装|配|补|帮|帮扶|救助|资助|慰问|覆盖|惠及|做|完成|发给?)(?:了|到)?(?:几|多少)(?:户|家|所|座|处|公里|亩|平方米|栋|盏|棵|名|位|人|个人|台|套|间|条)"
)


def _opens(piece: str) -> bool:
    if _OWN.search(piece) or _DONE_SO_OFTEN.match(piece) or _TIMES_A_YEAR.match(piece):
        return True
    cue = re.search(r"(?:是|有|花了?|为|要|列了?|安排了?)?(?:多少|几[个项名辆人台件类])", piece)
    cue = cue or COUNTED.search(piece) or _TIMES.search(piece)
    return cue is not None and len(_FILLERS.sub("", piece[: cue.start()])) >= _ITEM
