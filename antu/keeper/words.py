"""What the keeper tells on the way, in English and in Spanish (Chile), and the titles of its tables."""

from antu.enums import Mismatch
from antu.text import Language

SENTENCES: dict[str, tuple[str, str]] = {
    "unknown_classes": (
        "Classes {classes} are open on the chain, but not in data/classes.csv: they are left out. Add them there.",
        "Las clases {classes} están abiertas en la cadena, pero no en data/classes.csv: quedan fuera. Agréguelas ahí.",
    ),
    "no_demand": (
        "No demand is open at block {block}: there is nothing to match.",
        "No hay demandas abiertas en el bloque {block}: no hay nada que calzar.",
    ),
    "no_team": (
        "None of the {demands} open demands at block {block} can have a team.",
        "Ninguna de las {demands} demandas abiertas en el bloque {block} puede tener equipo.",
    ),
    "plan": (
        "Teams for {teams} of {demands} open demands at block {block}. Their owners save {savings} pesos.",
        "Equipos para {teams} de {demands} demandas abiertas en el bloque {block}. Sus propietarios ahorran {savings}.",
    ),
    "worth": (
        "With weight {policy} that is worth {objective} pesos.",
        "Con peso {policy} eso vale {objective}.",
    ),
    "best": ("No teams are better: the proof was verified.", "No hay equipos mejores: la prueba fue verificada."),
    "best_rounded": (
        "No teams are better, but for {gap} pesos at most that fees are rounded by: the proof was verified.",
        "No hay equipos mejores, salvo {gap} a lo más por redondeo de comisiones: la prueba fue verificada.",
    ),
    "bound_savings": (
        "No teams save more than {bound} pesos, {gap} more than these: the proof was verified.",
        "Ningunos equipos ahorran más de {bound}, {gap} más que estos: la prueba fue verificada.",
    ),
    "bound_weight": (
        "No teams are worth more than {bound} pesos, {gap} more than these: the proof was verified.",
        "Ningunos equipos valen más de {bound}, {gap} más que estos: la prueba fue verificada.",
    ),
    "bound_projects": (
        "No teams make more than {bound} projects, {gap} more than these: the proof was verified.",
        "Ningunos equipos dan más de {bound} proyectos, {gap} más que estos: la prueba fue verificada.",
    ),
    "limit": (
        "Of these teams the {count} that save most are matched now (--limit).",
        "De estos equipos se calzan ahora los {count} que más ahorran (--limit).",
    ),
    "idle": (
        "{count} offers with stock are in no team; the record (--json) says why of each.",
        "{count} ofertas con stock no están en ningún equipo; el registro (--json) dice por qué cada una.",
    ),
    "rest": ("… and {count} more.", "… y {count} más."),
    "dry_run": ("Dry run: nothing was sent, nothing was written.", "Ensayo: no se envió ni se escribió nada."),
    "matched": ("{matched} projects matched.", "{matched} proyectos calzados."),
    "matched_gas": (
        "{matched} projects matched, {gas} gas each. Transactions: {transactions}.",
        "{matched} proyectos calzados, {gas} de gas cada uno. Transacciones: {transactions}.",
    ),
    "record": ("The record of this run: {path}", "El registro de esta corrida: {path}"),
    "recovered": (
        "An earlier run died on its way; its record now has all that it sent: {path}",
        "Una corrida anterior murió en el camino; su registro ya tiene todo lo que envió: {path}",
    ),
    "turn": ("Waiting for another run of this account", "Esperando otra corrida de esta cuenta"),
    "reading": ("Reading the book, and matching it", "Leyendo el libro y calzándolo"),
    "sending": ("Matching", "Calzando"),
    "watching": (
        "Watching: the next look is {every} blocks after {block}. Ctrl-C ends it.",
        "Vigilando: la próxima mirada es {every} bloques después del {block}. Ctrl-C termina.",
    ),
    "watched": (
        "Stopped. Runs: {runs}. {matched} projects matched, with {gas} gas.",
        "Detenido. Corridas: {runs}. {matched} proyectos calzados, con {gas} de gas.",
    ),
}

MISMATCHES: dict[Mismatch, tuple[str, str]] = {
    Mismatch.DEMAND_NOT_OPEN: ("the demand is no longer open", "la demanda ya no está abierta"),
    Mismatch.OFFER_NOT_OPEN: ("the offer was withdrawn", "la oferta fue retirada"),
    Mismatch.WRONG_ROLE: ("the offer is of another role", "la oferta es de otro rol"),
    Mismatch.WRONG_CLASS: ("the demand is of another class now", "la demanda ahora es de otra clase"),
    Mismatch.REGION_NOT_SERVED: ("the offer does not serve its region", "la oferta no atiende su región"),
    Mismatch.OUT_OF_STOCK: ("the offer has no stock left", "la oferta se quedó sin stock"),
    Mismatch.OVER_MAXIMUM: (
        "the team costs more than its maximum price now",
        "el equipo ahora cuesta más que su precio máximo",
    ),
    Mismatch.PRICE_RISEN: (
        "the team costs more now than when it was chosen",
        "el equipo ahora cuesta más que cuando fue elegido",
    ),
}


def tell(key: str, lang: Language, **figures: object) -> str:
    """A sentence with its figures, which are already written as the language does."""
    english, spanish = SENTENCES[key]
    return (english if lang is Language.EN else spanish).format_map(figures)


def why_skipped(reason: Mismatch, lang: Language) -> str:
    """Why the contract skipped a team."""
    english, spanish = MISMATCHES[reason]
    return english if lang is Language.EN else spanish
