"""What something is for, what people do and why an amount moved, asked as people talk."""

from __future__ import annotations

import pytest

from service.answer import Service
from tests.support.shelf import Shelf

TEXT = """# 霁川市白溪区行政服务局2024年部门预算

2024年培训费12.00万元，比2023年增加4.00万元，增长50.00%，主要原因是培训任务和参训人数增多。

2024年机关运行经费66.07万元，主要用于办公费、工会经费、邮电费、培训费等。

社区便民中心新建工程位于白溪路。建成后作为社区事务受理、社区管理、文化活动场所。

一般公共预算财政拨款基本支出预算表（单位：万元）

| 科目编码 | 科目名称 | 预算数 |
|---|---|---|
| 302 | 商品和服务支出 | 90.00 |
| 30216 | 培训费 | 12.00 |

2024年项目支出绩效目标表

| 项目名称 | 综合窗口人员专项经费 |
|---|---|
| 当年预算（万元） | 120.00 |
| 项目概述 | 综合窗口的人员承担咨询引导、综合受理、业务流转和综合出件工作，实行一窗受理。 |
"""


@pytest.fixture(scope="module")
def service(tmp_path_factory) -> Service:
    path = tmp_path_factory.mktemp("purposes") / "a.md"
    path.write_text(TEXT, "utf-8")
    return Service(Shelf(path))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "asked",
    [
        "花钱盖的社区便民中心，建好了派什么用场？",
        "社区便民中心造好以后做什么用",
        "掏钱建社区便民中心，盖成了派啥用处",
        "社区便民中心完工后作何用途",
    ],
)
def test_what_a_building_is_for_is_no_list_of_all_that_is_spent(service: Service, asked: str) -> None:
    assert "社区事务受理" in service.ask(asked).answer


@pytest.mark.parametrize(
    "asked",
    ["平常主要做些什么活儿？", "每天忙些什么", "主要负责什么工作", "平日里做哪些事", "都做些什么活计"],
)
def test_what_people_do_is_told_by_their_project(service: Service, asked: str) -> None:
    assert "综合出件" in service.ask(f"综合窗口的人{asked}").answer


@pytest.mark.parametrize("asked", ["主要开支在哪些方面", "都开支了些什么", "列支了哪些", "开销在什么上面"])
def test_what_running_costs_go_on(service: Service, asked: str) -> None:
    assert "工会经费" in service.ask(f"2024年机关运行经费{asked}").answer


def test_how_much_they_are_is_another_question(service: Service) -> None:
    answer = service.ask("2024年机关运行经费开支多少")
    assert answer.result is not None
    assert str(answer.result.value) == "66.07"


@pytest.mark.parametrize(
    "asked",
    ["涨得厉害 局里自己怎么说的", "蹿得厉害，他们自己咋解释", "升得离谱，文件怎么交代", "涨了这么多 单位怎么解释的"],
)
def test_why_it_moved_is_asked_by_how_it_is_explained(service: Service, asked: str) -> None:
    assert "参训人数" in service.ask(f"2024年花在培训上的钱{asked}").answer
