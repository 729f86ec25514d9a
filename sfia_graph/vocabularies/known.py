"""The frameworks whose files are known, one row each."""

from __future__ import annotations

from sfia_graph.vocabularies.digcomp import DIGCOMP
from sfia_graph.vocabularies.ecf import ECF
from sfia_graph.vocabularies.esco import ESCO
from sfia_graph.vocabularies.gdad import GDAD
from sfia_graph.vocabularies.nice import NICE
from sfia_graph.vocabularies.onet import ONET
from sfia_graph.vocabularies.tables import Framework

FRAMEWORKS: tuple[Framework, ...] = (ESCO, NICE, GDAD, DIGCOMP, *ECF, ONET)
