"""What is said when the disclosures do not say, or when two readings differ."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from index.library import DocumentRecord
from ingest import terms
from service import evidence, names_asked, sides
from service.bodies import bodies
from service.draft import Draft, Piece
from service.evidence import Want
from service.organisations import Directory, Named
from service.query import Asked, Query
from service.rules.contacts import contact_line
from service.rules.scene import Scene, phrase

_FEW = 6  # bodies that are all named; of more, only what is held of the one asked about
_KIND = {"budget": "预算", "final_accounts": "决算"}


def held(records: Sequence[DocumentRecord], limit: int = 6) -> str:
    """Which organisations, years and kinds are held, in one sentence."""
    by_body: dict[str, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    for record in records:
        if record.organisation and record.year and record.kind:
            by_body[record.organisation][_KIND[record.kind]].add(record.year)
    if not by_body:
        return "目前没有收录任何可供回答的文件。"
    both = _both_scopes(records)
    lines = []
    for body, kinds in list(by_body.items())[:limit]:
        told = [
            "、".join(f"{year}年" for year in sorted(years)) + kind + both.get((body, kind), "")
            for kind, years in sorted(kinds.items())
        ]
        lines.append(f"{body}（{'；'.join(told)}）")
    more = "等多家单位" if len(by_body) > limit else ""
    return f"已收录：{'、'.join(lines)}{more}。"


def titles(records: Sequence[DocumentRecord]) -> str:
    """The titles of some disclosures, a line each."""
    found = sorted({(record.year or 0, record.title) for record in records if record.title})
    return "".join(f"\n- {title}" for _, title in found)


def _both_scopes(records: Sequence[DocumentRecord]) -> dict[tuple[str, str], str]:
    """Where a body's disclosures of a kind are both of the department and of its own unit: that they are."""
    scopes: dict[tuple[str, str], set[str]] = defaultdict(set)
    for record in records:
        if record.organisation and record.kind and record.scope:
            scopes[record.organisation, _KIND[record.kind]].add(record.scope)
    return {key: "（部门、单位口径都有）" for key, found in scopes.items() if len(found) > 1}


def missing(scene: Scene, records: Sequence[DocumentRecord]) -> Draft:
    """The disclosures of the organisation do not say."""
    query = scene.query
    lacking = sides.untold(scene)
    unknown = sides.left_out(query) or sides.unknown(query, query.rest)
    names = unknown or [_narrowed(query, asked) for asked in lacking.items]
    if query.rest and not unknown and all(set(a.keys) & terms.TOTALS for a in query.items):
        names = []  # 校车要花多少钱: it is 校车 that is not told
    if query.per_head:
        names = [f"人均{name}" for name in names]
    elif query.per:
        names = [f"平均每{query.per}{name}" for name in names]
    counted = f"有几{query.counted}" if query.counted else "这个问题"
    words = "、".join(dict.fromkeys(names)) or "、".join(query.rest) or counted
    years = (
        "、".join(f"{y}年" for y in (() if unknown else lacking.years) or scene.years())
        if query.years or query.offsets
        else ""
    )
    basis = "实际支出（决算）" if query.basis == "actual" else ""
    own = [holding.record for holding in scene.holdings]
    shown = records if len({record.organisation for record in records}) <= _FEW else own
    wanted = names_asked.wanted(query.text)
    what = wanted if wanted and words == "这个问题" else f"{words}{basis}{f'的{wanted}' if wanted else ''}"
    apart = _of_two_stages(scene)
    told = f"{what}的增减：{apart}" if apart else what
    pieces: list[Piece] = [f"公开文件没有说明：{scene.organisation}{years}{told}。", held(shown)]
    nearest = _nearest(scene)
    if nearest:
        pieces.append(nearest[0])
    return Draft("declined", tuple(pieces), follow_ups=nearest[1:] if nearest else (), handoff=_handoff(scene))


def _of_two_stages(scene: Scene) -> str | None:
    """That one of the two years of a change is told as planned only, and the other as spent; None where that is not so."""
    if scene.query.kind not in ("change", "rate") or len(scene.query.items) != 1:
        return None
    stages = []
    for year in scene.pair():
        found = evidence.candidates(Want(scene.query.items[0], year), scene.holdings)
        bases = {k.fact.basis for k in found if k.fact.value is not None and k.fact.measure == "level"}
        stages.append((year, {"决算数" if basis == "actual" else "预算数" for basis in bases}))
    if any(len(words) != 1 for _, words in stages) or len({word for _, words in stages for word in words}) == 1:
        return None
    return "、".join(f"{year}年只有{next(iter(words))}" for year, words in stages) + "，口径不同，不能相减"


def _narrowed(query: Query, asked: Asked) -> str:
    """What an item is called, with the word right before it that says which part of it is meant: 生均公用经费."""
    name = terms.name(asked.keys[0]) if asked.keys and asked.keys[0] in terms.concepts() else asked.text
    before = query.text[: asked.start].rstrip('的“"')
    return next((f"{word}{name}" for word in query.rest if before.endswith(word)), name)


def _nearest(scene: Scene) -> tuple[str, str] | None:
    """The nearest thing that the disclosures do say of the item, and how to ask for it: another year, or the other basis.

    Its figure is not stated here: it is not what was asked for.
    """
    target = scene.target()
    for asked in scene.query.items:
        for year in (target, None):
            found = [k for k in evidence.candidates(Want(asked, year), scene.holdings) if k.fact.value is not None]
            if found:
                known = min(found, key=lambda k: abs((k.fact.year or target) - target))  # the best of the nearest year
                what = phrase(scene, known)
                return f"最接近的是：{what}。", f"{what}是多少？"
    return None


def _handoff(scene: Scene) -> str | None:
    for holding in scene.holdings:
        line = contact_line(holding)
        if line:
            return line.text
    return None


def stranger(names: Sequence[str], records: Sequence[DocumentRecord], directory: Directory) -> Draft:
    """The question is about a body that is not held."""
    close = directory.nearest(names[0])
    by_body = bodies(records)
    shown = [record for name in close if name in by_body for record in by_body[name].records]
    return Draft("declined", (f"没有收录“{'、'.join(names)}”的公开文件，不能回答。{held(shown)}",))


def which_body(question: str, records: Sequence[DocumentRecord], limit: int = 6) -> Draft:
    """Several organisations are held and none is named."""
    names = list(dict.fromkeys(r.organisation for r in records if r.organisation))
    text = f"您问的是哪个单位？{held(records, limit)}"
    return Draft("clarify", (text,), follow_ups=tuple(f"{name}：{question}" for name in names[:limit]))


def which_year(question: str, years: Sequence[str]) -> Draft:
    """A year is pointed at, and several were spoken of."""
    text = f"您指的是{'、'.join(years[:-1])}还是{years[-1]}？"
    return Draft("clarify", (text,), follow_ups=tuple(f"{year}：{question}" for year in years))


def which_of(question: str, named: Named, limit: int = 6) -> Draft:
    """A short name is that of several bodies."""
    meant = list(dict.fromkeys(name for names in named.choices for name in names))
    start, end = named.unsettled or max(named.spans, key=lambda span: span[1] - span[0])
    more = "等" if len(meant) > limit else ""
    text = f"叫“{question[start:end]}”的单位有多家，您问的是哪家？{'、'.join(meant[:limit])}{more}。"
    offers = tuple(f"{question[:start]}{body}{question[end:]}" for body in meant[:limit])
    return Draft("clarify", (text,), follow_ups=offers)


def whose_project(question: str, bodies: Sequence[str], limit: int = 6) -> Draft:
    """Several bodies tell of a project of that name."""
    more = "等" if len(bodies) > limit else ""
    text = f"说明这个项目的单位有多家，您问的是哪家？{'、'.join(bodies[:limit])}{more}。"
    return Draft("clarify", (text,), follow_ups=tuple(f"{body}{question}" for body in bodies[:limit]))


def nowhere(query: Query, records: Sequence[DocumentRecord]) -> Draft:
    """None of all bodies asked about states it."""
    words = "、".join(dict.fromkeys(a.text for a in query.items)) or "这个问题"
    return Draft("declined", (f"已收录的各单位的公开文件都没有说明：{words}。{held(records)}",))


def undisclosed(query: Query, records: Sequence[DocumentRecord]) -> Draft:
    """No body's disclosure of the year and the kind asked for is held."""
    kind = {"budget": "预算", "actual": "决算"}.get(query.basis or "", "预算、决算")
    return Draft(
        "declined", (f"没有收录{'、'.join(f'{year}年' for year in query.years)}的{kind}公开文件。{held(records)}",)
    )


def withheld(records: Sequence[DocumentRecord]) -> Draft:
    """Something was found, but the finished answer did not pass the verifier."""
    return Draft("declined", (f"找到了有关内容，但其中的数字未能通过核对，因此不作答。{held(records)}",))


def which_project(scene: Scene, names: Sequence[str], limit: int = 8) -> Draft:
    """A project is pointed at, and several are disclosed."""
    text = f"{scene.prefix}{scene.target()}年的项目不止一个，您问的是哪一个？{'、'.join(names[:limit])}{'等' if len(names) > limit else ''}。"
    return Draft(
        "clarify",
        (text,),
        follow_ups=tuple(f"{scene.prefix}{scene.target()}年{name}：{scene.query.text}" for name in names[:limit]),
    )


def unsaid(records: Sequence[DocumentRecord]) -> Draft:
    """What is asked is not told, and the asker's own words cannot be said again: they have figures in them."""
    return Draft("declined", (f"公开文件没有说明您问的内容。{held(records)}",))


def which_item(records: Sequence[DocumentRecord]) -> Draft:
    """The question points at something that was not named."""
    names = list(dict.fromkeys(r.organisation for r in records if r.organisation))
    body = names[0] if len(names) > 1 else ""
    offers = tuple(f"{body}{name}是多少？" for name in ("“三公”经费", "支出总计", "项目支出"))
    whose = "哪个单位的" if len(names) > 1 else ""
    return Draft(
        "clarify",
        (f"您指的是{whose}哪项内容？请写明项目名称，例如“三公”经费、基本支出、项目支出或某个科目。",),
        follow_ups=offers,
    )


def out_of_scope(records: Sequence[DocumentRecord]) -> Draft:
    """The question is not about budgets at all."""
    return Draft(
        "declined", (f"这里只回答部门预算、决算公开文件中的问题，没有找到与您的问题有关的内容。{held(records)}",)
    )
