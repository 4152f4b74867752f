"""Whether the amount of the year is asked for beside those of its quarters: 全年安排多少，四个季度的用款计划各多少. Pure."""

from __future__ import annotations

import re

OF_THE_YEAR = re.compile(
    r"(?:全年|年度|一年|[今本当]年)(?:度)?的?(?:总共|一共|共|项目)?的?(?:预算|资金|经费|钱)?"
    r"(?:安排|拨付?|批复?|申请|下达|列|给|花|用|是|有|为)*了?(?:的)?(?:资金|预算|钱)?(?:是|有|为)?多少"
)
_ITS_QUARTERS = re.compile(r"^[，,\s]*(?:其中|那|里面|分到)?(?:[四4]个|[各每]个?|分|逐)季度?")


def are_of_it(before: str, part: str) -> bool:
    """Whether a part asks for the quarters of the year whose amount the one before it asks for."""
    return bool(OF_THE_YEAR.search(before) and _ITS_QUARTERS.match(part))
