"""Which elements of a web page nobody sees: what their attributes and the page's own style rules hide.

What a reader of the page does not see is no disclosure; text hidden on purpose must never be quoted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

# Elements whose content is no text of the page.
UNSEEN = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "head",
        "title",
        "meta",
        "link",
        "object",
        "embed",
        "iframe",
        "svg",
        "math",
        "canvas",
        "audio",
        "video",
        "map",
        "select",
        "datalist",
        "textarea",
        "button",
        "input",
        "nav",
        "dialog",
        "noframes",
        "applet",
        "area",
    ]
)
_HIDING = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all|content-visibility\s*:\s*hidden"
    r"|(?<![-\w])opacity\s*:\s*(?:0+(?:\.0*)?|\.0+)%?\s*(?:;|!|$)|font-size\s*:\s*(?:0+(?:\.0*)?|\.0+)(?:px|pt|em|rem|%)?\s*(?:;|!|$)"
    r"|(?:text-indent|left|top|margin-left|margin-top|right)\s*:\s*-\d{4,}|(?<![-\w])color\s*:\s*transparent"
    r"|clip\s*:\s*rect\(\s*0|clip-path\s*:\s*inset\(\s*(?:50|100)%|transform\s*:\s*scale\(\s*0\s*[,)]",
    re.IGNORECASE,
)
_CLOSED = re.compile(r"(?<![-\w])(?:max-)?height\s*:\s*0(?:px|pt|em)?\s*(?:;|!|$)", re.IGNORECASE)
_OVERFLOW = re.compile(r"overflow(?:-[xy])?\s*:\s*(?:hidden|clip)", re.IGNORECASE)
_SCREEN = re.compile(r"@media\b[^{]*\b(?:screen|all)\b|@(?:supports|layer)\b|@media\s*\(", re.IGNORECASE)
_MOST_RULES = 2**20
_SIMPLE = re.compile(r"(?P<tag>[a-zA-Z][a-zA-Z0-9]*|\*)?(?P<marks>(?:[.#][-\w\u0080-\uffff]+)*)$")


@dataclass(frozen=True, slots=True)
class _Step:
    """One step of a selector: p, .x, #y, p.x."""

    tag: str | None
    id: str | None
    classes: frozenset[str]

    def fits(self, element: etree._Element) -> bool:
        if self.tag and element.tag != self.tag:
            return False
        if self.id and element.get("id") != self.id:
            return False
        return not self.classes or self.classes <= frozenset((element.get("class") or "").split())


@dataclass(frozen=True, slots=True)
class _Selector:
    """A path of steps; `>` is taken for “somewhere inside”, which hides no less than it says."""

    steps: tuple[_Step, ...]

    def fits(self, element: etree._Element) -> bool:
        if not self.steps[-1].fits(element):
            return False
        above: etree._Element | None = element
        for step in reversed(self.steps[:-1]):
            above = above.getparent() if above is not None else None
            while above is not None and not step.fits(above):
                above = above.getparent()
            if above is None:
                return False
        return True


class Hidden:
    """Tells whether an element of a page is hidden by itself; what is inside it is hidden with it."""

    def __init__(self, root: etree._Element) -> None:
        rules = "\n".join(style.text or "" for style in root.iter("style"))
        self._selectors = tuple(_selectors(rules))

    def __contains__(self, element: etree._Element) -> bool:
        if element.tag in UNSEEN or element.get("hidden") is not None:
            return True
        if element.tag == "input" or (element.get("type") or "").lower() == "hidden":
            return True
        style = element.get("style") or ""
        return hides(style) or any(selector.fits(element) for selector in self._selectors)


def hides(declarations: str) -> bool:
    """Whether style declarations make what they stand on invisible."""
    declarations = _without_comments(declarations)
    return bool(_HIDING.search(declarations) or (_CLOSED.search(declarations) and _OVERFLOW.search(declarations)))


def _without_comments(style: str) -> str:
    out: list[str] = []
    for index, piece in enumerate(style.replace("<!--", "").replace("-->", "").split("/*")):
        if index == 0:
            out.append(piece)
        else:
            out.append(piece.partition("*/")[2])
    return "".join(out)


def _selectors(rules: str) -> Iterator[_Selector]:
    """The selectors of the rules that hide on a screen; those that ask for more than tag, id and class are left out."""
    rules = _without_comments(rules[:_MOST_RULES])
    elsewhere = inside = False
    for piece in rules.split("}"):
        before, brace, body = piece.rpartition("{")
        if not brace:
            elsewhere = inside = False  # the end of a group of rules
            continue
        group, opened, said = before.rpartition("{")
        if opened:
            inside, elsewhere = True, _SCREEN.search(group) is None
        if (inside and elsewhere) or not hides(body):
            continue
        for path in said.split(","):
            if steps := _steps(path):
                yield _Selector(steps)


def _steps(path: str) -> tuple[_Step, ...]:
    out: list[_Step] = []
    for said in path.replace(">", " ").split():
        found = _SIMPLE.match(said)
        if found is None or found["tag"] == "*":
            return ()
        marks = re.findall(r"([.#])([-\w\u0080-\uffff]+)", found["marks"])
        out.append(
            _Step(
                tag=found["tag"].lower() if found["tag"] else None,
                id=next((word for mark, word in marks if mark == "#"), None),
                classes=frozenset(word for mark, word in marks if mark == "."),
            )
        )
    return tuple(out)
