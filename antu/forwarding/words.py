"""What `sign` and `forward` tell, in English and in Spanish (Chile): calls, arguments, and what became of requests."""

from datetime import UTC, datetime
from typing import Any

from antu.catalog import mask_regions
from antu.forwarding.arguments import REGIONS
from antu.forwarding.bringing import Brought, Fate
from antu.forwarding.calls import Parameter
from antu.text import Language, number, text

CALL_WORDS: dict[str, tuple[str, str]] = {
    "market.postDemand": ("post a demand", "publicar una demanda"),
    "market.postDemandWithTerms": ("post a demand with terms", "publicar una demanda con condiciones"),
    "market.updateDemand": ("change a demand", "cambiar una demanda"),
    "market.setTerms": ("set a demand's terms", "fijar las condiciones de una demanda"),
    "market.withdrawDemand": ("withdraw a demand", "retirar una demanda"),
    "market.postOffer": ("post an offer", "publicar una oferta"),
    "market.updateOffer": ("change an offer", "cambiar una oferta"),
    "market.withdrawOffer": ("withdraw an offer", "retirar una oferta"),
    "market.matchOwn": ("match the own demand with a team", "calzar la demanda propia con un equipo"),
    "market.fund": ("pay into a project", "aportar a un proyecto"),
    "market.fundWithPermit": ("pay into a project", "aportar a un proyecto"),
    "market.refund": ("take a refund", "recibir una devolución"),
    "market.confirmDelivery": ("confirm that the equipment arrived", "confirmar que llegó el equipo"),
    "market.confirmInstallation": ("confirm that the work is done", "confirmar que la obra está hecha"),
    "market.dispute": ("freeze a project's escrow", "congelar la custodia de un proyecto"),
    "market.rate": ("rate a party of a project", "calificar a una parte de un proyecto"),
    "shares.claim": ("collect what projects earned", "cobrar lo que ganaron los proyectos"),
    "shares.transfer": ("transfer shares", "transferir participaciones"),
    "shares.transferFrom": ("transfer somebody's shares", "transferir participaciones de otro"),
    "shares.approve": ("let somebody transfer shares", "autorizar a otro a transferir participaciones"),
    "shares.setOperator": ("let somebody transfer all shares", "autorizar a otro a transferir todo"),
    "shares.askSpending": ("ask to spend a project's reserve", "pedir gastar la reserva de un proyecto"),
    "shares.withdrawSpending": ("take back that request", "retirar esa petición"),
    "energy.deposit": ("prepay energy", "prepagar energía"),
    "energy.depositWithPermit": ("prepay energy", "prepagar energía"),
    "energy.withdraw": ("withdraw what was prepaid", "retirar lo prepagado"),
    "energy.settle": ("pay a debt", "pagar una deuda"),
    "energy.announcePrice": ("announce a price of energy", "anunciar un precio de la energía"),
    "energy.acceptProject": ("take a project over", "recibir un proyecto"),
    "energy.commission": ("connect a meter", "conectar un medidor"),
    "energy.suspendMeter": ("suspend a meter", "suspender un medidor"),
    "energy.correct": ("correct a month's bill", "corregir la cuenta de un mes"),
}

ARGUMENT_WORDS: dict[str, tuple[str, str]] = {
    "amount": ("amount", "monto"),
    "approved": ("may it", "autorizado"),
    "crowdfunded": ("crowdfunded", "financiamiento colectivo"),
    "debtor": ("debtor", "deudor"),
    "demandId": ("demand", "demanda"),
    "documentHash": ("hash of the document", "hash del documento"),
    "energyPrice": ("price of energy, pesos per kWh", "precio de la energía, pesos por kWh"),
    "exportedWh": ("exported Wh", "Wh exportados"),
    "from": ("from", "de"),
    "generatedWh": ("generated Wh", "Wh generados"),
    "id": ("project", "proyecto"),
    "itsTerms": (
        "terms: basis points of reserve, follows the UF",
        "condiciones: puntos base de reserva, sigue a la UF",
    ),
    "key": ("the meter's key", "clave del medidor"),
    "maxPrice": ("maximum price, pesos", "precio máximo, pesos"),
    "month": ("month, from January 1970", "mes, desde enero de 1970"),
    "offerId": ("offer", "oferta"),
    "payee": ("payee", "a quién se paga"),
    "permitDeadline": ("pesos may be taken until", "los pesos se pueden tomar hasta"),
    "price": ("price, pesos", "precio, pesos"),
    "projectId": ("project", "proyecto"),
    "projectIds": ("projects", "proyectos"),
    "reasonHash": ("hash of the reason", "hash del motivo"),
    "receiver": ("receiver", "quién recibe"),
    "region": ("region", "región"),
    "regions": ("regions, CUT codes", "regiones, códigos CUT"),
    "role": ("role", "rol"),
    "score": ("score", "nota"),
    "sender": ("whose", "de quién"),
    "sizeClass": ("class", "clase"),
    "spender": ("who may", "a quién"),
    "stock": ("stock", "stock"),
    "te4Hash": ("hash of the TE-4 registration", "hash de la inscripción TE-4"),
    "team": (
        "team: demand, its three offers, pesos that the match may cost at most",
        "equipo: demanda, sus tres ofertas, pesos que el calce puede costar a lo más",
    ),
    "to": ("to", "a"),
}

SENTENCES: dict[str, tuple[str, str]] = {
    "to_sign": ("To be signed", "Lo que se firma"),
    "signer": ("who", "quién"),
    "call": ("does", "hace"),
    "nonce": ("request number", "número de la petición"),
    "until": ("good until", "vale hasta"),
    "yes": ("yes", "sí"),
    "no": ("no", "no"),
    "permit": (
        "A permit for just these {pesos} pesos is signed too, so no allowance is needed.",
        "Se firma también un permiso por justo {pesos}, así no hace falta autorizar el gasto antes.",
    ),
    "signed": (
        "Signed: {path}. Whoever brings it pays the gas: ape run forward {path}",
        "Firmado: {path}. Quien la lleve paga el gas: ape run forward {path}",
    ),
    "brought_title": ("Requests", "Peticiones"),
    "file": ("file", "archivo"),
    "outcome": ("outcome", "resultado"),
    "malformed": ("not a request: {why}", "no es una petición: {why}"),
    "summary": (
        "{done} of {count} requests were carried out, with {gas} gas.",
        "Se cumplieron {done} de {count} peticiones, con {gas} de gas.",
    ),
}

FATES: dict[Fate, tuple[str, str]] = {
    Fate.DONE: ("done", "hecho"),
    Fate.FAILED: (
        "sent, and refused by the contract in that moment; its number is used up, so it has to be signed anew",
        "enviada, y rechazada por el contrato en ese momento; su número quedó usado: hay que firmarla de nuevo",
    ),
    Fate.REFUSED: ("not sent, for it would fail: {detail}", "no enviada, pues fallaría: {detail}"),
    Fate.ELSEWHERE: (
        "not sent, for it is not for this market: {detail}",
        "no enviada, no es de este mercado: {detail}",
    ),
    Fate.EXPIRED: (
        "not sent, for its time is over: sign it anew",
        "no enviada, pues venció: hay que firmarla de nuevo",
    ),
    Fate.USED: (
        "not sent: it was brought before, or another request had number {nonce}",
        "no enviada: ya se llevó antes, u otra petición tenía el número {nonce}",
    ),
    Fate.WAITS: (
        "not sent: request number {nonce} waits for number {detail} of the same account, which comes first",
        "no enviada: la petición número {nonce} espera a la número {detail} de la misma cuenta, que va antes",
    ),
    Fate.UNSIGNED: (
        "not sent, for the signature is not the account's: it is of {detail}, or of what was changed since",
        "no enviada, pues la firma no es de la cuenta: es de {detail}, o de algo que se cambió después",
    ),
    Fate.SKIPPED: (
        "sent, and passed over, for something changed in that moment; it may be brought again: {detail}",
        "enviada, y pasada por alto, pues algo cambió en ese momento; se puede llevar de nuevo: {detail}",
    ),
}


def tell(key: str, lang: Language, **figures: object) -> str:
    """A sentence with its figures, which are already written as the language does."""
    return _in(SENTENCES[key], lang).format_map(figures)


def call_words(contract: str, name: str, lang: Language) -> str:
    """What a call does; its own name if it is none that a party signs."""
    name = f"{contract}.{name}"
    return _in(CALL_WORDS.get(name, (name, name)), lang)


def argument_words(name: str, lang: Language) -> str:
    """What an argument is. Those of a permit that nobody can read have their own names."""
    return _in(ARGUMENT_WORDS.get(name, (name, name)), lang)


def shown(parameter: Parameter, value: Any, lang: Language) -> str:
    """An argument's value as people read it."""
    if parameter.parts:
        return ", ".join(shown(part, each, lang) for part, each in zip(parameter.parts, value, strict=True))
    if isinstance(value, (list, tuple)):
        return ", ".join(shown(Parameter("", parameter.kind.removesuffix("[]")), each, lang) for each in value)
    if isinstance(value, bytes):
        return "0x" + value.hex()
    if isinstance(value, bool):
        return tell("yes" if value else "no", lang)
    if parameter.name == REGIONS:
        return ", ".join(map(str, mask_regions(value)))
    if parameter.name == "permitDeadline":
        return time(value)
    if parameter.choices:
        return text(parameter.choices(value).name.lower(), lang)
    return number(value, lang) if isinstance(value, int) else str(value)


def time(seconds: int) -> str:
    """A time, in UTC."""
    return f"{datetime.fromtimestamp(seconds, UTC):%Y-%m-%d %H:%M} UTC"


def fate_words(one: Brought, lang: Language) -> str:
    """What became of a request, and why."""
    return _in(FATES[one.fate], lang).format(nonce=number(one.file.nonce, lang), detail=one.detail)


def _in(words: tuple[str, str], lang: Language) -> str:
    english, spanish = words
    return english if lang is Language.EN else spanish
