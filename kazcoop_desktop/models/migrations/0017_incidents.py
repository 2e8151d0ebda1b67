"""Incidents with personal data, and who was told of them."""

STATEMENTS = (
    """CREATE TABLE "incident" ("id" INTEGER NOT NULL PRIMARY KEY, "ver" INTEGER NOT NULL, "order_key" TEXT NOT NULL, "search_text" TEXT NOT NULL, "deleted_at" DATETIME, "number" VARCHAR(60) NOT NULL, "stage" VARCHAR(255) NOT NULL, "incident_kind" VARCHAR(255) NOT NULL, "happened_on" DATE, "noticed_on" DATE NOT NULL, "noticed_at" VARCHAR(5) NOT NULL, "noticed_by_id" INTEGER, "what_happened" TEXT NOT NULL, "data_kinds" VARCHAR(255) NOT NULL, "person_count" INTEGER, "cause" TEXT NOT NULL, "measures" TEXT NOT NULL, "measures_on" DATE, "responsible_id" INTEGER, "notified_on" DATE, "answer" TEXT NOT NULL, "closed_on" DATE, "note" TEXT NOT NULL, FOREIGN KEY ("noticed_by_id") REFERENCES "employee" ("id") ON DELETE RESTRICT, FOREIGN KEY ("responsible_id") REFERENCES "employee" ("id") ON DELETE RESTRICT)""",
    """CREATE INDEX "incident_number" ON "incident" ("number")""",
    """CREATE INDEX "incident_noticed_on" ON "incident" ("noticed_on")""",
    """CREATE INDEX "incident_noticed_by_id" ON "incident" ("noticed_by_id")""",
    """CREATE INDEX "incident_responsible_id" ON "incident" ("responsible_id")""",
    """CREATE INDEX "incident_deleted_at_order_key" ON "incident" ("deleted_at", "order_key")""",
    """CREATE TABLE "incident_told" ("id" INTEGER NOT NULL PRIMARY KEY, "ver" INTEGER NOT NULL, "order_key" TEXT NOT NULL, "search_text" TEXT NOT NULL, "deleted_at" DATETIME, "incident_id" INTEGER NOT NULL, "whom" VARCHAR(255) NOT NULL, "name" VARCHAR(255) NOT NULL, "told_on" DATE NOT NULL, "how" VARCHAR(255) NOT NULL, FOREIGN KEY ("incident_id") REFERENCES "incident" ("id") ON DELETE CASCADE)""",
    """CREATE INDEX "incident_told_incident_id" ON "incident_told" ("incident_id")""",
    """CREATE INDEX "incident_told_deleted_at_order_key" ON "incident_told" ("deleted_at", "order_key")""",
)


def up(migrator, db):
    for statement in STATEMENTS:
        db.execute_sql(statement)
