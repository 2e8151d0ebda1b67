"""Bank details of the institution, for contracts and letters of guarantee."""

STATEMENTS = (
    """ALTER TABLE "institution" ADD COLUMN "bank" VARCHAR(255) NOT NULL DEFAULT ''""",
    """ALTER TABLE "institution" ADD COLUMN "bank_account" VARCHAR(40) NOT NULL DEFAULT ''""",
    """ALTER TABLE "institution" ADD COLUMN "bank_code" VARCHAR(15) NOT NULL DEFAULT ''""",
)


def up(migrator, db):
    for statement in STATEMENTS:
        db.execute_sql(statement)
