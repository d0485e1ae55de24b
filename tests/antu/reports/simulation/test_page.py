"""The page: whole in both languages, in need of nothing, and true of what it was made from."""

import re
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from antu.economics import Outside
from antu.errors import AntuError
from antu.reports.simulation import Run, summarise, write_page
from antu.reports.simulation.findings import Findings
from antu.reports.simulation.markup import Voice
from antu.reports.simulation.page import page
from antu.reports.simulation.sections.losses import losses
from antu.reports.simulation.sections.sources import sources
from antu.simulation.records import Tables
from antu.simulation.scenario import Trouble
from antu.text import Language
from antu.vocabulary import WORDS
from tests.antu.reports.simulation.made_up import DAYS, made_up
from tests.antu.reports.simulation.tiny import empty, without_matches

EN, ES = Language.EN, Language.ES
MEAN = 'thesis <script>alert("&")</script>'
VOID = {"meta", "input", "br", "path", "use", "rect", "image", "polyline", "line", "circle"}


class Reader(HTMLParser):
    """Tags that are opened and closed, identifiers, references to others, and words."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.identifiers: Counter[str] = Counter()
        self.references: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.words: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.open.append(tag)
        self.keep(attrs)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.keep(attrs)

    def keep(self, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            given = value or ""
            self.attributes.append((name, given))
            if name == "id":
                self.identifiers[given] += 1
            if name in ("for", "href", "xlink:href"):
                self.references.append(given.removeprefix("#"))
            self.references += re.findall(r"url\(#([^)]*)\)", given)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if not {"style", "script"} & set(self.open):
            self.words.append(data)


def run(name: str, tables: Tables, settings: dict[str, object] | None = None) -> Run:
    found = summarise(name, tables, Outside.default(), 48.0, 700.0, seed=7, days=DAYS)
    return Run(
        name, {EN: "In English & more.", ES: "En español."}, settings or {"seed": 7}, Outside.default(), tables, found
    )


def made(*runs: Run) -> str:
    return page(runs)


def body(html: str, lang: Language) -> str:
    """The part of a page in a language."""
    [found] = re.findall(rf'<main class="of-{lang}".*?</main>', html, re.DOTALL)
    return str(found)


@pytest.fixture(scope="module")
def two() -> str:
    """The page of two scenarios."""
    return made(
        run(MEAN, made_up(1, 40), {"<b>": '"quoted" & <i>'}), run("adversarial", made_up(2, 40, adversaries=True))
    )


@pytest.fixture(scope="module")
def nobody() -> str:
    """The page of a market in which nobody did anything."""
    return made(run("nobody", empty()))


def test_page_fetches_nothing(two: str) -> None:
    read = Reader(two)
    for name, value in read.attributes:
        assert name not in ("src", "srcset", "action", "data"), (name, value)
        assert "//" not in value, (name, value)
        if name in ("href", "xlink:href"):
            assert value.startswith("#")
    assert not re.search(r"@import|url\((?!#)|<link|<iframe|<img|fetch\(|XMLHttpRequest|https?://", two)


def test_page_is_well_formed_and_its_identifiers_are_unique(two: str) -> None:
    read = Reader(two)
    assert read.open == []
    assert [name for name, times in read.identifiers.items() if times > 1] == []
    assert set(read.references) <= set(read.identifiers)


def test_page_has_every_section_in_both_languages_for_every_scenario(two: str) -> None:
    sections = (
        "overview", "gas", "growth", "costs", "payers", "market", "country", "yields", "alternative", "scale", "losses",
        "sources",
    )  # fmt: skip
    for lang in Language:
        text = body(two, lang)
        assert [text.count(f'<section class="{name}">') for name in sections] == [2] * len(sections)
        assert text.count("<svg ") == text.count("</svg>") == 2 * 20


def test_page_has_no_words_left_to_fill_in(two: str) -> None:
    without_sources = re.sub(r'<section class="sources">.*?</section>', "", two, flags=re.DOTALL)
    words = " ".join(Reader(without_sources).words)
    assert not re.search(r"\{[a-z_]*\}|\bsim_|\bnan\b|\binf\b|None", words)


def test_page_is_in_the_language_that_it_says(two: str) -> None:
    english, spanish = body(two, EN), body(two, ES)
    assert 'lang="es-CL"' in spanish
    assert "The scenarios side by side" in english
    assert "The scenarios side by side" not in spanish
    assert "Los escenarios, lado a lado" in spanish
    # Words of plots too, which are drawn once for each language.
    assert ">months since the start</text>" in english
    assert ">meses desde el inicio</text>" in spanish
    assert ">months since the start</text>" not in spanish


def test_page_writes_figures_as_each_language_does(two: str) -> None:
    assert re.search(r"\$\d{1,3}\.\d{3}\b", body(two, ES))
    assert not re.search(r"\$\d", body(two, EN))
    assert re.search(r"\d,\d %", body(two, ES))
    assert re.search(r"\d\.\d %", body(two, EN))
    for lang, wrong in ((EN, r">\d{1,3}\.\d{3}\.\d{3}<"), (ES, r">\d{1,3},\d{3},\d{3}<")):
        assert not re.search(wrong, body(two, lang))


def test_page_escapes_what_comes_from_outside(two: str) -> None:
    assert "alert(" in two
    assert "<script>alert" not in two
    assert "&lt;b&gt;" in two
    assert "&quot;quoted&quot; &amp; &lt;i&gt;" in two


def test_page_speaks_spanish_to_who_does_and_may_be_switched(two: str) -> None:
    assert "navigator.language" in two
    for lang in Language:
        assert f'id="lang-{lang}"' in two
        assert two.count(f'<label for="lang-{lang}"') == 1
        assert f"#lang-{lang}:checked ~ main.of-{lang} {{ display: block; }}" in two
    assert two.count('<label for="run-1">adversarial</label>') == len(Language)


def test_page_has_every_source_and_marks_what_is_assumed(two: str) -> None:
    english = body(two, EN)
    for figure in ("pesos_per.ether", "ethereum.spike.gas_price", "ramp.pay_in_rate", "blobs.target"):
        assert f'<span class="path">{figure}</span>' in english
    assert "our assumption" in english
    assert "supuesto propio" in body(two, ES)
    assert "changed by the scenario" not in english


def test_page_takes_the_prices_of_a_scenario_and_says_which_it_changed() -> None:
    ours = Outside.default()
    changed = replace(
        ours,
        prices=ours.prices.changed({"pesos_per": {"ether": 5_000_000.0}}),
        limits=ours.limits.changed({"blobs": {"target": 48}}),
    )
    english = sources(Findings(replace(run("dear", empty()), outside=changed)), Voice(EN, "en"))
    assert ", 2 changed by the scenario" in english
    assert re.search(r"blobs\.target</span></td><td>48</td>", english)
    assert re.search(r"pesos_per\.ether</span></td><td>5,000,000</td><td></td><td><span class=.ours.>changed", english)


def test_page_is_the_same_each_time_and_written_whole(tmp_path: Path) -> None:
    runs = [run("once", made_up(3, 12))]
    for name in ("one.html", "two.html"):
        write_page(tmp_path / name, runs)
    assert (tmp_path / "one.html").read_bytes() == (tmp_path / "two.html").read_bytes()
    (tmp_path / "taken").mkdir()
    with pytest.raises(AntuError, match="cannot be written"):
        write_page(tmp_path / "taken", [])


def test_page_of_one_scenario_has_no_comparison(nobody: str) -> None:
    assert 'class="compare"' not in nobody
    assert 'class="tabs"' not in nobody


def test_page_of_nobody_says_so_and_draws_nothing(nobody: str) -> None:
    assert "Nobody posted a demand" in body(nobody, EN)
    assert "Nadie publicó una demanda" in body(nobody, ES)
    assert "<svg" not in nobody
    assert Reader(nobody).open == []


def test_page_of_demands_without_teams_shows_what_there_is() -> None:
    english = body(made(run("alone", without_matches())), EN)
    assert "No project was matched" in english
    assert "nothing to compare with a database" in english
    assert "no project operates yet" in english


@pytest.mark.parametrize(
    ("lost", "owed", "heading"),
    [
        (0, 0, "By the rules no honest participant lost anything but gas"),
        (0, 99, "By the rules no honest participant lost anything but gas; 99 pesos of energy are still owed to them"),
        (1_234, 99, "Honest participants lost 1,234 pesos"),
    ],
)
def test_page_says_plainly_what_honest_people_lost(lost: int, owed: int, heading: str) -> None:
    one = run("losses", without_matches())
    figures = {"honest_loss_clp": lost, "unpaid_to_honest_clp": owed}
    one = replace(one, summary=one.summary.model_copy(update=figures))
    english = losses(Findings(one), Voice(EN, "en"))
    assert f"<h3>{heading}</h3>" in english
    assert "asked" not in english
    dearer = replace(one, summary=one.summary.model_copy(update={"rescues_dearer_clp": 4_321}))
    assert "asked 4,321 pesos more" in losses(Findings(dearer), Voice(EN, "en"))


def test_page_has_words_for_every_trouble_and_agent() -> None:
    assert {f"sim_trouble_{trouble}" for trouble in Trouble} <= WORDS.keys()
