"""THE table of unsafe set-ups: each finding with what to do about it, in words a person understands."""

import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path

import sqlalchemy as sa

from mediation.bootstrap import House, signing_key
from mediation.kernel.refusals import Refusal, Unsafe
from mediation.settings import Settings
from mediation.storage import schema

Check = Callable[[House], Iterator[str]]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is unsafe: its code, and what to do."""

    code: str
    advice: str


def refuse_unmade(settings: Settings) -> None:
    """Unsafe if nobody has made an office in this environment yet: neither keys nor a database are there."""
    files = [sa.make_url(url).database for url in (settings.database_url,) if url.startswith("sqlite")]
    made = [settings.key_folder.exists(), *(Path(f).exists() for f in files if f)]
    if settings.key_source == "file" and files and not any(made):
        raise Unsafe("there is no office here yet: make one with `mediation init` (MEDIATION_HOME names its folder)",
                     code="not_made")  # fmt: skip


def absent_files(house: House) -> list[str]:
    """A sentence for every database file that is not there; opening it would put an empty one in its place."""
    return list(_database_files(house))


def is_current(house: House) -> bool:
    """Whether the case database is at the newest schema; Unavailable if it does not answer."""
    return schema.revision_of(house.engine) == schema.head()


def _database_files(house: House) -> Iterator[str]:
    for path in _sqlite(house):
        if not path.exists():
            yield f"the database {path.name} is not there: restore it, or run `mediation init` for a new office"


def _keys_apart(house: House) -> Iterator[str]:
    if house.settings.key_database_url == house.settings.database_url:
        yield "put the key database into a database of its own (MEDIATION_KEY_DATABASE_URL)"


def _development_keys(house: House) -> Iterator[str]:
    if house.settings.production and not house.source.for_production:
        yield "keys made for development are refused in production (MEDIATION_KEY_SOURCE)"


def _root_key(house: House) -> Iterator[str]:
    try:
        _ = house.source.current
    except Refusal as refusal:
        yield f"there is no usable root key ({refusal.message}): run `mediation init`"


def _signing_key(house: House) -> Iterator[str]:
    try:
        signing_key(house.settings)
    except (Refusal, ValueError, OSError):
        yield "the journal has no usable signing key: run `mediation init`"


def _seal(house: House) -> Iterator[str]:
    if house.settings.production and house.app.seal is None:
        yield "documents leave without a seal: run `mediation keys seal`"


def _closed_files(house: House) -> Iterator[str]:
    at = house.settings
    for path in (at.home, at.key_folder, at.signing_key, at.seal_key, *_sqlite(house)):
        if path.exists() and stat.S_IMODE(path.stat().st_mode) & 0o077:
            yield f"{path.name} can be read by others: chmod go-rwx"


def _schema(house: House) -> Iterator[str]:
    try:
        if not is_current(house):
            yield "the database is not at the newest schema: run `mediation database migrate`"
    except Refusal as refusal:
        yield f"the case database does not answer ({refusal.code})"


def _key_database(house: House) -> Iterator[str]:
    try:
        house.keys.count()
    except (Refusal, sa.exc.DBAPIError):
        yield "the key database does not answer or has no tables: run `mediation database migrate`"


def _durable_sqlite(house: House) -> Iterator[str]:
    for name, engine in (("case", house.engine), ("key", house.key_engine)):
        if engine.dialect.name == "sqlite":
            with engine.connect().execution_options(read_only=True) as connection:
                wanted = {"synchronous": 2, "secure_delete": 1, "foreign_keys": 1}
                for pragma, value in wanted.items():
                    if connection.exec_driver_sql(f"pragma {pragma}").scalar() != value:
                        yield f"the {name} database runs with another {pragma}"


def _durable_postgresql(house: House) -> Iterator[str]:
    if house.engine.dialect.name != "postgresql":
        return
    with house.engine.connect() as connection:
        for name in ("fsync", "synchronous_commit", "full_page_writes"):
            if connection.exec_driver_sql(f"show {name}").scalar() != "on":
                yield f"PostgreSQL runs with {name} off: a commit could be lost"
        superuser = connection.exec_driver_sql("select rolsuper from pg_roles where rolname = current_user").scalar()
        if superuser and house.settings.production:
            yield "the product signs in to PostgreSQL as a superuser: make it a role of its own"


def _password(house: House) -> Iterator[str]:
    url = sa.make_url(house.settings.database_url)
    remote = url.host not in {None, "", "localhost", "127.0.0.1", "::1"}
    if url.get_backend_name() == "postgresql" and remote and not url.password and house.settings.production:
        yield "PostgreSQL on another machine is reached without a password (MEDIATION_DATABASE_URL)"


def _listening(house: House) -> Iterator[str]:
    try:
        open_to_all = not ip_address(house.settings.http_host).is_loopback
    except ValueError:
        open_to_all = house.settings.http_host != "localhost"
    if open_to_all:
        yield "the product listens beyond this machine: put a TLS proxy before 127.0.0.1 (MEDIATION_HTTP_HOST)"


def _mail(house: House) -> Iterator[str]:
    if house.settings.production and not house.settings.smtp_url:
        yield "no mail leaves in production without a server (MEDIATION_SMTP_URL)"


def _example_office(house: House) -> Iterator[str]:
    if house.settings.production and house.app.office.email.endswith(".example"):
        yield "the office profile is the invented one of the demo (MEDIATION_OFFICE)"


def _sqlite(house: House) -> Iterator[Path]:
    for engine in (house.engine, house.key_engine):
        if engine.dialect.name == "sqlite" and engine.url.database:
            yield Path(engine.url.database)


# fmt: off
CHECKS: dict[str, Check] = {
    "no_database":           _database_files,
    "keys_beside_data":      _keys_apart,
    "development_keys":      _development_keys,
    "no_root_key":           _root_key,
    "no_signing_key":        _signing_key,
    "no_seal":               _seal,
    "open_files":            _closed_files,
    "old_schema":            _schema,
    "no_key_database":       _key_database,
    "sqlite_not_durable":    _durable_sqlite,
    "postgresql_not_durable": _durable_postgresql,
    "no_database_password":  _password,
    "open_to_the_network":   _listening,
    "no_mail_server":        _mail,
    "example_office":        _example_office,
}
# fmt: on
OPENING = frozenset({"old_schema", "no_key_database", "sqlite_not_durable", "postgresql_not_durable"})


def examine(house: House) -> list[Finding]:
    """Everything unsafe about this set-up; an empty list is a safe one."""
    absent = bool(absent_files(house))
    found: list[Finding] = []
    for code, check in CHECKS.items():
        if absent and code in OPENING:
            continue
        try:
            found += [Finding(code, advice) for advice in check(house)]
        except (Refusal, sa.exc.DBAPIError):
            found.append(Finding(code, "this cannot be examined while the database does not answer"))
    return found
