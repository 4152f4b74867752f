"""With the model that the settings name: it is reached, its shapes hold, and no figure goes out that is not verified.

Its words vary, so that none of them is asserted. `make test-llm` runs these; `make test` leaves them out.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import pytest
from pydantic import BaseModel

from service import evaluate, llm, settings
from service.answer import Service
from service.evaluate import Wanted
from service.llm import Model
from tests.support.shelf import Shelf

pytestmark = pytest.mark.llm
SAMPLES = Path(__file__).parents[2] / "samples"


class Chosen(BaseModel):
    item: Literal["公务接待费", "电费", "没有"]


@pytest.fixture(scope="module")
def model() -> Model:
    found = llm.opened(settings.load())
    if found is None:
        pytest.skip("MINGZHANG_LLM_MODEL is not set")
    return found


def test_a_shape_holds(model: Model) -> None:
    chosen = model.structured("从三项里选出问题说的那一项。", "请客人吃饭要花多少钱？", Chosen)
    assert chosen.item in {"公务接待费", "电费", "没有"}
    assert model.usage.written > 0


def test_words_come(model: Model) -> None:
    assert "".join(model.stream("用一句中文回答。", "什么是部门预算？")).strip()


@pytest.mark.parametrize(
    "question",
    [
        "示例市教育局2024年三公经费比上年减少了多少？为什么？",
        "示例市水务局2024年招待来客摆几桌要花多少",
        "示例市教育局2024年给校车司机发多少工资",
        "示例市水务局2024年公务用车运行费是多少",
    ],
)
def test_no_figure_is_unsafe(question: str, model: Model) -> None:
    shelf = Shelf(*sorted(SAMPLES.glob("*_20*")))
    reply = Service(shelf, model).ask(question)  # type: ignore[arg-type]
    stored = {fact.id: fact for fact in shelf.facts([r.id for r in shelf.records()]) if fact.value is not None}
    wanted = Wanted("q", "lookup", question, reply.status, (), headline=False, must=(), must_not=())
    assert evaluate.judge(wanted, reply, stored)[1] == []
