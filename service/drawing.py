"""The charts of answers as SVG, drawn by matplotlib, which is loaded at the first one.

Whatever is read stands in the picture as text: labels are set in the reader's own fonts, so none need be here. For that
they are drawn as placeholders, which are exchanged in the finished picture; matplotlib anchors texts at their ends, so
their widths do not matter to it. Numbers become floats here for their places alone, and are printed as they were given.
"""

from __future__ import annotations

import io
import math
import threading
import unicodedata
from collections.abc import Callable
from html import escape
from typing import TYPE_CHECKING, Literal

from service.reply import Chart

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Theme = Literal["light", "dark"]
_FONTS = "system-ui, -apple-system, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif"
_INK: dict[Theme, dict[str, str]] = {
    "light": {"text": "#1f2933", "faint": "#59636e", "line": "#d5dae0", "bar": "#2f6f5e"},
    "dark": {"text": "#e6e9ed", "faint": "#a3adb8", "line": "#3a434d", "bar": "#6fbfa8"},
}
_WIDTH = 6.4  # inches, of 72 points each
_ROW, _TREND_HEIGHT = 0.34, 2.3
_EM = 11 / 72  # a Chinese character, in inches
_LONGEST = 16  # characters of a label
_ONE_AT_A_TIME = threading.Lock()  # matplotlib's font cache is not for several threads


def svg(chart: Chart, theme: Theme = "light") -> str:
    """The chart as an SVG document; a year's figures as a line, any others as bars."""
    with _ONE_AT_A_TIME:
        return _trend(chart, theme) if chart.kind == "trend" else _bars(chart, theme)


class _Words:
    """Texts of a picture, each with its placeholder."""

    def __init__(self) -> None:
        self._texts: list[str] = []

    def put(self, text: str) -> str:
        """The placeholder that stands for a text until the picture is done."""
        self._texts.append(text)
        return f"@{len(self._texts) - 1}@"

    def exchanged(self, picture: str) -> str:
        """The picture with the texts."""
        for number, text in enumerate(self._texts):
            picture = picture.replace(f"@{number}@", escape(text, quote=True))
        return picture


def _trend(chart: Chart, theme: Theme) -> str:
    words = _Words()
    values = [float(point.value) for point in chart.points]
    places = list(range(len(values)))
    ink = _INK[theme]

    def draw(axes: Axes) -> None:
        axes.plot(places, values, color=ink["bar"], linewidth=2, marker="o", markersize=6)
        low, high = min(*values, 0), max(values)
        span = (high - low) or 1
        axes.set_ylim(low - span * 0.04, high + span * 0.22)
        axes.set_xlim(-0.5, len(values) - 0.5)
        axes.set_xticks(places, [words.put(point.label) for point in chart.points])
        axes.set_yticks([])
        axes.axhline(0, color=ink["line"], linewidth=1)
        for place, value, point in zip(places, values, chart.points, strict=True):
            axes.annotate(
                words.put(point.value),
                (place, value),
                (0, 9),
                textcoords="offset points",
                ha="center",
                color=ink["text"],
                fontsize=11,
            )

    return _finished(chart, theme, words, _TREND_HEIGHT, (0.02, 0.98), draw)


def _bars(chart: Chart, theme: Theme) -> str:
    words = _Words()
    values = [float(point.value) for point in chart.points]
    labels = [_cut(point.label) for point in chart.points]
    ink = _INK[theme]

    def draw(axes: Axes) -> None:
        places = list(range(len(values)))
        axes.barh(places, values, color=ink["bar"], height=0.62)
        axes.invert_yaxis()
        axes.set_yticks(places, [words.put(label) for label in labels])
        axes.set_xticks([])
        low, high = min(*values, 0), max(*values, 0)
        span = (high - low) or 1
        axes.set_xlim(low - (span * 0.18 if low < 0 else 0), high + span * 0.18)
        axes.axvline(0, color=ink["line"], linewidth=1)
        for place, value, point in zip(places, values, chart.points, strict=True):
            axes.annotate(
                words.put(point.value),
                (value, place),
                (6 if value >= 0 else -6, 0),
                textcoords="offset points",
                ha="left" if value >= 0 else "right",
                va="center",
                color=ink["text"],
                fontsize=11,
            )

    left = min(0.55, (max(map(_wide, labels)) * _EM + 0.12) / _WIDTH)
    return _finished(chart, theme, words, 0.5 + _ROW * len(values), (left, 0.98), draw)


def _finished(
    chart: Chart,
    theme: Theme,
    words: _Words,
    height: float,
    sides: tuple[float, float],
    draw: Callable[[Axes], None],
) -> str:
    """The picture with its title and unit around what `draw` draws."""
    import matplotlib as mpl
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure

    ink = _INK[theme]
    with mpl.rc_context({"svg.fonttype": "none", "svg.hashsalt": "mingzhang", "font.size": 11}):
        figure = Figure(figsize=(_WIDTH, height + 0.34))
        FigureCanvasSVG(figure)
        bottom = 0.36 if chart.kind == "trend" else 0.1
        axes = figure.add_axes(
            (sides[0], bottom / (height + 0.34), sides[1] - sides[0], (height - bottom) / (height + 0.34))
        )
        for side in axes.spines.values():
            side.set_visible(False)
        axes.tick_params(length=0, colors=ink["text"], labelsize=11)
        axes.set_facecolor("none")
        draw(axes)
        top = 1 - 0.2 / (height + 0.34)
        title = f"{chart.title}（{chart.unit}）" if chart.title else f"单位：{chart.unit}"
        figure.text(0.02, top, words.put(title), color=ink["faint"], fontsize=11, va="center")
        file = io.StringIO()
        figure.savefig(file, format="svg", transparent=True, metadata={"Date": None, "Creator": None})
    picture = file.getvalue()
    picture = picture[picture.index("<svg") :]
    told = "；".join(f"{point.label}：{point.value}{chart.unit}" for point in chart.points)
    opening, rest = picture.split(">", 1)
    about = f"<title>{escape(chart.title or '图')}</title><desc>{escape(told)}</desc>"
    style = f"<style>text {{ font-family: {_FONTS} !important; }}</style>"
    return f'{opening} role="img">{about}{style}{words.exchanged(rest)}'


def _cut(label: str) -> str:
    return label if len(label) <= _LONGEST else f"{label[: _LONGEST - 1]}…"


def _wide(text: str) -> float:
    """How wide a text is, in Chinese characters."""
    return math.fsum(1 if unicodedata.east_asian_width(char) in "WFA" else 0.55 for char in text)
