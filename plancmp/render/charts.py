"""Charts as inline SVG. Colours, strokes and fonts are the page's: elements only carry classes."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, floor, log10, sqrt
from textwrap import wrap
from typing import Any

import drawsvg as draw
from rich.cells import cell_len, chop_cells

from plancmp.language import Lang, tell
from plancmp.render.page import Lane, Plot, Strip

WIDTH = 340
"""Units across a dot plot: as many as a phone has pixels, so that its text is as large as the page's there and anywhere."""
EDGE = 12
LINE = 16
"""Height of a line of text."""
CELLS = 46
"""Columns of text (a Chinese character takes two) that fit across a dot plot."""
LANES = 720
"""Units across the timeline."""
MANY_LANES = 10
"""Lanes above which they are drawn closer together."""
NAMES = 24
"""Columns of text beside its lanes; a name that takes more than two such lines is whole in the table below."""


def dots(plot: Plot, id: str, lang: Lang) -> str:
    """Draw comparable targets: each plan a dot on one axis, an arrow from its baseline, what is printed above it.

    *id* is the element's and begins those inside it.
    """
    low, high, ticks = (0.0, 100.0, [0.0, 25.0, 50.0, 75.0, 100.0]) if plot.whole else _scale(plot)
    texts = [_lines(strip) for strip in plot.strips]
    heights = [len(lines) * LINE + 22 for lines in texts]
    foot = sum(heights) + 6

    def x(value: float) -> float:
        return round(EDGE + (value - low) / (high - low) * (WIDTH - 2 * EDGE), 1)

    drawing = _drawing(WIDTH, foot + 22, id, "dots", plot.title, _told(plot, lang))
    for tick in ticks:
        drawing.append(draw.Line(x(tick), 0, x(tick), foot, class_="grid"))
        _text(
            drawing,
            f"{tick:g}{plot.unit if plot.whole or tick == ticks[-1] else ''}",
            x(tick),
            foot + 15,
            "tick",
            _anchor(tick, ticks),
        )
    top = 0
    for strip, lines, height in zip(plot.strips, texts, heights, strict=True):
        for n, (name, line) in enumerate(lines):
            _text(drawing, line, EDGE, top + (n + 1) * LINE - 3, name)
        y = top + height - 12
        drawing.append(draw.Line(EDGE, y, WIDTH - EDGE, y, class_="track"))
        aim = strip.targets[-1]
        if strip.baseline is not None:
            if strip.arrow:
                _arrow(drawing, x(strip.baseline), x(aim[0]), y)
            drawing.append(draw.Circle(x(strip.baseline), y, 4, class_="baseline"))
        for from_, to in strip.targets:
            if to > from_:
                drawing.append(draw.Line(x(from_), y, x(to), y, class_="range"))
            drawing.append(draw.Circle(x(to), y, 5.5 if (from_, to) == aim else 3.5, class_="target"))
        top += height
    return _svg(drawing)


def timeline(lanes: Sequence[Lane], seen: int, id: str, title: str, description: str) -> str:
    """Draw deadlines: a lane per plan, a dot per month as large as the number of targets due, a line at the month *seen* from."""
    months = [month for lane in lanes for month, _ in lane.counts]
    first, last = (min([seen, *months]) - 1) // 12, (max([seen, *months]) - 1) // 12 + 1
    names = 8 * min(NAMES, max(cell_len(lane.label) for lane in lanes)) + EDGE
    greatest = max((count for lane in lanes for _, count in lane.counts), default=1)
    lane_height, head = 46 if len(lanes) <= MANY_LANES else 36, 26
    height = head + lane_height * len(lanes) + 8

    def x(month: float) -> float:
        return round(names + EDGE + (month - first * 12) / ((last - first) * 12) * (LANES - names - 3 * EDGE), 1)

    drawing = _drawing(LANES, height, id, "timeline", title, description)
    step = ceil((last - first) / 12)
    for year in range(first, last + 1):
        drawing.append(draw.Line(x(year * 12), head - 6, x(year * 12), height, class_="grid"))
        if year < last and (year - first) % step == 0:
            _text(drawing, str(year), (x(year * 12) + x(year * 12 + 12)) / 2, 14, "tick", "middle")
    drawing.append(draw.Line(x(seen), head - 6, x(seen), height, class_="seen"))
    for n, lane in enumerate(lanes):
        y = head + lane_height * (n + 1) - 16
        for k, part in enumerate(chop_cells(lane.label, NAMES)[:2]):
            _text(drawing, part, 0, y + 4 + k * LINE, "label")
        drawing.append(draw.Line(names, y, LANES - EDGE, y, class_="track"))
        for month, count in lane.counts:
            radius = round(3 + 9 * sqrt(count / greatest), 1)
            drawing.append(draw.Circle(x(month), y, radius, class_="target"))
            _text(drawing, str(count), x(month), y - radius - 3, "said", "middle")
    return _svg(drawing)


def _lines(strip: Strip) -> list[tuple[str, str]]:
    """The lines of text above a strip, each with its class."""
    pieces = [("label", strip.label), *(("said", said) for said in strip.says)]
    return [(name, line) for name, text in pieces for part in wrap(text, CELLS) for line in chop_cells(part, CELLS)]


def _scale(plot: Plot) -> tuple[float, float, list[float]]:
    """Both ends of an axis that has zero on it, and the round numbers along it."""
    ends = [end for strip in plot.strips for target in strip.targets for end in target]
    ends += [strip.baseline for strip in plot.strips if strip.baseline is not None]
    low, high = min(0.0, *ends), max(0.0, *ends)
    rough = ((high - low) or 1.0) / 4
    power = 10.0 ** floor(log10(rough))
    step = next(s * power for s in (1, 2, 2.5, 5, 10) if s * power >= rough)
    ticks = [round(n * step, 9) for n in range(floor(low / step), ceil(high / step) + 1)]
    return ticks[0], ticks[-1], ticks


def _told(plot: Plot, lang: Lang) -> str:
    return " ".join(tell("{0}: {1}.", lang, strip.label, tell("; ", lang).join(strip.says)) for strip in plot.strips)


def _anchor(tick: float, ticks: Sequence[float]) -> str:
    return "start" if tick == ticks[0] else "end" if tick == ticks[-1] else "middle"


def _drawing(width: float, height: float, id: str, name: str, title: str, description: str) -> Any:
    drawing = draw.Drawing(width, height, class_=name, role="img", aria_labelledby=f"{id}-title {id}-desc")
    drawing.append(draw.Title(title, id=f"{id}-title"))
    drawing.append(_Description(description, id=f"{id}-desc"))
    return drawing


class _Description(draw.Title):  # type: ignore[misc]
    """The element <desc>, written as <title> is."""

    TAG_NAME = "desc"


def _text(drawing: Any, text: str, x: float, y: float, name: str, anchor: str = "start") -> None:
    drawing.append(draw.Text(text, 12, x, y, class_=name, text_anchor=anchor))


def _arrow(drawing: Any, start: float, end: float, y: float) -> None:
    """An arrow that ends where the dot of radius 5.5 begins; none where the dots touch."""
    way = 1 if end > start else -1
    tip = end - way * 6.5
    if (tip - start) * way < 8:
        return
    drawing.append(draw.Line(start, y, tip - way * 4, y, class_="way"))
    drawing.append(draw.Lines(tip, y, tip - way * 7, y - 4, tip - way * 7, y + 4, close=True, class_="head"))


def _svg(drawing: Any) -> str:
    return str(drawing.as_svg(header=""))
