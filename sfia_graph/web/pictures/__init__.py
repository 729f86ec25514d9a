"""Pictures as files of their own: `pictures/levels/9.fr.svg` is that of an edition, in French."""

from sfia_graph.web.pictures.files import ROUTES, paths, picture

__all__ = ["ROUTES", "paths", "picture"]
