"""The words of explanations, in English and in Spanish (Chile): why a demand has no team, and an offer no demand."""

from antu.enums import Role

# Why nobody of a role could serve: keys of `antu.text` too.
NOBODY = {Role.VENDOR: "no_vendor", Role.INSTALLER: "no_installer", Role.MANAGER: "no_manager"}

ROLES = {
    Role.VENDOR: ("vendors", "proveedores"),
    Role.INSTALLER: ("installers", "instaladores"),
    Role.MANAGER: ("managers", "gestores"),
}

_LACKING = {
    "no_vendor": (
        "no vendor with stock left serves {region} in the class of {kwp}",
        "ningún proveedor con stock atiende {region} en la clase de {kwp}",
    ),
    "no_installer": (
        "no installer with stock left serves {region} in the class of {kwp}",
        "ningún instalador con stock atiende {region} en la clase de {kwp}",
    ),
    "no_manager": (
        "no manager with stock left serves {region} in the class of {kwp}",
        "ningún gestor con stock atiende {region} en la clase de {kwp}",
    ),
}

# By what is explained and by reason. Fields: amount, kwp, roles, region.
EXPLANATIONS: dict[tuple[str, str], tuple[str, str]] = {
    **{("demand", reason): words for reason, words in _LACKING.items()},
    **{("offer", reason): words for reason, words in _LACKING.items()},
    ("demand", "too_dear"): (
        "maximum price {amount} below the cheapest team for {kwp} in {region}, with the fee",
        "precio máximo {amount} bajo el equipo más barato para {kwp} en {region}, con la comisión",
    ),
    ("demand", "priced_out"): (
        "maximum price {amount} below what clears for projects of {kwp} in {region}",
        "precio máximo {amount} bajo el de equilibrio para proyectos de {kwp} en {region}",
    ),
    ("demand", "teams_taken"): (
        "maximum price just at what clears for projects of {kwp} in {region}; the last team went to others",
        "precio máximo igual al de equilibrio para proyectos de {kwp} en {region}; el último equipo fue para otros",
    ),
    ("demand", "needed_elsewhere"): (
        "the suppliers who serve {region} with {kwp} are needed for other projects, whatever the maximum price",
        "quienes atienden {region} con {kwp} hacen falta en otros proyectos, cualquiera sea el precio máximo",
    ),
    ("demand", "unpaired"): (
        "maximum price clears for projects of {kwp} in {region}, but the teams within it went to others",
        "el precio máximo alcanza el de equilibrio para proyectos de {kwp} en {region}, pero los equipos que cabían en "
        "él fueron para otros",
    ),
    ("offer", "no_demand"): (
        "nobody asks for {kwp} in its regions",
        "nadie pide {kwp} en sus regiones",
    ),
    ("offer", "above_clearing"): (
        "{amount} above what clears for {roles} of {kwp} in {region}",
        "{amount} sobre el precio de equilibrio para {roles} de {kwp} en {region}",
    ),
    ("offer", "not_needed"): (
        "just at what clears for {roles} of {kwp} in {region}; the last project went to others",
        "igual al precio de equilibrio para {roles} de {kwp} en {region}; el último proyecto fue para otros",
    ),
    ("offer", "no_price_clears"): (
        "no price clears for {roles} of {kwp} in {region}, not even 0",
        "ningún precio alcanza el equilibrio para {roles} de {kwp} en {region}, ni siquiera 0",
    ),
    ("offer", "projects_taken"): (
        "all projects of {kwp} in its regions went to others",
        "todos los proyectos de {kwp} en sus regiones fueron para otros",
    ),
    ("offer", "unpaired"): (
        "price clears for {roles} of {kwp} in {region}, but no owner left could pay a team with it",
        "el precio alcanza el de equilibrio para {roles} de {kwp} en {region}, pero ningún propietario restante podría "
        "pagar un equipo con él",
    ),
}
