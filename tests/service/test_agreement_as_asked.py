"""Whether figures agree: two items named, text and table, parts and their total, a change that the question states."""

from __future__ import annotations

from pathlib import Path

import pytest

from service.answer import Service
from tests.support.shelf import Shelf

SERVICE = Service(Shelf(*sorted((Path(__file__).parents[2] / "samples").glob("*_20*"))))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("question", "verdict", "amounts"),
    [
        ("教育局2024年机关运行经费跟公用经费是一个数吗", "不一致", ["115.90万元", "225.93万元", "110.03万元"]),
        ("教育局2023年决算的公用经费，正文和表格里的数相同吗", "一致", ["210.72万元", "210.72万元"]),
        ("水务局2024年基本支出据说比上年多15.27万元，拿两年的表核算对不对", "一致", ["15.27万元"]),
        ("水务局2024年项目支出说比2023年多100万元，按两年的预算表核一下对吗", "不一致", ["1150000元"]),
        ("教育局2024年绩效目标涉及的钱跟几个项目加起来一样吗", "不一致", ["673.00万元", "696.00万元", "23.00万元"]),
        # The table of all funds comes to all that is spent; that of one fund need not, and is not held against it.
        ("教育局2024年全部项级科目加总等于支出总计吗", "一致", ["526.98万元", "2379.32万元"]),
        ("教育局2023年决算所有科目加起来跟本年支出对得上吗", "一致", ["490.07万元", "2296.74万元"]),
        ("教育局2023年决算各项级科目的年初预算加起来跟总数对得平吗", "一致", ["2274.05万元"]),
        ("教育局2024年三个项目的金额之和与项目支出一致吗", "不一致", ["673.00万元", "778.00万元"]),
    ],
)
def test_figures_are_held_against_each_other(question: str, verdict: str, amounts: list[str]) -> None:
    answer = SERVICE.ask(question)
    assert answer.answer.startswith(verdict), answer.answer
    assert set(amounts) <= {figure.text for figure in answer.figures}, answer.answer


FORM = """# 示例市园林绿化局2024年部门预算

## 2024年项目支出绩效目标表

编制单位：100001-示例市园林绿化局

单位：万元

项目名称	99010024T000000000001-公园管护专项经费		业务主管部门	示例市园林绿化局
当年预算（万元）	80.00		本级安排（万元）	80.00
项目概述	目前，共聘用管护工人26名，负责公园日常保洁。
立项依据	公园管理办法。
当年绩效目标	全年聘用管护工人31名，公园完好率达到95%。
绩效指标	一级指标	二级指标	三级指标	指标权重	计量单位	指标性质	指标值	是否核心指标
	产出指标	数量指标	管护公园数量	30	个	≥	12	是
"""


def test_one_count_in_two_passages_of_a_project(tmp_path: Path) -> None:
    file = tmp_path / "示例市园林绿化局2024年部门预算.md"
    file.write_text(FORM, encoding="utf-8")
    service = Service(Shelf(file))  # type: ignore[arg-type]
    answer = service.ask("公园管护专项经费的项目概况和绩效目标里管护工人的数一样吗")
    assert answer.answer.startswith("不一致"), answer.answer
    assert {"26名", "31名"} <= {figure.text for figure in answer.figures}
