"""Questions that fit after an answer, each of them answerable."""

from __future__ import annotations

from service import rules
from service.rules.scene import Scene

_OFFERED = 3


def follow_ups(scene: Scene, asked: str) -> tuple[str, ...]:
    """Up to three further questions on the same item that the rules can answer."""
    if not scene.query.items:
        return ()
    item = scene.query.items[0].text.strip("“”\"'‘’「」 ")
    prefix = f"{scene.organisation}" if scene.name_organisation else ""
    year = scene.pair()[0] if scene.query.kind in ("change", "rate", "reason") else scene.target()
    offers = (
        ("reason", f"{prefix}{year}年{item}为什么变化？"),
        ("change", f"{prefix}{year}年{item}比上年变化多少？"),
        ("share", f"{prefix}{year}年{item}占总支出的比例是多少？"),
        ("list", f"{prefix}{year}年{item}由哪些部分组成？"),
        ("definition", f"{prefix}什么是{item}？"),
        ("purpose", f"{prefix}{year}年{item}主要用于什么？"),
    )
    found: list[str] = []
    for kind, text in offers:
        if kind == scene.query.kind or text == asked:
            continue
        query = scene.with_query(kind=kind, offsets=(), years=(year,), items=scene.query.items[:1], rest=(), text=text)
        answer = rules.draft(query)
        if (
            answer is not None
            and answer.status == "answered"
            and "未说明" not in "".join(p for p in answer.pieces if isinstance(p, str))
        ):
            found.append(text)
        if len(found) == _OFFERED:
            break
    return tuple(found)
