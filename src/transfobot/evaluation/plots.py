"""Small line charts as SVG, drawn by hand: readable without colour, described for everyone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

_WIDTH, _HEIGHT = 640, 400
_LEFT, _RIGHT, _TOP, _BOTTOM = 64, 170, 40, 56
_STYLES = (("#003e7e", ""), ("#a8331b", "7 4"), ("#2c6e2f", "2 3"), ("#5d3a8c", "10 3 2 3"))
Points = Sequence[tuple[float, float]]


def line_chart(
    title: str, across: str, up: str, lines: Mapping[str, Points], *, logarithmic: bool = False
) -> str:
    """An SVG of the lines; x on a log scale if asked."""
    import math

    scale = math.log10 if logarithmic else float
    xs = [scale(x) for points in lines.values() for x, _ in points]
    ys = [y for points in lines.values() for _, y in points]
    low_x, high_x = min(xs), max(xs)
    low_y, high_y = min(0.0, *ys) if min(ys) < 0.5 else min(ys), max(ys)
    wide = (_WIDTH - _LEFT - _RIGHT) / ((high_x - low_x) or 1.0)
    tall = (_HEIGHT - _TOP - _BOTTOM) / ((high_y - low_y) or 1.0)

    def place(x: float, y: float) -> tuple[float, float]:
        return _LEFT + (scale(x) - low_x) * wide, _HEIGHT - _BOTTOM - (y - low_y) * tall

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img"'
        f' aria-label="{escape(title)}" font-family="sans-serif" font-size="13">',
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#fff"/>',
        f'<text x="{_LEFT}" y="22" font-size="15" font-weight="bold">{escape(title)}</text>',
        _frame(across, up),
    ]
    ticks = sorted({x for points in lines.values() for x, _ in points})
    for x in ticks if len(ticks) <= 6 else (ticks[0], ticks[len(ticks) // 2], ticks[-1]):
        at, _ = place(x, low_y)
        parts.append(_label(at, _HEIGHT - _BOTTOM + 18, f"{x:g}", "middle"))
    for step in range(5):
        y = low_y + (high_y - low_y) * step / 4
        _, at = place(ticks[0], y)
        parts.append(_label(_LEFT - 8, at + 4, f"{y:.3g}", "end"))
    for place_number, (name, points) in enumerate(lines.items()):
        colour, dashes = _STYLES[place_number % len(_STYLES)]
        dots = " ".join("{:.1f},{:.1f}".format(*place(x, y)) for x, y in points)
        parts.append(
            f'<polyline points="{dots}" fill="none" stroke="{colour}" stroke-width="2.5"'
            f' stroke-dasharray="{dashes}"/>'
        )
        at = _TOP + 20 * place_number + 10
        begin = _WIDTH - _RIGHT + 12
        parts.append(
            f'<line x1="{begin}" x2="{begin + 26}" y1="{at}" y2="{at}" stroke="{colour}"'
            f' stroke-width="2.5" stroke-dasharray="{dashes}"/>'
        )
        parts.append(_label(begin + 32, at + 4, name, "start"))
    return "\n".join([*parts, "</svg>\n"])


def _frame(across: str, up: str) -> str:
    middle = (_TOP + _HEIGHT - _BOTTOM) / 2
    return "\n".join(
        (
            f'<path d="M{_LEFT} {_TOP}V{_HEIGHT - _BOTTOM}H{_WIDTH - _RIGHT}" fill="none"'
            ' stroke="#555"/>',
            _label((_LEFT + _WIDTH - _RIGHT) / 2, _HEIGHT - 14, across, "middle"),
            f'<text x="16" y="{middle}" text-anchor="middle"'
            f' transform="rotate(-90 16 {middle})">{escape(up)}</text>',
        )
    )


def _label(x: float, y: float, text: str, anchor: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(text)}</text>'
