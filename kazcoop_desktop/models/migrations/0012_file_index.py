"""How long a file is kept, in three languages; the text entered so far is the Kazakh one."""

STATEMENTS = (
    """ALTER TABLE "file_index" RENAME COLUMN "retention" TO retention_kk""",
    """ALTER TABLE "file_index" ADD COLUMN "retention_ru" VARCHAR(255) NOT NULL DEFAULT ''""",
    """ALTER TABLE "file_index" ADD COLUMN "retention_en" VARCHAR(255) NOT NULL DEFAULT ''""",
    """UPDATE "file_index" SET "retention_ru" = '5 лет', "retention_en" = '5 years' WHERE "retention_kk" = '5 жыл'""",
    """UPDATE "file_index" SET "retention_ru" = 'постоянно', "retention_en" = 'permanently' WHERE "retention_kk" = 'тұрақты'""",
)


def up(migrator, db):
    for statement in STATEMENTS:
        db.execute_sql(statement)
