"""What people read of a rehearsal, in English and in Spanish (Chile)."""

from antu.rehearsal.exits import ExitKind
from antu.rehearsal.report import Phase
from antu.text import Language

WORDS: dict[str, tuple[str, str]] = {
    "title": ("Rehearsal of a fault in {contract}, on {network}", "Ensayo de una falla en {contract}, en {network}"),
    "phase": ("phase", "fase"),
    "done": ("what was done", "qué se hizo"),
    "out": ("exits that worked", "salidas que funcionaron"),
    "wait": ("have to wait", "deben esperar"),
    Phase.BEFORE: ("healthy", "sano"),
    Phase.FAULTY: ("faulty", "con falla"),
    Phase.PAUSED: ("paused", "en pausa"),
    Phase.WAITING: ("announced", "anunciada"),
    Phase.UPGRADED: ("upgraded", "actualizado"),
    Phase.ORDINARY: ("ordinary work", "trabajo normal"),
    "did_before": ("all of the market is read", "se lee todo el mercado"),
    "did_faulty": ("{contract} breaks: {symptom}", "{contract} falla: {symptom}"),
    "did_paused": (
        "the guardian pauses: no offer, payment or deposit goes in",
        "el guardián pausa: no entran ofertas, pagos ni depósitos",
    ),
    "did_waiting": (
        "a wrong upgrade is announced, and cancelled by the guardian; the right one waits its 7 days",
        "se anuncia una actualización equivocada, que el guardián anula; la correcta espera sus 7 días",
    ),
    "did_upgraded": (
        "the upgrade is done, the pause ends; who had to wait is paid",
        "se actualiza y termina la pausa; quienes esperaban reciben lo suyo",
    ),
    "did_ordinary": (
        "newcomers post, fund, build, report and claim: {work} transactions",
        "gente nueva publica, financia, construye, informa y cobra: {work} transacciones",
    ),
    ExitKind.REFUND: ("refunds {count}", "devoluciones {count}"),
    ExitKind.CLAIM: ("claims {count}", "cobros {count}"),
    ExitKind.REDEEM: ("redemptions {count}", "rescates {count}"),
    ExitKind.SETTLE: ("debts settled {count}", "deudas saldadas {count}"),
    ExitKind.WITHDRAW: ("withdrawals {count}", "retiros {count}"),
    "equal": (
        "Equal: {projects} projects and {accounts} accounts; {kept} facts are what they were, and {moved} moved by "
        "just what people took out; {slots} slots of storage compared. It took {seconds} s.",
        "Igual: {projects} proyectos y {accounts} cuentas; {kept} datos son los que eran, y {moved} cambiaron justo "
        "en lo que la gente retiró; {slots} casilleros de memoria comparados. Tardó {seconds} s.",
    ),
    "unequal": ("Not equal.", "No es igual."),
    "filling": ("Filling a market with {count} projects", "Poblando un mercado con {count} proyectos"),
    "states": ("Projects by state: {states}", "Proyectos por estado: {states}"),
}


def say(key: str, lang: Language, **figures: object) -> str:
    """A sentence with its figures, which are already written as the language does."""
    english, spanish = WORDS[key]
    return (english if lang is Language.EN else spanish).format_map(figures)
