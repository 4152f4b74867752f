"""Whom to call, as the disclosure prints it."""

from __future__ import annotations

import re

from service.draft import Draft
from service.holding import Holding
from service.rules.scene import Scene, answered
from service.rules.sentences import Line, narrative, newest_first

_CONTACT = re.compile(r"联系人|联系电话|联系方式|咨询电话|监督电话|电话[:：]|(?:\d{3,4}[-—－])\d{7,8}")
_PHONE = re.compile(r"(?:\d{3,4}\s*[-—－]\s*)?\d{7,8}|1\d{10}")


# What is asked for beside a telephone number: what it is called, how it is asked for, and how it is printed.
_WAYS = tuple(
    (name, re.compile(asked, re.IGNORECASE), re.compile(printed))
    for name, asked, printed in (
        ("邮箱", "邮箱|邮件|电邮|e-?mail|信箱", r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|邮箱|信箱"),
        (
            "地址",
            r"地址|在哪(?:里|儿)?办公|办公(?:地点|场所在|在哪)|哪条路|(?:在|位于)(?:哪|什么地方)(?:里|儿|个地方)?[呢啊呀嘛？?。\s]*$",
            "地址[:：]?.{4}",
        ),
        ("网址", "网址|官网|门户网站", r"www\.|https?:|网址"),
        ("邮编", "邮编|邮政编码", "邮编|邮政编码"),
        ("传真", "传真", "传真"),
    )
)
_CALLED = re.compile("电话|联系(?!地址)|号码|打给|热线")


def contact(scene: Scene) -> Draft | None:
    """The contact line as printed, the one with the address or the like that is asked for; said where it has none."""
    text = scene.query.text
    wanted = [(name, printed) for name, asked, printed in _WAYS if asked.search(text)]
    for _, printed in wanted:
        for holding in newest_first(scene):
            if line := next((line for line in narrative(holding) if printed.search(line.text)), None):
                return answered(line.quoted())
    for holding in newest_first(scene):
        line = contact_line(holding)
        if line:
            other = wanted and not _CALLED.search(text)
            lead = (f"文件没有写明{'、'.join(name for name, _ in wanted)}，写明的联系方式是：",) if other else ()
            return answered(*lead, line.quoted())
    return None


def contact_line(holding: Holding) -> Line | None:
    """A disclosure's own contact line, with a telephone number if there is one."""
    found: Line | None = None
    for paragraph in holding.paragraphs:
        for text in paragraph.text.splitlines():
            if _CONTACT.search(text) and _PHONE.search(text) and len(text) <= 120:
                return Line(text.strip(), holding.record.id, paragraph.section, paragraph.place)
            if found is None and _CONTACT.search(text) and len(text) <= 60:
                found = Line(text.strip(), holding.record.id, paragraph.section, paragraph.place)
    return found
