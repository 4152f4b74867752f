"""Whether a question counts people, whatever the measure word: 人有几个, 几个编制, 多少个调解员. Pure."""

from __future__ import annotations

import re

# Whom a body has, and what ends the name of what people do; 会员单位, 工程 and 学生食堂 are no people.
PERSONS = (
    "人|在职|在编|编制|在岗|编外|事业编|行政编|退休|离休|临聘|聘用|派遣|大专|中专|专科|本科|硕士|博士|研究生|教师|老师|学生|学员|职工|员工|干部|公务员|"
    "司机|驾驶员|保安|保洁|门卫|护士|医生|民警|辅警|协管|社工|委员|代表|护工|厨师|会计|专家|劳模|劳务"
)
_CALLING = r"[一-鿿](?:员|者|师傅|师|娃|生|民|兵|童|孤|户主|群众|志愿者|工)"
# What may stand behind them: the end, or what they do and get.
_GOES_ON = r"(?=$|[，。；？?、]|[发领拿享受来去干值交吃配做和与及跟呢啊呀嘛]|参[加与训]|上岗|在岗|负责|(?:的)?(?:工资|报酬|薪|待遇))"
_PEOPLE = re.compile(
    rf"(?:{PERSONS})(?:数|员|制)?(?:一共|总共|共)?(?:有|是)?(?:几|多少)个?|(?:{PERSONS})(?:数|员)?(?:又|还|各|分别)*(?:增加|减少|新增|多|少|添|增|减|进|走|涨|加)了?(?:几|多少)个?|(?:几|多少)个(?:新增的?|新的)?(?:{PERSONS})"
    rf"|(?:几|多少)个[^，。；？?]{{1,8}}?的?(?:{PERSONS})(?=$|[，。；？?])|(?:几|多少)个(?:[一-鿿]{{1,4}}的)?[一-鿿]{{0,4}}?{_CALLING}{_GOES_ON}"
)


_A_PERSON = re.compile(rf"{PERSONS}|{_CALLING}(?:人?数)?$")
_APART = re.compile("[，。；？?、]")


def names_people(label: str) -> bool:
    """Whether a label is what people are called."""
    return _A_PERSON.search(label) is not None


def counts_people_at(text: str, start: int, end: int) -> bool:
    """Whether what is counted at a place of a text are people: 下设几个站、几个护林员 counts both."""
    before = _APART.split(text[:start])[-1]
    behind = _APART.split(text[end:])[0]
    return counts_people(f"{before}{text[start:end]}{behind}")


def counts_people(text: str) -> bool:
    """Whether what a text counts by the piece are people."""
    return _PEOPLE.search(text) is not None
