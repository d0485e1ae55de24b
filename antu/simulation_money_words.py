"""More words of a simulation's report: who lost what, the centralized alternative, internet scale, sources."""

SIMULATION_MONEY_WORDS: dict[str, tuple[str, str]] = {
    # Losses
    "sim_losses_some": ("Honest participants lost {pesos} pesos", "Participantes honestos perdieron {pesos}"),
    "sim_losses_owed": (
        "No honest participant lost anything but gas; {pesos} pesos of energy are still owed to them",
        "Ningún participante honesto perdió nada fuera del gas; aún se les deben {pesos} de energía",
    ),
    "sim_losses_none": (
        "No honest participant lost anything but gas",
        "Ningún participante honesto perdió nada fuera del gas",
    ),
    "sim_losses_lead": (
        "A loss is pesos given for which nothing came of what the rules promise, each project by itself; a gain is pesos kept that by "
        "those rules were others'.",
        "Una pérdida son pesos entregados por los que no llegó nada de lo que prometen las reglas, cada proyecto por sí solo; "
        "una ganancia son pesos retenidos que según ellas eran de otros.",
    ),
    "sim_losses_note": (
        "What is owed for energy is a debt on the chain, which keeps its debtor from posting demands and from funding; it is not "
        "counted as lost.",
        "Lo que se debe por energía es una deuda en la cadena, que impide a quien la debe publicar demandas y aportar; no se "
        "cuenta como perdido.",
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
}
