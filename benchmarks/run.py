"""Runs the benchmarks on invented data and prints their table: python benchmarks/run.py [--rows 1000000]."""

import os
import sys
from pathlib import Path

if __name__ == "__main__":  # the children of multiprocessing come through here, and are not to load it all
    here = Path(__file__).parent
    sys.path[:0] = [str(here), str(here.parent)]
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

    import parts

    parts.main()
