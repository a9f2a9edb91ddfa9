"""What a refusal offers: headers in the language of the file, and a description to complete."""

from pathlib import Path

import pytest

from kpi_kit import labels
from kpi_kit.channels import load_channel
from kpi_kit.errors import ReadingError
from kpi_kit.exports import load
from kpi_kit.overlays import usual_header
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


def test_a_header_that_is_almost_right_is_shown_beside_the_usual_one(tmp_path: Path) -> None:
    path = tmp_path / "ads.csv"
    path.write_text("Campaign name,Cost,Impression,Clicks (destination)\nFrühling,1,2,3\n", "utf-8")
    with pytest.raises(ReadingError, match=r"# Impressions; similar: 'Impression'"):
        load(path)
