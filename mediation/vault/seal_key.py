"""The key an office seals its documents with, and the two certificates that say whose it is."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

YEARS: Final = 10
SIGNS: Final = {"digital_signature": True, "content_commitment": True}
ISSUES: Final = {"key_cert_sign": True, "crl_sign": True}
USES: Final = (
    "digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement",
    "key_cert_sign", "crl_sign", "encipher_only", "decipher_only",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class SealKey:
    """What is kept secret (`private`: key and its certificate, PEM) and what is handed out (`root`, PEM)."""

    private: bytes
    root: bytes


def new_seal_key(office: str, at: datetime) -> SealKey:
    """A P-256 key certified for sealing by a root made for it alone, whose own key nobody keeps; `at` is UTC.

    An office with a certificate from elsewhere puts that key and chain in its place.
    """
    root_key, key = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    issuer = _name(office, "root of the seal")
    root = _certificate(issuer, issuer, root_key, root_key, at, ca=True)
    mine = _certificate(_name(office, "seal"), issuer, key, root_key, at, ca=False)
    pem = serialization.Encoding.PEM
    secret = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    return SealKey(secret + mine.public_bytes(pem), root.public_bytes(pem))


def _name(office: str, what: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, office[:64]),
            x509.NameAttribute(NameOID.COMMON_NAME, f"{office[:40]}, {what}"),
        ]
    )


def _certificate(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePrivateKey, by: ec.EllipticCurvePrivateKey,
    at: datetime, *, ca: bool,
) -> x509.Certificate:  # fmt: skip
    uses = dict.fromkeys(USES, False) | (ISSUES if ca else SIGNS)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(at - timedelta(minutes=5))
        .not_valid_after(at + timedelta(days=365 * YEARS))
        .add_extension(x509.BasicConstraints(ca=ca, path_length=0 if ca else None), critical=True)
        .add_extension(x509.KeyUsage(**uses), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(by.public_key()), critical=False)
        .sign(by, hashes.SHA256())
    )
