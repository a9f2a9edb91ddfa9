"""Chance that is the same on every machine: counted from a key, never drawn from a stream.

Integers and numbers below one come out of 64-bit arithmetic that every machine does alike, and no
version of a library decides what they are. A draw depends on its key alone: an event that is added
later leaves all others as they were.
"""

import hashlib
from typing import Any

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

_STEP = np.uint64(0x9E3779B97F4A7C15)


def uniforms(count: int, *key: object) -> Floats:
    """Draw *count* numbers from 0 (included) to 1 (excluded).

    Examples
    --------
    >>> bool((uniforms(3, 7, "first") == uniforms(3, 7, "first")).all())
    True
    """
    # SplitMix64, an integer generator that needs nothing but a counter.
    mixed = np.arange(1, count + 1, dtype=np.uint64) * _STEP + np.uint64(_number(key))
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    mixed ^= mixed >> np.uint64(31)
    return (mixed >> np.uint64(11)).astype(np.float64) * 2.0**-53


def integers(count: int, below: int, *key: object) -> Ints:
    """Draw *count* integers from 0 (included) to *below* (excluded)."""
    return (uniforms(count, *key) * below).astype(np.int64)


def hits(chance: float | Floats, count: int, *key: object) -> Flags:
    """Tell which of *count* things happen, each with its own or the same chance."""
    return uniforms(count, *key) < chance


def different(values: Ints) -> Ints:
    """Return the different values in order; sorting is far faster here than hashing."""
    ordered = np.sort(values)
    first: Flags = np.append(True, ordered[1:] != ordered[:-1])[: len(ordered)]
    return ordered[first]


def draw(low: int, high: int, *key: object) -> int:
    """Draw an integer from *low* to *high*, both included.

    Examples
    --------
    >>> draw(1, 6, 7, "first throw") == draw(1, 6, 7, "first throw")
    True
    """
    return low + _number(key) % (high - low + 1)


def around(value: float, percent: int, *key: object) -> float:
    """Draw a number at most *percent* away from *value*."""
    return value * draw(1000 - 10 * percent, 1000 + 10 * percent, *key) / 1000


def pick(choices: list[Any], *key: object) -> Any:
    """Draw one of several things."""
    return choices[draw(0, len(choices) - 1, *key)]


def rounded(value: float, *key: object) -> int:
    """Round up or down by chance, so that many small numbers add up to what they should."""
    return int(value + draw(0, 999_999, *key) / 1_000_000)


def counted(mean: float, *key: object) -> int:
    """Draw how many of 400 people do something that each does rarely; *mean* of them usually do.

    Examples
    --------
    >>> sum(counted(2.5, 7, day) for day in range(1000)) / 1000
    2.455
    """
    return int(hits(mean / 400, 400, *key).sum())


def _number(key: tuple[object, ...]) -> int:
    digest = hashlib.sha256("/".join(map(str, key)).encode()).digest()
    return int.from_bytes(digest[:8], "big")
