"""The SPARQL endpoint: SPARQL 1.1 Protocol (query), Service Description, CORS.

`routes(live, root)` gives the routes for the server; the endpoint stands at `root` + `sparql`.
"""

from sfia_graph.web.sparql.endpoint import routes

__all__ = ["routes"]
