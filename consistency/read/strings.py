"""Open a workbook with its shared texts on disk: they are most of a large sheet, and stand before its rows."""

from __future__ import annotations

import warnings
from array import array
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO, Any

_IN_MEMORY = 8 * 1024 * 1024


class Strings:
    """Texts by their number; what is beyond 8 MB stands in a temporary file, and eight bytes a text in memory."""

    def __init__(self) -> None:
        self._file: IO[bytes] = SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - closed when the workbook goes
        self._starts = array("Q", [0])

    def append(self, text: str) -> None:
        """Add a text at the end; all are added before the first is asked for."""
        self._starts.append(self._starts[-1] + self._file.write(text.encode("utf-8", "surrogatepass")))

    def __getitem__(self, number: int) -> str:
        start, end = self._starts[number], self._starts[number + 1]
        self._file.seek(start)
        return self._file.read(end - start).decode("utf-8", "surrogatepass")


def open_workbook(source: Path | IO[bytes]) -> Any:
    """Return the openpyxl workbook of a file, to be read row by row; formulas show the values they had."""
    from openpyxl.reader.excel import ExcelReader
    from openpyxl.xml.constants import SHARED_STRINGS

    # What openpyxl warns of (pictures, validations, broken styles) is of no concern to what cells say.
    warnings.filterwarnings("ignore", module="openpyxl")

    class Reader(ExcelReader):
        shared_strings: Any

        def read_strings(self) -> None:
            package: Any = self.package
            part = package.find(SHARED_STRINGS)
            if part is not None:
                with self.archive.open(part.PartName[1:]) as xml:
                    self.shared_strings = _strings(xml)

    reader = Reader(source, read_only=True, data_only=True, keep_links=False)
    reader.read()
    return reader.wb


def _strings(xml: IO[bytes]) -> Strings:
    from openpyxl.cell.text import Text
    from openpyxl.xml.constants import SHEET_MAIN_NS
    from openpyxl.xml.functions import iterparse

    found = Strings()
    root: Any = None
    for event, node in iterparse(xml, events=("start", "end")):
        if root is None:
            root = node
        if event == "end" and node.tag == f"{{{SHEET_MAIN_NS}}}si":
            text: Any = Text.from_tree(node)
            found.append(text.content.replace("x005F_", ""))
            root.clear()  # else the parser keeps an element for every text
    return found
