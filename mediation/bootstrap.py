"""The only place where the product is put together from its parts."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import sqlalchemy as sa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from audit.sql import SqlJournal
from mediation.deadlines.policy import read_policy
from mediation.documents.office import read_profile
from mediation.documents.pdf import render_pdf
from mediation.documents.seal import Seal, seal_with
from mediation.kernel.clock import Clock, SystemClock
from mediation.kernel.language import Language
from mediation.kernel.refusals import Unsafe
from mediation.law.packs import pack
from mediation.notifications.channels import channels_from
from mediation.settings import Settings, read_settings
from mediation.storage import schema
from mediation.storage.engine import open_engine
from mediation.storage.journal import JournalKeeper
from mediation.storage.keys import SqlKeys, create_key_tables
from mediation.storage.names import NameIndex
from mediation.storage.stores import SqlStores
from mediation.vault import KeySource, Vault
from mediation.vault.seal_key import new_seal_key
from mediation.vault.sources.environment import EnvironmentKeys
from mediation.vault.sources.files import FileKeys
from mediation.vault.sources.private_file import read_private, write_private
from mediation.work import App


@dataclass(frozen=True)
class House:
    """Everything an operator's command needs beside the app: engines, vault, journal, the key source."""

    settings: Settings
    app: App
    engine: sa.Engine
    key_engine: sa.Engine
    source: KeySource
    keys: SqlKeys
    vault: Vault
    journal: JournalKeeper
    clock: Clock


def build(settings: Settings, clock: Clock | None = None) -> House:
    """Put the product together; nothing is opened yet but the office's own files. Unsafe names what is wrong."""
    clock = clock or SystemClock()
    profile = read_profile(settings.office_profile)
    law = pack(profile.law)
    policy = read_policy(law.deadlines, law.policy, settings.policy)
    engine, key_engine = open_engine(settings.database_url), open_engine(settings.key_database_url)
    if settings.database_url == settings.key_database_url:
        raise Unsafe(
            "MEDIATION_KEY_DATABASE_URL is another database than MEDIATION_DATABASE_URL", code="keys_beside_data"
        )
    source = key_source(settings, os.environ)
    if settings.production and not source.for_production:
        raise Unsafe("MEDIATION_KEY_SOURCE names keys made for development", code="development_keys")
    keys = SqlKeys(key_engine)
    vault = Vault(keys, source, profile.id, clock)
    journal = SqlJournal(settings.journal_origin)
    index = NameIndex(engine, vault, profile.id)
    app = App(
        clock=clock,
        office=profile,
        law=law,
        policy=policy,
        open_stores=lambda: SqlStores(engine, vault, profile.id, journal, index).opened(),
        print_pdf=render_pdf,
        channels=channels_from(settings.smtp_url, settings.mail_from, settings.link),
        request_key=source.derive(b"mediation/requests"),
        seal=open_seal(settings),
        seal_root=settings.seal_root.read_bytes() if settings.seal_root.exists() else b"",
        verify_at=settings.verify_url,
    )
    keeper = JournalKeeper(engine, journal, lambda: signing_key(settings))
    return House(settings, app, engine, key_engine, source, keys, vault, keeper, clock)


def open_seal(settings: Settings) -> Seal | None:
    """The office's seal; None while no key was made for it. Unsafe if the key lies open to others or is none."""
    if not settings.seal_key.exists():
        return None
    return seal_with(read_private(settings.seal_key), settings.seal_root.read_bytes(), settings.timestamp_url)


def make_seal(settings: Settings, office: str, at: datetime) -> None:
    """Make the key of the seal; FileExistsError if there is one, for what it sealed is verified by its root."""
    private_folder(settings.seal_key.parent)
    made = new_seal_key(office, at)
    write_private(settings.seal_key, made.private)
    write_private(settings.seal_root, made.root)


def signing_key(settings: Settings) -> Ed25519PrivateKey:
    """The journal's own key; Unsafe if it is not there or lies open to others."""
    return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(read_private(settings.signing_key).decode().strip()))


def key_source(settings: Settings, environment: Mapping[str, str]) -> KeySource:
    """The key source the settings name; Unsafe if it is not set up."""
    if settings.key_source == "file":
        return FileKeys(settings.key_folder)
    if settings.key_source == "environment":
        return EnvironmentKeys(environment, "MEDIATION_KEYS_LINES")
    if settings.key_source == "vault":
        from mediation.vault.sources.transit import transit_from  # optional: its client is an extra

        return transit_from(environment)
    from mediation.vault.sources.hsm import HsmKeys  # optional: its client is an extra

    names = ("MEDIATION_KEYS_LIBRARY", "MEDIATION_KEYS_TOKEN", "MEDIATION_KEYS_PIN")
    missing = [name for name in names if not environment.get(name)]
    if missing:
        raise Unsafe(f"set {', '.join(missing)}", code="key_source")
    return HsmKeys(*(environment[name] for name in names))


def house(clock: Clock | None = None) -> House:
    """The product as the environment of this process sets it up."""
    return build(read_settings(os.environ), clock)


def private_folder(path: Path) -> Path:
    """A folder closed to others, made if it is not there."""
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def prepare(settings: Settings, clock: Clock, *, with_seal: bool = False) -> House:
    """Make what a new installation needs: folders, keys and schema; what is there already stays."""
    private_folder(settings.home)
    private_folder(settings.signing_key.parent)
    if settings.key_source == "file":
        private_folder(settings.key_folder)
    if not settings.signing_key.exists():
        write_private(settings.signing_key, os.urandom(32).hex().encode())
    source = key_source(settings, os.environ)
    if not source.epochs():
        source.create_epoch(clock.now())
    if with_seal and not settings.seal_key.exists():
        make_seal(settings, read_profile(settings.office_profile).names[Language.FINNISH], clock.now())
    place = build(settings, clock)
    create_key_tables(place.key_engine)
    schema.migrate(place.engine)
    return place
