"""Turns of phrase of press releases and of lists that strangers make of a budget's lines: which item each figure is of."""

import pytest

from ingest import terms
from ingest.statements import Context, statements

PRINTED = (
    "对村民委员会和村党支部的补助",
    "其他国有土地使用权出让收入安排的支出",
    "城市最低生活保障金支出",
    "科学技术普及",
)
CONTEXT = Context(2024, "budget", "示例市某局", labels=terms.Vocabulary(PRINTED, coded=True))

CASES = [
    ("2024年部门预算中，办公费1万元，水费2万元", ["办公费", "水费"]),
    ("对村民委员会和村党支部的补助3万元", ["对村民委员会和村党支部的补助"]),
    ("其他国有土地使用权出让收入安排的支出3万元", ["其他国有土地使用权出让收入安排的支出"]),
    ("国有土地使用权出让收入安排的支出3万元", ["国有土地使用权出让收入安排的支出"]),
    ("最低生活保障3万元，城市最低生活保障金支出2万元", ["最低生活保障", "城市最低生活保障金支出"]),
    ("科学技术普及3万元", ["科学技术普及"]),
    ("办公费最多，为9万元；差旅费位居第二，为5万元", ["办公费", "差旅费"]),
    ("商品和服务支出里花费最多的是差旅费（3万元）", ["差旅费"]),
    (
        "- 三公经费9万元，其中公务接待费1万元；\n- 办公费3万元；\n- 水费2万元",
        ["三公经费", "公务接待费", "办公费", "水费"],
    ),
]


@pytest.mark.parametrize(("text", "items"), CASES)
def test_each_figure_is_of_its_item(text, items):
    said = [s for s in statements(text, CONTEXT) if s.figure]
    assert [s.subject[-1] for s in said] == items


def test_an_item_of_one_line_of_a_list_is_no_part_of_the_line_before():
    *_, office, water = statements(CASES[-1][0], CONTEXT)
    assert (office.subject, water.subject) == (("办公费",), ("水费",))


@pytest.mark.parametrize("how", ["有所", "明显", "大幅", "持续", "略有"])
def test_how_far_something_fell_is_no_part_of_its_name(how):
    (fell,) = statements(f"公务接待费比上年{how}下降", CONTEXT)
    assert (fell.subject, fell.direction) == (("公务接待费",), "down")
    (fell,) = statements(f"公务接待费{how}下降", CONTEXT)
    assert (fell.subject, fell.direction) == (("公务接待费",), "down")
