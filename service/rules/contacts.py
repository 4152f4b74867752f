"""Whom to call, as the disclosure prints it."""

from __future__ import annotations

import re

from service.draft import Draft
from service.holding import Holding
from service.rules.scene import Scene, answered
from service.rules.sentences import Line, newest_first

_CONTACT = re.compile(r"联系人|联系电话|联系方式|咨询电话|监督电话|电话[:：]|(?:\d{3,4}[-—－])\d{7,8}")
_PHONE = re.compile(r"(?:\d{3,4}\s*[-—－]\s*)?\d{7,8}|1\d{10}")


def contact(scene: Scene) -> Draft | None:
    """The contact line as printed."""
    by_mail = _MAIL_ASKED.search(scene.query.text) is not None
    for holding in newest_first(scene):
        line = _mail_line(holding) if by_mail else contact_line(holding)
        if line:
            return answered(line.quoted())
    return None


# An address to write to, which no telephone number answers.
_MAIL_ASKED = re.compile(r"邮箱|电子邮件|电邮|[Ee]-?mail", re.IGNORECASE)
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)


def _mail_line(holding: Holding) -> Line | None:
    """The line of a disclosure that prints an address of electronic mail."""
    for paragraph in holding.paragraphs:
        for text in paragraph.text.splitlines():
            if _MAIL.search(text):
                return Line(text.strip(), holding.record.id, paragraph.section, paragraph.place)
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
