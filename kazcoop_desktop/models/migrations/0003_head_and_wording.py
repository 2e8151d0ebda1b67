"""Which positions are those of the first head; margins and wording of papers."""

STATEMENTS = (
    """ALTER TABLE "position" ADD COLUMN "is_head" INTEGER NOT NULL DEFAULT 0""",
    """UPDATE "position" SET "is_head" = 1 WHERE "name_kk" IN ('Ректор', 'Басқарма төрағасы – Ректор')""",
    """ALTER TABLE "institution" ADD COLUMN "margin_left" INTEGER NOT NULL DEFAULT 30""",
    """ALTER TABLE "institution" ADD COLUMN "margin_top" INTEGER NOT NULL DEFAULT 20""",
    """ALTER TABLE "institution" ADD COLUMN "margin_bottom" INTEGER NOT NULL DEFAULT 20""",
    """CREATE TABLE "wording" ("id" INTEGER NOT NULL PRIMARY KEY, "ver" INTEGER NOT NULL, "order_key" TEXT NOT NULL, "search_text" TEXT NOT NULL, "deleted_at" DATETIME, "form" VARCHAR(60) NOT NULL, "language" VARCHAR(255) NOT NULL, "sentence" TEXT NOT NULL, "wording" TEXT NOT NULL, "valid_from" DATE NOT NULL)""",
    """CREATE INDEX "wording_deleted_at_order_key" ON "wording" ("deleted_at", "order_key")""",
)


def up(migrator, db):
    for statement in STATEMENTS:
        db.execute_sql(statement)
