"""The key under which something lies that belongs to a case, or where it is about none to the office."""

from mediation.kernel.ids import OfficeId
from mediation.kernel.refusals import CannotOpen
from mediation.vault import Box, Vault


def box_of(vault: Vault, office: OfficeId, case_id: str | None) -> Box:
    """The box of a case, or the office's own; CannotOpen if the case was erased."""
    return vault.box(case_id) if case_id else vault.ensure_scope(f"office:{office}")


def box_if_there(vault: Vault, office: OfficeId, case_id: str | None) -> Box | None:
    """The same, and None for an erased case: it has nobody left to write to."""
    try:
        return box_of(vault, office, case_id)
    except CannotOpen as refusal:
        if refusal.code == "key_forgotten":
            return None
        raise
