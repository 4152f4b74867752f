"""Who carries a project out, and when, as its form or its chapter says under a heading of its own (实施主体, 实施周期)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest import terms
from service.draft import Draft, Piece
from service.holding import Holding
from service.rules import projects
from service.rules.scene import Scene, answered
from service.rules.sentences import ORDINAL, Line, cells, newest_first

_DOES = "(?:实施|承担|承办|执行|落实|牵头|主抓|操办|经办|负责|组织|管|干|做|搞|建|办)"
_WHO = re.compile(
    rf"(?:哪|什么|啥)(?:一|几)?(?:家|个|些)?(?:下属|所属|具体)*的?(?:单位|部门|机构|科室|处室|中心)(?:来|在|去|具体|牵头|负责)*{_DOES}"
    rf"|(?:由|归|是|让|交给|靠)谁(?:来|在|去|具体|牵头|负责)*{_DOES}|^谁(?:来|在|去|具体|牵头|负责)*{_DOES}"
    r"|(?:实施|承担|承办|执行|牵头|责任|负责)(?:的)?(?:主体|单位|部门|机构|科室)"
)
_WHEN = re.compile(r"(?:实施|建设|项目)(?:周期|期限)|起止(?:时间|日期|年月)")
_NUMBER = rf"^{ORDINAL}?\s*"
_ASPECTS = (
    (_WHO, re.compile(rf"{_NUMBER}(?:项目)?(?:实施|承担|承办|执行|牵头|责任|负责)(?:主体|单位|部门|机构|科室)[：:]?$")),
    (
        _WHEN,
        re.compile(rf"{_NUMBER}(?:项目)?(?:(?:实施|建设)?(?:周期|期限)|(?:项目|实施)?起止(?:时间|日期|年月))[：:]?$"),
    ),
)
_MUCH = re.compile(r"多少钱|花(?:了|费)?多少|预算(?:是|有|为)?多少|金额")


def told(scene: Scene) -> Draft | None:
    """What stands under the heading that is asked for; None where no one project is named, or it tells nothing of it."""
    text = scene.query.text
    asked = [heading for cue, heading in _ASPECTS if cue.search(text)]
    if not asked or _MUCH.search(text):
        return None
    for holding in newest_first(scene):
        if holding.record.year != scene.target():
            continue
        named = {f.project for f in holding.facts if f.project and projects.names(scene, f) is not None}
        if len(named) != 1:
            continue
        project = next(iter(named))
        lines = [next(_under(holding, project, heading), None) for heading in asked]
        found = [line for line in lines if line is not None]
        if len(found) == len(asked):
            pieces: list[Piece] = []
            for line in found:
                label = re.sub(_NUMBER, "", line.section[-1]).rstrip("：:")
                pieces += ["；" if pieces else "", f"{project[1]}的{label}：", line.quoted()]
            return answered(*pieces)
    return None


def _under(holding: Holding, project: tuple[str, str], heading: re.Pattern[str]) -> Iterator[Line]:
    """What a project's form has beside the heading, and what its chapter has below it."""
    tables = {f.table_number for f in holding.facts if f.project == project and f.table_number is not None}
    for line in cells(holding, least=2):
        if line.table_number in tables and heading.match(terms.normalise(line.section[-1])):
            yield line
    chapters = {
        f.section[:-1] for f in holding.facts if f.project == project and f.table is None and len(f.section) > 1
    }
    for paragraph in holding.paragraphs:
        section = paragraph.section
        below = bool(section) and section[:-1] in chapters and heading.match(terms.normalise(section[-1]))
        if below and paragraph.text.strip() != section[-1].strip():
            yield Line(paragraph.text.strip(), holding.record.id, section, paragraph.place)
