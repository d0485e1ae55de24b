"""The page of a statement: HTML that needs nothing else, to be read on a screen and printed on A4."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from html import escape
from pathlib import Path

from antu.billing.months import month_named
from antu.billing.shares import FRACTION_BITS
from antu.billing.statement.checks import OF_HOLDERS, Check
from antu.billing.statement.document import Part, Statement
from antu.billing.statement.tables import ENERGY, HolderTotal, Table, Values
from antu.text import Language, energy, number, text

NOTHING = "·"  # easier to pass over than a zero
STYLE = Path(__file__).with_name("page.css")
MONTHS = {
    Language.EN: "January February March April May June July August September October November December",
    Language.ES: "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
}


def page(statement: Statement, lang: Language) -> str:
    """The statement in a language."""
    return _Page(statement, lang).whole()


def month_name(month: int, lang: Language) -> str:
    """`febrero 2026`."""
    return f"{MONTHS[lang].split()[month % 12]} {1970 + month // 12}"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


class _Page:
    """Everything that is not markup of this class goes through `escape`."""

    def __init__(self, statement: Statement, lang: Language) -> None:
        self.statement = statement
        self.lang = lang

    def say(self, key: str, **values: object) -> str:
        """Words of the vocabulary."""
        return escape(text(f"st_{key}", self.lang).format(**values))

    def whole(self) -> str:
        """The document."""
        title = self.title()
        parts = "".join(map(self.part, self.statement.parts))
        return (
            f'<!doctype html>\n<html lang="{"es-CL" if self.lang is Language.ES else "en"}">\n<head>\n'
            f'<meta charset="utf-8">\n<meta name="viewport" content="width=device-width">\n<title>{title}</title>\n'
            f"<style>\n{STYLE.read_text(encoding='utf-8')}</style>\n</head>\n<body>\n"
            f"<header>\n<h1>{title}</h1>\n{self.subtitle()}\n{self.verdict()}\n</header>\n"
            f"{parts}{self.how_to_read()}{self.sources()}</body>\n</html>\n"
        )

    # HEAD

    def title(self) -> str:
        of = (
            self.say("of_holder")
            if self.statement.holder
            else self.say("of_project", id=self.statement.parts[0].project)
        )
        return f"{self.say('title')}: {of}"

    def subtitle(self) -> str:
        months = [month for part in self.statement.parts for month in part.table.lines]
        period = self.say("period", first=month_name(min(months), self.lang), last=month_name(max(months), self.lang))
        holder = f'<p class="address">{escape(self.statement.holder)}</p>' if self.statement.holder else ""
        return f"{holder}<p>{period}</p>"

    def verdict(self) -> str:
        differences = self.statement.differences
        if not differences:
            return f'<p class="good">{self.say("agrees")}</p>'
        listed = "".join(f"<li>{self.check_name(check)}: {self.figure(check.difference)}</li>" for check in differences)
        return f'<div class="bad"><p>{self.say("disagrees")}</p><ul>{listed}</ul></div>'

    # A PROJECT

    def part(self, part: Part) -> str:
        heading = f"<h2>{_capital(self.say('of_project', id=part.project))}</h2>\n" if self.statement.holder else ""
        below = "" if self.statement.holder else self.holders(part)
        return (
            f"<section>\n{heading}{self.facts(part)}{self.months(part.table)}{below}"
            f"{self.corrections(part)}{self.checks(part)}</section>\n"
        )

    def facts(self, part: Part) -> str:
        """What one has to know of a project to follow its bills."""
        meter = part.replay.meter
        assert meter is not None
        plant = meter.plant
        price = self.say("price_owner" if plant.owner_pays else "price_nothing", price=plant.energy_price)
        if meter.base_uf:
            price += " " + self.say("price_uf", uf=self.hundredths(meter.base_uf))
        given = [
            (escape(text("owner", self.lang)), f'<span class="address">{escape(plant.owner)}</span>. {price}'),
            (
                escape(text("cooperative", self.lang)),
                "; ".join(self.since(*served) for served in part.replay.cooperatives),
            ),
            (self.say("meter"), "; ".join(self.meter_words(event.time, event.name) for event in part.replay.meters)),
            (self.say("supply"), self.say("supply_words", shares=self.figure(part.replay.series.supply))),
            (self.say("reserve"), self.say("reserve_words", percent=self.hundredths(part.replay.series.reserve_bps))),
        ]
        if self.statement.holder:
            [own] = part.holders
            given.append((self.say("fraction"), self.say("fraction_words", pesos=self.fraction(own.fraction))))
        return "<dl>\n" + "".join(f"<dt>{_capital(name)}</dt><dd>{words}</dd>\n" for name, words in given) + "</dl>\n"

    def since(self, time: int, cooperative: int) -> str:
        return self.say("cooperative_since", id=cooperative, date=self.date(time))

    def meter_words(self, time: int, event: str) -> str:
        return self.say("meter_replaced" if event == "MeterReplaced" else "meter_connected", date=self.date(time))

    def months(self, table: Table) -> str:
        groups = "".join(f'<th colspan="{len(c)}">{self.say(f"group_{g}")}</th>' for g, c in table.groups.items())
        columns = "".join(f"<th>{self.say(column)}</th>" for column in table.columns)
        spans = "".join(f'<colgroup span="{len(columns)}"></colgroup>' for columns in table.groups.values())
        lines = "".join(
            self.line(month_name(month, self.lang), table.columns, values) for month, values in table.lines.items()
        )
        total = self.line(escape(text("total", self.lang)), table.columns, table.total)
        return (
            f'<table class="months">\n<colgroup span="1"></colgroup>{spans}\n<thead>\n'
            f'<tr class="groups"><th rowspan="2">{self.say("month")}</th>{groups}</tr>\n<tr>{columns}</tr>\n</thead>\n'
            f"<tbody>\n{lines}</tbody>\n<tfoot>\n{total}</tfoot>\n</table>\n"
        )

    def line(self, name: str, columns: Sequence[str], values: Values) -> str:
        cells = ((self.kwh if column in ENERGY else self.figure)(values[column]) for column in columns)
        return self.row(
            name, (cell if values[column] else NOTHING for column, cell in zip(columns, cells, strict=True))
        )

    def holders(self, part: Part) -> str:
        """Everybody's totals, which add up to what was shared out, but for what rounding leaves."""
        columns = ("shares", "earned", "claimed", "claimable")
        heads = "".join(f"<th>{self.say(column)}</th>" for column in columns)
        lines = "".join(self.holder(holder) for holder in part.holders)
        sums = [sum(getattr(holder, column) for holder in part.holders) for column in columns]
        shared = part.replay.series.revenue
        dust = self.say("dust", pesos=self.figure(shared - sums[1]), shared=self.figure(shared))
        return (
            f'<h3>{self.say("holders")}</h3>\n<table class="holders">\n<thead><tr><th>{self.say("holder")}</th>{heads}'
            f"<th>{self.say('fraction')}</th></tr></thead>\n<tbody>\n{lines}</tbody>\n"
            f"<tfoot>{self.row(escape(text('total', self.lang)), [*map(self.figure, sums), ''])}</tfoot>\n</table>\n"
            f"<p>{dust}</p>\n"
        )

    def holder(self, of: HolderTotal) -> str:
        figures = map(self.figure, (of.shares, of.earned, of.claimed, of.claimable))
        return self.row(f'<span class="address">{escape(of.holder)}</span>', [*figures, self.fraction(of.fraction)])

    def corrections(self, part: Part) -> str:
        if not part.replay.corrections:
            return ""
        lines = "".join(
            f"<li>{self.say('correction', date=self.date(c.time), id=c.cooperative, amount=self.figure(c.amount))} "
            f"{self.say('correction_month', month=month_name(c.month, self.lang))} "
            f'<span class="address">{c.document}</span></li>\n'
            for c in part.replay.corrections
        )
        return f"<h3>{self.say('corrections')}</h3>\n<ul>\n{lines}</ul>\n"

    # WHETHER IT IS TRUE

    def checks(self, part: Part) -> str:
        """Each figure beside the contract's. Of many holders, only those that differ."""
        shown = [
            check
            for check in part.checks
            if check.figure not in OF_HOLDERS or check.difference or self.statement.holder
        ]
        more = sum(check.figure in OF_HOLDERS for check in part.checks) if not self.statement.holder else 0
        lines = "".join(
            self.row(self.check_name(check), map(self.figure, (check.events, check.other, check.difference)))
            for check in shown
        )
        heads = "".join(f"<th>{self.say(head)}</th>" for head in ("figure", "by_events", "by_contract", "difference"))
        rest = f"<p>{self.say('checks_of_holders', count=more)}</p>\n" if more else ""
        return (
            f'<h3>{self.say("checks")}</h3>\n<table class="checks">\n<thead><tr>{heads}</tr></thead>\n'
            f"<tbody>\n{lines}</tbody>\n</table>\n{rest}"
        )

    def check_name(self, check: Check) -> str:
        who = month_name(month_named(check.who), self.lang) if check.figure == "corrected" else check.who
        whose = f' <span class="address">{escape(who)}</span>' if who else ""
        return self.say(f"check_{check.figure}") + whose

    # FOOT

    def how_to_read(self) -> str:
        keys = ("note_months", "note_bills", "note_owed", "note_revenue", "note_earned")
        lines = "".join(f"<li>{self.say(key)}</li>\n" for key in keys)
        return f'<section class="notes">\n<h3>{self.say("how_to_read")}</h3>\n<ul>\n{lines}</ul>\n</section>\n'

    def sources(self) -> str:
        source = self.statement.source
        addresses = "".join(
            f'<dt>{escape(name)}</dt><dd class="address">{escape(address)}</dd>\n'
            for name, address in source.contracts.items()
        )
        where = self.say(
            "source_words",
            network=source.network,
            chain=source.chain_id,
            first=self.figure(source.first_block),
            last=self.figure(source.last_block),
            date=f"{self.date(source.time)} {datetime.fromtimestamp(source.time, UTC):%H:%M}",
        )
        return f"<footer>\n<h3>{self.say('source')}</h3>\n<p>{where}</p>\n<dl>\n{addresses}</dl>\n</footer>\n"

    # FIGURES

    def figure(self, value: int) -> str:
        return number(value, self.lang)

    def kwh(self, wh: int) -> str:
        return energy(wh, self.lang).removesuffix(" kWh")

    def hundredths(self, value: int) -> str:
        point = "." if self.lang is Language.EN else ","
        return f"{self.figure(value // 100)}{point}{value % 100:02}"

    def fraction(self, value: int) -> str:
        """2^-64 pesos, below one, as a decimal that is never rounded up to it."""
        point = "." if self.lang is Language.EN else ","
        return f"0{point}{(value * 10_000 >> FRACTION_BITS):04}"

    def date(self, time: int) -> str:
        day = datetime.fromtimestamp(time, UTC)
        return f"{day:%Y-%m-%d}" if self.lang is Language.EN else f"{day:%d-%m-%Y}"

    @staticmethod
    def row(name: str, cells: Iterable[str]) -> str:
        return f"<tr><th>{name}</th>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>\n"
