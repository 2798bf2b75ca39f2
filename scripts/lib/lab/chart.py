"""A chart of measured figures as SVG: one panel of horizontal bars for each measure, a tick for each single run."""

from xml.sax.saxutils import escape

from .figures import median, text

WIDTH, LABEL, BAR, GAP, HEAD, MARGIN = 760, 190, 18, 8, 34, 16
COLOURS = {"kea": "#b9794a"}
OURS = "#2f6f9f"


def chart(title, panels, notes=()):
    """panels: (measure, {name: [value of each run]}); the bar is their median, None a run without a value."""
    parts, y = [], MARGIN + 24
    parts.append(f'<text x="{MARGIN}" y="{MARGIN + 8}" font-size="16" font-weight="bold">{escape(title)}</text>')
    for measure, runs in panels:
        known = {name: [value for value in values if value is not None] for name, values in runs.items()}
        known = {name: values for name, values in known.items() if values}
        if not known:
            continue
        drawn, y = panel(measure, known, y)
        parts += drawn
    for note in notes:
        y += 16
        parts.append(f'<text x="{MARGIN}" y="{y}" font-size="11" fill="#555">{escape(note)}</text>')
    height = y + MARGIN
    return (f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" viewBox="0 0 {WIDTH} {height}" '
            f'font-family="sans-serif" font-size="12">\n<rect width="100%" height="100%" fill="white"/>\n' + "\n".join(parts) + "\n</svg>\n")


def panel(measure, runs, y):
    """The elements of one panel that begins at `y`, and where the next one may."""
    room = WIDTH - LABEL - 2 * MARGIN - 70  # the rest is for the number
    most = max(value for values in runs.values() for value in values) or 1
    y += HEAD
    parts = [f'<text x="{MARGIN}" y="{y - 10}" font-weight="bold">{escape(measure)}</text>']
    for name, values in runs.items():
        middle = median(values)
        colour = next((shade for start, shade in COLOURS.items() if name.startswith(start)), OURS)
        left, base = MARGIN + LABEL, y + BAR - 5
        parts.append(f'<text x="{left - 8}" y="{base}" text-anchor="end">{escape(name)}</text>')
        parts.append(f'<rect x="{left}" y="{y}" width="{room * middle / most:.1f}" height="{BAR}" fill="{colour}"/>')
        for value in values:
            x = left + room * value / most
            parts.append(f'<line x1="{x:.1f}" x2="{x:.1f}" y1="{y - 1}" y2="{y + BAR + 1}" stroke="#222"/>')
        parts.append(f'<text x="{left + room * max(values) / most + 6:.1f}" y="{base}">{text(middle)}</text>')
        y += BAR + GAP
    return parts, y
