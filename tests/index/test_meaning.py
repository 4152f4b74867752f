"""What of a passage is embedded: its sentences under their heading, and a row of figures by its table and label."""

from __future__ import annotations

import pytest

from index import meaning
from ingest.model import Passage, Place


@pytest.mark.parametrize(
    ("kind", "heading", "text", "texts"),
    [
        (
            "text",
            "五、其他 › （一）运行经费",
            "今年增加。主要原因是更新电脑。",
            ["（一）运行经费\n今年增加。", "（一）运行经费\n主要原因是更新电脑。"],
        ),
        ("text", "", "联系人：某某", ["联系人：某某"]),
        ("text", "一、职能", "一、职能。负责教育。", ["一、职能。", "一、职能\n负责教育。"]),
        (
            "row",
            "2024年支出预算表",
            "2010301 公共服务 › 行政运行：预算数 1.20万元；决算数 1.30万元",
            ["支出预算表\n公共服务 › 行政运行"],
        ),
        (
            "row",
            "2023年度支出预算表",
            "2010301 公共服务 › 行政运行：预算数 9.90万元",
            ["支出预算表\n公共服务 › 行政运行"],
        ),
        ("form", "目标表 › 某项目", "三级指标 响应时间，指标值 2", ["某项目\n三级指标 响应时间，指标值 2"]),
        ("note", "目标表", "本表无数据。见说明。", ["目标表\n本表无数据。见说明。"]),
    ],
)
def test_the_texts_of_a_passage(kind, heading, text, texts):
    passage = Passage("p", "d", heading, text, Place(), kind=kind)
    assert list(meaning.texts(passage)) == texts
