"""What scripts write into a page of docs/, between two markers."""

from __future__ import annotations


def with_section(page: str, name: str, text: str) -> str:
    """Give a page with what stands between `<!-- name -->` and `<!-- /name -->` made anew."""
    begin, end = f"<!-- {name} -->\n", f"<!-- /{name} -->\n"
    before, rest = page.split(begin)
    _, after = rest.split(end)
    return f"{before}{begin}{text}{end}{after}"
