"""What of a project a question asks for beside its money: who builds or watches over it, where it stands, when it begins and ends. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_WHO = r"(?:谁|哪(?:一?[家个])?(?:单位|公司|机构|企业|院)?|什么(?:单位|公司|机构|院)|啥(?:单位|公司))"
_DOES = r"(?:单位|公司|机构|方|院)?"
_LINKS = r"(?:的|了|是|由|为|归|来|去|在|给|请|找|聘|雇|委托|负责|承担|担任|当|做|搞|它|人家|又|都)*"
# What is done for a project by somebody of that name, and is no document, amount or date of it: 设计方案, 监理费, 施工工期.
_NO_DEED = r"(?!费|方案|图|周期|期|进度|规模|内容|地点|地址|标准|合同|资质|面积|招标|用地|规范|质量|安全|[一-鿿]{0,2}(?:经费|支出|预算|收入))"
ROLES = ("监理", "施工", "设计", "勘察", "代建", "建设", "产权", "招标代理", "投资监理", "审价", "检测", "测绘", "评估")
_WHEN = r"(?:什么时候|啥时候|啥时|何时|多会儿|几时|哪[一]?[天年月日]|几月份?|几号|(?:什么|啥)(?:时间|日子))"
_ADVERBS = r"(?:才|就|能|能够|可以|会|要|得|计划|打算|预计|预期|准备|全部|彻底|正式|大概|可|算|给|把|它)*"
_BEGINS = r"(?:开工|动工|开建|开干|开始(?:施工|建设|动工|实施|建|修|做)?|动土|进场|启动)"
_ENDS = (
    r"(?:完工|竣工|修好|建好|装好|弄好|搞好|改好|做好|盖好|修完|建完|装完|做完|干完|弄完|改完"
    r"|完成(?!率|预算|年初|的[一-鿿]{2})|结束|收尾|建成|落成|通车|交付|投用|启用|好|完(?!成))"
)


@dataclass(frozen=True, slots=True)
class Particular:
    """One thing that is asked of a project: which, in whose role where it is a party's, and the words that ask for it."""

    what: str  # a role of ROLES, 地点, 四至, 开工, 完工, 起止 or 工期
    start: int
    end: int


def _of_role(role: str) -> str:
    """How it is asked who has a role."""
    return (
        rf"{_LINKS}{_WHO}{_LINKS}{role}{_NO_DEED}(?:管理)?{_DOES}(?:的)?"
        rf"|{role}{_NO_DEED}{_DOES}{_LINKS}{_WHO}|{role}(?:单位|公司|机构|方)(?:的?名[字称]|叫(?:什么|啥)|(?=[呢？?。]*$))"
    )


# What a site has on its four sides: 东到哪里, 北边是哪个小区, 四周挨着什么, 四至.
_NEIGHBOURS = (
    r"四至(?:范围|边界)?(?:(?:是|在|到)?(?:哪里|哪儿|什么|啥)|(?=[呢？?。]*$))"
    r"|(?:(?:东南西北|四周|四[面边邻]|周围|周边|[东南西北](?:[边面侧头方]|[、，,和]?(?=[东南西北到至临邻靠挨]))?)[、，,和]?)+的?"
    r"(?:各自?|分别|都|是|有|在|又|的|紧|隔壁|旁边)*(?:到|至|临|邻|靠|挨|接|毗邻|相邻|邻接|连)*(?:着|近|的|是|到|了)*"
    r"(?:哪(?:里|儿|些|[一几]?[个条座家]?[一-鿿]{0,3})?|(?:些)?什么[一-鿿]{0,3}|些?啥)"
)


_ASKS = (
    *((role, re.compile(_of_role(role))) for role in sorted(ROLES, key=len, reverse=True)),
    ("四至", re.compile(_NEIGHBOURS)),
    (
        "地点",
        re.compile(
            r"从?哪(?:里|儿|条路)?[^，。；？?]{0,3}(?:到|至)哪(?:里|儿|条路)|(?:坐落|选址|建|修|盖|设|位)?(?:在|于)(?:何[处地](?!方)|(?:哪|什么|啥)(?:儿|里|个?地方|条路|个?位置|条街|个?路口|个街道)|哪(?=[呀啊呢嘛？?，。,]|$))(?:(?:哪|几)号|几号|多少号)?"
            r"|哪条(?:路|街)(?:上)?(?:几号|多少号|哪号)?|(?:具体|详细)?(?:地址|地点|位置)(?:(?:是|在)?(?:哪(?:里|儿)?|什么|啥)|(?=[呢？?。，,]|$))"
        ),
    ),
    (
        "起止",
        re.compile(rf"从?{_WHEN}(?:份)?[^，。；？?]{{0,4}}(?:到|至){_WHEN}(?:份)?(?:结束|为止|完)?|起止(?:时间|日期)"),
    ),
    ("开工", re.compile(rf"{_WHEN}{_ADVERBS}{_BEGINS}(?:的)?|(?:开工|动工|开始)(?:时间|日期)(?:是|在)?{_WHEN}?")),
    ("完工", re.compile(rf"{_WHEN}{_ADVERBS}{_ENDS}(?:的)?|(?:完工|竣工|完成|结束)(?:时间|日期)(?:是|在)?{_WHEN}?")),
    (
        "工期",
        re.compile(
            r"(?:合同|建设|施工|总)?(?:上|里|中)?(?:写|定|约定|签)?(?:的|了)*(?:合同)?工期"
            r"(?:是|有|定|要|为)?(?:多少|几)?(?:个)?(?:天|日|月|久|长)?"
        ),
    ),
)


# Where money went, or where something shows, is no place: 钱花在哪里, 重点在哪里.
_OF_MONEY = re.compile(
    "钱|款|费(?!用房)|资金|投入|(?:支出|收入|预算|决算|结余)(?![里中书]|项目|文件|公开)|差|集中|最[大多]|(?:花|用|砸|投)(?:了|到|掉|去|的|是|主要|都)*$|体现|[差区]别|问题|[难重]点|原因|依据"
)


def asked(text: str) -> Particular | None:
    """The one particular that a text asks for; None where it asks for none, or for several."""
    found = _apart(text)
    if len(found) > 1 and {one.what for one in found} == {"四至"}:  # 东到哪条路、北到哪个小区
        return Particular("四至", min(one.start for one in found), max(one.end for one in found))
    return found[0] if len(found) == 1 and not _SEVERAL_ROLES.search(text) else None


# Several roles named one after the other, of each of which it is asked who has it: 施工、监理和设计各是哪家.
_ROLE = rf"(?:{'|'.join(sorted(ROLES, key=len, reverse=True))}){_NO_DEED}{_DOES}"
_SEVERAL_ROLES = re.compile(
    rf"{_ROLE}(?:(?:[、，,和与及跟]|以及|还有)+{_ROLE})+(?:这?[几两三四五六]?[家个方](?:单位|公司)?)?(?:各自?|分别|都|各家)*{_LINKS}"
    rf"(?:{_WHO}(?:各家|几家)?|哪(?:几|些|[两三四五六])[家个]?(?:单位|公司|企业)?)"
)
_EACH_ROLE = re.compile("|".join(sorted(ROLES, key=len, reverse=True)))


def roles(text: str) -> tuple[Particular, ...]:
    """The several roles of which a text asks who has each; nothing where it asks for one, or for anything else."""
    listed = _SEVERAL_ROLES.search(text)
    if listed is not None:
        named = dict.fromkeys(hit[0] for hit in _EACH_ROLE.finditer(listed[0]))
        return tuple(Particular(role, *listed.span()) for role in named)
    found = _apart(text)
    return tuple(found) if len(found) > 1 and all(one.what in ROLES for one in found) else ()


def _apart(text: str) -> list[Particular]:
    """What a text asks for, none of it said with the words of another."""
    found: list[Particular] = []
    for particular in _all(text):
        if not any(one.start < particular.end and particular.start < one.end for one in found):
            found.append(particular)
    return found


def _all(text: str) -> Iterator[Particular]:
    for what, ask in _ASKS:
        for hit in ask.finditer(text):
            if what not in ("地点", "四至") or not _OF_MONEY.search(text[: hit.start()]):
                yield Particular(what, *hit.span())
