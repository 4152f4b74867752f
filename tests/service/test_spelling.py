"""What is mistyped is put right; what is right stays as it is."""

from __future__ import annotations

import pytest

from service import spelling


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("三工经费是多少", "三公经费是多少"),
        ("三公經費是多少", "三公经费是多少"),
        ("公务接带费今年多少", "公务接待费今年多少"),
        ("机关行运经费", "机关运行经费"),
        ("sgjf多少", "三公经费多少"),
    ],
)
def test_slips_are_put_right(text: str, meant: str) -> None:
    assert spelling.corrected(text).text == meant


@pytest.mark.parametrize(
    "text",
    [
        "二〇二五年住房公积金预算是多少",
        "云州市退役军人事务局住房公积金预算数",
        "住房公积金预算和政府性基金预算",
        "公务接待费和公务用车运行维护费",
        "青河区妇女联合会工会经费预算",
        "卫生健康委员会卫生健康支出预算",
    ],
)
def test_what_is_right_stays(text: str) -> None:
    assert spelling.corrected(text) == spelling.Corrected(text)
