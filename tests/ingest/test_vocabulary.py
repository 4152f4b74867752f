"""Names found in texts: the near ones by an index that must find what trying every label finds."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ingest import terms

LABELS = (
    "校舍维修专项经费", "校舍维修改造", "物业管理费", "物业服务费", "综合窗口人员专项经费", "政务服务大厅运行维护经费", "河道清淤整治工程",
    "河道保洁", "义务教育阶段学生营养改善补助", "残疾人托养服务补贴", "公务用车运行维护费",
)  # fmt: skip
VOCABULARY = terms.Vocabulary(LABELS)
texts = st.lists(
    st.one_of(
        st.sampled_from(LABELS).flatmap(
            lambda label: st.tuples(st.integers(0, len(label)), st.integers(0, len(label))).map(
                lambda ends: label[min(ends) : max(ends)]
            )
        ),
        st.sampled_from(["2024年", "多少", "¦¦", "的", "专项", "物业费", "校舍维护专项经费", "、", "河道工程"]),
    ),
    max_size=5,
).map("".join)


def tried(text: str) -> tuple[int, int] | None:
    """Where the longest, and of these the first, stretch stands that comes near any label."""
    printed = terms._printed(LABELS)
    folded, origin = terms.fold(text)
    for length in range(len(folded), 2, -1):
        for start in range(len(folded) - length + 1):
            piece = folded[start : start + length]
            if not terms._HAN_RUN.fullmatch(piece) or terms._COMMON_PARTS.match(piece):
                continue
            if any(terms._comes_near(piece, label) for label in printed):
                return origin[start], origin[start + length - 1] + 1
    return None


@given(texts)
def test_the_nearest_name_is_found_as_by_trying_every_label(text):
    found = VOCABULARY.near(text)
    assert (found and (found.start, found.end)) == tried(text)


def test_printed_names_stand_beside_the_fields_and_before_spoken_ones():
    (said,) = terms.Vocabulary(["三公"]).mentions("三公多少")
    assert said.keys[0] == "three_public_expenses"
    assert VOCABULARY.mentions("河道保洁") == VOCABULARY.mentions("河道保洁")
    coded, named = (
        terms.Vocabulary(LABELS, coded=True),
        terms.Vocabulary([*LABELS, *(c.name for c in terms.codes().values())]),
    )
    for text in ("行政运行和河道保洁", "办公费加物业管理费", "住房公积金多少"):
        assert coded.mentions(text) == named.mentions(text)


def test_no_name_ends_within_a_word_for_what_is_given():
    """餐补 is no part of 助餐补贴."""
    vocabulary = terms.Vocabulary()
    assert [mention.text for mention in vocabulary.mentions("餐补多少")] == ["餐补"]
    assert not any("餐补" in mention.text for mention in vocabulary.mentions("长者食堂助餐补贴多少"))
