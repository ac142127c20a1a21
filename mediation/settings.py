"""Settings: frozen, from MEDIATION_* variables and nothing else; a wrong one names the variable, never its value."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from mediation.kernel.refusals import Unsafe

PREFIX = "MEDIATION_"


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that differs between two installations."""

    home: Path
    database_url: str
    key_database_url: str
    key_source: str
    office_profile: Path
    policy: Path | None
    production: bool
    journal_origin: str
    smtp_url: str
    mail_from: str
    link: str
    timestamp_url: str
    verify_url: str
    http_host: str
    http_port: int
    prefect_port: int
    idle_lock: timedelta

    @property
    def key_folder(self) -> Path:
        """Where the file key source keeps its epochs."""
        return self.home / "keys"

    @property
    def seal_key(self) -> Path:
        """Where the key of the seal lies, with its certificate; the root to hand out lies beside it."""
        return self.home / "seal" / "seal.pem"

    @property
    def seal_root(self) -> Path:
        """Where the root certificate of the seal lies: public, for whoever verifies."""
        return self.home / "seal" / "root.pem"

    @property
    def signing_key(self) -> Path:
        """Where the journal's signing key lies."""
        return self.home / "journal" / "signing.key"


#    variable                      default                                    what it is
KNOWN: dict[str, tuple[str, str]] = {
    "MEDIATION_HOME":             ("var",                                     "folder of keys, database, journal"),
    "MEDIATION_DATABASE_URL":     ("sqlite:///{home}/mediation.db",           "the case database"),
    "MEDIATION_KEY_DATABASE_URL": ("sqlite:///{home}/keys.db",                "the database of wrapped keys, apart"),
    "MEDIATION_KEY_SOURCE":       ("file",                                    "file, environment, vault or pkcs11"),
    "MEDIATION_OFFICE":           ("{package}/offices/helsinki.toml",         "the office's profile"),
    "MEDIATION_POLICY":           ("",                                        "the office's own policy.toml, if any"),
    "MEDIATION_PRODUCTION":       ("no",                                      "yes refuses everything made for trying"),
    "MEDIATION_JOURNAL_ORIGIN":   ("mediation.example/journal",               "the journal's name in its checkpoints"),
    "MEDIATION_SMTP_URL":         ("",                                        "smtp://host:port; empty: the outbox page"),
    "MEDIATION_MAIL_FROM":        ("",                                        "the sender of mail"),
    "MEDIATION_LINK":             ("https://sovittelu.example/",              "where the links in messages lead"),
    "MEDIATION_VERIFY_URL":       ("",                                        "where seals are checked; empty: beside MEDIATION_LINK, if that is set"),
    "MEDIATION_TIMESTAMP_URL":    ("",                                        "RFC 3161 authority; empty: seals without its time"),
    "MEDIATION_HTTP_HOST":        ("127.0.0.1",                               "address to listen on"),
    "MEDIATION_HTTP_PORT":        ("8800",                                    "port of the product"),
    "MEDIATION_PREFECT_PORT":     ("4250",                                    "port of the Prefect server"),
    "MEDIATION_IDLE_MINUTES":     ("10",                                      "minutes after which an idle page is locked"),
}  # fmt: skip


def read_settings(environment: Mapping[str, str]) -> Settings:
    """The settings in an environment; Unsafe for an unknown variable or one that cannot be used."""
    unknown = sorted(name for name in environment if name.startswith(PREFIX) and not _is_known(name))
    if unknown:
        raise Unsafe(f"there is no setting {', '.join(unknown)}", code="unknown_setting")
    home = Path(_value(environment, "MEDIATION_HOME", "", "")).absolute()

    def value(name: str) -> str:
        return _value(environment, name, str(home), str(Path(__file__).parent))

    policy = value("MEDIATION_POLICY")
    return Settings(
        home=home,
        database_url=value("MEDIATION_DATABASE_URL"),
        key_database_url=value("MEDIATION_KEY_DATABASE_URL"),
        key_source=_one_of(
            value("MEDIATION_KEY_SOURCE"), "MEDIATION_KEY_SOURCE", ("file", "environment", "vault", "pkcs11")
        ),
        office_profile=Path(value("MEDIATION_OFFICE")),
        policy=Path(policy) if policy else None,
        production=_one_of(value("MEDIATION_PRODUCTION"), "MEDIATION_PRODUCTION", ("yes", "no")) == "yes",
        journal_origin=value("MEDIATION_JOURNAL_ORIGIN"),
        smtp_url=value("MEDIATION_SMTP_URL"),
        mail_from=value("MEDIATION_MAIL_FROM"),
        link=value("MEDIATION_LINK"),
        timestamp_url=value("MEDIATION_TIMESTAMP_URL"),
        verify_url=value("MEDIATION_VERIFY_URL") or _beside(environment, "MEDIATION_LINK"),
        http_host=value("MEDIATION_HTTP_HOST"),
        http_port=_port(value("MEDIATION_HTTP_PORT"), "MEDIATION_HTTP_PORT"),
        prefect_port=_port(value("MEDIATION_PREFECT_PORT"), "MEDIATION_PREFECT_PORT"),
        idle_lock=_minutes(value("MEDIATION_IDLE_MINUTES"), "MEDIATION_IDLE_MINUTES"),
    )


def _is_known(name: str) -> bool:
    # Two families are read elsewhere: the key source's own variables, and the command line's token.
    return name.removesuffix("_FILE") in KNOWN or name.startswith(("MEDIATION_KEYS_", "MEDIATION_TOKEN"))


def _value(environment: Mapping[str, str], name: str, home: str, package: str) -> str:
    given = environment.get(name, "")
    from_file = environment.get(f"{name}_FILE")
    if from_file and not given:
        try:
            given = Path(from_file).read_text("utf-8").strip()
        except (OSError, UnicodeDecodeError):
            raise Unsafe(f"{name}_FILE names a file that cannot be read", code="bad_setting") from None
    return given or KNOWN[name][0].format(home=home, package=package)


def _beside(environment: Mapping[str, str], name: str) -> str:
    """The page that checks seals, under the office's own address where one was set; its default is nobody's."""
    given = _value(environment, name, "", "")
    return f"{given.rstrip('/')}/verify/" if given != KNOWN[name][0] else ""


def _one_of(value: str, name: str, allowed: tuple[str, ...]) -> str:
    if value not in allowed:
        raise Unsafe(f"{name} is one of {', '.join(allowed)}", code="bad_setting")
    return value


def _port(value: str, name: str) -> int:
    if not value.isdigit() or not 1 <= int(value) <= 65535:
        raise Unsafe(f"{name} is a port number", code="bad_setting")
    return int(value)


def _minutes(value: str, name: str) -> timedelta:
    if not value.isdigit() or not 1 <= int(value) <= 120:
        raise Unsafe(f"{name} is a number of minutes from 1 to 120", code="bad_setting")
    return timedelta(minutes=int(value))
