"""The register on the command line: entries shown, lists tried and kept, bad rows in a file of their own."""

from pathlib import Path

from tests.cli.conftest import Line

LIST = (
    "email;kind;hours;completed_on\nveikko@vapaaehtoinen.example;close_relation;16;1.3.2026\n"
    "kuka@vapaaehtoinen.example;close_relation;16;1.3.2026\n"
)


def test_a_participant_list_is_tried_and_kept_and_its_bad_rows_are_written_to_a_private_file(
    line: Line, tmp_path: Path
) -> None:
    file, failed = tmp_path / "osallistujat.csv", tmp_path / "hylatyt.csv"
    file.write_text(LIST, encoding="utf-8")
    tried = line.run("volunteers", "import-courses", str(file), "--dry-run", "--failed", str(failed), "--json",
                     who="adviser")  # fmt: skip
    assert (tried.code, tried.json) == (0, {"taken": 1, "refused": 1, "volunteers": 1, "kept": False})
    done = line.run("volunteers", "import-courses", str(file), "--failed", str(failed), "--json", who="adviser")
    assert (done.code, done.json["kept"]) == (0, True)
    assert '3;"unknown_volunteer";"kuka@vapaaehtoinen.example"' in failed.read_text("utf-8-sig")
    assert failed.stat().st_mode & 0o777 == 0o600
    entry = line.run("volunteers", "show", line.stage.volunteers["veikko"], "--json", who="adviser").json
    assert [course["kind"] for course in entry["courses"]] == ["basic", "close_relation"]


def test_rows_that_are_refused_are_never_passed_over_in_silence(line: Line, tmp_path: Path) -> None:
    file = tmp_path / "osallistujat.csv"
    file.write_text(LIST, encoding="utf-8")
    done = line.run("volunteers", "import-courses", str(file), who="adviser")
    assert done.code == 2
    assert "--failed" in done.err


def test_a_list_whose_bad_rows_cannot_be_written_is_not_kept_either(line: Line, tmp_path: Path) -> None:
    file = tmp_path / "osallistujat.csv"
    file.write_text(LIST, encoding="utf-8")
    done = line.run("volunteers", "import-courses", str(file), "--failed", str(tmp_path / "ei" / "hylatyt.csv"),
                    who="adviser")  # fmt: skip
    assert done.code != 0
    entry = line.run("volunteers", "show", line.stage.volunteers["veikko"], "--json", who="adviser").json
    assert [course["kind"] for course in entry["courses"]] == ["basic"]


def test_a_mediator_imports_nothing(line: Line, tmp_path: Path) -> None:
    file = tmp_path / "osallistujat.csv"
    file.write_text(LIST, encoding="utf-8")
    assert line.run("volunteers", "import-courses", str(file), who="veikko").code == 4
