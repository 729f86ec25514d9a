"""Headers that every answer carries, whoever gave it."""

from __future__ import annotations

from collections.abc import Mapping

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
"""Content Security Policy Level 3: nothing but the site's own files, and nothing inline."""

POLICY_OF_PAGES = POLICY.partition("; frame-ancestors")[0]
"""What a page says of itself, for hosts that send no headers of ours; of frames it cannot (3.3)."""

POLICIES: Mapping[str, str] = {
    "static/offline/worker.js": POLICY.replace(
        "script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'"
    ),
}
"""The policy of files, by path, that need another one: a worker obeys that of its own script."""

EVERYWHERE = (
    ("access-control-allow-origin", "*"),
    (
        "access-control-expose-headers",
        "Link, ETag, Content-Location, Content-Language, Retry-After",
    ),
    ("content-security-policy", POLICY),
    ("cross-origin-resource-policy", "cross-origin"),
    ("permissions-policy", "camera=(), geolocation=(), microphone=()"),
    ("referrer-policy", "strict-origin-when-cross-origin"),
    ("x-content-type-options", "nosniff"),
)
"""What is sent beside each answer; data are open to scripts of other sites (Fetch, section 3.2)."""
