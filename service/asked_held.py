"""Whether all that is asked of a named body is which of its disclosures are held: 你掌握的某局资料是哪年的, 预算还是决算. Pure.

Such a question may be put in many ways, and has nothing in it but words for papers, for having them, for years and kinds,
and small words. Anything else (an item, an amount, a year of its own) asks what the papers say.
"""

from __future__ import annotations

import re

from service.blanking import MASK

# That something is at hand here.
_HERE = re.compile(
    r"(?:数据|资料|材料|文件)(?:齐|全)不[齐全]|库|系统|平台|后台|掌握|收录|上传|导入|接入|入库|手[头里上]|可供?查|能查|查得?到|可查询|检索|[你您]们?[这那](?:里|儿|边)"
    r"|[你您]们?[^，。？?]{0,12}?(?:有|收|存|依据|靠|凭|读|回答)|[能可]以?[问答][^，。？?]{0,6}?哪"
)
_WHICH = re.compile(
    "哪|什么|啥|几|多少|截[止至]|最新|有没有|有无|[吗么]|还是|[齐全]不[齐全]|列|年份|年度|范围|覆盖|类型|种类"
)
_PAPERS = "资料|材料|文件|文档|数据|信息|内容|公开|披露|公示|(?:部门|单位)?预?[预决]算|份|本"
_NOTHING_ELSE = re.compile(
    rf"(?:{_PAPERS}|{MASK}|[\s，。？?！!、；;：:（()）“”\"]"
    r"|请问?|麻烦|能不能|能否|可不可以|可以?|能|想要?|确认|核实|知道|了解|问|说|讲|告诉|列出?|报|给|一下|下|我们?|咱们?"
    r"|[吗么呢吧啊呀]|都|全|还|也|又|就|和|与|跟|及|以及|或者?|的话|话|的|了|着|过|得|在|是|为|属于|归属?|算上|算|包括|分别|各"
    r"|一共|总共|共|到底|究竟|目前|现在|当前|如今|至今|已经?|最新|最近|最早|截止|截至|到|至"
    r"|哪些|哪几|哪一?|什么|啥|(?:几|多少)(?=[份本年个种])|有没有|有无|没有?|有|齐不齐|全不全|齐全|完整|覆盖|涵盖|范围"
    r"|年份|年度|年|个|种|类型|种类|类|性质|名称|名字|这家单位|这|那|里面?|里头|儿|边|中|内|上面?"
    r"|手[头里上]|资料库|数据库|库存|库|系统|平台|后台|[你您]们?|掌握|收录|收集|收|存有|保存|存|录入?|上传|导入|接入|入库|放"
    r"|读|看|查询|查得?到|查|可供|供|检索|回答|答|问题|事|依据|根据|凭|靠|来自|来源|出自|引用|用|关于|有关|相关|对于|对)*"
)


def asks(text: str) -> bool:
    """Whether a text, its body blanked out, asks only which disclosures of that body are held."""
    if MASK not in text or not _HERE.search(text) or not _WHICH.search(text) or not re.search(_PAPERS + "|年|事", text):
        return False
    return _NOTHING_ELSE.fullmatch(text) is not None
