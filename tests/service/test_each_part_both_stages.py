"""Parts with their budget and outturn, cars by what keeps them, things from a price on, and a body that is named once."""

from __future__ import annotations

import pytest

from service.answer import Service
from tests.support.shelf import Shelf

TEXT = """# 青岭县水利局2023年度部门决算

“三公”经费支出决算表（单位：万元）

| 项目 | 预算数 | 决算数 |
|---|---|---|
| “三公”经费合计 | 30.00 | 24.00 |
| 1.因公出国（境）费 | 6.00 | 4.00 |
| 2.公务用车购置及运行维护费 | 20.00 | 16.00 |
| 其中：公务用车运行维护费 | 20.00 | 16.00 |
| 3.公务接待费 | 4.00 | 4.00 |

一般公共预算财政拨款基本支出决算表（单位：万元）

| 科目编码 | 科目名称 | 决算数 |
|---|---|---|
| 302 | 商品和服务支出 | 90.00 |
| 30211 | 差旅费 | 20.00 |
| 30213 | 维修（护）费 | 60.00 |

截至2023年12月31日，本部门共有车辆8辆。单价100万元（含）以上设备（不含车辆）3台（套）。
"""

OTHER = "# 青岭县档案局2023年度部门决算\n\n支出决算50.00万元。\n"


@pytest.fixture(scope="module")
def service(tmp_path_factory) -> Service:
    folder = tmp_path_factory.mktemp("parts")
    for name, text in (("a.md", TEXT), ("b.md", OTHER)):
        (folder / name).write_text(text, "utf-8")
    return Service(Shelf(folder / "a.md", folder / "b.md"))  # type: ignore[arg-type]


@pytest.mark.parametrize("way", ["各项的预算数和决算数", "逐项列一下预算和决算"])
def test_each_part_is_told_with_both_stages(service, way):
    answer = service.ask(f"水利局2023年三公经费{way}").answer
    assert all(
        told in answer for told in ("30.00万元", "24.00万元", "因公出国（境）费预算数：6.00万元", "决算数：4.00万元")
    )


def test_what_keeps_a_car_is_no_upkeep_of_houses(service):
    reply = service.ask("水利局2023年有几辆车，平均一辆花多少维护费")
    assert "8辆" in reply.answer
    assert "2.00万元" in reply.answer


def test_things_are_counted_from_the_price_asked_for(service):
    assert "3台" in service.ask("水利局2023年单价100万元以上的设备有几台").answer
    assert service.ask("水利局2023年单价50万元以上的设备有几台").status == "declined"


def test_a_body_named_once_is_not_asked_for_again(service):
    reply = service.ask("水利局2023年公务接待费多少，平均多少分")
    assert "4.00万元" in reply.answer
    assert "哪个单位" not in reply.answer


@pytest.mark.parametrize(
    ("question", "percent"),
    [
        ("水利局2023年差旅费，商品和服务支出里占多少", "22.22"),
        ("水利局2023年差旅费、维修费两项加起来，商品和服务支出里占百分之几", "88.89"),
    ],
)
def test_the_whole_may_stand_before_its_share(service, question, percent):
    reply = service.ask(question)
    assert reply.result is not None
    assert reply.result.value == percent


def test_how_many_there_are_is_no_price(service):
    assert service.ask("水利局2023年单价50万元以上的设备有多少").status == "declined"
