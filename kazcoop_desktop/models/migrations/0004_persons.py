"""People from outside, with their passports; an employee may be one of them."""

STATEMENTS = (
    """CREATE TABLE "person" ("id" INTEGER NOT NULL PRIMARY KEY, "ver" INTEGER NOT NULL, "order_key" TEXT NOT NULL, "search_text" TEXT NOT NULL, "deleted_at" DATETIME, "surname" VARCHAR(100) NOT NULL, "given_names" VARCHAR(100) NOT NULL, "surname_kk" VARCHAR(100) NOT NULL, "given_name_kk" VARCHAR(100) NOT NULL, "patronymic_kk" VARCHAR(100) NOT NULL, "surname_ru" VARCHAR(100) NOT NULL, "given_name_ru" VARCHAR(100) NOT NULL, "patronymic_ru" VARCHAR(100) NOT NULL, "sex" VARCHAR(255) NOT NULL, "born_on" DATE, "birth_country" CHAR(2) NOT NULL, "birth_region" VARCHAR(100) NOT NULL, "birth_city" VARCHAR(100) NOT NULL, "citizenship" CHAR(2) NOT NULL, "iin" VARCHAR(12) NOT NULL, "home_address" VARCHAR(255) NOT NULL, "phone" VARCHAR(255) NOT NULL, "email" VARCHAR(255) NOT NULL, "partner_id" INTEGER, "workplace" VARCHAR(255) NOT NULL, "position" VARCHAR(255) NOT NULL, "degree" VARCHAR(255) NOT NULL, "note" TEXT NOT NULL, FOREIGN KEY ("partner_id") REFERENCES "partner" ("id") ON DELETE RESTRICT)""",
    """CREATE INDEX "person_iin" ON "person" ("iin")""",
    """CREATE INDEX "person_partner_id" ON "person" ("partner_id")""",
    """CREATE INDEX "person_deleted_at_order_key" ON "person" ("deleted_at", "order_key")""",
    """CREATE INDEX "person_deleted_at_citizenship_order_key" ON "person" ("deleted_at", "citizenship", "order_key")""",
    """CREATE TABLE "passport" ("id" INTEGER NOT NULL PRIMARY KEY, "ver" INTEGER NOT NULL, "order_key" TEXT NOT NULL, "search_text" TEXT NOT NULL, "deleted_at" DATETIME, "person_id" INTEGER NOT NULL, "number" VARCHAR(30) NOT NULL, "passport_kind" VARCHAR(255) NOT NULL, "issuing_country" CHAR(2) NOT NULL, "issued_on" DATE, "issued_by" VARCHAR(255) NOT NULL, "expires_on" DATE, "replaced_on" DATE, FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE CASCADE)""",
    """CREATE INDEX "passport_person_id" ON "passport" ("person_id")""",
    """CREATE INDEX "passport_number" ON "passport" ("number")""",
    """CREATE INDEX "passport_deleted_at_order_key" ON "passport" ("deleted_at", "order_key")""",
    """CREATE INDEX "passport_deleted_at_expires_on_order_key" ON "passport" ("deleted_at", "expires_on", "order_key")""",
    """ALTER TABLE "employee" ADD COLUMN "person_id" INTEGER REFERENCES "person" ("id") ON DELETE RESTRICT""",
    """CREATE INDEX "employee_person_id" ON "employee" ("person_id")""",
)


def up(migrator, db):
    for statement in STATEMENTS:
        db.execute_sql(statement)
