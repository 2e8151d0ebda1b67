import pytest

from kazcoop_desktop import i18n


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    """The window speaks English, so that a test reads its sentences as the sources write them."""
    monkeypatch.setattr(i18n, "_window_language", "en")
