"""The words of the table and the plot of how gas grows: key -> English, Spanish."""

GROWTH_WORDS: dict[str, tuple[str, str]] = {
    # What grows
    "funders": ("funders", "financiadores"),
    "holders": ("holders", "dueños de participaciones"),
    "offers": ("offers", "ofertas"),
    "demands": ("demands", "demandas"),
    # Kinds of work
    "grown_fund": ("fund", "aportar"),
    "grown_fund_final": ("the payment that reaches the goal", "el aporte que llega a la meta"),
    "grown_refund": ("refund", "devolver un aporte"),
    "grown_expire": ("close what was not funded", "cerrar lo no financiado"),
    "grown_opening": ("last release, the project opens", "última liberación, abre el proyecto"),
    "grown_reading_first": ("a meter's first reading", "primera lectura de un medidor"),
    "grown_reading": ("a reading", "una lectura"),
    "grown_claim": ("claim", "cobrar"),
    "grown_payout": ("pay one holder", "pagar a un solo dueño"),
    "grown_transfer": ("transfer shares", "transferir participaciones"),
    "grown_post_offer": ("post an offer", "publicar una oferta"),
    "grown_post_demand": ("post a demand", "publicar una demanda"),
    "grown_match_batch50": ("match, each of 50", "calzar, cada uno de 50"),
    "grown_match_single": ("match one project", "calzar un proyecto"),
    "grown_match_own": ("match, by the owner", "calzar, por el propietario"),
    # The table
    "growth_title": ("Gas by how many there are", "Gas según cuántos hay"),
    "growth_work": ("work", "operación"),
    "growth_of": ("by number of", "según número de"),
    "growth_difference": ("apart", "diferencia"),
    # The plot
    "growth_plot_title": (
        "Gas of one transaction, however many others there are",
        "Gas de una transacción, por muchos otros que haya",
    ),
    "growth_legend": (
        "Gold: Antu. Grey: the contracts of 2019; squares where they were measured by size, dashes where only once.",
        "Dorado: Antu. Gris: los contratos de 2019; cuadrados si se midieron por tamaño, rayas si solo una vez.",
    ),
    "growth_gas": ("gas", "gas"),
    "growth_match": ("Match a project", "Calzar un proyecto"),
    "growth_alone": ("alone", "solo"),
    "growth_of_50": ("each of 50", "cada uno de 50"),
    "growth_offers": ("other offers in the book", "otras ofertas en el libro"),
    "growth_demands": ("demands in the book", "demandas en el libro"),
    "growth_2019_with": ("2019: {gas} with {size}", "2019: {gas} con {size}"),
}
