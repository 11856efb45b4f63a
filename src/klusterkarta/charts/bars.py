"""A bar for a table's row: two certain parts one after the other, then what is interpreted as an outline."""

WIDTH, HEIGHT = 156, 12
_EDGE = 0.8


def part_bar(first: int, second: int, *, interpreted: int, most: int) -> str:
    """The bar as SVG, `most` filling its width; hidden from screen readers, since its row says the same in figures.

    "" for a row without anything. ValueError when the parts are more than `most` or below zero.

    >>> part_bar(2, 1, interpreted=0, most=6).count("<rect"), part_bar(0, 0, interpreted=0, most=6)
    (2, '')
    """
    total = first + second + interpreted
    if min(first, second, interpreted) < 0 or total > most:
        raise ValueError(f"parts {first}, {second} and {interpreted} do not fit in a bar of {most}")
    if not total:
        return ""
    unit = WIDTH / most
    pieces = [_piece("a", 0, first * unit), _piece("b", first * unit, second * unit)]
    if interpreted:
        # The outline stands inside its own length, so that lengths stay comparable.
        pieces.append(_piece("t", (first + second) * unit, interpreted * unit, edge=_EDGE))
    start = f'<svg class="bar" width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}"'
    return f'{start} aria-hidden="true" focusable="false">{"".join(pieces)}</svg>'


def _piece(kind: str, x: float, width: float, *, edge: float = 0.0) -> str:
    if not width:
        return ""
    inside, height = max(width - 2 * edge, 0), HEIGHT - 2 - 2 * edge
    return f'<rect class="{kind}" x="{x + edge:.1f}" y="{1 + edge:.1f}" width="{inside:.1f}" height="{height:.1f}"/>'
