"""`consistency evaluate`: how well does the checker do on labelled cases?"""

from __future__ import annotations

from pathlib import Path

import click

from consistency.commands.options import FILE, write


@click.command()
@click.argument("gold", nargs=-1, required=True, type=FILE)
@click.option("--errors", is_flag=True, help="List what went wrong, case by case.")
@click.option("--json", "as_json", is_flag=True, help="Print every figure as JSON.")
@click.option("--output", "-o", type=FILE, metavar="FILE", help="Write to FILE instead of the terminal.")
def evaluate(gold: tuple[Path, ...], errors: bool, as_json: bool, output: Path | None) -> None:
    """Check the cases of GOLD files and score the results.

    A gold file holds one case a line as JSON, with the claims that a person marked. The table shows
    claim precision, recall and F1, status accuracy, finding F1 and verdict accuracy, over all cases,
    by language pair (script → listing) and by category.
    """
    import consistency
    from consistency.evaluate import evaluate as run
    from consistency.evaluate import load_cases

    evaluation = run(load_cases(gold), lambda case: consistency.check_case(case).to_dict())
    if as_json:
        from consistency.report.data import to_json

        write(to_json(evaluation.to_dict()), output)
    else:
        from consistency.report.figures import evaluation_text

        write(evaluation_text(evaluation, errors=errors), output)
