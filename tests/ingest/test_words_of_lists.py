"""What a list of projects tells of each in words: its numbers are facts of that project."""

from __future__ import annotations

from ingest.narrative import narrative_facts
from ingest.read import read

LIST = """# 芦洲市水务局2023年部门决算

重点项目绩效自评结果（单位：万元）

| 序号 | 项目名称 | 预算数 | 执行数 | 主要指标完成情况 | 备注 |
|---|---|---|---|---|---|
| 1 | 闸站更新改造 | 90.00 | 72.00 | 更新闸站6座，疏浚河道3.5公里 | 见附件2 |
| 2 | 河道保洁服务 | 200.00 | 125.00 | 保洁河道412条 | |
| 3 | 水质监测 | 60.00 | 59.40 | 按计划完成 | |
"""


def test_numbers_in_the_words_of_a_row_are_of_its_project(tmp_path):
    file = tmp_path / "list.md"
    file.write_text(LIST, "utf-8")
    found = {(f.project[1], str(f.value), f.unit) for f in narrative_facts(read(file)) if f.project}
    assert found == {("闸站更新改造", "6", "座"), ("闸站更新改造", "3.5", "公里"), ("河道保洁服务", "412", "条")}
