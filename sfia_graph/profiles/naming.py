"""What ends the IRIs of roles and teams: a slug of what they are called."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache

from sfia_graph.namespaces import slug


@lru_cache(maxsize=1 << 14)
def slug_of(title: str) -> str:
    """Give the slug of a title; of one that has no Latin letter or digit a part of its SHA-256.

    >>> slug_of("Service manager"), slug_of("開発者")
    ('service-manager', 'x-7be0c00e')
    """
    composed = unicodedata.normalize("NFC", title)
    return slug(title) or f"x-{hashlib.sha256(composed.encode()).hexdigest()[:8]}"


def same_title(one: str, other: str) -> bool:
    """Whether two titles differ in case, blanks and hyphens at most.

    >>> same_title("Service  manager", "service-manager"), same_title("C dev", "C++ dev")
    (True, False)
    """
    return one == other or _folded(one) == _folded(other)


def _folded(title: str) -> str:
    return re.sub(r"[\s_-]+", " ", title).strip().casefold()
