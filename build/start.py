"""Where the frozen program begins; the package itself is imported only after the children of multiprocessing."""

import sys

if __name__ == "__main__":
    from kazcoop_desktop.__main__ import main

    sys.exit(main())
