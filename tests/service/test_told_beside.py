"""What is told beside a figure: a reason in the next sentence or of another item, a list below its lead."""

from __future__ import annotations

import pytest

from service.answer import Service
from service.asked_kind import kind_of
from tests.support.shelf import Shelf

TEXT = """# 示例市园林绿化局2024年部门预算情况说明

## 一、部门基本情况

### （一）单位构成

纳入示例市园林绿化局2024年部门预算编制范围的单位包括：

序号	单位名称	备注
1	示例市园林绿化局（本级）
2	示例市苗圃管理所

## 二、部门预算情况说明

2024年基本支出预算410.00万元，比2023年减少30.00万元，下降6.82%。抚恤金改由社保机构发放，单位支出减少。

2024年项目支出预算200.00万元，比2023年减少20.00万元，下降9.09%。其中绿化养护增加。

2024年社会保障和就业支出60.00万元，比2023年减少12.00万元，主要原因是抚恤金不再由单位发放，公用取暖费减少。

2024年抚恤金5.00万元，比2023年减少9.00万元。2024年维修费8.00万元，比2023年增加1.00万元。
"""


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Service:
    file = tmp_path_factory.mktemp("told") / "示例市园林绿化局2024年部门预算情况说明.md"
    file.write_text(TEXT, encoding="utf-8")
    return Service(Shelf(file))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("2024年基本支出为什么比上年少了", "接着写道：“抚恤金改由社保机构发放，单位支出减少。”"),
        ("2024年抚恤金怎么一下子少了这么多", "社会保障和就业支出的变化时写明：“抚恤金不再由单位发放"),
        ("2024年项目支出为什么减少", "公开文件未说明原因"),  # what stands behind it tells of a rise
        ("2024年维修费为什么增加", "公开文件未说明原因"),
    ],
)
def test_reasons_beside(service: Service, question: str, words: str) -> None:
    answer = service.ask(question)
    assert words in answer.answer, answer.answer


def test_entries_of_a_list_that_is_a_table(service: Service) -> None:
    answer = service.ask("2024年部门预算编制范围里有哪些单位")
    assert all(name in answer.answer for name in ("苗圃管理所", "本级")), answer.answer


def test_how_it_went_and_why_it_moved_are_told_apart() -> None:
    assert kind_of("近三年接待费怎么变的", (), (), (-2, -1, 0)) == "change"
    assert kind_of("车怎么一下子不花钱了", (), (), ()) == "reason"
