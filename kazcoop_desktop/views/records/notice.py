"""The notice of a record: what could not be done, and what can be done about it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from kazcoop_desktop.errors import UserError
from kazcoop_desktop.views import messages


class Notice(messages.Notice):
    """A notice with a button for each thing that can be done about what it says."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.buttons: list[QPushButton] = []
        row = self.layout()
        assert isinstance(row, QHBoxLayout)
        self._acts = QHBoxLayout()
        words = QVBoxLayout()
        words.addWidget(self._sentence)
        words.addLayout(self._acts)
        self._acts.addStretch(1)
        row.insertLayout(1, words, 1)

    def offer(self, sentence: str, *acts: tuple[str, Callable[[], object]]) -> None:
        """Says a sentence, with a button for each act."""
        self.complain(sentence)
        for place, (name, act) in enumerate(acts):
            button = QPushButton(name)
            button.clicked.connect(self.hide)
            button.clicked.connect(act)
            self._acts.insertWidget(place, button)
            self.buttons.append(button)

    def complain(self, sentence: str) -> None:
        for button in self.buttons:
            button.deleteLater()
        self.buttons.clear()
        super().complain(sentence)

    @contextmanager
    def telling(self, *, but: type[UserError] | tuple[()] = ()) -> Iterator[None]:
        """Within this block what the person cannot do is said here; other errors, and those of `but`, pass on."""
        try:
            yield
        except but:
            raise
        except UserError as error:
            self.complain(str(error))
