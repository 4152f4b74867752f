"""The words of an answer that is kept in a file: where a citation points, how a figure was checked, what became of it.

A place is told in parts, and a formula with its names, as columns of a table want them; `service.printing` writes both
as running lines.
"""

from __future__ import annotations

from service.reply import Citation, FigureReport

STATUSES = {"answered": "已回答", "declined": "材料里没有说明", "clarify": "需要确认"}
VERDICTS = {"cited": "引自原文", "derived": "计算得出", "contradicted": "与披露不符", "unverified": "未能核实"}


def place(citation: Citation) -> str:
    """《标题》 第6页 表“…” 行 › 列, or the section that a sentence stands in."""
    parts = [f"《{citation.title}》"]
    if citation.page:
        parts.append(f"第{citation.page}页")
    if citation.table:
        parts.append(f"表“{citation.table}”")
    if citation.cell:
        parts.append(f"单元格{citation.cell}")
    path = [*citation.row[-1:], *citation.column] if citation.kind == "cell" else list(citation.section[-1:])
    if path:
        parts.append(" › ".join(path))
    return " ".join(parts)


def calculation(figure: FigureReport) -> str:
    """How a derived figure is computed, with what stands for each name; empty for a cited one."""
    if not figure.formula:
        return ""
    names = "，".join(f"{o.name} = {o.value}{o.unit or ''}[{o.citation}]" for o in figure.operands)
    return f"{figure.text} = {figure.formula}（{names}）"
