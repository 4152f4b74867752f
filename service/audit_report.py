"""A tie-out report for people: lines on a terminal, an Excel workbook whose places are links, a page to print.

What does not hold comes first, each with both figures, where they stand, and the question to put; what holds is counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from html import escape
from pathlib import Path
from urllib.parse import quote

from service import printing
from service.audit import NAMES, OUTCOMES, RULES, Audited, AuditFinding
from service.reply import Citation
from service.workbook import Link, Sheet, Value, workbook

Original = Callable[[Citation], Path | None]
_KINDS = {"budget": "预算", "final_accounts": "决算", None: "预算或决算未识别"}
_MANY = 6  # places of one finding that are listed
_LISTED = ("mismatch", "unlikely", "warning")
NOTE = "不一致只说明两处说法不同，不说明哪一处有误；四舍五入造成的尾差不算不一致。"


def _order(finding: AuditFinding) -> int:
    return [outcome for outcome, _ in OUTCOMES].index(finding.outcome)


def _counts(audited: Audited) -> str:
    return "，".join(f"{name}{count}处" for outcome, name in OUTCOMES if (count := audited.count(outcome)))


def _head(audited: Audited) -> str:
    year = f"{audited.year}年" if audited.year else "年份未识别"
    return f"{audited.title}（{year}{_KINDS[audited.kind]}）"


# --- on a terminal ------------------------------------------------------------------------------------------------


def lines(audited: Audited, *, everything: bool = False) -> list[str]:
    """The report of one disclosure as lines of plain text; `everything` lists what holds as well."""
    return list(_document(audited, everything=everything))


def _document(audited: Audited, *, everything: bool) -> Iterator[str]:
    yield f"{audited.id}  {_head(audited)}" if audited.id else _head(audited)
    yield f"  {_counts(audited) or '没有可以核对的地方'}。"
    for finding in sorted(audited.findings, key=_order):
        if not everything and finding.outcome not in _LISTED:
            continue
        yield f"【{NAMES[finding.outcome]}】{finding.rule} {finding.name}：{finding.message}"
        if finding.broken:
            yield from (f"    出处：{told}" for told in _places(finding))
            if finding.question:
                yield f"    可以问：{finding.question}"
    if everything:
        return
    passed = Counter(f.name for f in audited.findings if f.outcome in ("exact", "rounding"))
    if passed:
        yield f"  相符的：{'，'.join(f'{name}{count}处' for name, count in passed.items())}。"
    for finding in audited.findings:
        if finding.outcome == "not_checked":
            yield f"  没有核对：{finding.rule} {finding.message}"


def _places(finding: AuditFinding) -> list[str]:
    """Where the statements stand, a sentence with several figures once."""
    told = list(dict.fromkeys(map(printing.place, finding.places)))
    return [*told[:_MANY], f"等{len(told)}处"] if len(told) > _MANY else told


# --- Excel --------------------------------------------------------------------------------------------------------

_HEAD = ("材料", "规则", "名称", "结论", "说明", "别处得出", "这里写的", "差额", "允许的尾差", "单位", "可以问", "处数")
_WIDTHS = (30, 7, 22, 10, 70, 14, 14, 12, 12, 8, 50, 6)
_PLACE_HEAD = ("序号", "规则", "材料", "表或章节", "行", "列", "原文", "页", "单元格或位置")


def excel(documents: Sequence[Audited], original: Original) -> bytes:
    """The report as an .xlsx file: findings, each leading to its places, and those to the originals."""
    told: list[list[Value]] = []
    places: list[list[Value]] = []
    for audited in documents:
        for finding in sorted(audited.findings, key=_order):
            if finding.outcome == "exact" and not finding.places:
                continue  # left out in brief: only counted
            number = len(told) + 1
            count: Value = len(finding.places)
            if finding.places:
                count = Link(str(len(finding.places)), f"#'出处'!A{len(places) + 2}")
            told.append(
                [
                    audited.title,
                    finding.rule,
                    finding.name,
                    NAMES[finding.outcome],
                    finding.message,
                    *map(_number, (finding.expected, finding.found, finding.difference, finding.allowed)),
                    finding.unit,
                    finding.question,
                    count,
                ]
            )
            places += [_place(number, finding, one, original(one)) for one in finding.places]
    rules: dict[str, list[Value]] = {
        f.rule: [f.rule, *RULES[f.rule]] for audited in documents for f in audited.findings
    }
    return workbook(
        [
            Sheet("核对结果", _HEAD, told, _WIDTHS),
            Sheet("出处", _PLACE_HEAD, places, (6, 7, 40, 40, 36, 36, 60, 6, 20)),
            Sheet("规则", ("规则", "名称", "为什么应当成立"), [rules[rule] for rule in sorted(rules)], (7, 30, 90)),
        ]
    )


def _number(value: str | None) -> Value:
    return None if value is None else Decimal(value)


def _place(number: int, finding: AuditFinding, place: Citation, file: Path | None) -> list[Value]:
    at = place.cell or (f"第{place.page}页" if place.page else place.anchor or "")
    target = _target(place, file)
    return [
        Link(str(number), f"#'核对结果'!A{number + 1}"),
        finding.rule,
        place.title,
        place.table or " › ".join(place.section),
        " › ".join(place.row),
        " › ".join(place.column),
        place.quote,
        place.page,
        Link(at or "原件", target) if target else at,
    ]


def _target(place: Citation, file: Path | None) -> str | None:
    """The original, at the page or cell of a place."""
    if file is None:
        return None
    where = ""
    if place.cell:
        sheet, _, cell = place.cell.rpartition("!")
        where = f"#'{sheet}'!{cell}" if sheet else f"#{cell}"
    elif place.page:
        where = f"#page={place.page}"
    return file.resolve().as_uri() + quote(where, safe="#'!=")


# --- a page to print ----------------------------------------------------------------------------------------------

_STYLE = """
body{font:14px/1.6 "Noto Serif SC","Songti SC",SimSun,serif;color:#222;margin:2em auto;max-width:60em;padding:0 1em}
h1{font-size:1.5em}h2{font-size:1.2em;margin:1.6em 0 .3em;border-bottom:1px solid #999}
table{border-collapse:collapse;width:100%;font-size:.9em}th,td{border:1px solid #bbb;padding:.3em .5em;vertical-align:top;text-align:left}
th{background:#f2f2f2}tr{break-inside:avoid}.n{text-align:right;white-space:nowrap}.q{color:#555}ul{margin:0;padding-left:1.2em}
.mismatch b,.unlikely b{color:#a40000}.warning b{color:#8a5a00}
@media print{body{margin:0;max-width:none}a{color:inherit;text-decoration:none}thead{display:table-header-group}}
"""


def html(documents: Sequence[Audited]) -> str:
    """The report as one page, with nothing loaded from elsewhere; what disclosures print is text in it, never markup."""
    body = "".join(_section(audited) for audited in documents)
    return (
        '<!doctype html>\n<html lang="zh-CN"><head><meta charset="utf-8">'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        f"<title>勾稽核对报告</title><style>{_STYLE}</style></head><body><h1>勾稽核对报告</h1>"
        f"<p>{escape(NOTE)}</p>{body}</body></html>\n"
    )


def _section(audited: Audited) -> str:
    found = sorted((f for f in audited.findings if f.outcome != "exact"), key=_order)
    rows = "".join(map(_row, found))
    table = (
        "<table><thead><tr><th>规则</th><th>结论</th><th>说明</th><th>别处得出</th><th>这里写的</th><th>差额</th></tr></thead>"
        f"<tbody>{rows}</tbody></table>"
        if rows
        else ""
    )
    held = Counter(f"{f.rule} {f.name}" for f in audited.findings if f.outcome == "exact")
    passed = "，".join(f"{escape(name)} {count}处" for name, count in held.items())
    return (
        f"<h2>{escape(_head(audited))}</h2><p>{escape(_counts(audited) or '没有可以核对的地方')}。</p>{table}"
        f"<p class=q>一致的：{passed or '无'}。</p>"
    )


def _row(finding: AuditFinding) -> str:
    told = escape(finding.message)
    if finding.broken:
        listed = "".join(f"<li>{escape(told)}</li>" for told in _places(finding))
        told += f"<ul class=q>{listed}</ul>"
        told += f"<div>可以问：{escape(finding.question)}</div>" if finding.question else ""
    amounts = "".join(
        f"<td class=n>{escape(value)}{escape(finding.unit or '')}</td>" if value is not None else "<td></td>"
        for value in (finding.expected, finding.found, finding.difference)
    )
    return (
        f'<tr class="{finding.outcome}"><td>{finding.rule} {escape(finding.name)}</td>'
        f"<td><b>{NAMES[finding.outcome]}</b></td><td>{told}</td>{amounts}</tr>"
    )
