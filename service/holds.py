"""Whether a disclosure itself is held, which is asked of no figure in it: 库里有没有某局2024年部门预算的原文. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from service.query import Query

_PAPER = r"(?:原文|全文|原件|原稿|原版|电子版|文本|扫描件|(?:公开)?(?:文件|文档|材料|资料|文稿|报告)|公开稿|公开件|公开(?!的?是))"
_YEARS_OWN = r"(?:部门|单位)?(?:预算|决算|预决算)(?:公开)?(?:的)?"
# The paper stands at the end: 有没有…预算里的材料费 is about what it says.
_NAMED = rf"(?:{_YEARS_OWN}{_PAPER}|{_PAPER})(?:可以?(?:看|查|下载|参考))?"
_HERE = r"(?:库里?|系统(?:里|中)?|平台(?:里|上)?|资料库|你们?|您|咱们?|这里|这儿|这边|手头|手里)(?:这里|这儿|这边|里|中|上|面|手里|手头)*"
_HAS = r"(?:有没有|有无|有木有|是否(?:已经?)?(?:有|收录|存有?)|收没收录?|收录没收录|能不能(?:查|看|找|下载)到?|能否(?:查|看|找|下载)到?)"
_WHETHER = re.compile(
    rf"{_HAS}[^，。？?]{{0,40}}?{_NAMED}[吗呢啊呀]?[？?。]?$"
    rf"|(?:{_HERE}(?:都|还|也)?(?:有|收录?|存)了?|能(?:查|看|找)到|收录了?)[^，。？?]{{0,40}}?{_NAMED}(?:了|的)?(?:吗|么|没有|没)[？?。]?$"
    rf"|{_NAMED}[，,]?(?:{_HERE})?(?:都|还|也|里)?(?:有没有(?:收录?)?|有吗|有么|收录了?(?:吗|没有|没)|收没收录?|在不在(?:库|系统)?里?|能不能(?:查|看|找)到|(?:查|找|看)(?:得|不)到(?:吗|么)?)[呢啊]?[？?。]?$"
    rf"|{_HERE}{_HAS}[^，。？?]{{0,40}}?(?:预算|决算)[吗呢啊呀]?[？?。]?$"
)
_KINDS = {"预算": "budget", "决算": "final_accounts"}


@dataclass(frozen=True, slots=True)
class Paper:
    """A disclosure that is asked for: its year, and its kind where one is named."""

    year: int
    kind: str | None
    name: str

    def is_it(self, year: int | None, kind: str | None) -> bool:
        """Whether a held one is that."""
        return year == self.year and self.kind in (None, kind)


def asked(text: str, query: Query) -> tuple[Paper, ...]:
    """The disclosures of which it is asked whether they are held; none where anything else is asked, or no year is named."""
    if not query.years or not _WHETHER.search(text):
        return ()
    named = [word for word in _KINDS if word in text.replace("预决算", "")]
    word = named[0] if len(named) == 1 else ""
    return tuple(Paper(year, _KINDS.get(word), f"{year}年{word}") for year in query.years)
