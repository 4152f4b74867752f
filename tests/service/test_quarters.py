"""What is paid in each quarter is told of the project whose chapter tells of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from service.answer import Service
from tests.support.shelf import Shelf

HEAD = "# 示例市河湖处{year}年部门预算\n\n单位：万元\n\n## 项目经费情况说明\n\n### 一、项目概况\n\n示例市河湖处柳溪泵站改建工程，位于柳溪东岸。\n\n### 二、年度预算安排\n\n{plan}\n"


def plan(*amounts: str) -> str:
    return "，".join(f"第{n}季度用款计划{a}万元" for n, a in zip("一二三四", amounts, strict=True)) + "。"


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Service:
    folder: Path = tmp_path_factory.mktemp("quarters")
    files = []
    for year, amounts in ((2031, ("10.50", "20", "30", "40")), (2032, ("11", "12", "13", "14"))):
        file = folder / f"河湖处{year}.md"
        file.write_text(HEAD.format(year=year, plan=plan(*amounts)), encoding="utf-8")
        files.append(file)
    return Service(Shelf(*files))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("asked", "value"),
    [
        ("柳溪泵站2031年一季度准备付多少", "10.50"),
        ("柳溪泵站改建2032年第三季度付多少", "13"),
        ("柳溪泵站2031年四个季度合计多少", "100.50"),
        ("柳溪泵站2032年四个季度比2031年一共少多少", "-50.50"),
    ],
)
def test_quarters_are_told(service: Service, asked: str, value: str) -> None:
    answer = service.ask(asked)
    assert answer.result is not None, answer.answer
    assert answer.result.value == value


def test_another_project_has_no_quarters(service: Service) -> None:
    assert service.ask("榆河水闸2031年第一季度付多少").result is None


@pytest.mark.parametrize(
    "asked",
    [
        "柳溪泵站改建项目2033年全年安排多少，四个季度的用款计划各多少？",
        "柳溪泵站改建2033年一年安排多少，四个季度怎么分",
        "柳溪泵站改建2033年全年批了多少，每个季度各用多少",
    ],
)
def test_the_amount_of_the_year_is_told_first(tmp_path: Path, asked: str) -> None:
    file = tmp_path / "河湖处2033.md"
    whole = "年度预算安排100.00万元，" + plan("10", "20", "30", "40")
    file.write_text(HEAD.format(year=2033, plan=whole).replace("东岸。", "东岸，安排检修人员6名。"), encoding="utf-8")
    told = Service(Shelf(file)).ask(asked).answer  # type: ignore[arg-type]
    assert "100.00万元" in told
    assert told.index("100.00万元") < told.index("第一季度")
    assert "40万元" in told
