"""What a transaction costs on each platform: what a rollup publishes of it (`compression`), dated inputs (`prices`,
`figures`), fee rules (`fees`, `rules`), and what the contracts of 2019 would have cost there (`reference`)."""

from antu.platforms.compression import Published, fastlz_length, published
from antu.platforms.fees import Parts, costs, parts
from antu.platforms.prices import PLATFORMS, Day, Prices, default_prices, price_sources

__all__ = [
    "PLATFORMS",
    "Day",
    "Parts",
    "Prices",
    "Published",
    "costs",
    "default_prices",
    "fastlz_length",
    "parts",
    "price_sources",
    "published",
]
