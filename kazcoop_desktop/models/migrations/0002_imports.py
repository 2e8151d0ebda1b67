"""What an import of a spreadsheet did, so that it can be undone; agreements are found by their number."""

STATEMENTS = (
    """CREATE TABLE "import" ("id" INTEGER NOT NULL PRIMARY KEY, "at" DATETIME NOT NULL, "who" VARCHAR(255) NOT NULL, "kind" VARCHAR(255) NOT NULL, "file" VARCHAR(255) NOT NULL, "added" JSON NOT NULL, "changed" JSON NOT NULL, "undone_at" DATETIME)""",
    """CREATE INDEX "agreement_number" ON "agreement" ("number")""",
)


def up(migrator, db):
    for statement in STATEMENTS:
        db.execute_sql(statement)
