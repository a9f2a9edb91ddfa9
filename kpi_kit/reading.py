"""One sheet into canonical rows, by the format that it shows."""

from kpi_kit.blocks import read_blocks
from kpi_kit.ledger import Reading, Told
from kpi_kit.recognition import Formats
from kpi_kit.records import read_records
from kpi_kit.sheets import Sheet


def read(sheet: Sheet, formats: Formats, told: Told, time_zone: str) -> list[Reading]:
    """Read one sheet.

    Parameters
    ----------
    sheet : Sheet
        Text cells with their row numbers.
    formats : Formats
        The formats to choose from.
    told : Told
        What folder or ``exports.toml`` say.
    time_zone : str
        The account's zone, into which times are turned.

    Returns
    -------
    list of Reading
        One per canonical table that the sheet fills;
        ``len(rows) + len(totals) + len(set_aside) == rows_read``, but for days filled in.

    Raises
    ------
    ReadingError, ColumnError
        If the sheet is no known export, or lacks a column that its format needs.
    """
    found = formats.recognise(sheet)
    if found.spec.layout == "blocks":
        return read_blocks(sheet, found, told)
    return [read_records(sheet, found, told, time_zone)]
