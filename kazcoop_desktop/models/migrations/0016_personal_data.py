"""The ground on which a person's data are processed, and how long records that name people are kept."""

STATEMENTS = (
    """ALTER TABLE "consent" ADD COLUMN "ground" VARCHAR(255) NOT NULL DEFAULT 'consent'""",
    """ALTER TABLE "consent" ADD COLUMN "purpose" VARCHAR(255) NOT NULL DEFAULT ''""",
    """ALTER TABLE "consent" ADD COLUMN "given_in" VARCHAR(255) NOT NULL DEFAULT 'paper'""",
    """ALTER TABLE "consent" ADD COLUMN "valid_until" DATE""",
    """ALTER TABLE "consent" ADD COLUMN "taken_by_id" INTEGER REFERENCES "employee" ("id") ON DELETE RESTRICT""",
    """CREATE INDEX "consent_taken_by_id" ON "consent" ("taken_by_id")""",
    """CREATE TABLE "retention_rule" ("id" INTEGER NOT NULL PRIMARY KEY, "ver" INTEGER NOT NULL, "order_key" TEXT NOT NULL, "search_text" TEXT NOT NULL, "deleted_at" DATETIME, "applies_to" VARCHAR(60) NOT NULL, "counted_from" VARCHAR(60) NOT NULL, "years" INTEGER NOT NULL, "outcome" VARCHAR(255) NOT NULL, "keeps" VARCHAR(255) NOT NULL, "is_ours" INTEGER NOT NULL, "paragraph" VARCHAR(255) NOT NULL, "valid_from" DATE NOT NULL, "is_off" INTEGER NOT NULL)""",
    """CREATE INDEX "retention_rule_deleted_at_order_key" ON "retention_rule" ("deleted_at", "order_key")""",
)


def up(migrator, db):
    for statement in STATEMENTS:
        db.execute_sql(statement)
