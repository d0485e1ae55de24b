"""All words that end users read, in English and in Spanish (Chile), and figures as each writes them."""

import os
from collections.abc import Mapping
from enum import StrEnum

from antu.enums import State
from antu.errors import AntuError
from antu.vocabulary import WORDS


class Language(StrEnum):
    """A language of `antu.vocabulary`."""

    EN = "en"
    ES = "es"


def language(asked: str | None = None, environment: Mapping[str, str] | None = None) -> Language:
    """The language asked for (an option), else ANTU_LANG's, else English. `es-CL` and `es_CL.UTF-8` are Spanish."""
    name = asked or (os.environ if environment is None else environment).get("ANTU_LANG") or "en"
    short = name.lower().replace("_", "-").partition("-")[0]
    if short not in tuple(Language):
        raise AntuError(f"There is no text in {name!r}.", f"Languages are: {', '.join(Language)}.")
    return Language(short)


def text(key: str, lang: Language) -> str:
    """The words of a key."""
    english, spanish = WORDS[key]
    return english if lang is Language.EN else spanish


def state_name(state: int, lang: Language) -> str:
    """A project's state in words."""
    return text(f"state_{State(state).name.lower()}", lang)


def terms(reserve_bps: int, follows_uf: bool, lang: Language) -> str:
    """A demand's terms in words, as `reserve 2.5 %, follows the UF`; empty if it has none."""
    agreed = []
    if reserve_bps:
        percentage = f"{reserve_bps / 100:g}"
        shown = percentage if lang is Language.EN else percentage.replace(".", ",")
        agreed.append(text("terms_reserve", lang).format(percent=shown))
    if follows_uf:
        agreed.append(text("terms_uf", lang))
    return ", ".join(agreed)


def number(value: int, lang: Language) -> str:
    """A whole number: 1,165,500 or 1.165.500."""
    grouped = f"{value:,}"
    return grouped if lang is Language.EN else grouped.replace(",", ".")


def money(pesos: int, lang: Language) -> str:
    """Pesos: 1,165,500 in English, $1.165.500 in Spanish."""
    if lang is Language.EN:
        return number(pesos, lang)
    return f"-${number(-pesos, lang)}" if pesos < 0 else f"${number(pesos, lang)}"


def energy(wh: int, lang: Language) -> str:
    """Energy in kWh, rounded to one decimal: 1,234.5 kWh or 1.234,5 kWh."""
    tenths = round(wh / 100)
    point = "." if lang is Language.EN else ","
    sign = "-" if tenths < 0 else ""
    whole, tenth = divmod(abs(tenths), 10)
    return f"{sign}{number(whole, lang)}{point}{tenth} kWh"


def decimal(value: float, lang: Language, places: int = 1) -> str:
    """A number with decimals: 0.25 or 0,25."""
    shown = f"{value:.{places}f}"
    return shown if lang is Language.EN else shown.replace(".", ",")


def percent(ratio: float, lang: Language, places: int = 1) -> str:
    """A ratio as a percentage: 3.5 % or 3,5 %."""
    return f"{decimal(ratio * 100, lang, places)} %"
