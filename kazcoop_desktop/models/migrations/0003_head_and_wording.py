"""Which positions are those of the first head."""

STATEMENTS = (
    """ALTER TABLE "position" ADD COLUMN "is_head" INTEGER NOT NULL DEFAULT 0""",
    """UPDATE "position" SET "is_head" = 1 WHERE "name_kk" IN ('Ректор', 'Басқарма төрағасы – Ректор')""",
)


def up(migrator, db):
    for statement in STATEMENTS:
        db.execute_sql(statement)
