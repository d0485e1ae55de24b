"""The words of statements of account: key -> English, Spanish. `antu.vocabulary` has them among all others."""

STATEMENT_WORDS: dict[str, tuple[str, str]] = {
    "st_title": ("Statement of account", "Estado de cuenta"),
    "st_of_project": ("project {id}", "proyecto {id}"),
    "st_of_holder": ("shareholder", "dueño de participaciones"),
    "st_period": ("From {first} to {last}", "De {first} a {last}"),
    "st_agrees": (
        "All totals agree with the contracts, to the peso.",
        "Todos los totales coinciden con los contratos, al peso.",
    ),
    "st_disagrees": (
        "These figures do not agree with the contracts. Do not rely on this statement:",
        "Estas cifras no coinciden con los contratos. No se fíe de este estado de cuenta:",
    ),
    "st_month": ("month", "mes"),
    "st_group_energy": ("energy, kWh", "energía, kWh"),
    "st_group_billed": ("billed, pesos", "facturado, pesos"),
    "st_group_payment": ("payment, pesos", "pago, pesos"),
    "st_group_revenue": ("revenue, pesos", "ingresos, pesos"),
    "st_group_project_money": ("the project, pesos", "el proyecto, pesos"),
    "st_group_holding": ("this shareholder, pesos", "este dueño, pesos"),
    "st_generated": ("generated", "generada"),
    "st_used": ("used by the owner", "usada por el propietario"),
    "st_exported": ("exported", "inyectada"),
    "st_owner_bill": ("to the owner", "al propietario"),
    "st_cooperative_bill": ("to the cooperative", "a la cooperativa"),
    "st_corrected": ("corrections", "correcciones"),
    "st_billed": ("billed", "facturado"),
    "st_credit_used": ("credit used", "crédito usado"),
    "st_paid": ("paid", "pagado"),
    "st_owed": ("owed at month's end", "deuda al cierre"),
    "st_reserved": ("to the reserve", "a la reserva"),
    "st_spent": ("spent from the reserve", "gastado de la reserva"),
    "st_shared": ("shared out", "repartido"),
    "st_claimed": ("claimed", "cobrado"),
    "st_shares": ("shares at month's end", "participaciones al cierre"),
    "st_earned": ("earned", "ganado"),
    "st_claimable": ("to claim at month's end", "por cobrar al cierre"),
    "st_price_owner": (
        "Pays {price} pesos per kWh that it uses itself.",
        "Paga {price} pesos por cada kWh que usa.",
    ),
    "st_price_nothing": (
        "Paid for the plant itself, and pays nothing for what it uses.",
        "Pagó la planta, y no paga por lo que usa.",
    ),
    "st_price_uf": ("It follows the UF, from {uf} pesos.", "El precio sigue a la UF, desde $ {uf}."),
    "st_cooperative_since": ("number {id}, since {date}", "número {id}, desde el {date}"),
    "st_meter": ("meter", "medidor"),
    "st_meter_connected": ("connected {date}", "conectado el {date}"),
    "st_meter_replaced": ("replaced {date}", "reemplazado el {date}"),
    "st_supply": ("shares", "participaciones"),
    "st_supply_words": ("{shares} in all", "{shares} en total"),
    "st_reserve": ("O&M reserve", "reserva O&M"),
    "st_reserve_words": ("{percent} % of what is paid", "{percent} % de lo pagado"),
    "st_fraction": ("fraction of a peso", "fracción de peso"),
    "st_fraction_words": (
        "{pesos} pesos are earned beyond the whole ones, and stay this shareholder's",
        "{pesos} pesos ganados además de los enteros, que siguen siendo de este dueño",
    ),
    "st_holders": ("Shareholders", "Dueños de participaciones"),
    "st_holder": ("shareholder", "dueño"),
    "st_dust": (
        "Of the {shared} pesos shared out, {pesos} are fractions below one peso of each shareholder.",
        "De los {shared} pesos repartidos, {pesos} son fracciones menores que un peso de cada dueño.",
    ),
    "st_corrections": ("Corrections by the cooperative", "Correcciones de la cooperativa"),
    "st_correction": (
        "{date}: cooperative {id}, {amount} pesos",
        "{date}: cooperativa {id}, {amount} pesos",
    ),
    "st_correction_month": ("on its bill of {month}; document", "sobre lo facturado en {month}; documento"),
    "st_checks": ("Checked against the contracts", "Verificación con los contratos"),
    "st_figure": ("figure", "cifra"),
    "st_by_events": ("by events", "según eventos"),
    "st_by_contract": ("by contracts", "según contratos"),
    "st_difference": ("difference", "diferencia"),
    "st_checks_of_holders": (
        "Shares and pesos to claim of each shareholder were checked too: {count} figures.",
        "También se verificaron las participaciones y los pesos por cobrar de cada dueño: {count} cifras.",
    ),
    "st_check_generated": ("Wh generated since the meter was made", "Wh generados desde que existe el medidor"),
    "st_check_exported": ("Wh exported since the meter was made", "Wh inyectados desde que existe el medidor"),
    "st_check_revenue": ("Pesos shared out", "Pesos repartidos"),
    "st_check_per_share": ("Revenue per share, in 2⁻⁶⁴ pesos", "Ingreso por participación, en 2⁻⁶⁴ pesos"),
    "st_check_supply": ("Shares", "Participaciones"),
    "st_check_reserve": ("Pesos in the reserve", "Pesos en la reserva"),
    "st_check_owed": ("Pesos owed by", "Pesos que debe"),
    "st_check_credit": ("Pesos of credit of cooperative", "Pesos a favor de la cooperativa"),
    "st_check_corrected": ("Pesos corrected in", "Pesos corregidos en"),
    "st_check_shares": ("Shares of", "Participaciones de"),
    "st_check_claimable": ("Pesos to claim of", "Pesos por cobrar de"),
    "st_check_owner_bill": (
        "Billed to the owner, and calculated anew from the prices",
        "Facturado al propietario, y calculado de nuevo con los precios",
    ),
    "st_check_cooperative_bill": (
        "Billed to the cooperative, and calculated anew from the prices",
        "Facturado a la cooperativa, y calculado de nuevo con los precios",
    ),
    "st_check_conserved_bills": (
        "Billed, and paid + owed + credit used",
        "Facturado, y pagado + deuda + crédito usado",
    ),
    "st_check_conserved_paid": (
        "Paid and left of a closed reserve, and shared out + to the reserve",
        "Pagado y saldo de la reserva cerrada, y repartido + a la reserva",
    ),
    "st_check_conserved_shared": (
        "Shared out, and earned + rounding, in 2⁻⁶⁴ pesos",
        "Repartido, y ganado + redondeo, en 2⁻⁶⁴ pesos",
    ),
    "st_how_to_read": ("How to read this page", "Cómo leer esta página"),
    "st_note_months": (
        "A reading, its bills and what was paid of them at once belong to the month (UTC) of its last second, whenever "
        "it was brought to the chain; payments of debts, claims and corrections to the month of their block.",
        "Una lectura, lo que se facturó por ella y lo que de eso se pagó de inmediato son del mes (UTC) de su último "
        "segundo, cuando sea que llegó a la cadena; pagos de deudas, cobros de los dueños y correcciones, del mes de "
        "su bloque.",
    ),
    "st_note_bills": (
        "The owner is billed for the energy it used itself, the cooperative for the energy exported. What a "
        "cooperative overpaid becomes a credit that its next bills use up.",
        "Al propietario se le factura la energía que usó, y a la cooperativa la inyectada. Lo que una cooperativa pagó "
        "de más es un crédito que usan sus próximas facturas.",
    ),
    "st_note_owed": (
        "Paid is what came from prepaid balances, or for debts. All that was billed was paid, is owed, or was covered "
        "by credit.",
        "Pagado es lo que salió de saldos prepagados o saldó deudas. Todo lo facturado se pagó, se debe, o lo cubrió "
        "un crédito.",
    ),
    "st_note_revenue": (
        "Of what is paid, the reserve for operation and maintenance takes its part, and the rest is shared out to "
        "those who hold shares when it reaches the chain.",
        "De lo pagado, la reserva de operación y mantenimiento toma su parte, y el resto se reparte entre quienes "
        "tienen participaciones cuando llega a la cadena.",
    ),
    "st_note_earned": (
        "Earnings are counted in 2⁻⁶⁴ pesos and shown rounded down; fractions stay their holder's.",
        "Lo ganado se cuenta en 2⁻⁶⁴ pesos y se muestra redondeado hacia abajo; las fracciones quedan para su dueño.",
    ),
    "st_source": ("Where the figures come from", "De dónde vienen las cifras"),
    "st_source_words": (
        "Events of these contracts on {network} (chain {chain}), blocks {first} to {last}, up to {date} UTC.",
        "Eventos de estos contratos en {network} (cadena {chain}), bloques {first} a {last}, hasta el {date} UTC.",
    ),
}
