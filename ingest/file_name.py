"""What a file's name tells of a disclosure: the last resort, where title, headings and table heads say nothing."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import PurePath

from ingest.identity import Identity, identify

_SHORT_YEAR = re.compile(r"(?<!\d)(\d\d)(?=\s*年)")
_NOISE = re.compile(r"^[\d\s._\-—()（）\[\]【】]+(?=[^\d\s年])|[\s_]+|(?:终稿|定稿|修改稿|扫描件|盖章版|公开稿)")
_TITLES: dict[tuple[str | None, str], str] = {
    ("department", "budget"): "部门预算",
    ("unit", "budget"): "单位预算",
    ("department", "final_accounts"): "部门决算",
    ("unit", "final_accounts"): "单位决算",
    (None, "budget"): "预算",
    (None, "final_accounts"): "决算",
}


def complete(found: Identity, file: str) -> tuple[Identity, tuple[str, ...]]:
    """The identity with what only the file's name tells, and the names of the fields that it told."""
    stem = _NOISE.sub("", PurePath(file).stem)
    named = identify([_SHORT_YEAR.sub(r"20\1", stem)], [], [])
    told: list[str] = []
    if (
        found.organisation is None
        and "organisation" not in found.disputed
        and named.organisation is not None
        and (named.year or named.kind)
    ):
        found, told = replace(found, organisation=named.organisation), [*told, "organisation"]
    if found.year is None and "year" not in found.disputed and named.year is not None:
        found, told = replace(found, year=named.year), [*told, "year"]
    if found.kind is None and "kind" not in found.disputed and named.kind is not None:
        found, told = replace(found, kind=named.kind), [*told, "kind"]
    if found.scope is None and named.scope is not None:
        found, told = replace(found, scope=named.scope), [*told, "scope"]
    return replace(found, title=_title(found)), tuple(told)


def _title(found: Identity) -> str:
    """The printed title; one made of the identity where none is printed, or where it does not say whose it is."""
    if found.organisation is None or found.year is None or found.kind is None:
        return found.title
    if found.organisation in re.sub(r"\s+", "", found.title) and str(found.year) in found.title:
        return found.title
    return f"{found.organisation}{found.year}年{_TITLES[found.scope, found.kind]}"
