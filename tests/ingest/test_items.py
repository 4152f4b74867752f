"""What a number counts, and what narrows it: by its own labels and those of its column."""

from __future__ import annotations

import pytest

from ingest import terms


@pytest.mark.parametrize(
    "label",
    [
        "功能分类", "支出功能分类科目", "按支出功能分类", "项目（按功能分类）", "支出项目（按经济分类）", "政府预算支出经济分类科目名称",
        "支出性质", "按支出性质和经济分类", "支出内容", "收入来源", "支出用途", "用途", "类级科目", "科目编码及名称", "行次",
    ],
)  # fmt: skip
def test_what_a_column_of_names_is_ordered_by_names_no_item(label: str) -> None:
    assert terms.is_neutral(label)


@pytest.mark.parametrize(
    "label", ["教育支出", "经济建设支出", "功能区管理", "基本支出", "经济分类改革经费", "项目支出", "用途变更费"]
)
def test_an_item_is_one_though_it_speaks_of_the_like(label: str) -> None:
    assert not terms.is_neutral(label)
