"""Which spellings name one company or one tag, by example."""

from __future__ import annotations

import pytest

from ssg import names


@pytest.mark.parametrize(
    "spellings",
    [
        (
            "Acme",
            "ACME, Inc.",
            "acme",
            " Acme  Inc ",
            "A.C.M.E.",
            "Acme® LLC",
            "ＡＣＭＥ",
            "Acme L.L.C.",
        ),
        (
            "Kornblume",
            "Kornblume GmbH & Co. KG",
            "kornblume gmbh",
            "Kornblume UG (haftungsbeschränkt)",
        ),
        ("Złote Kłosy", "ZŁOTE KŁOSY Sp. z o.o.", "Złote Kłosy sp.z o.o."),
        ("L'Étoile", "L’Étoile S.A.S.", "l'étoile SARL", "L'Étoile S.à r.l."),
        ("Night Bakers", "NightBakers", "night-bakers, Pty Ltd", "Night_Bakers Co., Ltd."),
        ("Smørre", "Smørre A/S", "SMØRRE ApS"),
        ("アクメ", "アクメ 株式会社", "アクメ株式会社", "株式会社アクメ", "㈱アクメ"),
        ("아크메", "주식회사 아크메", "(주)아크메", "아크메주식회사"),
        ("夜面包", "夜面包有限公司", "夜面包股份有限公司"),
        ("Пекарь", "ООО «Пекарь»", "Пекарь, ООО", "ПЕКАРЬ АО"),
        ("เบเกอร์", "บริษัท เบเกอร์ จำกัด"),
        ("Panadero", "Panadero, S.A. de C.V.", "Panadero S. de R.L. de C.V."),
        ("Pekař", "Pekař, spol. s r.o."),
    ],
)
def test_one_company(spellings: tuple[str, ...]) -> None:
    assert len({names.company_key(spelling) for spelling in spellings}) == 1


@pytest.mark.parametrize(
    "companies",
    [
        ("日本", "中国"),
        ("Canal", "Canal+", "Canal#"),
        ("किताब", "कीताब"),
        ("Łoś", "Los", "Löss"),
        ("!!!", "???", "🚀"),
        ("Inc.", "Co.", "Ltd", "ООО", "株式会社"),
        ("Oven", "AS Oven", "SAS Oven"),
        ("Acme", "Acme Labs", "Acme 2"),
    ],
)
def test_several_companies(companies: tuple[str, ...]) -> None:
    assert len({names.company_key(company) for company in companies}) == len(companies)


@pytest.mark.parametrize(
    ("name", "base"),
    [
        ("ACME, Inc.", "ACME"),
        ("Kornblume GmbH & Co. KG", "Kornblume"),
        ("Złote Kłosy Sp. z o.o.", "Złote Kłosy"),
        ("Night Bakers", "Night Bakers"),
        ("Bread (Rye Ltd)", "Bread (Rye Ltd)"),
        ("Inc.", "Inc."),
        ("", ""),
    ],
)
def test_company_base(name: str, base: str) -> None:
    assert names.company_base(name) == base
    assert names.company_key(base) == names.company_key(name)


def test_tags() -> None:
    assert names.tag_key("Machine-Learning") == names.tag_key(" machine  learning")
    assert len({names.tag_key(tag) for tag in ("C", "C++", "C#", ".NET", "NET")}) == 5


def test_the_most_frequent_spelling_is_shown_and_of_equals_the_first() -> None:
    assert names.most_frequent({"acme": 1, "ACME": 2, "Acme": 1}) == "ACME"
    assert names.most_frequent({"b": 1, "a": 1}) == "a"
