"""What a language model is asked when it writes: the material in words, and what is wrong with what it wrote."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from prompts import Quoted as Fenced
from prompts import load
from service import claims
from service.claims import Claim, Written
from service.llm import Model
from service.material import Exhibit, Material, Saying
from service.operation import operation

_DONE = {
    "level": "换算的数",
    "difference": "两数之差",
    "rate": "增减率",
    "share": "占比或完成率",
    "sum": "合计",
    "other": "算出的数",
}
_KINDS = {"reason": "原因", "purpose": "用途", "told": "文件写明"}


def written(model: Model, given: Material) -> Sequence[Claim]:
    """The claims that the model writes. Raises ModelFailed."""
    prompt = load("write")
    return model.structured(prompt.system, _message(given), Written).claims[: claims.MOST]


def streamed(model: Model, given: Material) -> Iterator[Claim]:
    """The claims that the model writes, each as soon as it is complete. Raises ModelFailed, also after some."""
    prompt = load("write")
    return claims.read(model.stream(prompt.system, _message(given)))


def repaired(model: Model, given: Material, faults: Sequence[tuple[Claim, str]]) -> Sequence[Claim]:
    """The claims that do not hold, written anew, in their order. Raises ModelFailed."""
    prompt = load("repair")
    wrong = "\n".join(f"{number}. {claim.text}\n   问题：{why}" for number, (claim, why) in enumerate(faults, start=1))
    message = prompt.fill(
        figures=Fenced(_figures(given)),
        sentences=Fenced(_sentences(given)),
        answer=Fenced(given.pattern),
        wrong=Fenced(wrong),
        count=str(len(faults)),
    )
    return model.structured(prompt.system, message, Written).claims[: len(faults)]


def _message(given: Material) -> str:
    return load("write").fill(
        question=Fenced(given.scene.query.text),
        figures=Fenced(_figures(given)),
        sentences=Fenced(_sentences(given)),
        answer=Fenced(given.pattern),
        beside=Fenced(given.beside or "（无）"),
    )


def _figures(given: Material) -> str:
    return "\n".join(map(_figure, given.figures))


def _figure(exhibit: Exhibit) -> str:
    """What a figure is, and in which unit; its digits are none of a writer's business, and what it sees it copies."""
    unit = exhibit.stated.unit or "无单位"
    return f"{exhibit.id}：{exhibit.what or _DONE[operation(exhibit.stated)]}（{unit}）"


def _sentences(given: Material) -> str:
    return "\n".join(map(_sentence, given.sayings)) or "（无）"


def _sentence(saying: Saying) -> str:
    return f"{saying.id}（{saying.called[0]}的{_KINDS[saying.kind]}）：{saying.quoted.text}"
