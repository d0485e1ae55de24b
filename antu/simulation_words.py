"""The words of a simulation's report: key -> English, Spanish. Names of functions, settings and sources are as they "
"are."""

SIMULATION_WORDS: dict[str, tuple[str, str]] = {
    # The page
    "sim_title": ("What a market of solar plants costs", "Lo que cuesta un mercado de plantas solares"),
    "sim_subtitle": (
        "Antu's contracts, simulated with everybody who takes part in them: each transaction was carried out on a "
        "local chain and its gas is that of its receipt. Every heading is computed from the figures below it.",
        "Los contratos de Antu, simulados con todos los que participan en ellos: cada transacción se ejecutó en una "
        "cadena local y su gas es el de su recibo. Cada título se calcula a partir de las cifras que lo siguen.",
    ),
    "sim_language": ("Language", "Idioma"),
    "sim_scenarios": ("Scenarios", "Escenarios"),
    "sim_nothing": ("nothing to show", "nada que mostrar"),
    "sim_none_operates": ("no project operates yet", "ningún proyecto opera todavía"),
    "sim_footer": (
        "Made by Antu's simulation. This file needs nothing else to be read.",
        "Hecho por la simulación de Antu. Este archivo se lee sin nada más.",
    ),
    # Scenarios beside each other
    "sim_compare_heading": ("The scenarios side by side", "Los escenarios, lado a lado"),
    "sim_compare_lead": (
        "Pesos per project are the operator's, on a typical day on {platform}.",
        "Los pesos por proyecto son los del operador, en un día típico en {platform}.",
    ),
    "sim_head_scenario": ("scenario", "escenario"),
    "sim_head_participants": ("participants", "participantes"),
    "sim_head_clp_project": ("pesos per project", "pesos por proyecto"),
    "sim_head_gas_times": ("times less gas than 2019", "veces menos gas que 2019"),
    "sim_head_irr": ("return a year", "retorno anual"),
    "sim_head_honest_loss": ("lost by honest people", "perdido por gente honesta"),
    "sim_head_seconds": ("seconds", "segundos"),
    "sim_head_memory": ("peak memory, MB", "memoria máxima, MB"),
    # What was simulated
    "sim_overview_heading": (
        "{matched} of {posted} demands found a team, and {operating} plants operate",
        "{matched} de {posted} demandas encontraron equipo, y {operating} plantas operan",
    ),
    "sim_overview_empty": ("Nobody posted a demand", "Nadie publicó una demanda"),
    "sim_overview_lead": (
        "{participants} participants over {days} days, from seed {seed}: {transactions} transactions, carried out in "
        "{seconds} s with {memory} MB of memory.",
        "{participants} participantes durante {days} días, con la semilla {seed}: {transactions} transacciones, "
        "ejecutadas en {seconds} s con {memory} MB de memoria.",
    ),
    "sim_card_participants": ("participants", "participantes"),
    "sim_card_matched": ("projects matched, of {posted} demands", "proyectos calzados, de {posted} demandas"),
    "sim_card_operating": ("projects operating", "proyectos en operación"),
    "sim_card_kwp": ("kWp installed", "kWp instalados"),
    "sim_card_kwh": ("kWh generated and billed", "kWh generados y facturados"),
    "sim_card_millions": ("million pesos paid into projects", "millones de pesos aportados a proyectos"),
    "sim_card_transactions": ("transactions", "transacciones"),
    "sim_card_ratio": (
        "times less gas for the operator than by the contracts of 2019",
        "veces menos gas para el operador que con los contratos de 2019",
    ),
    "sim_card_irr": ("a year, the median financier's return", "anual, el retorno mediano de financiadores"),
    "sim_card_payback": ("years, the median owner's payback", "años, la recuperación mediana de propietarios"),
    "sim_card_honest": ("pesos lost by honest participants", "perdido por participantes honestos"),
    "sim_settings_title": ("All settings of this scenario", "Todos los ajustes de este escenario"),
    "sim_setting": ("setting", "ajuste"),
    "sim_value": ("value", "valor"),
    "sim_files_title": ("The files that these figures were made of", "Los archivos de los que salen estas cifras"),
    "sim_file": ("file", "archivo"),
    # Gas
    "sim_gas_less": (
        "A match costs {times} times less gas than in 2019",
        "Un calce cuesta {times} veces menos gas que en 2019",
    ),
    "sim_gas_more": (
        "A match costs {times} times more gas than in 2019",
        "Un calce cuesta {times} veces más gas que en 2019",
    ),
    "sim_gas_plain": ("What each kind of work costs in gas", "Lo que cuesta en gas cada tipo de operación"),
    "sim_gas_lead": (
        "Gas of one unit of work: a team in a batch of matches, a reading in a batch of readings, a holder in a batch "
        "of payouts; of anything else, the transaction.",
        "Gas de una unidad: un equipo en un lote de calces, una lectura en un lote de lecturas, un dueño en un lote "
        "de pagos; de lo demás, la transacción.",
    ),
    "sim_gas_note": (
        "2019 is what the contracts of the thesis took for the same work, replayed under today's rules "
        "(data/reference-gas.json), with as many funders and holders as these projects had, and read in favour of "
        "2019: a crowdfunded match is beside the opening of a crowdsale, whose closing counts among its payments.",
        "2019 es lo que tomaron los contratos de la tesis para la misma operación, repetida con las reglas de hoy "
        "(data/reference-gas.json), con tantos financiadores y dueños como tuvieron estos proyectos, y leído a favor "
        "de 2019: un calce con financiamiento colectivo se compara con abrir una ronda, cuyo cierre cuenta entre sus "
        "aportes.",
    ),
    "sim_beside_caption": (
        "Gas of one unit of work, now and in 2019 (logarithmic scale). The number says how many times less it is.",
        "Gas de una unidad, hoy y en 2019 (escala logarítmica). El número dice cuántas veces menos es.",
    ),
    "sim_where_caption": (
        "Where all gas of the simulation went, and who paid it.",
        "En qué se fue todo el gas de la simulación, y quién lo pagó.",
    ),
    "sim_the_rest": ("{count} others", "{count} otras"),
    "sim_paid_operator": ("paid by the operator", "pagado por el operador"),
    "sim_paid_parties": ("paid by the others", "pagado por los demás"),
    "sim_of_all_gas": ("of all gas", "de todo el gas"),
    "sim_gas_of_one": ("gas of one", "gas de una"),
    "sim_times_less": ("{times} times less", "{times} veces menos"),
    "sim_times_more": ("{times} times more", "{times} veces más"),
    "sim_head_work": ("work", "operación"),
    "sim_head_transactions": ("transactions", "transacciones"),
    "sim_head_units": ("units", "unidades"),
    "sim_head_gas_transaction": ("gas, each transaction", "gas, cada transacción"),
    "sim_head_gas_unit": ("gas, each unit", "gas, cada unidad"),
    "sim_head_gas_2019": ("2019, each unit", "2019, cada unidad"),
    "sim_head_times_2019": ("times less", "veces menos"),
    # How it grows
    "sim_growth_same": (
        "The payment that reaches the goal takes the same gas, with few funders or with {most}",
        "El aporte que llega a la meta toma el mismo gas, con pocos financiadores o con {most}",
    ),
    "sim_growth_more": (
        "Between few funders and up to {most}, the payment that reaches the goal rises by {apart}",
        "Entre pocos financiadores y hasta {most}, el aporte que llega a la meta sube {apart}",
    ),
    "sim_growth_less": (
        "Between few funders and up to {most}, the payment that reaches the goal falls by {apart}",
        "Entre pocos financiadores y hasta {most}, el aporte que llega a la meta baja {apart}",
    ),
    "sim_growth_unknown": ("Gas against how many others there are", "Gas según cuántos otros hay"),
    "sim_growth_lead": (
        "Each dot is a transaction of the simulation; what differs among those of a kind is whose balance was opened "
        "for the first time, not how many others there are. In 2019 contracts walked over lists of people.",
        "Cada punto es una transacción de la simulación; las de un mismo tipo difieren por el saldo que se abre por "
        "primera vez, no por cuántos otros hay. En 2019 los contratos recorrían listas de personas.",
    ),
    "sim_participants_axis": ("participants in the market by then", "participantes en el mercado hasta entonces"),
    "sim_funders_caption": (
        "Payments into crowdfunded projects, by the number of funders.",
        "Aportes a proyectos con financiamiento colectivo, según el número de financiadores.",
    ),
    "sim_holders_caption": (
        "Readings after a meter's first, by the number of holders; of a batch, their mean.",
        "Lecturas después de la primera de un medidor, según el número de dueños; de un lote, su promedio.",
    ),
    "sim_matching_caption": (
        "A match by the operator, by the number of participants.",
        "Un calce del operador, según el número de participantes.",
    ),
    "sim_posting_caption": (
        "Posting a demand or an offer, by the number of participants.",
        "Publicar una demanda o una oferta, según el número de participantes.",
    ),
    "sim_cloud_fund": ("a payment", "un aporte"),
    "sim_cloud_final": ("the one that reaches the goal", "el que llega a la meta"),
    "sim_cloud_alone": ("a reading alone", "una lectura sola"),
    "sim_cloud_few": ("in a batch of fewer than {units}", "en un lote de menos de {units}"),
    "sim_cloud_many": ("in a batch of {units} or more", "en un lote de {units} o más"),
    "sim_cloud_demand": ("a demand", "una demanda"),
    "sim_cloud_offer": ("an offer", "una oferta"),
    # Costs
    "sim_costs_less": (
        "A project costs the operator {least} to {most} times less than by the contracts of 2019",
        "Un proyecto le cuesta al operador entre {least} y {most} veces menos que con los contratos de 2019",
    ),
    "sim_costs_same": (
        "A project costs the operator {times} times less than by the contracts of 2019",
        "Un proyecto le cuesta al operador {times} veces menos que con los contratos de 2019",
    ),
    "sim_costs_mixed": (
        "Beside 2019 a project costs the operator {least} to {most} times less, so on some platform more",
        "Frente a 2019 un proyecto le cuesta al operador entre {least} y {most} veces menos, o sea en alguna "
        "plataforma más",
    ),
    "sim_costs_none": ("What a project costs in pesos", "Lo que cuesta un proyecto en pesos"),
    "sim_costs_lead": (
        "The same recorded transactions, priced by the fee rules of each platform and divided by the projects that "
        "were matched; 2019 is the gas of the old contracts for the same work on the same platform. Prices are of "
        "{date}, each with its source at the end of the page.",
        "Las mismas transacciones registradas, valoradas con las reglas de cada plataforma y divididas por los "
        "proyectos calzados; 2019 es el gas de los contratos antiguos para la misma operación en la misma plataforma. "
        "Los precios son del {date}, cada uno con su fuente al final de la página.",
    ),
    "sim_pesos_per_project": ("pesos per project", "pesos por proyecto"),
    "sim_ranges_caption": (
        "What the operator pays per project: from a low to a spike day, the dot on a typical one (logarithmic scale).",
        "Lo que paga el operador por proyecto: de un día barato a uno de alza, con el punto en uno típico (escala "
        "logarítmica).",
    ),
    "sim_payers_caption": (
        "Who pays the fees, on a typical day.",
        "Quién paga las comisiones de red, en un día típico.",
    ),
    "sim_payers_table": (
        "Pesos per matched project on a typical day, by who pays",
        "Pesos por proyecto calzado en un día típico, según quién paga",
    ),
    "sim_head_payer": ("who pays", "quién paga"),
    "sim_all_together": ("all together", "todos juntos"),
    "sim_execution": ("execution", "ejecución"),
    "sim_data": ("data", "datos"),
    "sim_payers_between": (
        "Of all fees the operator pays {least} to {most}: {low} pesos per project on {cheapest}, {high} on {dearest}",
        "De las comisiones de red el operador paga entre {least} y {most}: {low} por proyecto en {cheapest}, {high} "
        "en {dearest}",
    ),
    "sim_payers_heading": (
        "Of all fees the operator pays {least}: {low} pesos per project on {cheapest}, {high} on {dearest}",
        "De las comisiones de red el operador paga {least}: {low} por proyecto en {cheapest}, {high} en {dearest}",
    ),
    "sim_payers_none": ("Who pays the fees", "Quién paga las comisiones de red"),
    "sim_payers_lead": (
        "Who sends a transaction pays for it; those who have no ether may sign and let another send. All on a typical "
        "day.",
        "Quien envía una transacción la paga; quien no tiene ether puede firmar y dejar que otro la envíe. Todo en un "
        "día típico.",
    ),
    "sim_people_caption": (
        "What taking part costs one person in the whole simulation, on each platform (logarithmic scale).",
        "Lo que le cuesta a una persona participar en toda la simulación, en cada plataforma (escala logarítmica).",
    ),
    "sim_pesos_per_person": ("pesos per person", "pesos por persona"),
    "sim_platforms_note": (
        "Where a dot stands for data, they are part of what gas is paid for. Data are computed from the size of each "
        "signed transaction as the chain compresses it.",
        "Donde hay un punto en datos, son parte de lo que se paga como gas. Los datos se calculan del tamaño de cada "
        "transacción firmada, tal como la comprime la cadena.",
    ),
    "sim_parts_caption": (
        "What the operator pays for, on a typical day; the number is the part of data.",
        "Qué paga el operador, en un día típico; el número es la parte de los datos.",
    ),
    "sim_platforms_table": ("Pesos per project that the operator pays", "Pesos por proyecto que paga el operador"),
    "sim_head_platform": ("platform", "plataforma"),
    "sim_head_low": ("low day", "día barato"),
    "sim_head_typical": ("typical day", "día típico"),
    "sim_head_spike": ("spike day", "día de alza"),
    "sim_head_execution": ("typical day: execution", "día típico: ejecución"),
    "sim_head_data": ("typical day: data", "día típico: datos"),
    "sim_head_past_low": ("2019, low day", "2019, día barato"),
    "sim_head_past_typical": ("2019, typical day", "2019, día típico"),
    "sim_head_past_spike": ("2019, spike day", "2019, día de alza"),
}
