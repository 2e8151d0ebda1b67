"""Seals the history: each entry is hashed upon the one before it, under a random key of this database."""

import hmac
import json
import secrets

STATEMENTS = (
    """CREATE TABLE "history_key" ("id" INTEGER NOT NULL PRIMARY KEY, "key" BLOB NOT NULL)""",
    """CREATE TABLE "printed_head" ("id" INTEGER NOT NULL PRIMARY KEY, "number" INTEGER NOT NULL, "code" VARCHAR(12) NOT NULL, "paper" VARCHAR(255) NOT NULL, "at" DATETIME NOT NULL)""",
    """CREATE INDEX "printed_head_paper" ON "printed_head" ("paper")""",
    """CREATE TABLE "revision" ("id" INTEGER NOT NULL PRIMARY KEY, "kind" VARCHAR(255) NOT NULL, "record_id" INTEGER NOT NULL, "number" INTEGER NOT NULL, "reason" VARCHAR(255) NOT NULL, "who" VARCHAR(255) NOT NULL, "at" DATETIME NOT NULL, "content" TEXT NOT NULL, "approved_at" DATETIME, "approved_by" VARCHAR(255) NOT NULL)""",
    """CREATE UNIQUE INDEX "revision_kind_record_id_number" ON "revision" ("kind", "record_id", "number")""",
    """ALTER TABLE "history_entry" ADD COLUMN "digest" BLOB""",
    """ALTER TABLE "history_entry" ADD COLUMN "mac" BLOB NOT NULL DEFAULT x''""",
)


def up(migrator, db):
    for statement in STATEMENTS:
        db.execute_sql(statement)
    key = secrets.token_bytes(32)
    db.execute_sql("INSERT INTO history_key (id, key) VALUES (1, ?)", (key,))
    entries = db.execute_sql(
        "SELECT id, at, who, kind, record_id, act, changes FROM history_entry ORDER BY id"
    ).fetchall()
    sealed = list(_sealed(key, entries))
    db.connection().executemany("UPDATE history_entry SET id = ?, mac = ? WHERE id = ?", sealed)


def _sealed(key, entries):
    """The number, the mac and the old number of each entry; gaps that undone imports left are closed."""
    mac = bytes(32)
    for number, (old, at, who, kind, record_id, act, changes) in enumerate(entries, start=1):
        told = json.dumps(
            [number, at, who, kind, record_id, act], ensure_ascii=False, separators=(",", ":")
        ).encode()
        digest = hmac.digest(key, changes.encode(), "sha256")
        mac = hmac.digest(key, mac + digest + told, "sha256")
        yield number, mac, old
