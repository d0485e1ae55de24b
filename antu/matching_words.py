"""The words of matching's tables and plot: key -> English, Spanish."""

MATCHING_WORDS: dict[str, tuple[str, str]] = {
    # Before and after
    "comparison_title": ("Before and after", "Antes y después"),
    "way": ("way of matching", "forma de calzar"),
    "first_fit": ("the first that fits, in turn", "el primero que alcanza, por orden de llegada"),
    "cheapest_in_turn": ("the cheapest, in turn", "el más barato, por orden de llegada"),
    "best_teams": ("the best, by policy", "los mejores, según la política"),
    "of_demands": ("of demands", "de las demandas"),
    "savings": ("savings", "ahorro"),
    "of_best": ("of the best", "de los mejores"),
    # The frontier
    "frontier_working": ("Matching the book by each weight", "Calzando el libro con cada ponderación"),
    "frontier_title": ("Projects against savings", "Proyectos versus ahorro"),
    "frontier_projects": ("Projects matched", "Proyectos calzados"),
    "frontier_savings": ("Owners' savings (pesos)", "Ahorro de los propietarios (pesos)"),
    "frontier_savings_millions": (
        "Owners' savings (millions of pesos)",
        "Ahorro de los propietarios (millones de pesos)",
    ),
    "policy": ("w", "w"),
    "of_most": ("of the most", "del máximo"),
    "upper_bound": ("bound", "cota"),
    "gap": ("gap", "brecha"),
    "seconds": ("seconds", "segundos"),
    "policy_savings": ("0", "0"),
    "policy_projects": ("projects", "proyectos"),
    "first_fit_point": ("first fit", "primero que alcanza"),
    "cheapest_in_turn_point": ("cheapest in turn", "más barato por turno"),
}
