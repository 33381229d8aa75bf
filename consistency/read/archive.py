"""Open the ZIP that a DOCX or XLSX file is, within bounds."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

from consistency.errors import FileUnreadable, TooLarge

LARGEST_UNPACKED = 500 * 1024 * 1024
OLD = b"\xd0\xcf\x11\xe0"  # OLE: Office before 2007, and every Office file under a password


def office_archive(data: bytes, path: Path, kind: str, hint: str) -> zipfile.ZipFile:
    """Return the archive of an Office file; refuse what is none, and what would unpack to too much.

    `kind` is its ending without the dot in capitals: "DOCX". The sizes that entries declare are
    trusted because reading stops at them.
    """
    try:
        archive = zipfile.ZipFile(BytesIO(data))
        unpacked = sum(entry.file_size for entry in archive.infolist())
    except Exception as error:  # zipfile raises whatever a broken directory makes it stumble on
        old = f"an old {kind[:-1]} file or protected by a password"
        what = old if data.startswith(OLD) else f"a broken {kind}, or another kind of file"
        raise FileUnreadable(f"{path} is {what}.", hint=hint) from error
    if unpacked > LARGEST_UNPACKED:
        raise TooLarge(
            f"{path} unpacks to {unpacked / 1e6:,.0f} MB; up to {LARGEST_UNPACKED / 1e6:,.0f} MB are read.",
            hint="Split it, or take the pictures out.",
        )
    if "[Content_Types].xml" not in archive.namelist():
        raise FileUnreadable(f"{path} is no {kind}: it is a ZIP archive of other files.", hint=hint)
    return archive
