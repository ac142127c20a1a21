"""The doctor finds every unsafe set-up there is in its table, one by one, and says in words what to do."""
# ruff: noqa: E501  (one row, one line: the columns are read downwards)

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa

from mediation.bootstrap import House
from mediation.kernel.clock import SetClock
from mediation.safety import CHECKS, examine
from tests.cli.conftest import Line
from tests.conftest import BEGINNING, new_house

SAFE_IN_PRODUCTION = {
    "MEDIATION_PRODUCTION": "yes", "MEDIATION_SMTP_URL": "smtp://mail.office.fi", "MEDIATION_MAIL_FROM": "a@office.fi",
}  # fmt: skip


def open_to_others(line: Line, name: str, mode: int) -> None:
    (line.home / name).chmod(mode)


def remove(line: Line, pattern: str) -> None:
    for path in line.home.glob(pattern):
        path.unlink()


def forget_schema(line: Line) -> None:
    with line.house.engine.begin() as connection:
        connection.exec_driver_sql("update alembic_version set version_num = 'older'")


def drop_key_table(line: Line) -> None:
    with line.house.key_engine.begin() as connection:
        connection.exec_driver_sql("drop table data_keys")


def as_it_is(_: Line) -> None:
    """Only a setting is wrong."""


Build = Callable[[Line], object]
# fmt: off
#    what is wrong                         how it is built                                                       settings                                                    finding, a word of the advice
UNSAFE: list[tuple[str, Build, dict[str, str], str, str]] = [
    ("no root key",                        lambda at: remove(at, "keys/epoch-*"),                                {},                                                         "no_root_key", "create one"),
    ("no signing key",                     lambda at: remove(at, "journal/signing.key"),                         {},                                                         "no_signing_key", "mediation init"),
    ("a signing key of words",             lambda at: (at.home / "journal/signing.key").chmod(0o600) or (at.home / "journal/signing.key").write_text("words"), {},           "no_signing_key", "mediation init"),
    ("a home others can read",             lambda at: open_to_others(at, ".", 0o755),                            {},                                                         "open_files", "home can be read by others: chmod go-rwx"),
    ("a case database others can read",    lambda at: open_to_others(at, "mediation.db", 0o644),                 {},                                                         "open_files", "mediation.db"),
    ("a key database others can read",     lambda at: open_to_others(at, "keys.db", 0o640),                      {},                                                         "open_files", "keys.db"),
    ("a key folder others can read",       lambda at: open_to_others(at, "keys", 0o750),                         {},                                                         "key_folder_unsafe", "0700"),
    ("a root key others can read",         lambda at: open_to_others(at, "keys/epoch-00001.key", 0o444),         {},                                                         "key_file_unsafe", "0400"),
    ("an older schema",                    forget_schema,                                                        {},                                                         "old_schema", "mediation database migrate"),
    ("a key database without its table",   drop_key_table,                                                       {},                                                         "no_key_database", "mediation database migrate"),
    ("no case database",                   lambda at: remove(at, "mediation.db*"),                               {},                                                         "no_database", "restore it, or run `mediation init`"),
    ("no key database",                    lambda at: remove(at, "keys.db*"),                                    {},                                                         "no_database", "keys.db"),
    ("keys beside the data",               as_it_is,                                                             {"MEDIATION_KEY_DATABASE_URL": "sqlite:///{home}/mediation.db", "MEDIATION_DATABASE_URL": "sqlite:///{home}/mediation.db"}, "keys_beside_data", "MEDIATION_KEY_DATABASE_URL"),
    ("a database that is away",            as_it_is,                                                             {"MEDIATION_DATABASE_URL": "postgresql://u:Salasana@127.0.0.1:1/x"}, "old_schema", "does not answer"),
    ("a database of no address",           as_it_is,                                                             {"MEDIATION_DATABASE_URL": "Salasana"},                     "database_url", "address"),
    ("listening to the network",           as_it_is,                                                             {"MEDIATION_HTTP_HOST": "0.0.0.0"},                         "open_to_the_network", "TLS proxy"),  # noqa: S104
    ("listening by a name",                as_it_is,                                                             {"MEDIATION_HTTP_HOST": "sovittelu.example"},               "open_to_the_network", "MEDIATION_HTTP_HOST"),
    ("production without mail",            as_it_is,                                                             SAFE_IN_PRODUCTION | {"MEDIATION_SMTP_URL": ""},            "no_mail_server", "MEDIATION_SMTP_URL"),
    ("production without a seal",          as_it_is,                                                             SAFE_IN_PRODUCTION,                                         "no_seal", "mediation keys seal"),
    ("production of the invented office",  as_it_is,                                                             SAFE_IN_PRODUCTION,                                         "example_office", "MEDIATION_OFFICE"),
    ("production without a password",      as_it_is,                                                             SAFE_IN_PRODUCTION | {"MEDIATION_DATABASE_URL": "postgresql://u@203.0.113.1:1/x?connect_timeout=1"}, "no_database_password", "MEDIATION_DATABASE_URL"),
    ("mail of no address",                 as_it_is,                                                             {"MEDIATION_SMTP_URL": "smtp://u:Salasana@h:99999", "MEDIATION_MAIL_FROM": "a@b.fi"}, "bad_setting", "smtp://host:port"),
    ("a port of no number",                as_it_is,                                                             {"MEDIATION_HTTP_PORT": "Salasana"},                        "bad_setting", "MEDIATION_HTTP_PORT"),
    ("a setting nobody knows",             as_it_is,                                                             {"MEDIATION_TYPO": "Salasana"},                             "unknown_setting", "MEDIATION_TYPO"),
    ("a secret's file that is gone",       as_it_is,                                                             {"MEDIATION_DATABASE_URL_FILE": "/nowhere/Salasana"},       "bad_setting", "MEDIATION_DATABASE_URL_FILE"),
    ("no office profile",                  as_it_is,                                                             {"MEDIATION_OFFICE": "/nowhere/office.toml"},               "office_profile", "office.toml"),
    ("no policy",                          as_it_is,                                                             {"MEDIATION_POLICY": "/nowhere/policy.toml"},               "bad_policy", "policy.toml"),
    ("keys of no variable",                as_it_is,                                                             {"MEDIATION_KEY_SOURCE": "environment"},                    "no_root_key", "MEDIATION_KEYS_LINES"),
]
# fmt: on


@pytest.mark.parametrize(
    ("build", "settings", "code", "advice"), [row[1:] for row in UNSAFE], ids=[row[0] for row in UNSAFE]
)
def test_an_unsafe_set_up_is_found_and_told_what_to_do(
    line: Line, build: Build, settings: dict[str, str], code: str, advice: str
) -> None:
    line.house.engine.dispose()
    build(line)
    before = {p.name for p in line.home.rglob("*") if not p.name.endswith(("-wal", "-shm"))}
    given = {name: value.replace("{home}", str(line.home)) for name, value in settings.items()}
    answer = line.run("doctor", "--json", **given)
    found = {f["code"]: f["advice"] for f in answer.json["findings"]}
    assert (answer.code, answer.json["safe"]) == (10, False)
    assert advice in found[code], found
    assert "Salasana" not in answer.out + answer.err
    assert {p.name for p in line.home.rglob("*") if not p.name.endswith(("-wal", "-shm"))} == before


def test_a_new_office_is_safe_and_nothing_is_found(line: Line) -> None:
    answer = line.run("doctor", "--json")
    assert (answer.code, answer.json) == (0, {"safe": True, "findings": []})
    assert line.run("doctor").out.startswith("safe: True")


@pytest.mark.parametrize("pragma", ["synchronous = normal", "secure_delete = off", "foreign_keys = off"])
def test_an_sqlite_that_could_lose_or_keep_what_it_must_not_is_found(line: Line, pragma: str) -> None:
    loose = sa.create_engine(f"sqlite:///{line.home / 'mediation.db'}")
    for safe in ("synchronous = full", "secure_delete = on", "foreign_keys = on", pragma):
        sa.event.listen(loose, "connect", lambda raw, _, text=safe: raw.execute(f"pragma {text}"))
    found = examine(replace(line.house, engine=loose))
    assert [f.code for f in found] == ["sqlite_not_durable"]
    assert pragma.split()[0] in found[0].advice
    loose.dispose()


@pytest.fixture
def postgresql(tmp_path: Path) -> House:
    return new_house(tmp_path, "postgresql", SetClock(BEGINNING))


def test_a_postgresql_that_could_lose_a_commit_is_found(postgresql: House) -> None:
    assert examine(postgresql) == []
    with postgresql.engine.begin() as connection:
        name = connection.exec_driver_sql("select current_database()").scalar()
        connection.exec_driver_sql(f'alter database "{name}" set synchronous_commit = off')
    postgresql.engine.dispose()
    found = examine(postgresql)
    assert [f.code for f in found] == ["postgresql_not_durable"]
    assert "synchronous_commit off" in found[0].advice


def test_a_superuser_at_the_database_is_found_in_production(postgresql: House) -> None:
    found = examine(replace(postgresql, settings=replace(postgresql.settings, production=True)))
    assert ("postgresql_not_durable", True) in [(f.code, "superuser" in f.advice) for f in found]


def test_keys_made_for_development_are_found_in_production(line: Line) -> None:
    class Development:
        for_production = False

        def __getattr__(self, name: str) -> object:
            return getattr(line.house.source, name)

    settings = replace(line.house.settings, production=True)
    found = examine(replace(line.house, settings=settings, source=Development()))  # type: ignore[arg-type]
    assert "development_keys" in {f.code for f in found}


def test_every_question_of_the_table_has_a_set_up_above_that_fails_it() -> None:
    built = {code for _, _, _, code, _ in UNSAFE} | {"sqlite_not_durable", "postgresql_not_durable", "development_keys"}
    assert set(CHECKS) - built == set()
