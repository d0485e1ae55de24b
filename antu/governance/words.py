"""What the commands of governance tell, in English and in Spanish (Chile)."""

from antu.enums import DAY
from antu.text import Language

SENTENCES: dict[str, tuple[str, str]] = {
    # Columns and phases
    "contract": ("contract", "contrato"),
    "phase": ("state", "estado"),
    "implementation": ("new code", "código nuevo"),
    "announced": ("announced", "anunciada"),
    "possible_from": ("possible from", "posible desde"),
    "until": ("until", "hasta"),
    "by": ("by", "por"),
    "operation": ("operation", "operación"),
    "recorded": ("recorded", "registrada"),
    "waiting": ("waiting", "en espera"),
    "ready": ("ready", "lista"),
    "expired": ("expired", "vencida"),
    "executed": ("executed", "ejecutada"),
    "cancelled": ("cancelled", "anulada"),
    "yes": ("yes", "sí"),
    "no": ("no", "no"),
    "thing": ("what", "qué"),
    "before": ("before", "antes"),
    "after": ("after", "después"),
    "upgrades_title": ("Upgrades on {network}", "Actualizaciones en {network}"),
    "no_upgrades": ("No upgrade was ever announced on {network}.", "Nunca se anunció una actualización en {network}."),
    "state_title": ("State read before and after", "Estado leído antes y después"),
    # Upgrades
    "scheduled": (
        "The upgrade of {contract} to {implementation} was announced. It may be executed from {ready} UTC (in {left}) "
        "until {expires} UTC, by {caller} alone; until then the guardian may cancel it.",
        "Se anunció la actualización de {contract} a {implementation}. Se puede ejecutar desde el {ready} UTC (en "
        "{left}) hasta el {expires} UTC, y solo por {caller}; hasta entonces el guardián la puede anular.",
    ),
    "already_scheduled": (
        "The upgrade of {contract} to {implementation} was announced before; nothing was sent.",
        "La actualización de {contract} a {implementation} ya estaba anunciada; no se envió nada.",
    ),
    "anybody": (
        "Operation {operation} of the authority {authority}. Anybody may check it: getSchedule of that operation; the "
        "code at the new address (keccak-256 {hash}), which is that of commit {commit}; and ape run upgrade show.",
        "Operación {operation} de la autoridad {authority}. Cualquiera puede revisarla: getSchedule de esa operación; "
        "el código en la dirección nueva (keccak-256 {hash}), que es el del commit {commit}; y ape run upgrade show.",
    ),
    "layout_kept": (
        "Its storage keeps all {count} variables of the code it replaces, and adds {added}.",
        "Su almacenamiento conserva las {count} variables del código que reemplaza y agrega {added}.",
    ),
    "wait_waiting": (
        "{contract}: may be executed in {left}, from {ready} UTC.",
        "{contract}: se puede ejecutar en {left}, desde el {ready} UTC.",
    ),
    "wait_ready": (
        "{contract}: may be executed now and for {left} more, until {expires} UTC.",
        "{contract}: se puede ejecutar ya y por {left} más, hasta el {expires} UTC.",
    ),
    "wait_expired": (
        "{contract}: expired at {expires} UTC. It has to be announced again.",
        "{contract}: venció el {expires} UTC. Hay que anunciarla de nuevo.",
    ),
    "done": (
        "{contract} is upgraded to {implementation}; all {count} values read before are the same after.",
        "{contract} se actualizó a {implementation}; los {count} valores leídos antes son los mismos después.",
    ),
    "caught_up": (
        "{contract} had been upgraded to {implementation} in block {block}; the record was brought up to date.",
        "{contract} ya se había actualizado a {implementation} en el bloque {block}; se puso al día el registro.",
    ),
    "was_cancelled": (
        "The upgrade of {contract} to {implementation} is cancelled.",
        "Se anuló la actualización de {contract} a {implementation}.",
    ),
    "proposed": (
        "Nothing was sent. {path} has {count} transactions for the Safe {safe}: load it in Safe's Transaction Builder.",
        "No se envió nada. {path} tiene {count} transacciones para el Safe {safe}: cárguelo en su Transaction Builder.",
    ),
    # Pausing
    "paused": ("paused", "en pausa"),
    "running": ("running", "en marcha"),
    "since": ("since", "desde"),
    "pause_title": ("Pauses on {network}", "Pausas en {network}"),
    "stops": ("stops while paused", "se detiene en pausa"),
    "works": ("works all the same", "sigue funcionando"),
    "market_stops": (
        "posting and changing demands and offers, matching, funding",
        "publicar y cambiar demandas y ofertas, calzar, financiar",
    ),
    "market_works": (
        "refunds, expiry, confirmations and releases of escrow, disputes, ratings, withdrawing demands and offers",
        "reembolsos, vencimientos, confirmaciones y pagos de la custodia, disputas, calificaciones, retirar demandas y "
        "ofertas",
    ),
    "energy_stops": (
        "reporting and correcting readings, depositing prepaid balances",
        "informar y corregir lecturas, cargar saldos prepagados",
    ),
    "energy_works": (
        "claiming revenue, settling debts, withdrawing prepaid balances, transferring shares",
        "cobrar ingresos, pagar deudas, retirar saldos prepagados, transferir participaciones",
    ),
    "pause_done": ("{contracts}: paused.", "{contracts}: en pausa."),
    "unpause_done": ("{contracts}: running again.", "{contracts}: en marcha otra vez."),
    # Roles
    "roles_title": ("Roles on {network}", "Roles en {network}"),
    "role": ("role", "rol"),
    "member": ("member", "titular"),
    "actions_wait": ("actions wait", "sus actos esperan"),
    "grants_wait": ("grants wait", "otorgarlo espera"),
    "change": ("change ahead", "cambio pendiente"),
    "nobody": ("nobody", "nadie"),
    "member_from": ("from {time} UTC", "desde el {time} UTC"),
    "delay_from": ("waits {delay} from {time} UTC", "esperará {delay} desde el {time} UTC"),
    "granted": ("{account} has {role}{wait}.", "{account} tiene el rol {role}{wait}."),
    "granted_later": (", from {time} UTC", ", desde el {time} UTC"),
    "granted_slower": (
        "; its actions wait {delay} from {time} UTC",
        "; sus actos esperarán {delay} desde el {time} UTC",
    ),
    "revoked": ("{account} has {role} no more.", "{account} ya no tiene el rol {role}."),
}


def say(key: str, lang: Language, **figures: object) -> str:
    """A sentence, or a table's word, with its figures."""
    english, spanish = SENTENCES[key]
    return (english if lang is Language.EN else spanish).format_map(figures)


def lasting(seconds: int) -> str:
    """A time span to the minute, of at most two units: `6 d 23 h`, `59 min`."""
    if seconds < 60:
        return f"{seconds} s"
    minutes = seconds // 60
    parts = ((minutes // (DAY // 60), "d"), (minutes // 60 % 24, "h"), (minutes % 60, "min"))
    shown = [f"{count} {unit}" for count, unit in parts if count]
    return " ".join(shown[:2])
