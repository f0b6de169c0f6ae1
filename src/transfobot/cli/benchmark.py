"""`benchmark`: how well and how fast the search is, on public sets and on its own growth."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from transfobot.settings import load_settings

Folder = Annotated[Path, typer.Argument(help="Ordner mit corpus, queries und qrels")]
AsJson = Annotated[bool, typer.Option("--json", help="Ergebnis als JSON")]
Sizes = Annotated[str, typer.Option(help="Anzahl der Textstellen, durch Kommas getrennt")]
SIZES = "1000,10000,100000"


def add(app: typer.Typer) -> None:
    """Add the command group."""
    group = typer.Typer(no_args_is_help=True, help="Güte und Tempo der Suche messen.")
    group.command("retrieval")(retrieval)
    group.command("compare")(compare)
    group.command("growth")(growth)
    group.command("identity")(identity)
    group.command("fit-refusal")(fit_refusal)
    group.command("doors")(doors)
    group.command("ingesting")(ingesting)
    group.command("all")(everything)
    app.add_typer(group, name="benchmark")


def retrieval(directory: Folder, as_json: AsJson = False) -> None:
    """Eine Sammlung durch den echten Index und die echte Suche."""
    from transfobot.bootstrap import benchmarks

    figures = benchmarks.retrieval(directory, _glossary())
    if as_json:
        typer.echo(json.dumps(figures, ensure_ascii=False))
        return
    for name, value in figures.items():
        typer.echo(f"{name:>22}  {value}")


def compare(directory: Folder, as_json: AsJson = False) -> None:
    """Nebeneinander: BM25 pur, Vektoren allein, transfobot, Tippfehler, eingestelltes Modell."""
    from transfobot.bootstrap import benchmarks
    from transfobot.evaluation.benchmark_report import COLUMNS, table

    rows = benchmarks.compare(directory, _glossary(), load_settings())
    typer.echo(json.dumps(rows, ensure_ascii=False) if as_json else table(COLUMNS, rows))


def growth(
    directory: Annotated[Path, typer.Argument(help="Sammlung, aus der Textstellen entstehen")],
    sizes: Sizes = SIZES,
    as_json: AsJson = False,
) -> None:
    """Was eine Frage bei 1.000, 10.000 und 100.000 Textstellen kostet."""
    from transfobot.bootstrap import benchmarks
    from transfobot.evaluation.benchmark_report import GROWTH_COLUMNS, table

    rows = benchmarks.grow(directory, _numbers(sizes))
    if as_json:
        typer.echo(json.dumps(rows, ensure_ascii=False))
        return
    typer.echo(table(GROWTH_COLUMNS[1:], {str(row["passages"]): row for row in rows}))


def identity(
    directory: Annotated[Path, typer.Argument(help="Sammlung, aus der Textstellen entstehen")],
    passages: Annotated[int, typer.Option(help="Anzahl der Textstellen")] = 10_000,
    as_json: AsJson = False,
) -> None:
    """Ob ein neu gebauter Index gleich ordnet: dreimal, jedes Mal in anderer Reihenfolge."""
    from transfobot.bootstrap import benchmarks

    figures = benchmarks.identity(directory, passages)
    if as_json:
        typer.echo(json.dumps(figures))
        return
    for name, value in figures.items():
        typer.echo(f"{name:>12}  {value}")


def fit_refusal(
    directory: Folder,
    other: Annotated[Path, typer.Option(help="Sammlung aus einem anderen Gebiet")],
) -> None:
    """Die Gewichte der Ablehnung neu anpassen und zeigen, was sie ablehnen."""
    from transfobot.bootstrap import benchmarks

    for title, fitted in zip(
        ("in Gebrauch", "neu angepasst"), benchmarks.fit_refusal(directory, other), strict=True
    ):
        typer.echo(f"{title}: Schwelle {fitted.threshold:.2f}")
        typer.echo(f"  Gewichte: {json.dumps(dict(fitted.weights))}")
        typer.echo(f"  abgelehnt bei 95 % behalten: {json.dumps(dict(fitted.refused))}")


def doors(as_json: AsJson = False) -> None:
    """Ganze Antworten über HTTP, Abbrüche und langsame Gegenstellen, an einem eigenen Dienst."""
    from transfobot.bootstrap.doors_benchmark import benchmark_doors

    figures = benchmark_doors(load_settings(), _silent if as_json else typer.echo)
    if as_json:
        typer.echo(json.dumps(figures))


def ingesting(
    passages: Annotated[
        int, typer.Option(help="Textstellen vorher, und ebenso viele neue")
    ] = 3_000,
    as_json: AsJson = False,
) -> None:
    """Fragen an einen eigenen Dienst, während er Dokumente aufnimmt."""
    from transfobot.bootstrap.doors_benchmark import benchmark_ingesting

    figures = benchmark_ingesting(load_settings(), passages)
    if as_json:
        typer.echo(json.dumps(figures))
        return
    for name, value in figures.items():
        typer.echo(f"{name:>22}  {value}")


def everything(
    directories: Annotated[
        list[Path] | None, typer.Argument(help="Sammlungen; ohne Angabe alle unter bench/")
    ] = None,
    docs: Annotated[Path, typer.Option(help="Ordner für Tabelle und Bilder")] = Path("docs"),
    sizes: Sizes = SIZES,
) -> None:
    """Alles messen und nach docs/benchmarks.md schreiben."""
    from transfobot.bootstrap import benchmarks

    chosen = directories or _found()
    if not chosen:
        typer.echo("Keine Sammlung gefunden: bitte Ordner angeben oder unter bench/ ablegen.")
        raise typer.Exit(2)
    page = benchmarks.everything(chosen, docs, _glossary(), _numbers(sizes), load_settings())
    typer.echo(f"Geschrieben: {page}")


def _silent(_figure: str) -> None:
    """Nothing on the way: the whole result follows."""


def _found() -> list[Path]:
    """Sets under `bench/` in the current folder, those with answers first."""
    found = sorted(path.parent for path in Path("bench").glob("*/qrels.tsv"))
    with_answers = [path for path in found if (path / "answers.jsonl").exists()]
    return with_answers + [path for path in found if path not in with_answers]


def _numbers(sizes: str) -> list[int]:
    try:
        return [int(size) for size in sizes.split(",")]
    except ValueError as error:
        raise typer.BadParameter("Erwartet werden ganze Zahlen, etwa 1000,10000.") from error


def _glossary() -> Path | None:
    settings = load_settings()
    path = settings.corpus_dir / "glossary.toml"
    return path if path.exists() else None
