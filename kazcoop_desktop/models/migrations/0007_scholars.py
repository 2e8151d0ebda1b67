"""Visits of foreign scholars with their lectures and works; checklist items that a stage needs."""

STATEMENTS = (
    """ALTER TABLE "stage_rule" ADD COLUMN "checklist" VARCHAR(255) NOT NULL DEFAULT ''""",
    """CREATE TABLE "scholar_visit" ("id" INTEGER NOT NULL PRIMARY KEY, "ver" INTEGER NOT NULL, "order_key" TEXT NOT NULL, "search_text" TEXT NOT NULL, "deleted_at" DATETIME, "number" VARCHAR(60) NOT NULL, "person_id" INTEGER NOT NULL, "partner_id" INTEGER, "stage" VARCHAR(255) NOT NULL, "research_field" VARCHAR(255) NOT NULL, "degree_document" VARCHAR(255) NOT NULL, "h_index" VARCHAR(60) NOT NULL, "known_languages" VARCHAR(255) NOT NULL, "unit_id" INTEGER, "responsible_id" INTEGER, "programme" VARCHAR(255) NOT NULL, "funding" VARCHAR(255) NOT NULL, "plan_approved_on" DATE, "academic_year" VARCHAR(9) NOT NULL, "semester" VARCHAR(255) NOT NULL, "arrives_on" DATE NOT NULL, "leaves_on" DATE NOT NULL, "course_kk" VARCHAR(255) NOT NULL, "course_ru" VARCHAR(255) NOT NULL, "course_en" VARCHAR(255) NOT NULL, "audience" VARCHAR(255) NOT NULL, "hours" INTEGER, "teaching_languages" VARCHAR(255) NOT NULL, "interpreter" VARCHAR(255) NOT NULL, "venue" VARCHAR(255) NOT NULL, "expected_result" TEXT NOT NULL, "costs_kk" VARCHAR(255) NOT NULL, "costs_ru" VARCHAR(255) NOT NULL, "costs_en" VARCHAR(255) NOT NULL, "applied_on" DATE, "exception_by_id" INTEGER, "exception_reason" VARCHAR(255) NOT NULL, "decision" VARCHAR(255) NOT NULL, "decided_on" DATE, "refusal_reason" VARCHAR(255) NOT NULL, "invitation_number" VARCHAR(60) NOT NULL, "invitation_on" DATE, "passport_copy_by" DATE, "visa_country" CHAR(2) NOT NULL, "visa_city" VARCHAR(100) NOT NULL, "visa_category" VARCHAR(10) NOT NULL, "visa_entries" VARCHAR(255) NOT NULL, "visa_number" VARCHAR(30) NOT NULL, "visa_from" DATE, "visa_until" DATE, "transport" VARCHAR(255) NOT NULL, "arrived_on" DATE, "arrival_papers_on" DATE, "registered_on" DATE, "registered_until" DATE, "address" VARCHAR(255) NOT NULL, "left_on" DATE, "contract_number" VARCHAR(60) NOT NULL, "contract_on" DATE, "fee" DECIMAL(15, 2), "fee_currency" CHAR(3) NOT NULL, "pay_days" INTEGER, "act_number" VARCHAR(60) NOT NULL, "act_on" DATE, "paid_on" DATE, "tax_number" VARCHAR(40) NOT NULL, "bank" VARCHAR(255) NOT NULL, "bank_account" VARCHAR(40) NOT NULL, "bank_code" VARCHAR(15) NOT NULL, "note" TEXT NOT NULL, FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE RESTRICT, FOREIGN KEY ("partner_id") REFERENCES "partner" ("id") ON DELETE RESTRICT, FOREIGN KEY ("unit_id") REFERENCES "unit" ("id") ON DELETE RESTRICT, FOREIGN KEY ("responsible_id") REFERENCES "employee" ("id") ON DELETE RESTRICT, FOREIGN KEY ("exception_by_id") REFERENCES "employee" ("id") ON DELETE RESTRICT)""",
    """CREATE INDEX "scholar_visit_number" ON "scholar_visit" ("number")""",
    """CREATE INDEX "scholar_visit_person_id" ON "scholar_visit" ("person_id")""",
    """CREATE INDEX "scholar_visit_partner_id" ON "scholar_visit" ("partner_id")""",
    """CREATE INDEX "scholar_visit_unit_id" ON "scholar_visit" ("unit_id")""",
    """CREATE INDEX "scholar_visit_responsible_id" ON "scholar_visit" ("responsible_id")""",
    """CREATE INDEX "scholar_visit_arrives_on" ON "scholar_visit" ("arrives_on")""",
    """CREATE INDEX "scholar_visit_leaves_on" ON "scholar_visit" ("leaves_on")""",
    """CREATE INDEX "scholar_visit_exception_by_id" ON "scholar_visit" ("exception_by_id")""",
    """CREATE INDEX "scholar_visit_deleted_at_order_key" ON "scholar_visit" ("deleted_at", "order_key")""",
    """CREATE INDEX "scholar_visit_deleted_at_leaves_on_order_key" ON "scholar_visit" ("deleted_at", "leaves_on", "order_key")""",
    """CREATE INDEX "scholar_visit_deleted_at_person_id_order_key" ON "scholar_visit" ("deleted_at", "person_id", "order_key")""",
    """CREATE INDEX "scholar_visit_deleted_at_partner_id_order_key" ON "scholar_visit" ("deleted_at", "partner_id", "order_key")""",
    """CREATE INDEX "scholar_visit_deleted_at_unit_id_order_key" ON "scholar_visit" ("deleted_at", "unit_id", "order_key")""",
    """CREATE INDEX "scholar_visit_deleted_at_stage_order_key" ON "scholar_visit" ("deleted_at", "stage", "order_key")""",
    """CREATE TABLE "lecture" ("id" INTEGER NOT NULL PRIMARY KEY, "ver" INTEGER NOT NULL, "order_key" TEXT NOT NULL, "search_text" TEXT NOT NULL, "deleted_at" DATETIME, "visit_id" INTEGER NOT NULL, "day" DATE NOT NULL, "starts_at" VARCHAR(5) NOT NULL, "ends_at" VARCHAR(5) NOT NULL, "room" VARCHAR(60) NOT NULL, "topic" VARCHAR(500) NOT NULL, "course" VARCHAR(255) NOT NULL, "groups" VARCHAR(200) NOT NULL, "hours" INTEGER NOT NULL, "interpreter" VARCHAR(255) NOT NULL, "is_held" INTEGER NOT NULL, FOREIGN KEY ("visit_id") REFERENCES "scholar_visit" ("id") ON DELETE CASCADE)""",
    """CREATE INDEX "lecture_visit_id" ON "lecture" ("visit_id")""",
    """CREATE INDEX "lecture_day" ON "lecture" ("day")""",
    """CREATE INDEX "lecture_deleted_at_order_key" ON "lecture" ("deleted_at", "order_key")""",
    """CREATE TABLE "scholar_work" ("id" INTEGER NOT NULL PRIMARY KEY, "ver" INTEGER NOT NULL, "order_key" TEXT NOT NULL, "search_text" TEXT NOT NULL, "deleted_at" DATETIME, "visit_id" INTEGER NOT NULL, "title" VARCHAR(500) NOT NULL, "published_in" VARCHAR(255) NOT NULL, "year" INTEGER, FOREIGN KEY ("visit_id") REFERENCES "scholar_visit" ("id") ON DELETE CASCADE)""",
    """CREATE INDEX "scholar_work_visit_id" ON "scholar_work" ("visit_id")""",
    """CREATE INDEX "scholar_work_deleted_at_order_key" ON "scholar_work" ("deleted_at", "order_key")""",
)


def up(migrator, db):
    for statement in STATEMENTS:
        db.execute_sql(statement)
