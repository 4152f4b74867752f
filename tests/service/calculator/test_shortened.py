"""A reason may be shortened; it may not say more, turn round what is printed, or leave a 不 out."""

import pytest

from service.calculator.shortened import added

PRINTED = "2023年下半年新增园林养护人员6名，未安排设备购置，临时用工减少；绿地面积扩大（含2处新建公园）"

SHORTER = [
    PRINTED,
    "新增园林养护人员",
    "新增园林养护人员6名，绿地面积扩大",
    "绿地面积增加",  # another word of the same sense
    "由于绿地面积扩大所致",
    "临时用工下降",
    "未安排设备购置",
    "含2处新建公园",
]
MORE = ["物价上涨", "新增园林养护人员和驾驶员", "绿地面积扩大及补贴标准提高", "疫情影响"]
TURNED = ["园林养护人员减少", "安排设备购置", "临时用工增加", "绿地面积缩小"]


@pytest.mark.parametrize("words", SHORTER)
def test_a_shortening_adds_nothing(words):
    assert added(words, PRINTED) is None


@pytest.mark.parametrize("words", MORE)
def test_what_is_not_printed_is_told(words):
    more = added(words, PRINTED)
    assert more is not None
    assert not more.turned
    assert more.words in words


@pytest.mark.parametrize("words", TURNED)
def test_the_contrary_of_what_is_printed_is_told_as_such(words):
    more = added(words, PRINTED)
    assert more is not None
    assert more.turned


def test_the_items_own_name_is_no_addition():
    assert added("新增园林养护人员，绿化经费增加", PRINTED, known=("绿化经费",)) is None
