"""The section on matching in benchmarks/RESULTS.md."""

from __future__ import annotations

from typing import Any

Measured = dict[str, Any]

_MEASURES = {
    "hitAt1": "hit@1",
    "recallAt5": "recall@5",
    "recallAt10": "recall@10",
    "mrr": "MRR",
    "precision": "precision",
    "recall": "recall",
}


def matching(found: list[Measured]) -> list[str]:
    """Give the section in lines, from what pytest-benchmark says."""
    cases = [each for each in found if each["group"] == "evaluate"]
    if not cases:
        return ["## Matching", "", "Not measured: the other frameworks are not at hand.", ""]
    threshold = cases[0]["extra_info"]["row"]["threshold"]
    lines = [
        "## Matching",
        "",
        "What `sfia-graph link evaluate` prints; precision and recall count what scores",
        f"{float(threshold):g} or more.",
        "",
        f"| what | concepts | links | {' | '.join(_MEASURES.values())} |",
        f"|---|--:|--:|{'--:|' * len(_MEASURES)}",
    ]
    for each in cases:
        row = each["extra_info"]["row"]
        figures = " | ".join(f"{float(row[name]):.3f}" for name in _MEASURES)
        what = f"{each['params']['case']} | {row['concepts']} | {row['links']}"
        lines.append(f"| {what} | {figures} |")
    return [*lines, "", *_tuned(found), *_levels(found), *_growth(found)]


def _of(found: list[Measured], group: str) -> Measured:
    info: Measured = next(each["extra_info"] for each in found if each["group"] == group)
    return info


def _tuned(found: list[Measured]) -> list[str]:
    of = _of(found, "tune")
    weights = ", ".join(f"{name} {weight:g}" for name, weight in of["weights"].items() if weight)
    lines = [
        f"The weights ({weights})",
        f"were chosen on the {of['asked']} capabilities of GDaD by",
        "`benchmarks/tune_matching.py`. Leave one out: each capability is measured with the",
        "weights that are best on all others. With links: what the other capabilities are mapped",
        "to is known.",
        "",
        f"| weights chosen | {' | '.join(list(_MEASURES.values())[:4])} |",
        "|---|--:|--:|--:|--:|",
    ]
    for what, figures in of["rows"].items():
        lines.append(f"| {what} | {' | '.join(f'{figure:.3f}' for figure in figures)} |")
    return [*lines, ""]


def _levels(found: list[Measured]) -> list[str]:
    of = _of(found, "levels")
    skill, level = of["skills"] / of["texts"], of["levels"] / of["texts"]
    return [
        f"Each of the {of['texts']} texts of SFIA 8's skills at levels as a free text against SFIA",
        f"9: the first skill is right in {skill:.3f} of them, skill and level in {level:.3f}.",
        "",
    ]


def _growth(found: list[Measured]) -> list[str]:
    lines = [
        "`sfia-graph link suggest`, a whole process, between SFIA 9 with its texts and the skills",
        "of ESCO's digital collection with their groups, once and several times over:",
        "",
        "| which way | ESCO skills | processor time, s | peak memory, MB |",
        "|---|--:|--:|--:|",
    ]
    for each in found:
        if each["group"] == "suggest":
            of = each["extra_info"]
            size = f"{each['params']['towards']} | {of['skills']:,}"
            lines.append(f"| {size} | {of['worked']:.1f} | {of['peak_mb']:.0f} |")
    return [*lines, ""]
