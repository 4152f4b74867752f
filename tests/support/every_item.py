"""A disclosure whose tables list every item of the code tables, so that each has all others for rivals.

No body has such a budget; it is the hardest that a question in everyday words can be put to. The names come from the code
tables of `ingest` and, for the 项 that these lack, from tests/data/functional_items*.csv (政府收支分类科目).
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path

# A table's title, its rows' names by code (for a table without codes: names alone), the first amount.
Table = tuple[str, Mapping[str, str | None], Decimal]
_HERE = Path(__file__).parents[1]
_INGEST = _HERE.parent / "ingest"
REVENUES = (
    "财政拨款收入", "财政专户管理资金收入", "事业收入", "上级补助收入", "附属单位上缴收入", "事业单位经营收入", "其他收入", "使用非财政拨款结余",
)  # fmt: skip
PURCHASES = (
    "台式计算机", "便携式计算机", "服务器", "多功能一体机", "复印机", "扫描仪", "碎纸机", "投影仪", "视频会议系统设备", "空调机", "家具用具",
    "复印纸", "硒鼓、粉盒", "乘用车", "办公设备", "被服装具", "图书", "医疗设备", "消防设备",
    "物业管理服务", "印刷服务", "车辆加油、添加燃料服务", "车辆维修和保养服务", "机动车保险服务", "会议服务", "培训服务", "法律服务", "审计服务",
    "资产评估服务", "云计算服务", "互联网接入服务", "软件开发服务", "运行维护服务", "工程监理服务", "工程造价咨询服务", "租赁服务", "餐饮服务",
    "广告宣传服务", "体检服务", "翻译服务", "劳务派遣服务", "房屋修缮", "装修工程",
)  # fmt: skip


def functional() -> dict[str, str]:
    """Names by code, 类 to 项, in their order."""
    named = _names(_INGEST / "functional_codes.csv")
    for path in sorted((_HERE / "data").glob("functional_items*.csv")):
        named |= _names(path)
    return dict(sorted(named.items()))


def economic() -> dict[str, str]:
    """Names of the economic classification by code."""
    return _names(_INGEST / "economic_codes.csv")


def _names(path: Path) -> dict[str, str]:
    with path.open(encoding="utf-8", newline="") as lines:
        return {row["code"]: row["name"] for row in csv.DictReader(lines)}


# What 政府性基金预算 and 国有资本经营预算 pay for.
_FUNDS = ("20709", "20822", "20823", "21208", "2121", "21366", "21462", "22904", "22908", "22960", "223", "234")


def general() -> tuple[Table, ...]:
    """What 一般公共预算 pays for, by function and by economic item."""
    named = {code: name for code, name in functional().items() if not code.startswith(_FUNDS)}
    return (
        ("一般公共预算财政拨款支出预算表", named, Decimal("31.07")),
        ("一般公共预算财政拨款基本支出预算表", economic(), Decimal("17.03")),
    )


def others() -> tuple[Table, ...]:
    """What the funds and the state's capital pay for, what is bought, where money comes from."""
    rows = functional()
    held = {code[:size] for code in rows if code.startswith(_FUNDS) for size in (3, 5, 7)}
    funds = {code: name for code, name in rows.items() if code in held and not code.startswith("223")}
    capital = {code: name for code, name in rows.items() if code.startswith("223")}
    return (
        ("政府性基金预算支出预算表", funds, Decimal("51.07")),
        ("国有资本经营预算支出预算表", capital, Decimal("13.05")),
        ("政府采购预算明细表", dict.fromkeys(PURCHASES), Decimal("7.01")),
        ("部门收入预算表", dict.fromkeys(REVENUES), Decimal("301.09")),
    )


def written(folder: Path, tables: Sequence[Table]) -> tuple[Path, Mapping[str, frozenset[Decimal]]]:
    """A disclosure of such tables as a file, and the amounts in 万元 of all rows of each name."""
    lines = [
        "# 示例市综合事务局2024年部门预算公开",
        "",
        "## 一、部门基本情况",
        "",
        "示例市综合事务局是市政府工作部门。",
        "",
    ]
    amounts: dict[str, set[Decimal]] = {}
    for title, rows, first in tables:
        lines += [f"## 示例市综合事务局{title}", "", "单位：万元", ""]
        coded = any(rows.values())
        lines += ["科目编码\t科目名称\t2024年预算数" if coded else "项目\t2024年预算数"]
        body = list(_summed({key: name or key for key, name in rows.items()}, first, coded=coded))
        total = sum((amount for code, _, amount in body if not coded or len(code) == 3), Decimal(0))
        lines += ["\t".join(["合计", *([""] if coded else []), str(total)])]
        for code, name, amount in body:
            amounts.setdefault(name, set()).add(amount)
            lines.append("\t".join([*([code] if coded else []), name, str(amount)]))
        lines.append("")
    path = folder / "every_item_2024_budget.md"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path, {name: frozenset(found) for name, found in amounts.items()}


def _summed(names: Mapping[str, str], first: Decimal, *, coded: bool) -> Iterator[tuple[str, str, Decimal]]:
    """Rows with amounts: a leaf's own, each another; above it the sum of those below."""
    below = {code: [other for other in names if coded and other != code and other.startswith(code)] for code in names}
    leaves = {code: first + Decimal("1.13") * number for number, code in enumerate(names) if not below[code]}
    for code, name in names.items():
        yield code, name, leaves.get(code) or sum((leaves[one] for one in below[code] if one in leaves), Decimal(0))
