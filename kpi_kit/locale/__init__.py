"""German for what click says: ``messages.po`` is edited, ``messages.mo`` is made from it."""

from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

FOLDER = Path(__file__).parent / "de" / "LC_MESSAGES"


def compiled() -> bytes:
    """Return the compiled form of ``messages.po``, which gettext reads."""
    with (FOLDER / "messages.po").open("rb") as source:
        catalog = read_po(source, locale="de")
    buffer = BytesIO()
    write_mo(buffer, catalog)
    return buffer.getvalue()
