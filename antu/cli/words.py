"""What `antu` tells on the way, in English and in Spanish (Chile)."""

from antu.text import Language

SENTENCES: dict[str, tuple[str, str]] = {
    "reading": ("Reading {path}", "Leyendo {path}"),
    "book": ("{demands} demands and {offers} offers in {path}.", "{demands} demandas y {offers} ofertas en {path}."),
    "matching": ("Matching", "Calzando"),
    "comparing": ("Comparing with matching in order of arrival", "Comparando con calzar por orden de llegada"),
    "writing": ("Writing", "Escribiendo"),
    "nothing": ("No demand can have a team.", "Ninguna demanda puede tener equipo."),
    "teams": (
        "Teams for {teams} of {demands} demands, in {seconds} s. Their owners save {savings} pesos.",
        "Equipos para {teams} de {demands} demandas, en {seconds} s. Sus propietarios ahorran {savings}.",
    ),
    "written": ("Written: {paths}", "Se escribió: {paths}"),
    "holds": (
        "All teams hold ({teams}), and so does the proof: {savings} pesos saved, policy {policy}.",
        "Todos los equipos valen ({teams}), y la prueba también: ahorran {savings}, política {policy}.",
    ),
}


def say(key: str, lang: Language, **figures: object) -> str:
    """A sentence with its figures, which are already written as the language does."""
    english, spanish = SENTENCES[key]
    return (english if lang is Language.EN else spanish).format_map(figures)
