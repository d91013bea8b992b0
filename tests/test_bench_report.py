"""The benchmark report that `make bench WRITE=1` writes."""

from bench.report import Report, write_part


def make_report(title: str, figure: float) -> Report:
    report = Report(title)
    report.expect("Requests, to nginx", figure, at_least=0.6)
    report.expect("Memory", 1.05, at_most=1.1)
    report.add_expectations()
    return report


def test_write_part_replaces_earlier_version(tmp_path):
    path = tmp_path / "benchmarks.md"
    for title, figure in (("Pages", 0.5), ("Orders", 0.8), ("Pages", 0.7)):
        write_part(path, make_report(title, figure))
    text = path.read_text()
    assert text.index("## Pages") < text.index("## Orders")
    assert text.count("## ") == 2
    assert "| Requests, to nginx | 0.7 | ≥ 0.6 | yes |" in text
    assert "| 0.5 |" not in text


def test_missed_expectations_are_counted():
    assert make_report("Pages", 0.59).missed == 1
    assert make_report("Pages", 0.6).missed == 0
