"""A message is cut into its questions, and never inside one."""

from __future__ import annotations

import pytest

from service import messages


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("三公经费多少？接待费多少？", ["三公经费多少？", "接待费多少？"]),
        ("1、水费多少 2、电费多少", ["水费多少", "电费多少"]),
        ("①水费多少 ②电费多少", ["水费多少", "电费多少"]),
        ("（1）水费多少？（2）电费多少？", ["水费多少？", "电费多少？"]),
        ("第一，水费多少；第二，电费多少。", ["水费多少", "电费多少。"]),
        ("水费多少\n电费多少", ["水费多少", "电费多少"]),
        ("水费多少，电费多少", ["水费多少", "电费多少"]),
        ("水费多少，电费多少，一共多少", ["水费多少", "电费多少，一共多少"]),
        ("三公经费多少，为什么减少", ["三公经费多少", "为什么减少"]),
        ("三公经费多少，比去年增加多少", ["三公经费多少", "比去年增加多少"]),
        ("三公经费比上年减少多少，原因是什么", ["三公经费比上年减少多少", "原因是什么"]),
        ("三公经费多少，另外项目支出多少", ["三公经费多少", "项目支出多少"]),
        ("三公经费多少；基本支出多少；谢谢！", ["三公经费多少", "基本支出多少"]),
        ("哪一块支出最多，占了几成？", ["哪一块支出最多", "占了几成？"]),
        ("培训费多少，占了多少", ["培训费多少", "占了多少"]),
        ("你好！三公经费多少？接待费多少？", ["三公经费多少？", "接待费多少？"]),
    ],
)
def test_several_questions_are_answered_one_by_one(text: str, asked: list[str]) -> None:
    assert messages.questions(text) == asked


@pytest.mark.parametrize(
    "text",
    [
        "今年三公经费多少",
        "关于三公经费。为什么减少？",
        "三公经费和接待费各多少",
        "水费占了几成，多少人用",
        "超编占用了几辆车，占了多少辆",
        "三公经费多少？多了还是少了？",
        "基本支出和项目支出哪个多，多多少",
        "三公经费是多少，以元为单位",
        "2024年三公经费多少？用万元表示。",
        "同时介绍三公经费情况",
        "一共1,234.50万元的项目是哪个",
        "2023年、2024年的水费分别是多少",
        "谢谢",
        "",
    ],
)
def test_one_question_stays_whole(text: str) -> None:
    assert messages.questions(text) == [text]


def test_no_more_than_a_few_are_answered() -> None:
    assert len(messages.questions("水费多少？" * 50)) == len(messages.questions("水费多少？" * 9)) == 8
