"""`python -m sfia_graph` is `sfia-graph`."""

import sys

from sfia_graph.cli import main

sys.exit(main())
