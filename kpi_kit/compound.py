"""Old workbooks (.xls) are files of sectors in chains; here it is seen to that each chain ends.

The library that reads workbooks follows a chain that runs in a circle until memory is full.
"""

import struct

import numpy as np

from kpi_kit.errors import ReadingError
from kpi_kit.rows import Array

NO_SECTOR = 0xFFFFFFFA
"""From here on, a number is a mark such as "end of chain" and no sector."""


def check_chains(data: bytes, file: str) -> None:
    """Look through the tables of an old workbook that say which sector follows which.

    Raises
    ------
    ReadingError
        If a chain has no end, or there are no such tables.
    """
    try:
        (shift,) = struct.unpack_from("<H", data, 30)
        first_small, _, first_further = struct.unpack_from("<3I", data, 60)
        tables = _tables(data, shift, first_further)
        following = np.concatenate([_sector(data, at, shift) for at in tables])
        _check_ends(following)
        for_small = [_sector(data, at, shift) for at in _chain(first_small, following)]
        if for_small:
            _check_ends(np.concatenate(for_small))
    except (struct.error, ValueError, IndexError) as error:
        raise ReadingError.saying("damaged", where=file) from error


def _tables(data: bytes, shift: int, further: int) -> list[int]:
    """List the sectors that hold the table: 109 in the header, the others in a chain of lists."""
    listed = np.frombuffer(data, "<u4", 109, offset=76).tolist()
    while further < NO_SECTOR:
        if len(listed) > len(data):
            raise ValueError(further)
        *more, further = _sector(data, further, shift).tolist()
        listed += more
    return [at for at in listed if at < NO_SECTOR]


def _sector(data: bytes, at: int, shift: int) -> Array:
    if shift not in (9, 12):
        raise ValueError(shift)
    return np.frombuffer(data, "<u4", 1 << (shift - 2), offset=(at + 1) << shift)


def _chain(at: int, following: Array) -> list[int]:
    chain = []
    while at < NO_SECTOR:
        chain.append(at)
        at = int(following[at])
    return chain


def _check_ends(following: Array) -> None:
    """Leap along all chains at once, each time twice as far: then each must be at its end."""
    end = len(following)
    leap = np.append(np.minimum(following, end), end).astype(np.int64)
    for _ in range(end.bit_length()):
        leap = leap[leap]
    if (leap != end).any():
        raise ValueError(end)
