"""What the system says of a file, in a sentence that tells what to do."""

import errno

import pytest

from kazcoop_desktop.errors import trouble_behind


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        (errno.ENOSPC, "No space is left on the disk."),
        (errno.EROFS, "cannot be written to"),
        (errno.ENAMETOOLONG, "Choose a shorter one"),
    ],
)
def test_the_system_is_translated(code: int, sentence: str) -> None:
    trouble = trouble_behind(OSError(code, "as the system says it", "E:/KazCoop-data"))

    assert sentence in str(trouble)
    assert str(trouble).endswith("\nE:/KazCoop-data")


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        (19, "cannot be written to"),
        (123, "This name is not allowed here."),
        (1167, "The disk did not answer."),
    ],
)
def test_windows_is_told_apart_where_its_errno_says_too_little(code: int, sentence: str) -> None:
    error = OSError(errno.EINVAL, "as Windows says it", "E:\\KazCoop-data")
    error.winerror = code

    assert sentence in str(trouble_behind(error))
