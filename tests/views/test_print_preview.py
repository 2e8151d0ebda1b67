import os
import signal
from pathlib import Path

import pytest
from pypdf import PdfReader
from pytestqt.qtbot import QtBot

from kazcoop_desktop.app import Program
from kazcoop_desktop.errors import Trouble
from kazcoop_desktop.models.agreement import Agreement
from kazcoop_desktop.models.attached import Paper
from kazcoop_desktop.models.letter import Letter
from kazcoop_desktop.models.partner import Partner
from kazcoop_desktop.services import records
from kazcoop_desktop.views import printing
from kazcoop_desktop.views.print_preview import PrintPreview
from tests.views import slow_jobs

WAIT = 30_000


def preview_of(
    program: Program, qtbot: QtBot, ids: list[int], form: str = "service_letter", *, blank: bool = False
) -> PrintPreview:
    preview = PrintPreview(program.office, program.worker, form, ids, blank=blank)
    qtbot.waitSignal(preview.shown, timeout=WAIT).wait()
    return preview


def text_of(content: bytes | Path, tmp_path: Path) -> str:
    if isinstance(content, bytes):
        (tmp_path / "shown.pdf").write_bytes(content)
        content = tmp_path / "shown.pdf"
    return "\n".join(page.extract_text() for page in PdfReader(content).pages)


def test_looking_at_a_paper_leaves_no_trace(program: Program, qtbot: QtBot) -> None:
    preview = preview_of(program, qtbot, [1, 2])

    assert preview.pdf is not None
    assert preview.pdf.document.pageCount() >= 2
    assert not Paper.select().exists()
    preview.close()


def test_the_language_of_the_paper_is_not_the_window_s(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    preview = preview_of(program, qtbot, [1])
    kazakh = text_of(preview.pdf.content, tmp_path)  # type: ignore[union-attr]

    with qtbot.waitSignal(preview.shown, timeout=WAIT):
        preview.choose_language("en")

    assert text_of(preview.pdf.content, tmp_path) != kazakh  # type: ignore[union-attr]
    preview.close()


def test_a_saved_paper_has_its_code_and_a_line_in_the_record(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    preview = preview_of(program, qtbot, [1, 2])

    with qtbot.waitSignal(preview.finished_work, timeout=WAIT):
        preview.save_to(tmp_path / "letters.pdf")

    codes = [paper.code for paper in Paper.select().order_by(Paper.id)]
    assert len(codes) == 2
    assert all(code in text_of(tmp_path / "letters.pdf", tmp_path) for code in codes)
    preview.close()


def test_what_was_saved_is_shown_with_its_number_from_then_on(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    preview = preview_of(program, qtbot, [1])
    with qtbot.waitSignal(preview.finished_work, timeout=WAIT):
        preview.save_to(tmp_path / "letter.pdf")
    paper = Paper.get()

    saved = preview.pdf.content  # type: ignore[union-attr]
    with qtbot.waitSignal(preview.shown, timeout=WAIT):
        preview.choose_language("en")
    with qtbot.waitSignal(preview.shown, timeout=WAIT):
        preview.choose_language(paper.language)

    assert saved == (tmp_path / "letter.pdf").read_bytes()
    assert paper.code in text_of(preview.pdf.content, tmp_path)  # type: ignore[union-attr]
    preview.close()


def test_printing_after_saving_gives_no_second_number(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    preview = preview_of(program, qtbot, [1])
    with qtbot.waitSignal(preview.finished_work, timeout=WAIT):
        preview.save_to(tmp_path / "letter.pdf")
    printer = printing.new_printer()
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))

    with qtbot.waitSignal(preview.finished_work, timeout=WAIT):
        preview.print_on(printer)

    assert Paper.select().count() == 1
    assert len(PdfReader(tmp_path / "printed.pdf").pages) >= 1
    preview.close()


def test_a_printed_page_is_dark_on_white(program: Program, qtbot: QtBot) -> None:
    preview = preview_of(program, qtbot, [1])

    picture = preview.pdf.picture(0, 50)  # type: ignore[union-attr]

    assert picture.pixelColor(0, 0).lightness() == 255
    shades = {picture.pixelColor(x, y).lightness() for x in range(picture.width()) for y in range(150)}
    assert min(shades) < 128
    preview.close()


def test_without_a_printer_a_sentence_offers_the_pdf(
    program: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    preview = preview_of(program, qtbot, [1])
    monkeypatch.setattr(printing, "has_printer", lambda: False)

    preview.print()

    assert preview.notice.text() == "No printer is installed. Save the paper as PDF."
    preview.close()


def test_an_empty_form_gets_no_number(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    preview = preview_of(program, qtbot, [], blank=True)

    with qtbot.waitSignal(preview.finished_work, timeout=WAIT):
        preview.save_to(tmp_path / "empty.pdf")

    assert not Paper.select().exists()
    preview.close()


def test_a_form_can_be_narrowed_by_its_options(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    ids = [agreement.id for agreement in Agreement.select(Agreement.id)]
    preview = preview_of(program, qtbot, ids, "agreements_register")
    whole = text_of(preview.pdf.content, tmp_path)  # type: ignore[union-attr]
    assert preview.options is not None

    with qtbot.waitSignal(preview.shown, timeout=WAIT):
        preview.options.choose("country", "FI")

    assert len(text_of(preview.pdf.content, tmp_path)) < len(whole)  # type: ignore[union-attr]
    preview.close()


def test_cancelling_takes_the_numbers_back(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    ids = [agreement.id for agreement in Agreement.select(Agreement.id)]
    preview = preview_of(program, qtbot, ids)
    busy = program.worker.run(slow_jobs.wait_for_cancel)

    preview.save_to(tmp_path / "letters.pdf")
    assert Paper.select().count() == len(ids)
    preview.cancel()
    with qtbot.waitSignal(busy.stopped, timeout=WAIT):
        busy.cancel()

    assert not Paper.select().exists()
    assert not (tmp_path / "letters.pdf").exists()
    preview.close()


def test_a_job_tells_how_far_it_is_and_ends_when_cancelled(program: Program, qtbot: QtBot) -> None:
    job = program.worker.run(slow_jobs.wait_for_cancel)
    qtbot.waitSignal(job.progressed, timeout=WAIT).wait()

    with qtbot.waitSignal(job.stopped, timeout=WAIT):
        job.cancel()


def test_a_dead_child_is_replaced_and_the_next_job_runs(program: Program, qtbot: QtBot) -> None:
    job = program.worker.run(slow_jobs.wait_for_cancel)
    qtbot.waitSignal(job.progressed, timeout=WAIT).wait()
    first = program.worker.process_id
    assert first is not None

    with qtbot.waitSignal(job.failed, timeout=WAIT) as failed:
        os.kill(first, signal.SIGTERM)
    after = program.worker.run(slow_jobs.double, number=21)
    with qtbot.waitSignal(after.done, timeout=WAIT) as done:
        pass

    assert isinstance(failed.args[0], Trouble)
    assert done.args == [42]
    assert program.worker.process_id != first


def test_a_refused_paper_does_not_leave_the_one_before_on_the_screen(program: Program, qtbot: QtBot) -> None:
    letter = records.save(
        Letter(
            direction="outgoing",
            partner=Partner.get(),
            subject="Оқу туралы",
            languages=("kk",),
            text_kk="Құрметті әріптестер!",
            registered_on=program.office.today(),
        ),
        by="Айгүл",
    )
    preview = PrintPreview(program.office, program.worker, "outgoing_letter", [letter.id], model=Letter)
    qtbot.waitUntil(lambda: preview.pdf is not None, timeout=WAIT)

    preview.choose_language("ru")

    qtbot.waitUntil(lambda: preview.pdf is None, timeout=WAIT)
    assert preview.view.document().pageCount() == 0
    assert preview.notice.isVisibleTo(preview)
    with qtbot.waitSignal(preview.shown, timeout=WAIT):
        preview.choose_language("kk")
    preview.close()


def test_what_a_job_refuses_comes_as_its_sentence(program: Program, qtbot: QtBot) -> None:
    job = program.worker.run(slow_jobs.refuse)

    with qtbot.waitSignal(job.failed, timeout=WAIT) as failed:
        pass

    assert str(failed.args[0]) == "This number is not in the journal."
