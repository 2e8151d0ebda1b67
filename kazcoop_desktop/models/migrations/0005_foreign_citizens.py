"""Foreign citizens, what their questionnaire asks about a person, and photos."""

STATEMENTS = (
    """CREATE TABLE "consent" ("id" INTEGER NOT NULL PRIMARY KEY, "ver" INTEGER NOT NULL, "order_key" TEXT NOT NULL, "search_text" TEXT NOT NULL, "deleted_at" DATETIME, "person_id" INTEGER NOT NULL, "given_on" DATE NOT NULL, "wording" TEXT NOT NULL, "withdrawn_on" DATE, FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE CASCADE)""",
    """CREATE INDEX "consent_person_id" ON "consent" ("person_id")""",
    """CREATE INDEX "consent_deleted_at_order_key" ON "consent" ("deleted_at", "order_key")""",
    """CREATE TABLE "education" ("id" INTEGER NOT NULL PRIMARY KEY, "ver" INTEGER NOT NULL, "order_key" TEXT NOT NULL, "search_text" TEXT NOT NULL, "deleted_at" DATETIME, "person_id" INTEGER NOT NULL, "name" VARCHAR(255) NOT NULL, "programme" VARCHAR(255) NOT NULL, "from_year" INTEGER, "until_year" INTEGER, "school_type" VARCHAR(255) NOT NULL, "document" VARCHAR(255) NOT NULL, FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE CASCADE)""",
    """CREATE INDEX "education_person_id" ON "education" ("person_id")""",
    """CREATE INDEX "education_deleted_at_order_key" ON "education" ("deleted_at", "order_key")""",
    """CREATE TABLE "foreign_citizen" ("id" INTEGER NOT NULL PRIMARY KEY, "ver" INTEGER NOT NULL, "order_key" TEXT NOT NULL, "search_text" TEXT NOT NULL, "deleted_at" DATETIME, "person_id" INTEGER NOT NULL, "citizen_kind" VARCHAR(255) NOT NULL, "stage" VARCHAR(255) NOT NULL, "groups" VARCHAR(255) NOT NULL, "purpose" VARCHAR(255) NOT NULL, "direction" VARCHAR(255) NOT NULL, "specialty" VARCHAR(255) NOT NULL, "topic" TEXT NOT NULL, "course" INTEGER, "group" VARCHAR(60) NOT NULL, "teaching_language" VARCHAR(255) NOT NULL, "funding" VARCHAR(255) NOT NULL, "unit_id" INTEGER, "adviser_id" INTEGER, "starts_on" DATE, "ends_on" DATE, "expected_end_on" DATE, "residence" VARCHAR(255) NOT NULL, "address" VARCHAR(255) NOT NULL, "room" VARCHAR(30) NOT NULL, "arrived_on" DATE, "departed_on" DATE, "protocol_number" VARCHAR(60) NOT NULL, "protocol_on" DATE, "order_number" VARCHAR(60) NOT NULL, "ordered_on" DATE, "contract_number" VARCHAR(60) NOT NULL, "contract_on" DATE, "dismissal_number" VARCHAR(60) NOT NULL, "dismissed_on" DATE, "reason_state" INTEGER, "reason_relatives" INTEGER, "reason_others" INTEGER, "reason_fee" INTEGER, "reason_quality" INTEGER, "reason_country" INTEGER, "reason_contract" INTEGER, "reason_other" INTEGER, "wishes" TEXT NOT NULL, "declared_on" DATE, "note" TEXT NOT NULL, FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE RESTRICT, FOREIGN KEY ("unit_id") REFERENCES "unit" ("id") ON DELETE RESTRICT, FOREIGN KEY ("adviser_id") REFERENCES "employee" ("id") ON DELETE RESTRICT)""",
    """CREATE INDEX "foreign_citizen_person_id" ON "foreign_citizen" ("person_id")""",
    """CREATE INDEX "foreign_citizen_unit_id" ON "foreign_citizen" ("unit_id")""",
    """CREATE INDEX "foreign_citizen_adviser_id" ON "foreign_citizen" ("adviser_id")""",
    """CREATE INDEX "foreign_citizen_expected_end_on" ON "foreign_citizen" ("expected_end_on")""",
    """CREATE INDEX "foreign_citizen_arrived_on" ON "foreign_citizen" ("arrived_on")""",
    """CREATE INDEX "foreign_citizen_departed_on" ON "foreign_citizen" ("departed_on")""",
    """CREATE INDEX "foreign_citizen_deleted_at_order_key" ON "foreign_citizen" ("deleted_at", "order_key")""",
    """CREATE INDEX "foreign_citizen_deleted_at_citizen_kind_order_key" ON "foreign_citizen" ("deleted_at", "citizen_kind", "order_key")""",
    """CREATE INDEX "foreign_citizen_deleted_at_stage_order_key" ON "foreign_citizen" ("deleted_at", "stage", "order_key")""",
    """CREATE INDEX "foreign_citizen_deleted_at_residence_order_key" ON "foreign_citizen" ("deleted_at", "residence", "order_key")""",
    """CREATE INDEX "foreign_citizen_deleted_at_person_id_order_key" ON "foreign_citizen" ("deleted_at", "person_id", "order_key")""",
    """CREATE INDEX "foreign_citizen_deleted_at_adviser_id_order_key" ON "foreign_citizen" ("deleted_at", "adviser_id", "order_key")""",
    """CREATE TABLE "past_activity" ("id" INTEGER NOT NULL PRIMARY KEY, "ver" INTEGER NOT NULL, "order_key" TEXT NOT NULL, "search_text" TEXT NOT NULL, "deleted_at" DATETIME, "person_id" INTEGER NOT NULL, "started_on" DATE, "ended_on" DATE, "activity" VARCHAR(255) NOT NULL, "what" VARCHAR(255) NOT NULL, FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE CASCADE)""",
    """CREATE INDEX "past_activity_person_id" ON "past_activity" ("person_id")""",
    """CREATE INDEX "past_activity_deleted_at_order_key" ON "past_activity" ("deleted_at", "order_key")""",
    """CREATE TABLE "person_language" ("id" INTEGER NOT NULL PRIMARY KEY, "ver" INTEGER NOT NULL, "order_key" TEXT NOT NULL, "search_text" TEXT NOT NULL, "deleted_at" DATETIME, "person_id" INTEGER NOT NULL, "language" VARCHAR(255) NOT NULL, "oral" VARCHAR(255) NOT NULL, "reading" VARCHAR(255) NOT NULL, "writing" VARCHAR(255) NOT NULL, FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE CASCADE)""",
    """CREATE INDEX "person_language_person_id" ON "person_language" ("person_id")""",
    """CREATE INDEX "person_language_deleted_at_order_key" ON "person_language" ("deleted_at", "order_key")""",
    """CREATE TABLE "relative" ("id" INTEGER NOT NULL PRIMARY KEY, "ver" INTEGER NOT NULL, "order_key" TEXT NOT NULL, "search_text" TEXT NOT NULL, "deleted_at" DATETIME, "person_id" INTEGER NOT NULL, "kinship" VARCHAR(255) NOT NULL, "full_name" VARCHAR(255) NOT NULL, "birth_year" INTEGER, "occupation" VARCHAR(255) NOT NULL, "address" VARCHAR(255) NOT NULL, FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE CASCADE)""",
    """CREATE INDEX "relative_person_id" ON "relative" ("person_id")""",
    """CREATE INDEX "relative_deleted_at_order_key" ON "relative" ("deleted_at", "order_key")""",
    """CREATE TABLE "restricted_facts" ("id" INTEGER NOT NULL PRIMARY KEY, "ver" INTEGER NOT NULL, "order_key" TEXT NOT NULL, "search_text" TEXT NOT NULL, "deleted_at" DATETIME, "person_id" INTEGER NOT NULL, "ethnicity" VARCHAR(100) NOT NULL, "religion" VARCHAR(100) NOT NULL, "organisations" TEXT NOT NULL, "marital_status" VARCHAR(255) NOT NULL, FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE CASCADE)""",
    """CREATE INDEX "restricted_facts_person_id" ON "restricted_facts" ("person_id")""",
    """CREATE INDEX "restricted_facts_deleted_at_order_key" ON "restricted_facts" ("deleted_at", "order_key")""",
    """CREATE TABLE "photo" ("id" INTEGER NOT NULL PRIMARY KEY, "kind" VARCHAR(255) NOT NULL, "record_id" INTEGER NOT NULL, "at" DATETIME NOT NULL, "who" VARCHAR(255) NOT NULL, "content" BLOB NOT NULL)""",
    """CREATE INDEX "photo_kind_record_id" ON "photo" ("kind", "record_id")""",
)


def up(migrator, db):
    for statement in STATEMENTS:
        db.execute_sql(statement)
