"""Where a citation points, in words: document, page, table and cell, as a reader would look it up."""

from __future__ import annotations

from service.reply import Citation, FigureReport

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
