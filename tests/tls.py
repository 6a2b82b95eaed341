"""Certificates for a test's PostgreSQL server. The wheel's has no TLS: `system_binaries()` have."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import trustme

from tests.servers import Cluster

LONG_AGO = (datetime(2020, 1, 1, tzinfo=UTC), datetime(2021, 1, 1, tzinfo=UTC))


def tls(cluster: Cluster, names: Sequence[str] = ("localhost",), expired: bool = False) -> Path:
    """Restarts the server with TLS and a certificate for these names or addresses.

    Returns the file of the authority that signed it, for `sslrootcert`: a new one each time.
    """
    authority = trustme.CA()
    begins, ends = LONG_AGO if expired else (None, None)
    issued = authority.issue_cert(*names, not_before=begins, not_after=ends)
    certificate, key = cluster.data / "server.crt", cluster.data / "server.key"
    certificate.write_bytes(b"".join(part.bytes() for part in issued.cert_chain_pems))
    key.write_bytes(issued.private_key_pem.bytes())
    for file in (certificate, key):
        cluster.owned(file)
    with (cluster.data / "postgresql.conf").open("a", encoding="utf-8") as conf:
        conf.write("ssl = on\n")
    cluster.restart()
    root = cluster.folder / "authority.pem"
    authority.cert_pem.write_to_path(root)
    return root
