"""What is said to the service itself and asks nothing of a disclosure: thanks, that it was read, who it is, what it can do. Pure."""

from __future__ import annotations

import re

_THANKS = re.compile(
    r"^(?:好的?|嗯+|ok|明白了?|知道了?|懂了|收到|可以了?)?[，,。！!～~\s]*(?:非常|太|十分|多|万分)?(?:谢谢|感谢|多谢|谢了|辛苦)(?:了|啦|你|您|哈|啊|呀|大家|帮忙|解答|回答)*[，,。！!～~\s]*$",
    re.IGNORECASE,
)
# That an answer was read, or that one goes: 收到; 好的好的，下次再问; 先这样，我去开会.
_SEEN = re.compile(
    r"^(?=.{1,20}$)(?:(?:好|行|嗯+呐?|哦+|噢|ok|收到|知道|明白|懂|了解|可以|晓得)(?:的|了|啦|吧|哈|呀|哒)*[，,。！!～~\s]*)+"
    r"(?:(?:我)?(?:先|就)(?:这样|到这里?|不问)(?:了|吧|啦)*|(?:我)?(?:下次|回头|改天|以后|有空|有事)再(?:问|聊|说|来|请教)(?:你|您)?(?:了|吧|啦)*|再见|拜拜|回见|挂了|没(?:别的)?问题了|没事了)?[，,。！!～~\s]*$"
    r"|^(?:(?:我)?(?:先|就)(?:这样|到这里?)(?:了|吧|啦)*|再见|拜拜|回见|挂了|没(?:别的)?问题了|没事了)[，,。！!～~\s]*$",
    re.IGNORECASE,
)
_US = r"(?:你|您|你们|您们|这个?(?:网站|系统|页面|网页|工具|服务|机器人|助手|平台)|明账)"
_WHO = re.compile(
    rf"^{_US}(?:到底|究竟)?(?:是|叫)?(?:谁|什么(?:东西|名字|人)?|啥|做什么的?|干(?:嘛|什么|啥)(?:用)?的?|机器人|真人|人工)(?:吗|呢|啊|呀)*[。？?！!\s]*$"
    rf"|^{_US}(?:都|还|可以|能够?|会|可)*(?:做|干|查|回答|帮我?|会)(?:做|查|回答)?(?:些|点|到|哪些|什么|啥|问题)+(?:事|问题|内容|东西|忙)?(?:呢|啊|呀|吗)*[。？?！!\s]*$"
    rf"|^(?:{_US})?(?:怎么|如何|咋)(?:使?用|问|查|提问|操作)(?:呢|啊|呀|的)*[。？?！!\s]*$|^(?:使用)?(?:帮助|说明|方法|教程)[。？?！!\s]*$|^{_US}有(?:什么|啥|哪些)(?:用处?|功能|本事)(?:呢|啊|呀)*[。？?！!\s]*$|^help[。？?！!\s]*$",
    re.IGNORECASE,
)


# Behind an amount it asks what became of that: 怎么用的.
_SPENT_HOW = re.compile(r"^(?:那|它)?(?:怎么|如何|咋)(?:使?用)的[呢啊呀]?[。？?！!\s]*$")


def reply(text: str, *, follows: bool = False) -> str | None:
    """What to say in return, without a figure; None for a question. `follows` where an item was just spoken of."""
    if follows and _SPENT_HOW.match(text.strip()):
        return None
    if _THANKS.match(text.strip()):
        return "不客气。还想了解哪家单位、哪一年的预算或决算，请接着问。"
    if _SEEN.match(text.strip()):
        return "好的。还想了解哪家单位、哪一年的预算或决算，请接着问。"
    if _WHO.match(text.strip()):
        return (
            "这里是明账，根据已收录的部门预算、决算公开文件回答问题，每个数字都注明出处、经过核对；文件没有写明的不作答。"
            "可以这样问：某单位某年“三公”经费是多少，比上年增加还是减少，为什么；支出最多的是哪几类；正文和表里的数一致吗。"
        )
    return None
