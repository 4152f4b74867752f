"""Which office of a body does something: 干部出国手续归哪个科办, 管外事的是哪个科, 哪个科室负责信访. Pure."""

from __future__ import annotations

import re

_WHICH = re.compile(
    r"(?:归|由|属于?|找|去|到|是|在)*(?:哪|什么|啥)一?个?(?:内设)?(?:科室|处室|股室|科|处|股)(?![级目长员研普])"
    r"(?:来|去|在|具体|负责|牵头|主管|分管|管理|管|承办|经办|办理|办|受理|对接|的事|的|呢|啊|呀)*"
)
_RUN = re.compile("[一-鿿]+")
# What stands around the thing to be done and says nothing of it.
_EDGE = (
    "里面|里头|里|中|内设机构|科室|处室|负责|主管|分管|管理(?=的|$)|管|具体|手续|事情|事务|业务|工作|办理|承办|报批|[这那]块|方面|办|归|由|的事?|是|在|要|得|干部"
    "|写|编|编写|编制|撰写|起草|出具|年度?|请问|想问|问一?下|我|想|那|这"
)
_AT_EDGES = re.compile(f"^(?:{_EDGE})+|(?:{_EDGE})+$")
_DOES = re.compile("编|写|起草|归|由|找|去|负责|管|办|牵头|受理|对接|的事|的活")
_LEAST = 2  # characters that tell what is to be done


# An office by its name, as it closes: 外事科 of 甲局的外事科管什么.
_NAMED = re.compile(
    r"[一-鿿]{2,9}?(?:科(?!级|目|长|员|研|普|技|学|协|委|室)|科室|处室?(?!理|置|罚|级|长|于|分|方)|股(?!长|级|份|权|东))"
)
_NO_OFFICE = re.compile(
    r"(?:哪[个些几]?|什么|啥|何|好|用|之|到|坏|短|长|各|每|该|几个?|多少个?|办事)(?:科室|处室|科|处|股)$|^(?:内设)?(?:科室|处室)$"
)
_BEFORE = re.compile(r"^.*(?:的|里面?|里头|内设|下属|下设|请问|想问|问一?下|知道|由|归|[在是和、])(?=.{2,})")


def named(text: str) -> frozenset[str]:
    """The offices that a text names, each without what is said before it."""
    found = (_BEFORE.sub("", hit[0]) for run in _RUN.findall(text) for hit in _NAMED.finditer(run))
    return frozenset(name for name in found if not _NO_OFFICE.search(name))


def asks(text: str) -> bool:
    """Whether a text asks which office does something that it names."""
    return bool(what(text))


def what(text: str) -> list[str]:
    """What the office that is asked for does, in the text's words; nothing where no office is asked for by what it does."""
    if _WHICH.search(text) is None or _DOES.search(text) is None:
        return []
    runs = (_AT_EDGES.sub("", run) for run in _RUN.findall(_WHICH.sub("¦", text)))
    return [run for run in runs if len(run) >= _LEAST]
