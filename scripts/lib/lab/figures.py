"""Numbers of repeated turns: a search for the highest rate, medians, and ratios of what was measured one after the other."""

import statistics


class Search:
    """Which rate to offer next: from a first guess up or down by `factor` until one passed and one failed, then between them."""

    def __init__(self, first, most, factor=1.4, close=0.05, least=50):
        self.first, self.most, self.factor, self.close, self.least = first, most, factor, close, least
        self.low, self.high = 0, None

    def next(self):
        """A rate, or None when enough is known."""
        if not self.low and self.high is None:
            return min(self.first, self.most)
        if self.high is None:
            return None if self.low >= self.most else min(int(self.low * self.factor), self.most)
        if not self.low:
            rate = int(self.high / self.factor)
            return rate if rate >= self.least else None
        return None if self.high - self.low <= self.close * self.high else (self.low + self.high) // 2

    def tell(self, rate, passed):
        if passed:
            self.low = max(self.low, rate)
        else:
            self.high = rate if self.high is None else min(self.high, rate)


def median(values):
    """Of those that there are; None of none."""
    known = [value for value in values if value is not None]
    return statistics.median(known) if known else None


def medians(runs):
    """The median of every number of some runs (dicts of numbers with the same keys)."""
    return {key: median([run.get(key) for run in runs]) for key in dict.fromkeys(key for run in runs for key in run)}


def ratios(runs, others):
    """For each number the ratios of runs to others, turn by turn, and their median; None where there is nothing to divide by."""
    found = {}
    for key in runs[0] if runs else ():
        each = [run[key] / other[key] if run.get(key) is not None and other.get(key) else None for run, other in zip(runs, others)]
        found[key] = {"each": each, "median": median(each)}
    return found


def table(heads, rows):
    """A Markdown table; numbers are right-aligned with three digits that count."""
    texts = [[str(head) for head in heads]] + [[text(cell) for cell in row] for row in rows]
    widths = [max(len(row[column]) for row in texts) for column in range(len(heads))]
    lines = ["| " + " | ".join(cell.ljust(width) if not column else cell.rjust(width)
                               for column, (cell, width) in enumerate(zip(row, widths))) + " |" for row in texts]
    lines.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    return "\n".join(lines)


def text(value):
    """A number as people read it; a dash for none."""
    if value is None:
        return "-"
    if isinstance(value, (int, float)):
        return f"{value:,.0f}" if abs(value) >= 100 or not value else f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}" if abs(value) >= 1 else f"{value:.3f}"
    return str(value)
