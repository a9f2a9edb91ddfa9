"""Each post beside the followers that its account had on the day of publishing."""

import pandas as pd

DAY = ["channel", "owner", "day"]


def with_followers(posts: pd.DataFrame, accounts: pd.DataFrame) -> pd.DataFrame:
    """Add to posts the followers of their account at the end of the day of publishing.

    An account without a name, as in Meta's daily files, is the one that the posts name if the
    channel knows no other. Where nothing says whose followers they are, or a day has none or
    several, they are missing; no other day stands in for it.

    Parameters
    ----------
    posts : DataFrame
        Rows of the table ``posts``.
    accounts : DataFrame
        Rows of the table ``accounts``.

    Returns
    -------
    DataFrame
        The posts in their order, with the column ``followers``.

    Examples
    --------
    >>> day = pd.Timestamp("2026-05-04")
    >>> posts = pd.DataFrame({"channel": ["x"], "account": ["shop"], "published_on": [day]})
    >>> accounts = pd.DataFrame({"channel": ["x"], "account": [None], "date": [day],
    ...                          "followers": [250.0]})
    >>> with_followers(posts, accounts)["followers"].tolist()
    [250.0]
    """
    known = accounts[accounts["followers"].notna()]
    named = pd.concat([posts, accounts])[["channel", "account"]]
    several = named.groupby("channel")["account"].nunique().gt(1)
    stocks = _of_days(known, several, "date").assign(followers=known["followers"])
    stocks = stocks.dropna().drop_duplicates().drop_duplicates(DAY, keep=False)
    wanted = _of_days(posts, several, "published_on")
    joined = wanted.merge(stocks, on=DAY, how="left")
    return posts.assign(followers=joined["followers"].to_numpy())


def _of_days(rows: pd.DataFrame, several: "pd.Series[bool]", day: str) -> pd.DataFrame:
    """Say whose day each row tells of; nobody's where a channel has several accounts."""
    alone = ~rows["channel"].map(several).fillna(value=True).astype(bool)
    owner = rows["account"].astype(object).mask(alone, "")
    return pd.DataFrame({"channel": rows["channel"], "owner": owner, "day": rows[day]})
