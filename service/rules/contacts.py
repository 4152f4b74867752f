"""Whom to call, as the disclosure prints it."""

from __future__ import annotations

import re

from service.draft import Draft
from service.holding import Holding
from service.rules.scene import Scene, answered
from service.rules.sentences import Line, narrative, newest_first

_CONTACT = re.compile(r"联系人|联系电话|联系方式|咨询电话|监督电话|电话[:：]|(?:\d{3,4}[-—－])\d{7,8}")
_PHONE = re.compile(r"(?:\d{3,4}\s*[-—－]\s*)?\d{7,8}|1\d{10}")


_BY_MAIL = re.compile("邮箱|邮件|电邮|e-?mail|信箱", re.IGNORECASE)
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|邮箱|信箱")


def contact(scene: Scene) -> Draft | None:
    """The contact line as printed, the one with an address where a letter is to be sent."""
    if _BY_MAIL.search(scene.query.text):
        for holding in newest_first(scene):
            if addressed := _mail_line(holding):
                return answered(addressed.quoted())
    for holding in newest_first(scene):
        line = contact_line(holding)
        if line:
            return answered(line.quoted())
    return None


def _mail_line(holding: Holding) -> Line | None:
    """The sentence that prints an address for letters."""
    for line in narrative(holding):
        if _ADDRESS.search(line.text):
            return line
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
