"""The result: one Markdown table."""


class Table:
    """Rows in the order in which they were measured."""

    HEAD = ("what", "at", "service", "plain JDBC", "plain SQL", "ratio", "aim", "held")

    def __init__(self):
        self.rows = []

    def add(self, what, at, service, jdbc="", sql="", ratio="", aim="", held=None):
        verdict = "" if held is None else "yes" if held else "**no**"
        self.rows.append([str(cell) for cell in (what, at, service, jdbc, sql, ratio, aim, verdict)])

    def __str__(self):
        lines = [self.HEAD, ["---"] * len(self.HEAD), *self.rows]
        return "\n".join("| " + " | ".join(line) + " |" for line in lines)
