"""To whom a state fee is paid."""

STATEMENTS = ("""ALTER TABLE "fee_kind" ADD COLUMN "payee" TEXT NOT NULL DEFAULT ''""",)


def up(migrator, db):
    for statement in STATEMENTS:
        db.execute_sql(statement)
