"""What a refusal offers: headers in the language of the file, and a description to complete."""

from pathlib import Path

import pytest

from kpi_kit import labels
from kpi_kit.channels import load_channel, shipped
from kpi_kit.errors import ReadingError
from kpi_kit.exports import load
from kpi_kit.overlays import usual_header
from kpi_kit.recognition import Formats
from kpi_kit.sheets import Sheet
from tests.test_exports import assert_accounted

GERMAN = {
    "linkedin_posts": ("Titel des Beitrags", "Link veröffentlichen", "Erstellt am", "Impressions",
                       "Aufrufe", "Klicks", "Likes", "Kommentare", "Direkt geteilte Beiträge"),
    "tiktok_business_posts": ("Videotitel", "Videolink", "Veröffentlichungszeit", "Videoaufrufe",
                              "Likes", "Kommentare", "Freigaben", "Zu Favoriten hinzufügen"),
    "tiktok_business_days": ("Datum", "Videoaufrufe", "Erreichtes Publikum", "Profilaufrufe",
                             "Likes", "Kommentare", "Freigaben", "Neue Follower"),
    "youtube_days": ("Datum", "Aufrufe"),
    "costs": ("Kampagne", "Kostenart", "Datum", "Stunden", "Stundensatz", "Betrag"),
    "mentions": ("Datum", "Quelle", "Autor", "Erwähnung", "Link", "Stimmung", "Marke"),
    "orders": ("Bestellnummer", "Bestellt am", "Umsatz", "Deckungsbeitrag"),
    "messages": ("Nachrichten-ID", "Kanal", "Eingegangen am", "Beantwortet am"),
}  # fmt: skip
"""German headers as exports have them, per format."""


@pytest.mark.parametrize("spec_id", GERMAN)
def test_a_missing_column_of_a_german_file_is_named_in_german(spec_id: str) -> None:
    spec, header = load_channel(spec_id), GERMAN[spec_id]
    for head in header:
        name = spec.column(head)[0]
        assert name, head
        offered = usual_header(spec, name, [other for other in header if other != head])
        assert offered.removesuffix(" ({currency})") == head


@pytest.mark.parametrize(
    ("header", "lacks"),
    [
        (("Kampagne", "Kosten", "Klicks"), "Kampagnenstatus"),
        (("Kampagne", "Anzeigengruppe", "Kosten"), "Anzeigengruppenstatus"),
        (("Keyword", "Kampagne", "Anzeigengruppe", "Kosten"), "Keyword-Status"),
        (("Campaign", "Cost", "Clicks"), "Campaign status"),
        (("Campaign", "Ad group", "Cost"), "Ad group status"),
    ],
)
def test_of_several_levels_the_lowest_that_the_file_has_is_named(
    header: tuple[str, ...], lacks: str
) -> None:
    assert usual_header(load_channel("google_ads"), "status", header) == lacks


PLATFORMS = {
    "pinterest": (
        (
            "Pin title,Pin ID,Created,Impressions,Saves,Outbound clicks\n"
            "Lastenrad im Regen,900001,03.05.2026,400,12,7\nKette ölen,900002,13.05.2026,90,3,\n"
        ),
        {"post_id": "Pin ID", "published_at": "Created"},
        ("posts", {"impressions": 490, "saves": 15}),
    ),
    "xing": (
        (
            "Tag der Auswertung;Impressionen;Besucher der Seite;Abonnenten\n"
            "12.05.2026;250;31;900\n13.05.2026;50;9;901\n"
        ),
        {"date": "Tag der Auswertung", "impressions": "Impressionen"},
        ("accounts", {"impressions": 300}),
    ),
    "hootsuite": (
        (
            "Date (GMT),Page Impressions (Daily),Page Fans (Lifetime)\n"
            "01.05.2026,120,900\n02.05.2026,80,902\n"
        ),
        {"date": "Date (GMT)", "impressions": "Page Impressions (Daily)"},
        ("accounts", {"impressions": 200}),
    ),
}
"""Exports of platforms that are not shipped: the file, what its user knows, what it holds."""


def completed(printed: str, platform: str, known: dict[str, str]) -> str:
    """Complete a printed description as its user would: dots, channel and the form of dates."""
    lines = []
    for line in printed[printed.index("table =") :].splitlines():
        name = line.partition(" = ")[0]
        if "…" in line:
            line = line.replace("…", platform if name == "channel" else known[name])
        lines.append(line.replace('= "%Y-%m-%d"', '= "%d.%m.%Y"'))
    return "\n".join(lines)


@pytest.mark.parametrize("lang", ["de", "en"])
@pytest.mark.parametrize("platform", PLATFORMS)
def test_a_printed_description_once_completed_reads_another_platform_s_export(
    tmp_path: Path, platform: str, lang: labels.Language
) -> None:
    content, known, (table, sums) = PLATFORMS[platform]
    path = tmp_path / f"{platform}.csv"
    path.write_text(content, "utf-8")
    with labels.speaking(lang):
        with pytest.raises(ReadingError) as refused:
            load(path)
        mine = tmp_path / "my.toml"
        mine.write_text(completed(str(refused.value), platform, known), "utf-8")
        exports = load(path, channel=mine)
    assert_accounted(exports)
    assert exports.log["table"].tolist() == [table]
    assert len(exports.set_aside) == 0
    rows = getattr(exports, table)
    assert rows["channel"].unique().tolist() == [platform]
    assert {name: rows[name].sum() for name in sums} == sums


def test_translated_identifiers_are_asked_for_and_then_known(tmp_path: Path) -> None:
    """How Dutch exports call them is not known."""
    path = tmp_path / "posts.csv"
    header = "Bericht-ID,Pagina-ID,Titel,Publicatietijdstip,Weergaven,Bereik"
    path.write_text(f"{header}\n500000000000108,7,Ketting,05/01/2026 09:00,50,20\n", "utf-8")
    with pytest.raises(ReadingError, match="the nearest is “Facebook posts") as refused:
        load(path)
    mine = tmp_path / "my.toml"
    printed = str(refused.value)
    lines = printed[printed.index("extends =") :].splitlines()
    known = {"post_id": "Bericht-ID", "page_id": "Pagina-ID"}
    given = (line.replace("…", known.get(line.partition(" = ")[0], "…")) for line in lines)
    mine.write_text("\n".join(given), "utf-8")
    (row,) = load(path, channel=mine).posts.to_dict("records")
    assert (row["post_id"], row["views"], row["reach"]) == ("500000000000108", 50, 20)


def test_names_below_one_another_are_refused_by_what_they_lack(tmp_path: Path) -> None:
    path = tmp_path / "post.csv"
    rows = "Post URL,https://x.example/posts/a-share-7190000000000000003\nPublished,5/14/2026\n"
    path.write_text(f"{rows}Impressions,484\nReactions,9\nComments,0\nReposts,2\n", "utf-8")
    with pytest.raises(ReadingError, match=r"the nearest is “LinkedIn single post.*'Post Date'"):
        load(path)
    own = 'extends = "linkedin_personal_post"\n[columns]\npublished_at = ["Published"]\n'
    (tmp_path / "own.toml").write_text(own, "utf-8")
    assert load(path, channel=tmp_path / "own.toml").posts["likes"].tolist() == [9]


def test_of_two_formats_with_the_same_columns_the_sheet_s_name_decides(tmp_path: Path) -> None:
    header = ["Post ID", "Posted", "share", "like", "comment"]
    rows = [header, ["1", "03/17/2018 03:00:10 PM", "2", "30", "4"]]
    people, actions = "Lifetime Talking About This(...", "Lifetime Post Stories by act..."
    for name, spec in ((people, "people"), (actions, "actions"), ("Anything", "actions")):
        sheet = Sheet(f"a.xlsx/{name}", [*enumerate(rows, 1)], lambda: iter([]))
        found = Formats(shipped().values()).recognise(sheet)
        assert found.spec.id == f"facebook_insights_old_{spec}"


def test_a_header_that_is_almost_right_is_shown_beside_the_usual_one(tmp_path: Path) -> None:
    path = tmp_path / "ads.csv"
    path.write_text("Campaign name,Cost,Impression,Clicks (destination)\nFrühling,1,2,3\n", "utf-8")
    with pytest.raises(ReadingError, match=r"# Impressions; similar: 'Impression'"):
        load(path)
