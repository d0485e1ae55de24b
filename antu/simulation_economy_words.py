"""Words of a simulation's report on the centralized alternative and on internet scale: key -> English, Spanish."""

SIMULATION_ECONOMY_WORDS: dict[str, tuple[str, str]] = {
    # The centralized alternative
    "sim_alternative_from": (
        "On {platform} Antu costs the operator less than a database from {count} projects a year on",
        "En {platform} Antu le cuesta al operador menos que una base de datos desde {count} proyectos al año",
    ),
    "sim_alternative_up_to": (
        "On {platform} Antu costs the operator no more than a database up to {count} projects a year",
        "En {platform} Antu no le cuesta al operador más que una base de datos hasta {count} proyectos al año",
    ),
    "sim_alternative_never": (
        "On {platform} Antu always costs the operator more than a database",
        "En {platform} Antu siempre le cuesta al operador más que una base de datos",
    ),
    "sim_alternative_always": (
        "On {platform} Antu never costs the operator more than a database",
        "En {platform} Antu nunca le cuesta al operador más que una base de datos",
    ),
    "sim_alternative_none": (
        "No project was matched, so there is nothing to compare with a database",
        "Ningún proyecto se calzó, así que no hay qué comparar con una base de datos",
    ),
    "sim_alternative_lead": (
        "The same market kept by a company in a database: it collects and pays out every peso through a payment "
        "gateway, where Antu pays gas, an audit, and a gateway only where pesos become tokens and tokens pesos.",
        "El mismo mercado llevado por una empresa en una base de datos: cobra y paga cada peso por una pasarela de "
        "pagos, mientras Antu paga gas, una auditoría, y la pasarela solo donde los pesos se vuelven fichas y las "
        "fichas pesos.",
    ),
    "sim_alternative_note": (
        "Payments, payouts, minted and redeemed pesos are those that the simulation counted per matched project; fees "
        "of the chain are those of the operator and of the token's issuer. Antu saves as far as people leave pesos on "
        "the platform from one payment to the next. What both sides pay alike decides nothing.",
        "Los cobros, pagos, emisiones y rescates son los que contó la simulación por proyecto calzado; las comisiones "
        "de la red son las del operador y las del emisor de las fichas. Antu ahorra en la medida en que la gente deja "
        "sus pesos en la plataforma entre un pago y otro. Lo que ambos lados pagan por igual no decide nada.",
    ),
    "sim_year_caption": (
        "What a year costs by the number of projects matched in it (logarithmic scales); a dot marks the break-even. "
        "Typical day.",
        "Lo que cuesta un año según los proyectos calzados en él (escalas logarítmicas); un punto marca el "
        "equilibrio. Día típico.",
    ),
    "sim_sensitivity_caption": (
        "Break-even on {platform}, in projects a year, by the price of gas and of the token; a typical day is framed.",
        "Punto de equilibrio en {platform}, en proyectos al año, según el precio del gas y de la moneda; el marco es "
        "un día típico.",
    ),
    "sim_savings_caption": (
        "What Antu saves the operator in a year beside a database; below zero it costs more. Typical day.",
        "Lo que Antu le ahorra al operador en un año frente a una base de datos; bajo cero cuesta más. Día típico.",
    ),
    "sim_millions_saved": ("million pesos saved a year", "millones de pesos ahorrados al año"),
    "sim_break_even_table": (
        "Projects a year from which Antu costs no more",
        "Proyectos al año desde los que Antu no cuesta más",
    ),
    "sim_items_table": (
        "What the operator pays for, in pesos; gas on {platform} on a typical day",
        "Qué paga el operador, en pesos; el gas, en {platform} en un día típico",
    ),
    "sim_database": ("a database", "una base de datos"),
    "sim_antu_on": ("Antu on {platform}", "Antu en {platform}"),
    "sim_never": ("never", "nunca"),
    "sim_always": ("always", "siempre"),
    "sim_up_to": ("up to {count}", "hasta {count}"),
    "sim_projects_per_year": ("projects a year", "proyectos al año"),
    "sim_millions_per_year": ("million pesos a year", "millones de pesos al año"),
    "sim_token_millions": ("price of {token}, million pesos", "precio de {token}, millones de pesos"),
    "sim_token_pesos": ("price of {token}, pesos", "precio de {token}, pesos"),
    "sim_token_ether": ("an ether", "un ether"),
    "sim_token_pol": ("a POL", "un POL"),
    "sim_token_ewt": ("an EWT", "un EWT"),
    "sim_gas_gwei": ("price of gas, gwei", "precio del gas, gwei"),
    "sim_per_project": ("each project", "cada proyecto"),
    "sim_per_year": ("each year", "cada año"),
    "sim_item_pay_ins": ("collecting payments (gateway)", "cobrar pagos (pasarela)"),
    "sim_item_payouts": ("paying out (gateway)", "pagar a otros (pasarela)"),
    "sim_item_gas": ("fees of the chain", "comisiones de la red"),
    "sim_item_support": ("hours of people", "horas de personas"),
    "sim_item_hosting": ("servers", "servidores"),
    "sim_item_database": ("a database", "base de datos"),
    "sim_item_node": ("access to the chain", "acceso a la cadena"),
    "sim_item_review": ("security reviews", "revisiones de seguridad"),
    "sim_item_audit": ("audits of contracts", "auditorías de contratos"),
    "sim_item_upkeep": ("hours of upkeep", "horas de mantención"),
    "sim_head_item": ("item", "ítem"),
    "sim_head_for": ("for", "por"),
    "sim_head_database": ("a database", "una base de datos"),
    "sim_head_antu": ("Antu", "Antu"),
    # To internet scale
    "sim_scale_heading": (
        "A million meters that report every month fit within {share} of the limits of {count} of {all} platforms",
        "Un millón de medidores que informan cada mes caben en {share} de los límites de {count} de {all} plataformas",
    ),
    "sim_scale_unknown": ("To internet scale", "A escala de internet"),
    "sim_scale_needs": (
        "Readings did not come in batches of different sizes, so what a million meters cost cannot be told from them.",
        "Las lecturas no vinieron en lotes de distinto tamaño, así que no se puede saber de ellas qué cuesta un "
        "millón de medidores.",
    ),
    "sim_scale_lead": (
        "The meters of a million projects, reckoned from the batches of readings that were recorded: what a "
        "transaction takes, and what each reading in it adds.",
        "Los medidores de un millón de proyectos, calculados con los lotes de lecturas registrados: lo que toma una "
        "transacción, y lo que agrega cada lectura en ella.",
    ),
    "sim_scale_note": (
        "Limits are of {date} (data/limits.yaml); calldata is what a block can carry, blobs what all rollups together "
        "may publish on Ethereum before their price rises. Red is more than there is. Payments to holders are not in "
        "it: they claim when they like.",
        "Los límites son del {date} (data/limits.yaml); datos es lo que cabe en un bloque, blobs lo que todos los "
        "rollups juntos pueden publicar en Ethereum antes de que suba su precio. En rojo, más de lo que hay. No "
        "incluye pagos a dueños: cobran cuando quieren.",
    ),
    "sim_million_caption": (
        "Readings of a million projects, monthly, in batches of {batch}: from a low to a spike day, the dot on a "
        "typical one.",
        "Lecturas de un millón de proyectos, mensuales, en lotes de {batch}: de un día barato a uno de alza, el punto "
        "en uno típico.",
    ),
    "sim_intervals_caption": (
        "Days between a meter's readings with which a million take at most {share} of each limit, by readings in a "
        "batch.",
        "Días entre lecturas de un medidor para que un millón tome a lo más {share} de cada límite, según lecturas "
        "por lote.",
    ),
    "sim_batch": ("readings in a batch", "lecturas por lote"),
    "sim_too_large": ("too large", "no cabe"),
    "sim_scale_table": (
        "A million projects, monthly readings in batches of {batch}: million pesos a year, and parts of each limit",
        "Un millón de proyectos, lecturas mensuales en lotes de {batch}: millones de pesos al año, y parte de cada "
        "límite",
    ),
    "sim_head_part_gas": ("of all gas", "de todo el gas"),
    "sim_head_part_calldata": ("of all calldata", "de todos los datos"),
    "sim_head_part_blobs": ("of all blobs", "de todos los blobs"),
    "sim_head_largest": ("largest batch", "lote máximo"),
}
