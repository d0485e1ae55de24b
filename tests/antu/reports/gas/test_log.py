"""Gas per unit of work, beside 2019's."""

from antu.reports.gas.log import GasLog, GasRow


def test_gas_log_takes_the_mean_per_unit() -> None:
    log = GasLog()
    log.add("match", 1_000_000, units=40)
    log.add("match", 100_000, units=4)
    log.add("match", 30_000, units=0)
    log.add("expire", 70_001)
    assert log.means() == {"match": 25_000, "expire": 70_001}
    assert log.rows() == (GasRow("match", 25_000, 44, 931_304), GasRow("expire", 70_001, 1, None))


def test_gas_ratio_is_ours_of_2019s() -> None:
    assert GasRow("match", 25_000, 44, 100_000).ratio == 0.25
    assert GasRow("expire", 70_001, 1, None).ratio is None
