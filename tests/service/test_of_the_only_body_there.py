"""A place of which one body is held, villages that are no body, and a reason that stands beside what it explains."""

from __future__ import annotations

import pytest

from service.answer import Service
from tests.support.shelf import Shelf

SCHOOLS = """# 青禾区教育委员会2023年部门决算

## 一、工作完成情况

农村学校营养改善计划投入126.40万元，惠及学生4300人。2个乡镇小学的改造推迟，原因是选址变更，改在2024年实施。

## 二、收入支出决算总表

单位：万元

| 项目 | 决算数 |
|---|---|
| 本年支出合计 | 860.00 |
| 基本支出 | 500.00 |
| 项目支出 | 360.00 |
"""
WATER = """# 白沙县水利局2023年部门决算

## 一、收入支出决算总表

单位：万元

| 项目 | 决算数 |
|---|---|
| 本年支出合计 | 420.00 |
| 基本支出 | 300.00 |
| 项目支出 | 120.00 |
"""


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Service:
    folder = tmp_path_factory.mktemp("house")
    files = (folder / "青禾区教育委员会2023年部门决算.md", folder / "白沙县水利局2023年部门决算.md")
    for file, text in zip(files, (SCHOOLS, WATER), strict=True):
        file.write_text(text, encoding="utf-8")
    return Service(Shelf(*files))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "question", ["青禾区2023年食堂改造一共花了多少", "青禾区那边乡镇娃儿的校服，2023年总共花了好多"]
)
def test_what_one_body_does_not_tell_is_not_all_that_it_spent(house: Service, question: str) -> None:
    reply = house.ask(question)
    assert reply.status == "declined"
    assert "860" not in reply.answer


@pytest.mark.parametrize("question", ["青禾区各部门2023年一共花了多少", "青禾区2023年总共花了多少钱"])
def test_all_bodies_of_a_place_are_still_counted(house: Service, question: str) -> None:
    reply = house.ask(question)
    assert "共1家" in reply.answer
    assert "860.00万元" in reply.answer


@pytest.mark.parametrize("villages", ["两个乡镇", "2个乡镇", "乡镇"])
def test_villages_are_no_body(house: Service, villages: str) -> None:
    reply = house.ask(f"青禾区教委2023年{villages}小学改造为什么推迟")
    assert "没有收录" not in reply.answer
    assert "选址变更" in reply.answer


def test_a_village_of_a_name_still_is(house: Service) -> None:
    assert "没有收录“红旗镇”" in house.ask("红旗镇2023年花了多少钱").answer
