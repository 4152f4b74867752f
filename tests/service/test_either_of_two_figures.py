"""Two figures of one thing to choose from: both are told where both are printed, and never one that hides the other."""

from __future__ import annotations

import pytest

from service.answer import Service
from tests.support.shelf import Shelf

TEXT = """# 霁川市白溪区水务局2023年度部门决算

## 第三部分 2023年度部门决算情况说明

### 五、一般公共预算财政拨款支出决算情况说明

1．农林水支出（类）水利（款）防汛（项）。年初预算为100.00万元，支出决算为61.00万元，完成年初预算的61.00%。

### 八、预算绩效管理情况说明

河道保洁项目聘用巡河人员18名，分三班巡查。

### 九、其他重要事项情况说明

目前聘用巡河人员26名，工资由区财政承担。
"""


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Service:
    path = tmp_path_factory.mktemp("either") / "a.md"
    path.write_text(TEXT, "utf-8")
    return Service(Shelf(path))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "question",
    [
        "白溪区水务局2023年巡河人员到底是18名还是26名",
        "白溪区水务局2023年的巡河人员，文件里写的是18名，还是26名？",
        "白溪区水务局2023年巡河人员一会儿说18名，一会儿说26名",
        "白溪区水务局2023年巡河人员一处写18名，另一处写26名，以哪个为准",
    ],
)
def test_two_places_that_differ_are_both_told(service: Service, question: str) -> None:
    answer = service.ask(question).answer
    assert "18名" in answer
    assert "26名" in answer
    assert "不一致" in answer


def test_a_budget_and_an_outturn_are_told_as_what_they_are(service: Service) -> None:
    answer = service.ask("白溪区水务局2023年防汛支出到底是61万元还是100万元").answer
    assert "决算数**61.00万元**" in answer
    assert "年初预算数**100.00万元**" in answer
    assert "不一致" not in answer


def test_one_that_is_not_printed_is_not_told(service: Service) -> None:
    answer = service.ask("白溪区水务局2023年防汛支出决算是61万元还是62万元").answer
    assert "61.00万元" in answer
    assert "两个数" not in answer
