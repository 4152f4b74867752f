"""What is told of one project beside its money: who builds it or watches over it, where it stands, when it begins and ends.

A clause of the project's chapters tells it, or a field of its form. Nothing is told where the question says more of the
project than these have, for then it may be another's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest import terms
from service import asked_particular
from service.asked_particular import ROLES, Particular
from service.blanking import blanked
from service.draft import Draft, Piece, Quoted, Stated
from service.rules.one_project import BEGINS, ENDS, Meant, Project, meant
from service.rules.scene import Scene, answered, state
from service.rules.sentences import Line

_TELLS = {
    "地点": re.compile(r"位于|坐落|地处|地址|选址|[东南西北]起|起[于自]|[东南西北]至"),
    "四至": re.compile(r"[东南西北]面?(?:[至临靠邻接抵到]|毗邻|紧邻|相邻)"),
    "开工": re.compile(r"开工|动工|开始|启动|进场"),
    "完工": re.compile(r"完工|竣工|建成|通车|交付|投用|完成"),
}
_DATE = re.compile(r"\d{4}[年/.-]|\d{1,2}月|季度|年底|年内|上半年|下半年|年度")
_FIELDS = {"开工": BEGINS, "完工": ENDS}
_PERIOD = "实施周期"
_PAID = re.compile("支付|付款|用款|拨付|尾款")  # when it is paid for says nothing of when it is done
_SHORT = 60
_DURATION = re.compile("工期")
_OF_PROJECT = re.compile("项目|工程|道路|线路|全[线长]|范围")
_CALLED = 4  # characters that tell that a body is what the project builds
_A_BODY = re.compile("(?:公司|集团|设计院|研究院|单位|委员会|办公室|中心|局)(?:的?(?:办公|住所|注册)地?)?$")


def told(scene: Scene) -> Draft | None:
    """The particular that is asked for of the one project that is named; None where it is not told, or not asked."""
    text = scene.query.plain
    if roles := asked_particular.roles(text):
        found = meant(scene, blanked(text, [(role.start, role.end) for role in roles]))
        return _parties(found.project, [role.what for role in roles]) if found is not None and found.alone else None
    asked = asked_particular.asked(text)
    if asked is None:
        return None
    found = meant(scene, blanked(text, [(asked.start, asked.end)]))
    return _of(scene, found, asked) if found is not None and found.alone else None


def _of(scene: Scene, found: Meant, asked: Particular) -> Draft | None:
    project = found.project
    if asked.what in ROLES:
        return _quoted(project, _party(project, asked.what))
    if asked.what in ("地点", "四至"):
        told_of = [line.quoted() for line in _lines(project) if _stands(project, line.text, asked.what)]
        return _quoted(project, told_of[:1])
    if asked.what == "工期":
        return _duration(scene, project)
    return _quoted(project, _dates(project, asked.what))


def _stands(project: Project, text: str, what: str) -> bool:
    """Whether a line tells where the project is, or what is beside it: what stands there is called as it is, or is not called at all."""
    return any(_is_of(project, text[: hit.start()]) for hit in _TELLS[what].finditer(text))


def _is_of(project: Project, before: str) -> bool:
    """Whether what is said right before a place is of the project: no body that works for it."""
    subject = terms.normalise(re.split("[，。；]", before)[-1])
    name = terms.normalise(project.name)
    if _A_BODY.search(subject) and subject[-_CALLED:] not in name:
        return False
    named = any(subject[i : i + 2] in name for i in range(len(subject) - 1))
    return not re.search("[一-鿿]{2}", subject) or named or bool(_OF_PROJECT.search(subject))


def _lines(project: Project) -> Sequence[Line]:
    return project.account.lines if project.account else ()


def _party(project: Project, role: str) -> list[Quoted]:
    """The clause that says who has a role: 监理单位：某某公司; 监理单位为某某公司; 由某某公司负责监理; 某某公司为监理单位."""
    unit = rf"{role}(?:总承?包)?(?:单位|方|机构|公司)"
    says = re.compile(
        rf"{unit}\s*(?:为|是|由|[：:])\s*[一-鿿]{{3,}}|[一-鿿]{{3,}}(?:为|是|担任|作为)(?:本?[工项][程目])?(?:的)?{unit}"
        rf"|由(?:(?!资金|批复|批准|安排)[一-鿿]){{3,24}}?(?:负责|承担|进行|组织|实施){role}"
        + (r"|由(?:(?!资金|批复|批准|安排)[一-鿿]){3,24}?建设的" if role == "建设" else "")
    )
    for line in _lines(project):
        for clause in re.split(r"(?<=[，。；])", line.text):
            if says.search(clause):
                return [line.quoted(clause.strip(" ，。；"))]
    return []


def _parties(project: Project, roles: Sequence[str]) -> Draft | None:
    """Who has each of several roles, and which of them nothing is told of."""
    told = {role: _party(project, role) for role in roles}
    clauses = list(dict.fromkeys(quoted for said in told.values() for quoted in said))
    draft = _quoted(project, clauses)
    unsaid = [role for role, said in told.items() if not said]
    if draft is None or not unsaid:
        return draft
    return replace(draft, pieces=(*draft.pieces, f"\n文件没有写明它的{'、'.join(unsaid)}单位。"))


def _dates(project: Project, what: str) -> list[Quoted]:
    """The fields or the clause that tell when a project begins or ends, or both; else the chapter on how long it takes."""
    wanted = ("开工", "完工") if what == "起止" else (what,)
    dated = [project.dated(_FIELDS[one]) for one in wanted]
    if all(dated):
        return [line.quoted() for line in dated if line is not None]
    if what != "起止":
        for line in _lines(project):
            for clause in re.split(r"(?<=[，。；])", line.text):
                if _TELLS[what].search(clause) and _DATE.search(clause) and _is_whole(line, what):
                    # A short sentence is quoted whole: the year may stand in the clause before.
                    return [line.quoted(None if len(line.text) <= _SHORT else clause.strip(" ，。；"))]
    return _period(project)


def _period(project: Project) -> list[Quoted]:
    """The chapter on how long a project takes."""
    lines = project.account.chapter(_PERIOD) if project.account else []
    return [line.quoted() for line in lines if _DATE.search(line.text) and not _PAID.search(line.text)]


def _is_whole(line: Line, what: str) -> bool:
    """Whether a line tells when all of the project begins or ends: what a plan says of a part of the work does not."""
    return what == "开工" or _PERIOD in terms.normalise("".join(line.section[-1:]))


def _quoted(project: Project, said: Sequence[Quoted]) -> Draft | None:
    """What is said, each behind the label that it stands beside in a form."""
    if not said:
        return None
    pieces: list[Piece] = []
    for i, quoted in enumerate(said):
        label = quoted.section[-1] if quoted.table is not None and ":" not in terms.normalise(quoted.text) else ""
        pieces += ["\n" if i else "", f"{label}：" if label else "", quoted]
    return replace(answered(f"{project.name}：" if project.name else "", *pieces), by_words=True)


def _duration(scene: Scene, project: Project) -> Draft | None:
    """How long the work takes, as a figure; else the chapter on when it is done."""
    facts = [f for f in project.facts if f.value is not None and f.row and _DURATION.search(f.row[-1])]
    if len({(fact.value, fact.unit) for fact in facts}) == 1:
        figure = state(facts[0], bold=True)
        stated = next(piece for piece in figure if isinstance(piece, Stated))
        when = f"{facts[0].year}年" if facts[0].year else ""
        lead = f"{scene.prefix}{when}{project.name}{facts[0].row[-1]}"
        # The sentence tells from when on.
        said = next((line.quoted() for line in _lines(project) if line.text in facts[0].quote), None)
        behind: list[Piece] = ["。原文：", said] if said is not None else ["。"]
        return answered(lead, *figure, *behind, result=stated if stated.certain else None)
    return _quoted(project, _period(project))
