"""Cars by what they are for: 有几辆车是执法用的 is asked of a part of the cars, and never answered by all of them.

What they are for may stand in one word with them (执法车, 囚车) or apart from them (几辆是应急用的, 用来执法的车).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest import terms
from ingest.terms import strip_number
from service.draft import Draft, Piece, Stated
from service.holding import Known
from service.rules.scene import BOUGHT, Scene, answered, phrase, state
from service.rules.sentences import newest_first, sentences

_CARS = "(?:公务|机动|小)?(?:车子?|车辆|汽车)"
_SO_MANY = "(?:几|多少)[辆台部]"
# The uses that tables know, as they are asked for, and what a label of each has in it.
_KNOWN = {
    "执法": ("执法(?:执勤)?|执勤", "执法"),
    "应急": ("应急(?:保障)?", "应急"),
    "机要": ("机要(?:通信)?|通信", "机要"),
    "特种": ("特种(?:专业(?:技术)?|技术)?|专业技术", "特种"),
    "离退休": ("(?:离退休|离休|退休)(?:老?干部|人员)?|老干部", "离退休"),
    "领导": ("(?:部级|副部级|省级|副省级|主要|单位)?(?:领导|负责人)(?:干部)?", "领导|负责人"),
    "一般公务": ("(?:一般|普通)公务", "一般公务"),
    "业务": ("(?:一般)?业务", "业务"),
    "其他": ("其[他它](?:用途)?", "其他"),
}
_USE = "|".join(asked for asked, _ in _KNOWN.values())
# Sorts of cars that no class of uses has in its name.
_SORT = (
    "囚|警|消防|救护|急救|校|洒水|垃圾|环卫|清扫|客|货|轿|卡|越野|面包|商务|中巴|大巴|电动|新能源|燃油|皮卡|摩托"
    "|图书|宣传|采血|指挥|巡逻|巡查|巡护|勘察|工程|吊|叉|拖|接送|扫雪|喷雾|冷藏"
)
_ASKED = re.compile(
    # 执法车几辆, 离退休干部用车有几辆; 执法的车, 应急用的车; 囚车
    rf"(?P<known>{_USE})(?:服务)?(?:用|使用)?的?(?:{_CARS})(?!队|库|险|位|费|改)"
    rf"|(?P<sort>(?:{_SORT})车)(?!队|库|险|位|费|辆?购置|辆?运行)"
    # 几辆车是执法用的, 多少辆是用来应急的, 几辆用于执勤
    rf"|{_SO_MANY}(?:{_CARS})?(?:都|就|只|才)?(?:是|属于|算|算作|归)(?:专门|专)?(?:用来|用于|拿来|供|给|搞|做|干)?(?P<behind>[^，。；？?\d]{{2,8}}?)(?:专?用|使用|服务|办案|工作)?的"
    rf"|{_SO_MANY}(?:{_CARS})?(?:专门|专)?(?:用来|用于|拿来)(?P<for>[^，。；？?\d的]{{2,8}})"
    # 用来执法的车, 给老干部用的车有几辆
    rf"|(?:用来|用于|拿来|专供|供|给)(?P<given>[^，。；？?\d的]{{2,8}}?)(?:专?用|使用)?的(?:{_CARS})"
    # 车里执法的有几辆
    rf"|{_CARS}(?:里面?|里头|中|当中)[，,]?(?P<within>{_USE})(?:用|用车)?的?(?:有|是|占)?{_SO_MANY}"
)
_ALL_OF_THEM = re.compile("公务|公家|公用|单位|部门|自己|工作|上班|办公|全部|所有|国有|本级|机关|财政|保有|新|旧|买|租")
_COUNTED = frozenset("辆台部")
_MONEY = re.compile("[钱元]|费用|经费|支出|运维费|运行费")


def asks(scene: Scene) -> bool:
    """Whether the number of the cars of one use is asked for, not what part of all it is nor what cars these are."""
    return scene.query.kind != "share" and _use(scene) is not None and not _WHAT_THEY_ARE.search(scene.query.text)


def told(scene: Scene) -> Draft | None:
    """The number of the cars of the use that is asked for, as they are counted by uses; None where none is printed."""
    use = _use(scene)
    if use is None:
        return None
    found = _of_use(scene, use)
    if not found:
        return _in_the_sentence(scene, use)
    pieces: list[Piece] = []
    for known in found:
        lead = phrase(scene.bare if pieces else scene, known)
        pieces += ["；" if pieces else "", f"{lead}为", *state(known.fact, bold=True)]
    result = next(piece for piece in pieces if isinstance(piece, Stated)) if len(found) == 1 else None
    return answered(*pieces, "。", result=result)


# And what cars these are: 主要是些什么车, 数量及主要车型.
_WHAT_THEY_ARE = re.compile("(?:什么|哪些|啥|哪种)(?:样的)?车|车型|主要(?:是|有)(?:些)?(?:什么|啥|哪)")


def _use(scene: Scene) -> str | None:
    """The one use that cars are asked for by; None where another thing, or several uses, are."""
    query = scene.query
    text = query.plain or query.text
    named = {key for asked in query.items for key in asked.keys[:1] if key in terms.concepts()}
    if (
        query.counted not in _COUNTED
        or named - {"vehicles", "vehicle_total"}
        or BOUGHT.search(text)
        or _MONEY.search(text)
    ):
        return None
    found = []
    for hit in _ASKED.finditer(text):
        word = next(group for group in hit.groups() if group)
        if hit["sort"] or hit["known"] or re.fullmatch(_USE, word) or not _ALL_OF_THEM.search(word):
            found.append(word)
    return found[0] if len(found) == 1 else None


def _of_use(scene: Scene, use: str) -> list[Known]:
    """The numbers of cars whose label names a use, one of each label."""
    label = re.compile(next((has for asked, has in _KNOWN.values() if re.search(asked, use)), re.escape(use)))
    year = scene.target()
    counted = [
        known
        for holding in scene.holdings
        if holding.record.year == year
        for known in holding.known
        if known.fact.measure == "count"
        and known.fact.value is not None
        and known.fact.unit in _COUNTED
        and known.fact.basis != "target"
        and known.fact.year in (year, year - 1)
        and _counts_a_use(known)
    ]
    newest = max((known.fact.year or 0 for known in counted), default=0)
    found: dict[str, Known] = {}
    for known in counted:
        name = terms.normalise(strip_number(known.fact.row[-1]))
        if known.fact.year == newest and label.search(name):
            found.setdefault(name, known)
    return list(found.values())


_ALL_CARS = re.compile("车辆|公务用?车|公车|车.?保有")


def _counts_a_use(known: Known) -> bool:
    """Whether a fact counts a part of the cars there are: its label stands below theirs."""
    row = known.fact.row
    return len(row) > 1 and "车" in row[-1] and bool(_ALL_CARS.search(row[-2])) and not BOUGHT.search("".join(row))


def _in_the_sentence(scene: Scene, use: str) -> Draft | None:
    """What is said of the cars in the one sentence that counts them, where it has the use in it otherwise."""
    for holding in newest_first(scene):
        if holding.record.year != scene.target():
            continue
        for line in sentences(holding):
            if line.table is None and re.search(r"车辆\s*\d+\s*辆", line.text) and _says(line.text, use):
                return replace(answered(line.quoted()), by_words=True)
    return None


def _says(text: str, use: str) -> bool:
    known: Sequence[str] = [has for asked, has in _KNOWN.values() if re.search(asked, use)]
    return any(re.search(has, text) for has in known or [re.escape(use)])
