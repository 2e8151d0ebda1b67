"""Accounts."""

STATEMENTS = (
    """CREATE TABLE "account" ("id" INTEGER NOT NULL PRIMARY KEY, "ver" INTEGER NOT NULL, "order_key" TEXT NOT NULL, "search_text" TEXT NOT NULL, "deleted_at" DATETIME, "user_name" VARCHAR(60) NOT NULL, "employee_id" INTEGER, "role" VARCHAR(255) NOT NULL, "is_administrator" INTEGER NOT NULL, "is_blocked" INTEGER NOT NULL, "must_change_password" INTEGER NOT NULL, "note" VARCHAR(255) NOT NULL, FOREIGN KEY ("employee_id") REFERENCES "employee" ("id") ON DELETE RESTRICT)""",
    """CREATE UNIQUE INDEX "account_user_name" ON "account" ("user_name")""",
    """CREATE INDEX "account_employee_id" ON "account" ("employee_id")""",
    """CREATE INDEX "account_deleted_at_order_key" ON "account" ("deleted_at", "order_key")""",
    """CREATE TABLE "acting_for" ("id" INTEGER NOT NULL PRIMARY KEY, "ver" INTEGER NOT NULL, "order_key" TEXT NOT NULL, "search_text" TEXT NOT NULL, "deleted_at" DATETIME, "account_id" INTEGER NOT NULL, "role" VARCHAR(255) NOT NULL, "acts_from" DATE NOT NULL, "acts_until" DATE NOT NULL, "act_number" VARCHAR(60) NOT NULL, "act_date" DATE NOT NULL, FOREIGN KEY ("account_id") REFERENCES "account" ("id") ON DELETE CASCADE)""",
    """CREATE INDEX "acting_for_account_id" ON "acting_for" ("account_id")""",
    """CREATE INDEX "acting_for_deleted_at_order_key" ON "acting_for" ("deleted_at", "order_key")""",
)


def up(migrator, db):
    for statement in STATEMENTS:
        db.execute_sql(statement)
