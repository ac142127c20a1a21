"""The office's own people, its units and its index of names, in memory."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from mediation.accounts.account import Account
from mediation.accounts.unit import Unit
from mediation.cases.case import Case
from mediation.cases.names import Hit
from mediation.kernel.ids import AccountId, UnitId
from mediation.kernel.refusals import NotFound, Stale
from mediation.vault.entries import sounds_of
from mediation.vault.normal import n1
from tests.fakes.tables import OfOffice, Token
from volunteers import NoSuchVolunteer, Volunteer


class MemoryAccounts(OfOffice):
    """The Accounts port."""

    def get(self, account_id: AccountId) -> Account:
        found = self.tables().accounts.get(account_id)
        if found is None or found.office != self.office:
            raise NotFound("no such account", code="account_not_found")
        return found

    def all(self) -> list[Account]:
        return sorted((a for a in self.tables().accounts.values() if a.office == self.office), key=lambda a: a.id)

    def put(self, account: Account) -> None:
        kept = self.tables().accounts.get(account.id)
        if (kept.version if kept else 0) != account.version:
            raise Stale("somebody else changed this account meanwhile")
        self.tables().accounts[account.id] = replace(account, version=account.version + 1)

    def by_token(self, digest: bytes, now: datetime) -> Account | None:
        token = self.tables().tokens.get(digest)
        if token is None or token.expires_at <= now or token.revoked_at is not None:
            return None
        account = self.tables().accounts[token.account]
        return account if account.office == self.office and account.disabled_at is None else None

    def add_token(self, digest: bytes, account_id: AccountId, made_at: datetime, expires_at: datetime) -> None:
        del made_at
        self.tables().tokens[digest] = Token(account_id, expires_at)

    def revoke_tokens(self, account_id: AccountId, at: datetime) -> int:
        tokens = self.tables().tokens
        live = {d: t for d, t in tokens.items() if t.account == account_id and t.revoked_at is None}
        tokens.update({d: replace(t, revoked_at=at) for d, t in live.items()})
        return len(live)


class MemoryUnits(OfOffice):
    """The Units port."""

    def get(self, unit_id: UnitId) -> Unit:
        try:
            return self.tables().units[self.office, unit_id]
        except KeyError:
            raise NotFound("no such unit in the register", code="unit_not_found") from None

    def all(self) -> list[Unit]:
        mine = [u for (office, _), u in self.tables().units.items() if office == self.office]
        return sorted(mine, key=lambda u: u.id)

    def put(self, unit: Unit) -> None:
        self.tables().units[self.office, unit.id] = unit


class MemoryRegister(OfOffice):
    """The Register port."""

    def get(self, volunteer_id: str) -> Volunteer:
        found = self.tables().volunteers.get(volunteer_id)
        if found is None or found.office != self.office:
            raise NoSuchVolunteer(volunteer_id)
        return found

    def all(self) -> list[Volunteer]:
        mine = [v for v in self.tables().volunteers.values() if v.office == self.office]
        return sorted(mine, key=lambda v: v.id)

    def put(self, volunteer: Volunteer) -> None:
        now = self.tables().volunteers.get(volunteer.id)
        if (now.version if now else 0) != volunteer.version:
            raise Stale("somebody else changed this volunteer meanwhile")
        kept = replace(volunteer, office=self.office, version=volunteer.version + 1)
        self.tables().volunteers[volunteer.id] = kept


class MemoryNames(OfOffice):
    """The Names port: whole words and parts of them as written, else what sounds alike."""

    def keep(self, case: Case) -> None:
        self.tables().names[self.office, case.id] = tuple(case.people.values())

    def find(self, text: str, permitted: Callable[[str], bool], limit: int = 50, *, alike: bool = True) -> list[Hit]:
        words, found = n1(text).split(), list[Hit]()
        for (office, case_id), people in self.tables().names.items():
            if office != self.office or not permitted(case_id):
                continue
            names = [n1(person.name) for person in people]
            if any(all(word in name for word in words) for name in names):
                found.append(Hit(case_id, "as_written"))
            elif alike and any(all(sounds_of(word) & sounds_of(name) for word in words) for name in names):
                found.append(Hit(case_id, "alike"))
        return sorted(found, key=lambda hit: hit.how != "as_written")[:limit]
