"""What lists of evaluated projects say of a row, and what others found of the same project."""

from __future__ import annotations

from pathlib import Path

import pytest

from service.answer import Service
from tests.support.shelf import Shelf

ACCOUNT = """# 云屏市临溪区水务局2024年度部门决算公开

## 一、部门决算单位构成

| 单位名称 | 单位性质 | 年末在职人数 |
|---|---|---|
| 云屏市临溪区水务局（本级） | 行政 | 20 |
| 云屏市临溪区河道管理所 | 事业 | 35 |
| 云屏市临溪区供水监测站 | 事业 | 15 |
| 合计 | | 70 |

## 二、决算情况说明

2024年度支出总计800.00万元。

## 三、预算绩效评价工作开展情况

主要项目自评结果如下：

| 项目名称 | 全年预算数（万元） | 全年执行数（万元） | 自评得分 | 等级 | 主要问题 |
|---|---|---|---|---|---|
| 河道清淤疏浚作业 | 120.00 | 110.00 | 93.50 | 优 | 淤泥外运协调偏慢 |
| 供水管网漏损改造 | 200.00 | 180.00 | 88.20 | 良 | 路面恢复不及时 |
| 水质自动监测运维 | 60.00 | 59.00 | 97.10 | 优 | 备件储备不足 |
"""


OTHER = """# 云屏市临溪区司法局2024年度部门决算公开

## 二、决算情况说明

2024年度支出总计300.00万元。
"""


@pytest.fixture(scope="module")
def account(tmp_path_factory: pytest.TempPathFactory) -> Service:
    file: Path = tmp_path_factory.mktemp("scores") / "云屏市临溪区水务局2024年度部门决算.md"
    file.write_text(ACCOUNT, encoding="utf-8")
    other = file.with_name("云屏市临溪区司法局2024年度部门决算.md")
    other.write_text(OTHER, encoding="utf-8")
    return Service(Shelf(file, other))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("水务局2024年供水管网漏损那个项目自评得几分？存在啥问题", ("88.20分", "路面恢复不及时")),
        ("水务局2024年清淤那个项目自己打了多少分，评的什么等级", ("93.50分", "优")),
        ("水务局2024年水质自动监测运维这个项目存在什么问题", ("备件储备不足",)),
    ],
)
def test_a_row_of_a_list(account: Service, question: str, told: tuple[str, ...]) -> None:
    answer = account.ask(question)
    assert answer.status == "answered", answer.answer
    assert all(words in answer.answer for words in told), answer.answer


@pytest.mark.parametrize("said", ["给我数数", "帮我捋一捋", "翻翻", "来聊聊"])
def test_what_is_said_before_a_name_is_none_of_it(account: Service, said: str) -> None:
    answer = account.ask(f"{said}水务局2024年支出总计是多少")
    assert answer.result is not None
    assert answer.result.value == "800.00"


def test_a_body_with_all_below_it_is_the_whole(account: Service) -> None:
    answer = account.ask("2024年底临溪区水务系统在职的有多少人")
    assert answer.result is not None
    assert answer.result.value == "70"
