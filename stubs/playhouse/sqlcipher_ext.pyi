from collections.abc import Mapping, Sequence
from typing import Any

import peewee as pw

# What Peewee's own stubs leave untyped of SqliteDatabase, and we call, is typed here as well.
class SqlCipherDatabase(pw.SqliteDatabase):
    def __init__(
        self,
        database: str | None,
        pragmas: Mapping[str, object] | None = None,
        *,
        lock_type: str | None = None,
        passphrase: str = "",
    ) -> None: ...
    def set_passphrase(self, passphrase: str) -> None: ...
    def rekey(self, passphrase: str) -> bool: ...
    def connection(self) -> Any: ...
    def execute_sql(self, sql: str, params: Sequence[object] | None = None) -> Any: ...
