"""Why less was spent than budgeted is no question about the year before, be the budget named with its year's word or not."""

from __future__ import annotations

import pytest

from service.answer import Service
from tests.support.shelf import Shelf

BUDGET = """# 霁川市白溪区水务局2023年度部门预算

一般公共预算“三公”经费支出表（单位：万元）

| 项目 | 2022年预算数 | 2023年预算数 |
|---|---|---|
| 公务接待费 | 4.20 | 3.60 |

2023年公务接待费预算3.60万元，比2022年减少0.60万元，主要原因是压缩接待批次。
"""

ACTUAL = """# 霁川市白溪区水务局2023年度部门决算

“三公”经费支出决算表（单位：万元）

| 项目 | 预算数 | 决算数 |
|---|---|---|
| 公务接待费 | 3.60 | 2.10 |

2023年公务接待费支出决算2.10万元，完成预算的58.33%，决算数小于预算数的主要原因是来访团组减少。
"""


@pytest.fixture(scope="module")
def service(tmp_path_factory) -> Service:
    folder = tmp_path_factory.mktemp("why")
    for name, text in (("budget", BUDGET), ("actual", ACTUAL)):
        (folder / f"{name}.md").write_text(text, "utf-8")
    return Service(Shelf(*sorted(folder.glob("*.md"))))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "question",
    [
        "白溪区水务局2023年公务接待费为什么比预算少",
        "白溪区水务局2023年公务接待费为什么比年初预算少",
        "白溪区水务局2023年公务接待费咋比预算还低",
    ],
)
def test_less_than_the_budget_is_not_less_than_the_year_before(service, question) -> None:
    reply = service.ask(question)
    assert reply.status == "answered", reply.answer
    assert "来访团组减少" in reply.answer
    assert "压缩接待批次" not in reply.answer


def test_less_than_the_year_before_stays_so(service) -> None:
    reply = service.ask("白溪区水务局2023年公务接待费预算为什么比2022年预算少")
    assert "压缩接待批次" in reply.answer, reply.answer
