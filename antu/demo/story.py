"""What the demo tells while it goes on: a sentence per chapter, in English and in Spanish (Chile)."""

from antu.text import Language

SENTENCES: dict[str, tuple[str, str]] = {
    "deploy": ("Deploying the market", "Desplegando el mercado"),
    "deployed": (
        "The market is deployed: {contracts} contracts, whose roles {holders} different accounts hold.",
        "El mercado está desplegado: {contracts} contratos, con sus roles en {holders} cuentas distintas.",
    ),
    "direct": ("Base case 1, paid by its owner", "Caso base 1, pagado por su propietario"),
    "direct_done": (
        "Base case 1: the owner paid {goal} pesos ({vendor} + {installer} + {manager} + 5 %) and has its plant.",
        "Caso base 1: el propietario pagó {goal} ({vendor} + {installer} + {manager} + 5 %) y tiene su planta.",
    ),
    "crowd": ("Base case 2, crowdfunded", "Caso base 2, financiado por muchos"),
    "crowd_done": (
        "Base case 2: {funders} financiers paid the same {goal} pesos, and share what its energy earns.",
        "Caso base 2: {funders} financiadores pagaron los mismos {goal} y se reparten lo que rinde su energía.",
    ),
    "post": ("Posting demands and offers", "Publicando demandas y ofertas"),
    "posted": (
        "{participants} participants: {demands} owners posted a demand, {suppliers} suppliers {offers} offers; "
        "{financiers} financiers and {cooperatives} cooperatives are waiting.",
        "{participants} participantes: {demands} propietarios publicaron una demanda, {suppliers} proveedores, "
        "instaladores y gestores {offers} ofertas; {financiers} financiadores y {cooperatives} cooperativas esperan.",
    ),
    "match": ("Matching", "Calzando"),
    "matched": (
        "{matched} of the {demands} demands found a team, in one transaction, of {gas} gas per project.",
        "{matched} de las {demands} demandas encontraron equipo, en una transacción, de {gas} de gas por proyecto.",
    ),
    "fund": ("Funding", "Financiando"),
    "funded": (
        "{funded} projects reached their goal with {payments} payments. {campaigns} campaigns stayed short and "
        "{unpaid} owners did not pay: these expired, and {refunded} pesos went back in full to {people} financiers.",
        "{funded} proyectos llegaron a su meta con {payments} aportes. {campaigns} campañas no alcanzaron y "
        "{unpaid} propietarios no pagaron: vencieron, y {refunded} volvieron íntegros a {people} financiadores.",
    ),
    "build": ("Building", "Construyendo"),
    "built": (
        "{built} projects were delivered, installed and connected; each payment waited its 3 days.",
        "{built} proyectos fueron entregados, instalados y conectados; cada pago esperó sus 3 días.",
    ),
    "disputed": (
        "In project {project} the installer never came: its owner disputed, the arbiter cancelled, and {people} "
        "holders shared the {refunded} pesos that the escrow still had of {goal}.",
        "En el proyecto {project} el instalador nunca llegó: su propietario disputó, el árbitro anuló, y {people} "
        "dueños de participaciones se repartieron los {refunded} que quedaban en custodia, de {goal}.",
    ),
    "meter": ("A year of readings", "Un año de lecturas"),
    "metered": (
        "{months} months: {readings} signed readings of {energy} in {batches} transactions; {revenue} pesos of bills.",
        "{months} meses: {readings} lecturas firmadas de {energy} en {batches} transacciones; {revenue} en cuentas.",
    ),
    "debts": (
        "{debtors} owners had prepaid too little and came to owe {owed} pesos; they settled.",
        "{debtors} propietarios habían prepagado muy poco y llegaron a deber {owed}; los saldaron.",
    ),
    "pay": ("Paying everybody", "Pagando a todos"),
    "paid": (
        "{people} holders were paid {claimed} pesos; {redeemed} pesos were taken to the bank.",
        "{people} dueños de participaciones cobraron {claimed}; {redeemed} volvieron al banco.",
    ),
    "yield": (
        "The {goal} pesos of base case 2 earned {revenue} in their first year, {ratio}.",
        "Los {goal} del caso base 2 rindieron {revenue} en su primer año, {ratio}.",
    ),
    "rated": ("{ratings} ratings were given.", "Se dieron {ratings} calificaciones."),
    "written": ("The figures are in {path}.", "Las cifras están en {path}."),
    "flows": (
        "Owners pay for plants of their own, and crowdfunded ones for the energy they use. Financiers buy shares, and "
        "receive refunds and revenue. Cooperatives buy what is exported. Vendors, installers and managers are paid by "
        "the escrow.",
        "Los propietarios pagan sus plantas o, si las financiaron otros, la energía que usan. Los financiadores "
        "compran participaciones, y reciben devoluciones e ingresos. Las cooperativas compran lo inyectado. A "
        "proveedores, instaladores y gestores les paga la custodia.",
    ),
    "dust": (
        "What is held beyond what is owed is less than a peso per payment: fractions that divisions left.",
        "Lo que se tiene más allá de lo que se debe es menos de un peso por pago: fracciones que dejó la división.",
    ),
    "took": ("It took {seconds} seconds.", "Tardó {seconds} segundos."),
}


def tell(key: str, lang: Language, **figures: object) -> str:
    """A sentence with its figures, which are already written as the language does."""
    english, spanish = SENTENCES[key]
    return (english if lang is Language.EN else spanish).format_map(figures)
