"""`sfia-graph serve`: the graph as linked data on the web."""

from __future__ import annotations

import argparse

from sfia_graph.cli.options import (
    Commands,
    add_base,
    add_command,
    add_store,
    names_endpoint,
    needing,
)
from sfia_graph.cli.screen import say


def add_to(commands: Commands) -> None:
    """Add the command."""
    parser = add_command(
        commands,
        "serve",
        run,
        "serve pages, linked data, a SPARQL endpoint and an API on the web",
        "sfia-graph serve --port 8000",
    )
    add_store(parser)
    parser.set_defaults(outward=lambda given: True)  # until it listens
    parser.add_argument("--host", default="127.0.0.1", help="address to listen at (%(default)s)")
    parser.add_argument("--port", type=int, default=8000, help="0 takes a free one (%(default)s)")
    add_base(parser)
    parser.add_argument(
        "--root", default="/", metavar="PATH", help="path of the site on its host (%(default)s)"
    )
    parser.add_argument(
        "--origin",
        default="",
        metavar="ADDRESS",
        help="scheme and host by which others reach the server, such as https://example.org",
    )
    parser.add_argument(
        "--deadline",
        type=float,
        default=10.0,
        metavar="SECONDS",
        help="how long a SPARQL query of a visitor's may take (%(default)s)",
    )
    parser.add_argument(
        "--workers",
        type=int,
        default=2,
        help="processes for the SPARQL queries of visitors (%(default)s)",
    )
    parser.add_argument(
        "--proxy",
        default="",
        metavar="ADDRESSES",
        help="addresses whose X-Forwarded-For names the client, with commas between them",
    )
    parser.add_argument(
        "--access-log", metavar="FILE", help="write a line of JSON for each request; - for stdout"
    )
    parser.add_argument(
        "--whole-log",
        action="store_true",
        help="keep whole addresses, search words and referrers in the access log",
    )
    parser.add_argument(
        "--unguarded",
        action="store_true",
        help="serve SPARQL even where the platform cannot wall its workers in",
    )


def run(given: argparse.Namespace) -> int:
    """Serve until told to stop."""
    with needing("web", "serve"):
        from sfia_graph.web.guard import Limits
        from sfia_graph.web.serving import Settings, serve
    settings = Settings(
        where=given.store,
        base=given.base,
        root=given.root,
        origin=given.origin,
        host=given.host,
        port=given.port,
        limits=Limits.of(given.workers, given.deadline),
        unguarded=given.unguarded,
        proxies=given.proxy,
        log=given.access_log,
        whole_log=given.whole_log,
        offline=given.alone and not names_endpoint(given),
    )
    serve(settings, say)
    return 0
