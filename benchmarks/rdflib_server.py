"""rdflib-endpoint over a file that is read once, in a process that is forked anew when one ends.

python -m benchmarks.rdflib_server FILE PORT
"""

from __future__ import annotations

import os
import sys

import rdflib
import uvicorn
from rdflib_endpoint import SparqlEndpoint


def main() -> None:
    """Read the file, and serve it again and again."""
    graph = rdflib.Graph().parse(sys.argv[1])
    while True:
        child = os.fork()
        if not child:
            uvicorn.run(SparqlEndpoint(graph=graph), port=int(sys.argv[2]), log_level="error")
            os._exit(0)
        os.waitpid(child, 0)


if __name__ == "__main__":
    main()
