"""An answer on a terminal: its text, then where each mark leads, what to bear in mind, what to ask next."""

from __future__ import annotations

import re

from service.plain import plain
from service.reply import Answer, Citation, FigureReport

_BETWEEN = " › "
_NAMES_AND_SIGNS = re.compile(r"[A-Za-z_]\w*|[-*/]")


def lines(answer: Answer) -> list[str]:
    """The answer as lines of plain text."""
    shown = plain(answer)
    out = [shown.answer]
    if shown.citations:
        out += ["", "出处："]
        out += [f"  [{citation.id}] {place(citation)}" for citation in shown.citations]
    computed = [figure for figure in shown.figures if figure.formula]
    if computed:
        out += ["", "计算："]
        out += [f"  {figure.text} = {formula(figure)}" for figure in computed]
    out += [f"注意：{notice}" for notice in shown.notices]
    if shown.handoff:
        out.append(f"可联系：{shown.handoff}")
    if shown.follow_ups:
        out += ["", "还可以问：" + "  ".join(shown.follow_ups)]
    return out


def place(citation: Citation) -> str:
    """Where a citation leads: title, table or section, page, and what stands there."""
    where = citation.table or _BETWEEN.join(citation.section)
    if citation.kind == "cell":
        labels = "，".join(filter(None, (_BETWEEN.join(citation.row), _BETWEEN.join(citation.column))))
        shown = f"{labels}：{citation.quote or '（空）'}" if labels else citation.quote
    else:
        shown = f"“{citation.quote}”"
    page = f"第{citation.page}页" if citation.page else None
    return "，".join(filter(None, (citation.title, where and f"“{where}”", page))) + f"：{shown}"


def formula(figure: FigureReport) -> str:
    """The formula with its operands' values in their places."""
    values = {}
    for operand in figure.operands:
        value = f"{operand.value}{operand.unit or ''}"
        values[operand.name] = f"({value})" if value.startswith("-") else value
    signs = {"*": "×", "/": "÷", "-": "−"}
    return _NAMES_AND_SIGNS.sub(lambda hit: values.get(hit[0], signs.get(hit[0], hit[0])), figure.formula or "")
