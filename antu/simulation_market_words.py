"""Words of a simulation's report: the market, its yield, who lost what, sources, the terminal's table."""

SIMULATION_MARKET_WORDS: dict[str, tuple[str, str]] = {
    # The market
    "sim_market_heading": (
        "{share} of matched projects operate at the end",
        "{share} de los proyectos calzados opera al final",
    ),
    "sim_market_none": ("No project was matched", "Ningún proyecto se calzó"),
    "sim_market_lead": (
        "Every demand is in one stage at a time, from posting to operation or to its end.",
        "Cada demanda está en una sola etapa a la vez, desde que se publica hasta que opera o termina.",
    ),
    "sim_stages_caption": ("Demands and projects by stage, day by day.", "Demandas y proyectos por etapa, día a día."),
    "sim_months": ("months since the start", "meses desde el inicio"),
    "sim_projects": ("projects", "proyectos"),
    "sim_operating": ("operating", "en operación"),
    "sim_building": ("being built", "en construcción"),
    "sim_funding": ("being funded", "en financiamiento"),
    "sim_open": ("open", "abiertos"),
    "sim_withdrawn": ("withdrawn", "retirados"),
    "sim_expired": ("not funded in time", "no financiados a tiempo"),
    "sim_cancelled": ("cancelled", "anulados"),
    "sim_posted": ("posted", "publicados"),
    "sim_matched": ("matched", "calzados"),
    "sim_funded": ("funded", "financiados"),
    "sim_head_reached": ("what became of them", "qué fue de ellos"),
    "sim_head_projects": ("projects", "proyectos"),
    "sim_head_of_posted": ("of posted", "de los publicados"),
    "sim_head_posted": ("posted", "publicados"),
    "sim_head_matched": ("matched", "calzados"),
    "sim_head_operating": ("operating", "en operación"),
    "sim_head_region": ("region", "región"),
    "sim_head_kwp": ("kWp operating", "kWp en operación"),
    "sim_places_heading": (
        "Plants operate in {regions} of {all} regions",
        "Hay plantas operando en {regions} de {all} regiones",
    ),
    "sim_places_lead": (
        "From north to south. Where demands come from is the scenario's setting.",
        "De norte a sur. De dónde vienen las demandas es un ajuste del escenario.",
    ),
    "sim_places_caption": (
        "Projects by region, operating / posted; a dot at each capital, larger with more plants.",
        "Proyectos por región, en operación / publicados; un punto en cada capital, mayor con más plantas.",
    ),
    # Yield
    "sim_yields_rate": ("Financiers earn {rate} a year", "Los financiadores ganan {rate} al año"),
    "sim_yields_years": (
        "A plant that its owner paid for is paid back in {years} years",
        "Una planta pagada por su propietario se recupera en {years} años",
    ),
    "sim_yields_none": (
        "No plant has operated long enough to tell its yield",
        "Ninguna planta ha operado lo bastante para saber cuánto rinde",
    ),
    "sim_yields_lead": (
        "Medians; expected over 25 years at the rate of the months that were metered, before what gas costs, and not "
        "a forecast.",
        "Medianas; lo esperado en 25 años al ritmo de los meses medidos, sin contar el gas, y no un pronóstico.",
    ),
    "sim_irr_caption": (
        "Financiers' stakes by internal rate of return.",
        "Participaciones de financiadores según su tasa interna de retorno.",
    ),
    "sim_payback_caption": (
        "Plants by years until they have saved and earned what was paid for them.",
        "Plantas según los años en que ahorran y ganan lo que se pagó por ellas.",
    ),
    "sim_stakes": ("stakes", "participaciones"),
    "sim_plants": ("plants", "plantas"),
    "sim_irr_axis": ("return a year", "retorno anual"),
    "sim_payback_axis": ("years", "años"),
    "sim_median": ("median {value}", "mediana {value}"),
    "sim_median_owner": ("owners' median {value}", "mediana de propietarios {value}"),
    "sim_never": ("never", "nunca"),
    "sim_never_paid": ("and {count} never", "y {count} nunca"),
    "sim_paid_by_owner": ("paid by the owner", "pagadas por el propietario"),
    "sim_paid_by_crowd": ("paid by a crowd", "financiadas entre muchos"),
    "sim_row_irr": ("financiers' return a year", "retorno anual de financiadores"),
    "sim_row_owner": ("payback in years, paid by the owner", "recuperación en años, pagadas por el propietario"),
    "sim_row_crowd": ("payback in years, paid by a crowd", "recuperación en años, financiadas entre muchos"),
    "sim_head_quantity": ("quantity", "magnitud"),
    "sim_head_count": ("how many", "cuántos"),
    "sim_head_median": ("median", "mediana"),
    "sim_quantiles_caption": (
        "So many percent are below each figure",
        "Ese porcentaje está por debajo de cada cifra",
    ),
    # Losses
    "sim_losses_some": ("Honest participants lost {pesos} pesos", "Participantes honestos perdieron {pesos}"),
    "sim_losses_owed": (
        "By the rules no honest participant lost anything but gas; {pesos} pesos of energy are still owed to them",
        "Según las reglas, ningún participante honesto perdió nada fuera del gas; aún se les deben {pesos} de energía",
    ),
    "sim_losses_none": (
        "By the rules no honest participant lost anything but gas",
        "Según las reglas, ningún participante honesto perdió nada fuera del gas",
    ),
    "sim_losses_lead": (
        "A loss is pesos given for which nothing came of what the rules promise, each project by itself; a gain is "
        "pesos kept that by those rules were others'.",
        "Una pérdida son pesos entregados por los que no llegó nada de lo que prometen las reglas, cada proyecto por "
        "sí solo; una ganancia son pesos retenidos que según ellas eran de otros.",
    ),
    "sim_losses_dearer": (
        "Those who finished what vanished installers had left asked {pesos} pesos more than these had; whoever pays "
        "for the plants paid it, and it is not counted as lost.",
        "Quienes terminaron lo que dejaron instaladores desaparecidos cobraron {pesos} más que ellos; lo pagó quien "
        "financia las plantas, y no se cuenta como perdido.",
    ),
    "sim_losses_note": (
        "What is owed for energy is a debt on the chain, which keeps its debtor from posting demands and from "
        "funding; it is not counted as lost. Nor are pesos that divisions round off, less than one for each project; "
        "the time that pesos waited in a project that failed; what another installer asks more than one that vanished; "
        "and the price of shares that were sold.",
        "Lo que se debe por energía es una deuda en la cadena, que impide a quien la debe publicar demandas y "
        "aportar; no se cuenta como perdido. Tampoco los pesos que se pierden al redondear, menos de uno por proyecto; "
        "el tiempo que esperó el dinero en un proyecto que fracasó; lo que otro instalador cobra de más que uno que "
        "desapareció; ni el precio de las participaciones vendidas.",
    ),
    "sim_honest": ("honest", "honestos"),
    "sim_adversary": ("adversaries", "adversarios"),
    "sim_head_agent": ("agent", "agente"),
    "sim_head_kind": ("who they are", "cómo son"),
    "sim_head_people": ("people", "personas"),
    "sim_head_losers": ("who lost", "que perdieron"),
    "sim_head_loss": ("lost, pesos", "perdido, pesos"),
    "sim_head_gain": ("gained of others', pesos", "ganado a otros, pesos"),
    "sim_head_unpaid": ("owed to them for energy, pesos", "se les debe por energía, pesos"),
    "sim_head_gas_each": ("gas, each person", "gas, cada persona"),
    "sim_head_trouble": ("what befell projects", "qué les pasó a proyectos"),
    # Sources
    "sim_sources_heading": (
        "What this rests on: {count} figures from outside, {ours} of them assumptions of our own",
        "En qué se apoya: {count} cifras de fuera, {ours} de ellas supuestos propios",
    ),
    "sim_sources_changed": (", {changed} changed by the scenario", ", {changed} cambiadas por el escenario"),
    "sim_sources_lead": (
        "All can be changed in a scenario, below `prices`, `assumptions` and `limits`, by the names "
        "that they have here. Prices of gas and base fees are in gwei of the platform's token.",
        "Todas se pueden cambiar en un escenario, bajo `prices`, `assumptions` y `limits`, con los "
        "nombres que tienen aquí. Los precios del gas están en gwei de la moneda de la plataforma. Las fuentes, en "
        "inglés.",
    ),
    "sim_sources_prices": ("Platforms and tokens", "Plataformas y monedas"),
    "sim_sources_assumptions": ("What an operator pays beside gas", "Lo que paga un operador además del gas"),
    "sim_sources_limits": ("What chains can take", "Lo que admiten las cadenas"),
    "sim_head_figure": ("figure", "cifra"),
    "sim_head_its_value": ("value", "valor"),
    "sim_head_as_of": ("as of", "al"),
    "sim_head_source": ("source", "fuente"),
    "sim_ours": ("our assumption", "supuesto propio"),
    "sim_changed": ("changed by the scenario", "cambiado por el escenario"),
    # The terminal's table
    "sim_table_title": ("What came of the simulation", "Resultado de la simulación"),
    "sim_table_figure": ("figure", "cifra"),
    "sim_table_participants": ("participants", "participantes"),
    "sim_table_transactions": ("transactions", "transacciones"),
    "sim_table_projects": (
        "projects posted / matched / funded / operating",
        "proyectos publicados / calzados / financiados / en operación",
    ),
    "sim_table_honest_loss": ("lost by honest participants, pesos", "perdido por participantes honestos, pesos"),
    "sim_table_unpaid": ("owed to honest participants for energy, pesos", "se debe a honestos por energía, pesos"),
    "sim_table_irr": ("financiers' median return a year", "retorno anual mediano de financiadores"),
    "sim_table_payback": ("owners' median payback, years", "recuperación mediana de propietarios, años"),
    "sim_table_gas": ("operator's gas per project", "gas del operador por proyecto"),
    "sim_table_gas_times": ("times less than in 2019", "veces menos que en 2019"),
    "sim_table_clp": (
        "operator's pesos per project, typical day, {platform}",
        "pesos del operador por proyecto, día típico, {platform}",
    ),
    "sim_table_seconds": ("seconds", "segundos"),
    "sim_table_memory": ("peak memory, MB", "memoria máxima, MB"),
}
