"""Fuzzing: bytes that lead each reader astray, and the laws that it keeps whatever they are.

`python -m tests.fuzz.run` tries a target by what it covers; `tests/test_fuzz.py` replays the cases.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
