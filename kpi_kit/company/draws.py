"""Chance that is the same on every machine."""

import hashlib


def draw(low: int, high: int, *key: object) -> int:
    """Draw an integer from *low* to *high*, both included.

    The number depends on its key alone, not on a stream: a post that is added later leaves the
    figures of all others as they are, and no library version and no rounding can change them.

    Examples
    --------
    >>> draw(1, 6, 7, "first throw") == draw(1, 6, 7, "first throw")
    True
    """
    digest = hashlib.sha256("/".join(map(str, key)).encode()).digest()
    return low + int.from_bytes(digest[:8], "big") % (high - low + 1)
