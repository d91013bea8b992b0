"""The page that `make bench WRITE=1` writes."""

from bench.report import Report, write


def measured(title: str, figure: float) -> Report:
    report = Report(title)
    report.expect("Requests, to nginx", figure, at_least=0.6)
    report.expect("Memory", 1.05, at_most=1.1)
    report.conclude()
    return report


def test_a_part_that_is_measured_anew_takes_its_own_place(tmp_path):
    page = tmp_path / "benchmarks.md"
    for title, figure in (("Pages", 0.5), ("Orders", 0.8), ("Pages", 0.7)):
        write(page, measured(title, figure))
    text = page.read_text()
    assert text.index("## Pages") < text.index("## Orders")
    assert text.count("## ") == 2
    assert "| Requests, to nginx | 0.7 | ≥ 0.6 | yes |" in text
    assert "| 0.5 |" not in text


def test_what_is_out_of_reach_is_counted():
    assert measured("Pages", 0.59).missed == 1
    assert measured("Pages", 0.6).missed == 0
