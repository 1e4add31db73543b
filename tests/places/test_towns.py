"""Which towns a location is sure to name, for those who ask where an office is."""

from __future__ import annotations

import pytest

from ssg.places.reader import read_places


@pytest.mark.parametrize(
    ("text", "towns"),
    [
        ("Berlin, Germany", [("Berlin", "", "DE")]),
        ("LISBON", [("Lisbon", "", "PT")]),
        ("New_York", [("New York", "", "US")]),
        (
            "Based in Berlin. Travel to Vancouver, B.C.",
            [
                ("Berlin", "", "DE"),
                ("Vancouver", "BC", "CA"),
            ],
        ),
        ("austin, tx", [("Austin", "TX", "US")]),
        ("Austin, Texas, USA", [("Austin", "Texas", "US")]),
        ("Toronto, ON or Perth, WA", [("Toronto", "ON", "CA"), ("Perth", "WA", "AU")]),
        ("London/Paris, London", [("London", "", "GB"), ("Paris", "", "FR")]),
        ("Warsaw, Kraków", [("Warsaw", "", "PL"), ("Kraków", "", "PL")]),
        ("New York", [("New York", "", "US")]),
        ("Guadalajara, Mexico", [("Guadalajara", "", "MX")]),  # which is a state of it too
        ("New York, New York", [("New York", "New York", "US")]),
        ("Albany, New York, USA", [("Albany", "New York", "US")]),
        ("Boston, New York", [("Boston", "", "US"), ("New York", "", "US")]),
        ("Tunis, Tunisia", [("Tunis", "", "TN")]),
        ("Panama, Panama", []),  # the country twice, or the town
        ("New Kent, VA", []),  # no Kent lies in Virginia
        ("Washington", []),  # the state, or the capital
        ("Washington, DC", [("Washington", "DC", "US")]),
        ("Washington D.C.", [("Washington D.C.", "", "US")]),
        ("Wien, Österreich", [("Wien", "", "AT")]),  # which is a state by this name, too
        ("Roma", [("Roma", "", "IT")]),
        ("Rom, Italien; Gand, Belgique", [("Rom", "", "IT"), ("Gand", "", "BE")]),
        ("大阪府大阪市", [("大阪市", "大阪", "JP")]),
        ("東京都渋谷区", [("渋谷区", "東京都", "JP")]),
        ("神奈川県横浜市", [("横浜市", "神奈川県", "JP")]),
        ("東京・大阪", [("東京", "", "JP"), ("大阪", "", "JP")]),
        ("Remote, Quebec", []),  # likewise
        ("Bremen, Germany", [("Bremen", "", "DE")]),  # a state of hardly more than the town
        ("Bavaria, Germany", []),
        ("Oxford Street, London", [("London", "", "GB")]),
        ("Singapore", []),
        ("Poland", []),
        ("Camelot", []),
        ("Remote, EMEA", []),
    ],
)
def test_towns(text: str, towns: list[tuple[str, str, str]]) -> None:
    assert [tuple(town) for town in read_places(text).towns] == towns
