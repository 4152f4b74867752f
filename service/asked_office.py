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
    "|年度?|请问|想问|问一?下|我|想|那|这"
)
_AT_EDGES = re.compile(f"^(?:{_EDGE})+|(?:{_EDGE})+$")
_DOES = re.compile("归|由|找|去|负责|管|办|牵头|受理|对接|的事|的活")
_LEAST = 2  # characters that tell what is to be done


def asks(text: str) -> bool:
    """Whether a text asks which office does something that it names."""
    return bool(what(text))


def what(text: str) -> list[str]:
    """What the office that is asked for does, in the text's words; nothing where no office is asked for by what it does."""
    if _WHICH.search(text) is None or _DOES.search(text) is None:
        return []
    runs = (_AT_EDGES.sub("", run) for run in _RUN.findall(_WHICH.sub("¦", text)))
    return [run for run in runs if len(run) >= _LEAST]
