from datetime import datetime
from types import ModuleType
from typing import NamedTuple

import peewee as pw

class MigrationError(Exception): ...

class _Migration(NamedTuple):
    idx: int
    name: str
    path: str | None
    applied: datetime | None

class Migration(_Migration):
    @classmethod
    def load_directory(cls, directory: str) -> list[Migration]: ...
    def load(self) -> ModuleType: ...

class Runner:
    database: pw.Database
    directory: str
    def __init__(
        self,
        database: pw.Database,
        directory: str = "migrations",
        table_name: str = "schema_migration",
        schema: str | None = None,
    ) -> None: ...
    def migrations(self) -> list[Migration]: ...
    def applied(self) -> dict[str, datetime]: ...
    def status(self) -> list[Migration]: ...
    def up(self, target: str | None = None, fake: bool = False) -> list[str]: ...
    def down(self, target: str | None = None) -> list[str]: ...
