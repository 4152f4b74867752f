"""What a message says around its question goes before the question is read; what asks something stays."""

from __future__ import annotations

import pytest

from service import framing

_ASKED = "沙洲区园林局2024年绿地养护费多少"


@pytest.mark.parametrize(
    "front",
    [
        "能告诉我吗，",
        "我是记者，写稿要核实：",
        "审计要用，请给出",
        "打扰了，想打听下",
        "同事让我问，",
        "领导要看，",
        "根据公开的材料，",
        "老师好，不好意思打扰了，有个小问题想请教一下：",
        "我想了解一下，",
        "",
    ],
)
@pytest.mark.parametrize(
    "behind", ["，谢谢", "，在线等，挺急的", "？不确定的话就说不知道", "？给个准数", "，麻烦了", ""]
)
def test_what_frames_a_question_goes(front, behind) -> None:
    assert framing.without(f"{front}{_ASKED}{behind}").rstrip("？") == _ASKED


@pytest.mark.parametrize(
    "text",
    [
        "你确定吗？",
        "出处在哪？",
        "谢谢",
        "出国费，有没有？",
        "为什么减少？请说明原因",
        "2024年三公经费，请列出来源",
        "给我换算成元",
        "看病花了多少",
        "求和：2022年、2023年会议费",
        "核对：收入总计与支出总计",
        "请核对一下：收入总计与支出总计",
        "查处案件花了多少钱",
        "问诊中心2024年预算多少",
        "关于“三公”经费，为什么减少？",
    ],
)
def test_what_asks_something_stays(text) -> None:
    assert framing.without(text) == text
