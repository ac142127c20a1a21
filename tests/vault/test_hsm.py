"""Root keys inside a PKCS#11 token, tried with SoftHSM."""

import os
import subprocess
import uuid
from collections.abc import Iterator
from pathlib import Path

import pkcs11
import pytest

from mediation.kernel.refusals import Unsafe
from mediation.vault.sources.hsm import HsmKeys
from tests.vault.source_contract import AAD, KEY, SourceContract, today

pytestmark = pytest.mark.hsm

PLACES = ("/usr/lib/softhsm/libsofthsm2.so", "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so",
          "/usr/lib/aarch64-linux-gnu/softhsm/libsofthsm2.so", "/usr/lib64/libsofthsm2.so",
          "/usr/local/lib/softhsm/libsofthsm2.so", "/opt/homebrew/lib/softhsm/libsofthsm2.so")  # fmt: skip
PIN = "4711"


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """SoftHSM with its tokens in a folder of this run."""
    found = next((place for place in PLACES if Path(place).exists()), None)
    if found is None:
        pytest.fail("libsofthsm2.so is not on this machine: apt-get install softhsm2", pytrace=False)
    home = tmp_path_factory.mktemp("softhsm")
    (home / "tokens").mkdir()
    (home / "softhsm2.conf").write_text(
        f"directories.tokendir = {home / 'tokens'}\nobjectstore.backend = file\n"
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOFTHSM2_CONF", str(home / "softhsm2.conf"))
        subprocess.run(  # noqa: S603
            [
                "softhsm2-util",
                "--init-token",
                "--free",
                "--label",
                "office",
                "--pin",
                PIN,
                "--so-pin",
                "8888",
            ],  # noqa: S607
            check=True,
            capture_output=True,
            env=dict(os.environ),
        )
        yield found


class TestHsmKeys(SourceContract):
    @pytest.fixture
    def empty(self, keys: HsmKeys) -> HsmKeys:
        return keys


@pytest.fixture
def keys(library: str) -> Iterator[HsmKeys]:
    keys = HsmKeys(library, "office", PIN, label=f"t{uuid.uuid4().hex[:8]}")
    yield keys
    keys.close()


def test_a_key_of_the_token_cannot_be_read_out(keys: HsmKeys) -> None:
    keys.create_epoch(today())
    with pytest.raises(pkcs11.PKCS11Error):
        keys._key(1)[pkcs11.Attribute.VALUE]


def test_two_sessions_share_the_token(library: str, keys: HsmKeys) -> None:
    here, there = keys, HsmKeys(library, "office", PIN, label=keys._label)
    here.create_epoch(today())
    assert there.unwrap(here.wrap(KEY, AAD), AAD) == KEY
    here.create_epoch(today())
    assert there.current == 2
    assert there.unwrap(here.wrap(KEY, AAD), AAD) == KEY
    there.close()


@pytest.mark.parametrize(("token", "pin"), [("elsewhere", PIN), ("office", "0000")])
def test_a_missing_token_or_a_wrong_pin_is_unsafe(library: str, token: str, pin: str) -> None:
    with pytest.raises(Unsafe) as refusal:
        HsmKeys(library, token, pin)
    assert refusal.value.code == "token_refused"
    assert pin not in str(refusal.value)
