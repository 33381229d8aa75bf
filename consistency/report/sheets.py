"""Lay out a sheet of a workbook: a frozen head with a filter, cells that no text can turn into formulas, colours."""

from __future__ import annotations

import re
from collections.abc import Sequence
from copy import copy
from typing import TYPE_CHECKING, Any, NamedTuple

from consistency.model import Severity
from consistency.report.safe import visible
from consistency.report.width import width

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell import Cell

STATUS_FILLS: dict[str, str] = {
    "missing": "FFD9D9", "conflict": "FFB3B3", "vague": "FFE3B8", "reworded": "FFF6CC", "match": "DDF2DD",
}  # fmt: skip
_SEVERITY_COLOURS: dict[Severity, str] = {"error": "9C0006", "warning": "7F6000"}
_LONGEST = 32_767  # characters in a cell
_LINKS = 65_530  # on a sheet; Excel calls a file with more of them damaged
_LINE = 15.0  # points
_CODE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")  # what the format reads as a character's number


class Column(NamedTuple):
    """A column's head and its width in characters."""

    head: str
    width: float


class Look(NamedTuple):
    """How a cell looks; colours are RRGGBB, none where empty."""

    bold: bool = False
    colour: str = ""
    underline: bool = False
    fill: str = ""


class Sheet:
    """A sheet that is filled from the top; columns count from 0, rows from 1 as in the workbook."""

    def __init__(self, book: Workbook, title: str, columns: Sequence[Column], *, frozen: int = 0) -> None:
        self.sheet = book.create_sheet(title)
        self.columns = columns
        self.rows = 0
        self.styles: dict[Look, Any] = {}
        self.links = 0
        at = self.add([column.head for column in columns])
        for number, column in enumerate(columns):
            self.wear(self.cell(at, number), Look(bold=True, fill="D9E2F0"))
            self.sheet.column_dimensions[self.letter(number)].width = column.width
        self.sheet.freeze_panes = f"{self.letter(frozen)}2"
        self.sheet.print_title_rows = "1:1"
        self.sheet.page_setup.orientation = "landscape"
        self.sheet.page_setup.fitToHeight = 0
        self.sheet.sheet_properties.pageSetUpPr.fitToPage = True

    @staticmethod
    def letter(column: int) -> str:
        from openpyxl.utils import get_column_letter

        return get_column_letter(column + 1)

    def cell(self, row: int, column: int) -> Cell:
        found: Cell = self.sheet.cell(row, column + 1)
        return found

    def wear(self, cell: Any, look: Look) -> None:
        """Give a cell a look. Styles are kept and copied, as the library is slow to find one for each cell."""
        from openpyxl.styles import Alignment, Font, PatternFill

        quoted = cell.quotePrefix
        if look not in self.styles:
            cell.alignment = Alignment(vertical="top", wrap_text=True)
            cell.font = Font(bold=look.bold, color=look.colour or None, underline="single" if look.underline else None)
            cell.fill = PatternFill("solid", start_color=look.fill) if look.fill else PatternFill()
            cell.quotePrefix = False
            self.styles[look] = copy(cell._style)
        cell._style = copy(self.styles[look])
        cell.quotePrefix = quoted

    def area(self, column: int, first: int, last: int) -> str:
        return f"{self.letter(column)}{first}:{self.letter(column)}{last}"

    def add(self, values: Sequence[str | int | None], *, bold: bool = False) -> int:
        """Write a row and return its number."""
        self.rows += 1
        height = 1
        for column, value in enumerate(values):
            if value is None or value == "":
                continue
            written = self.cell(self.rows, column)
            self.wear(written, Look(bold=bold))
            if isinstance(value, str):
                self.put(written, value)
                height = max(height, self.height(value, column))
            else:
                written.value = value
        self.sheet.row_dimensions[self.rows].height = _LINE * min(height, 12)
        return self.rows

    @staticmethod
    def put(written: Cell, text: str) -> None:
        """Write text as text, whatever it begins with; `quotePrefix` keeps it so when the cell is edited."""
        text = _CODE.sub("_x005F_", visible(text))
        written.value = text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
        written.data_type = "s"
        if text[:1] in tuple("=+-@＝＋－＠\t"):
            written.quotePrefix = True

    def height(self, text: str, column: int) -> int:
        """Return how many lines the text takes in its column."""
        room = max(1, int(self.columns[column].width) - 1)
        return sum(1 + max(0, width(line) - 1) // room for line in text.split("\n")[:20])

    def formula(self, row: int, column: int, formula: str) -> None:
        """Write a formula of this program's own."""
        self.cell(row, column).value = formula

    def fill(self, row: int, column: int, colour: str) -> None:
        """Colour a cell, not at all where `colour` is empty."""
        if colour:
            self.wear(self.cell(row, column), Look(fill=colour))

    def severity(self, row: int, column: int, severity: Severity) -> None:
        look = Look(bold=severity == "error", colour=_SEVERITY_COLOURS[severity])
        self.wear(self.cell(row, column), look)

    def link(self, row: int, column: int, title: str, target: int) -> None:
        """Link a cell to a row of another sheet."""
        from openpyxl.worksheet.hyperlink import Hyperlink

        self.links += 1
        if self.links > _LINKS:
            return
        linked = self.cell(row, column)
        linked.hyperlink = Hyperlink(ref=linked.coordinate, location=f"'{title}'!A{target}")
        self.wear(linked, Look(colour="0563C1", underline=True))

    def choose(self, column: int, choices: Sequence[str], prompt: str) -> None:
        """Offer a list of choices in a column."""
        from openpyxl.worksheet.datavalidation import DataValidation

        if self.rows < 2:
            return
        listed = DataValidation(type="list", formula1='"' + ",".join(choices) + '"', allow_blank=True)
        listed.prompt, listed.showInputMessage = prompt, True
        listed.error, listed.showErrorMessage, listed.errorStyle = prompt, True, "warning"
        listed.add(self.area(column, 2, self.rows))
        self.sheet.add_data_validation(listed)

    def grey_unless(self, column: int, value: str) -> None:
        """Grey the rows that have another value than `value` in a column: those that are done."""
        from openpyxl.formatting.rule import FormulaRule
        from openpyxl.styles import Font

        if self.rows < 2:
            return
        letter = self.letter(column)
        formula = f'AND(${letter}2<>"",${letter}2<>"{value}")'
        done = FormulaRule(formula=[formula], font=Font(color="808080", strike=True))  # type: ignore[no-untyped-call]
        self.sheet.conditional_formatting.add(f"A2:{self.letter(len(self.columns) - 1)}{self.rows}", done)

    def finish(self) -> None:
        """Put the filter on the rows that are there."""
        self.sheet.auto_filter.ref = f"A1:{self.letter(len(self.columns) - 1)}{self.rows}"
