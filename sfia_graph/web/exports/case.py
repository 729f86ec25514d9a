"""An edition as a package of CASE 1.1 (1EdTech), as `getCFPackage` would answer."""

from __future__ import annotations

from sfia_graph.web.exports.case_associations import associations
from sfia_graph.web.exports.case_definitions import definitions
from sfia_graph.web.exports.case_frame import Frame
from sfia_graph.web.exports.case_items import document, items
from sfia_graph.web.exports.case_rubrics import rubrics
from sfia_graph.web.exports.reading import edition
from sfia_graph.web.exports.spoken import spoken
from sfia_graph.web.exports.writing import to_json
from sfia_graph.web.site import Site

CASE = "https://purl.imsglobal.org/spec/case/v1p1"


def case(site: Site, number: int) -> bytes:
    """Write an edition as a CFPackage.

    It is in the first language of the site that the edition's skills have names in.
    """
    language = next(iter(spoken(site, number)), site.languages[0])
    frame = Frame(edition(site, number), language)
    return to_json(
        {
            "CFDocument": document(frame),
            "CFItems": list(items(frame)),
            "CFAssociations": list(associations(frame)),
            "CFDefinitions": definitions(frame),
            "CFRubrics": list(rubrics(frame)),
        }
    )
