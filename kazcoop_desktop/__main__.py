"""`python -m kazcoop_desktop`: the window, or one command without it."""

import sys
from collections.abc import Sequence

_WITH_A_VALUE = ("--data", "--user", "--language", "--show-to")
_WITHOUT = ("--until-shown",)


def main(words: Sequence[str] | None = None) -> int:
    """Opens the window, or does the command that the words name, and gives the exit status."""
    # The children of multiprocessing come through here too: nothing may be imported or done before.
    from multiprocessing import freeze_support

    freeze_support()
    words = sys.argv[1:] if words is None else words
    if _opens_the_window(words):
        import gc

        gc.disable()  # there is nothing to collect while the program is loaded; later its window does it
        from kazcoop_desktop import app

        gc.freeze()  # what is loaded stays: no later collection need look at it
        return app.main(words)
    from kazcoop_desktop import cli

    return cli.main(words)


def _opens_the_window(words: Sequence[str]) -> bool:
    """Whether there is nothing but options of the window."""
    rest = iter(words)
    for word in rest:
        if word in _WITHOUT:
            continue
        if word.partition("=")[0] not in _WITH_A_VALUE:
            return False
        if "=" not in word:
            next(rest, None)
    return True


if __name__ == "__main__":
    sys.exit(main())
