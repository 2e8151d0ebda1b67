"""Work at the command line, as the tests of whole ways do it."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pypdf
import pytest

from kazcoop_desktop import cli


class Desk:
    """Commands in English on a data folder of the test's own; called with a command, gives what it prints."""

    def __init__(self, folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self._capfd = capfd

    def __call__(self, *arguments: object) -> str:
        status, out, err = self.tried(*arguments)
        assert status == 0, err
        return out

    def tried(self, *arguments: object) -> tuple[int, str, str]:
        """Exit status, what was printed, and what was complained of."""
        self._capfd.readouterr()
        status = cli.main(["--data", str(self.folder / "data"), "--language", "en", *map(str, arguments)])
        return (status, *self._capfd.readouterr())

    def refused(self, *arguments: object) -> str:
        """The sentence with which a command is refused."""
        status, _out, err = self.tried(*arguments)
        assert status == 1
        return err

    def spelled(self, values: dict[str, Any]) -> Path:
        """A JSON file with these values."""
        plain = {name: f"{value}" if isinstance(value, date) else value for name, value in values.items()}
        file = self.folder / "record.json"
        file.write_text(json.dumps(plain, ensure_ascii=False), encoding="utf-8")
        return file

    def add(self, kind: str, **values: Any) -> int:
        return int(self("add", kind, self.spelled(values)))

    def set(self, kind: str, record_id: int, **values: Any) -> None:
        self("set", kind, record_id, self.spelled(values))

    def move(self, kind: str, record_id: int, *stages: str) -> None:
        for stage in stages:
            self("move", kind, record_id, stage)

    def stage(self, kind: str, record_id: int) -> str:
        return str(json.loads(self("show", kind, record_id, "--json"))["stage"])

    def ids(self, kind: str) -> list[int]:
        return [record["id"] for record in json.loads(self("list", kind, "--limit", 100, "--json"))]

    def due(self, day: str) -> set[str]:
        """The titles of what is due on a day."""
        found = json.loads(self("due", "--on", day, "--json"))
        return {each["title"] for each in found if each["due_on"] == day}

    def pages(self, form: str, *arguments: object) -> list[str]:
        """The text of each page of a form that is printed."""
        target = self.folder / f"{form}.pdf"
        self("print", form, *arguments, "-o", target)
        return [re.sub(r"\s+", " ", page.extract_text()) for page in pypdf.PdfReader(target).pages]

    def printed(self, form: str, *arguments: object) -> str:
        """The text of all pages of a form that is printed."""
        return " ".join(self.pages(form, *arguments))
