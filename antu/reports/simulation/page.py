"""`reports/simulation.html`: the page, in both languages, that needs nothing else."""

from collections.abc import Sequence
from pathlib import Path

from antu.files import write_atomically
from antu.reports.simulation.findings import Findings
from antu.reports.simulation.markup import Voice
from antu.reports.simulation.run import Run
from antu.reports.simulation.sections.alternative import alternative
from antu.reports.simulation.sections.compare import compare
from antu.reports.simulation.sections.costs import costs, payers
from antu.reports.simulation.sections.gas import gas, growth
from antu.reports.simulation.sections.losses import losses
from antu.reports.simulation.sections.market import country, market, yields
from antu.reports.simulation.sections.overview import overview, settings
from antu.reports.simulation.sections.scale import scale
from antu.reports.simulation.sections.sources import sources
from antu.text import Language

STYLE, SCRIPT = (Path(__file__).with_name(f"page.{kind}") for kind in ("css", "js"))
SECTIONS = (
    overview,
    gas,
    growth,
    costs,
    payers,
    market,
    country,
    yields,
    alternative,
    scale,
    losses,
    settings,
    sources,
)
WITHOUT_ANY = (overview, settings, sources)  # where nobody sent a transaction
LANGUAGES = {Language.ES: ("es-CL", "Español"), Language.EN: ("en", "English")}


def write_page(path: Path, runs: Sequence[Run]) -> None:
    """Writes the page of one or several runs. The same runs give the same file. `AntuError` if it cannot be written."""
    write_atomically(path, page(runs))


def page(runs: Sequence[Run]) -> str:
    """The page: all of it in Spanish, then all of it in English, of which one is shown; likewise the scenarios."""
    found = [Findings(run) for run in runs]
    english = Voice(Language.EN, "en")
    languages = "".join(_radio("lang", lang, lang is Language.EN) for lang in LANGUAGES)
    scenarios = "".join(_radio("run", str(place), place == 0) for place in range(len(runs)))
    bodies = "".join(_body(found, lang) for lang in LANGUAGES)
    labels = "".join(
        f'<label for="lang-{lang}" lang="{code}">{name}</label>' for lang, (code, name) in LANGUAGES.items()
    )
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>Antu: {english.say('title')}</title>\n"
        f"<style>\n{STYLE.read_text(encoding='utf-8')}{_shown(len(runs))}</style>\n</head>\n<body>\n"
        f"{languages}{scenarios}"
        f'<div class="bar"><div><strong>Antu</strong><span class="switch">{labels}</span></div></div>\n'
        f"{bodies}<script>\n{SCRIPT.read_text(encoding='utf-8')}</script>\n</body>\n</html>\n"
    )


def _radio(group: str, value: str, checked: bool) -> str:
    on = " checked" if checked else ""
    return f'<input class="choice" type="radio" name="{group}" id="{group}-{value}" aria-label="{value}"{on}>\n'


def _shown(runs: int) -> str:
    """Styles by which the chosen language and scenario are seen, and the others are not."""
    chosen = [(f"lang-{lang}", f"main.of-{lang}") for lang in LANGUAGES]
    chosen += [(f"run-{place}", f".run-{place}") for place in range(runs)]
    hidden = ", ".join(what for _, what in chosen)
    shown = "".join(f"#{choice}:checked ~ {_within(what)} {{ display: block; }}\n" for choice, what in chosen)
    labels = ", ".join(f'#{choice}:checked ~ * label[for="{choice}"]' for choice, _ in chosen)
    focus = ", ".join(f'#{choice}:focus-visible ~ * label[for="{choice}"]' for choice, _ in chosen)
    return (
        f"{hidden} {{ display: none; }}\n{shown}{labels} {{ background: var(--gold); color: #fff; }}\n"
        f"{focus} {{ outline: 2px solid var(--ink); outline-offset: 2px; }}\n"
    )


def _within(what: str) -> str:
    return what if what.startswith("main") else f"main {what}"


def _body(found: Sequence[Findings], lang: Language) -> str:
    """All of the page in a language."""
    voice = Voice(lang, str(lang))
    scenarios = "".join(
        f'<div class="run-{place}">\n{_scenario(each, Voice(lang, f"{lang}-{place}"))}</div>\n'
        for place, each in enumerate(found)
    )
    several = compare(found, voice) + _tabs(found, voice) if len(found) > 1 else ""
    return (
        f'<main class="of-{lang}" lang="{LANGUAGES[lang][0]}">\n<h1>{voice.say("title")}</h1>\n'
        f'<p class="intro">{voice.say("subtitle")}</p>\n{several}{scenarios}'
        f"<footer><p>{voice.say('footer')}</p></footer>\n</main>\n"
    )


def _tabs(found: Sequence[Findings], voice: Voice) -> str:
    labels = "".join(f'<label for="run-{place}">{voice.raw(each.run.name)}</label>' for place, each in enumerate(found))
    return f'<div class="tabs" role="group" aria-label="{voice.say("scenarios")}">{labels}</div>\n'


def _scenario(found: Findings, voice: Voice) -> str:
    run = found.run
    head = f'<h2>{voice.raw(run.name)}</h2>\n<p class="intro">{voice.raw(run.description[voice.lang])}</p>\n'
    shown = SECTIONS if run.summary.transactions else WITHOUT_ANY
    return head + "".join(part(found, voice) for part in shown)
