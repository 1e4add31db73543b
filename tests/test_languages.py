"""Which language a text is written in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssg.languages import language_of, language_of_name


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            (
                "We are looking for a baker who will work with us in the early morning, and who is "
                "not afraid of the heat from the old oven that we have in the shop."
            ),
        ),
        (
            "de",
            (
                "Wir suchen eine Bäckerin oder einen Bäcker für die frühe Schicht. Du arbeitest "
                "mit uns in der Backstube und bist auch im Laden nicht auf den Mund gefallen."
            ),
        ),
        (
            "fr",
            (
                "Nous cherchons une boulangère ou un boulanger pour le matin. Vous travaillez avec "
                "nous dans le fournil et vous aimez les gens qui viennent dans la boutique."
            ),
        ),
        (
            "es",
            (
                "Buscamos una persona para el turno de la mañana, que trabaje con nosotros en el "
                "horno y que no tenga miedo de los clientes que vienen a la tienda."
            ),
        ),
        (
            "pt",
            (
                "Procuramos uma pessoa para o turno da manhã, que trabalhe com a nossa equipe no "
                "forno e que não tenha medo dos clientes que vêm à loja para comprar pão."
            ),
        ),
        (
            "nl",
            (
                "Wij zoeken een bakker voor de vroege dienst die met ons in de bakkerij werkt en "
                "die het niet erg vindt om ook in de winkel te staan als het druk is."
            ),
        ),
        (
            "sv",
            (
                "Vi söker en bagare till det tidiga passet som vill arbeta med oss i bageriet och "
                "som inte är rädd för att stå i butiken när det är mycket att göra."
            ),
        ),
        (
            "pl",
            (
                "Szukamy osoby do pracy na porannej zmianie, która będzie z nami pracować "
                "w piekarni i nie boi się także pracy w sklepie, gdy jest tam dużo ludzi."
            ),
        ),
        ("ja", "早朝のシフトで一緒に働いてくださるパン職人を募集しています。"),
        ("zh", "我们正在寻找一位愿意在清晨与我们一起工作的面包师。"),
        ("ru", "Мы ищем пекаря на утреннюю смену."),
        ("", "Python, Go, Rust, SQL"),
        ("", ""),
    ],
)
def test_the_language_of_a_text(language: str, text: str) -> None:
    assert language_of(text) == language


def test_a_name_in_another_script_makes_no_other_language() -> None:
    text = "You will work for 日本パン with the team that is in our bakery, and you are one of us. "
    assert language_of(text * 2) == "en"


@given(st.text())
def test_any_text_has_one_or_none(text: str) -> None:
    assert len(language_of(text)) in {0, 2}


@pytest.mark.parametrize(
    ("name", "text", "language"),
    [
        ("Baker", "ja", ""),
        ("Bäckerin – früh", "de", ""),
        ("パン職人", "", "ja"),
        ("東京のパン職人 (Baker)", "en", "ja"),
        ("制パン工", "ja", "ja"),
        ("面包师", "zh", "zh"),
        ("製造部長", "ja", "ja"),
        ("製造部長", "en", ""),
        ("제빵사", "", "ko"),
        ("Αρτοποιός", "en", "el"),
        ("אופה", "", "he"),
        ("Пекарь", "ru", "ru"),
        ("Пекар", "uk", "uk"),
        ("Пекар", "", ""),
        ("خباز", "ar", "ar"),
        ("نانوا", "", ""),
        ("Baker of mantou (馒头)", "zh", ""),
    ],
)
def test_the_language_of_a_name(name: str, text: str, language: str) -> None:
    assert language_of_name(name, text) == language
