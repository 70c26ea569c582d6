"""Puts the tables of the last whole run into README.md, between its marks.

    python -m measure.record
"""

from __future__ import annotations

import re

from measure.running import DATA, HERE


def main():
    results = (DATA / "results.md").read_text().strip()
    readme = HERE / "README.md"
    text = readme.read_text()
    marked = re.compile(r"(<!-- results -->\n).*(\n<!-- end of results -->)", re.S)
    if not marked.search(text):
        raise SystemExit("README.md has no marks for results")
    readme.write_text(marked.sub(lambda match: f"{match[1]}\n{results}\n{match[2]}", text))


if __name__ == "__main__":
    main()
