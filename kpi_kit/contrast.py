"""How well one colour can be read on another, as the Web Content Accessibility Guidelines say."""


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 to 21, as WCAG 2.2 defines it.

    Examples
    --------
    >>> round(contrast("#000000", "#ffffff")), round(contrast("#777777", "#ffffff"), 2)
    (21, 4.48)
    """
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def luminance(colour: str) -> float:
    """Return how bright a colour is, from 0 for black to 1 for white.

    Examples
    --------
    >>> luminance("#000000"), round(luminance("#ffffff"), 6), round(luminance("#808080"), 2)
    (0.0, 1.0, 0.22)
    """
    shares = [part / 255 for part in parts_of(colour)]
    linear = [s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares]
    return sum(w * part for w, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def parts_of(colour: str) -> tuple[int, ...]:
    """Return red, green and blue, each from 0 to 255.

    Examples
    --------
    >>> parts_of("#1b5e9b")
    (27, 94, 155)
    """
    return tuple(int(colour[at : at + 2], 16) for at in (1, 3, 5))
