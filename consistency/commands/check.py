"""`consistency check`: scripts against their product pages."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from consistency.commands.options import (
    FILE,
    columns_option,
    config_options,
    lang_option,
    output_options,
    rules_option,
    spare_inputs,
    speak,
    wants_colour,
    was_given,
    write,
)
from consistency.errors import UsageError
from consistency.report.formats import FORMATS, render

if TYPE_CHECKING:
    from consistency.commands.session import Session
    from consistency.report.checked import Checked


@click.command()
@click.argument("scripts", nargs=-1, type=FILE)
@click.option(
    "--listing",
    type=FILE,
    metavar="FILE",
    help="The product page: an export of the marketplace, or a table. Without it: by consistency.toml.",
)
@click.option("--part", metavar="NAME", help="Which script of the file, where it holds several: English.")
@click.option("--sku", metavar="ID", help="Which product of the listing, where it holds several.")
@columns_option
@click.option("--report", type=FILE, metavar="FILE", help="The test report or specification sheet.")
@click.option("--stdin-filename", type=FILE, metavar="FILE", help="The name of what standard input holds.")
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "never"]),
    help="What makes the exit status 1.  [default: error]",
)
@rules_option("--select", "Report these rules alone: codes, beginnings of codes (C1), names or kinds (missing).")
@rules_option("--ignore", "Leave these rules out.")
@config_options
@click.option("--fix", is_flag=True, help="Write the report's or the page's words over vague ones where that is safe.")
@click.option(
    "--diff",
    "shows_diff",
    is_flag=True,
    help="Print what --fix would write, not the table; the exit status is that of the check.",
)
@click.option(
    "--baseline", type=FILE, metavar="FILE", help="The findings that do not count, as recorded by `baseline`."
)
@click.option("--no-baseline", is_flag=True, help="Let every finding count.")
@click.option(
    "--no-cache", is_flag=True, help="Check anew what has not changed, and keep nothing in .consistency_cache."
)
@click.option(
    "--by-config", is_flag=True, help="Leave out files that consistency.toml does not take for scripts (for hooks)."
)
@output_options(*FORMATS)
@lang_option
@click.pass_context
def check(
    context: click.Context,
    scripts: tuple[Path, ...],
    listing: Path | None,
    part: str | None,
    sku: str | None,
    columns: dict[str, str] | None,
    report: Path | None,
    stdin_filename: Path | None,
    fail_on: str | None,
    select: frozenset[str],
    ignore: frozenset[str],
    config: Path | None,
    no_config: bool,
    fix: bool,
    shows_diff: bool,
    baseline: Path | None,
    no_baseline: bool,
    no_cache: bool,
    by_config: bool,
    form: str,
    output: Path | None,
    lang: str,
) -> None:
    """Check what SCRIPTS claim against their product pages, and against their test reports.

    A script is text, Markdown, DOCX, subtitles (SRT, VTT, ASS), a storyboard in XLSX, CSV or DOCX, a
    transcript or an editor's draft (JSON), or - for standard input; a storyboard with a column for
    each language is a script for each. A folder means the scripts in it; a listing or report that
    consistency.toml names means the scripts that have it; nothing means all. Every claim is looked
    for in title, bullet points and description; the table shows where each stands and what to mend.

    Exit status: 0 nothing to mend (there may be warnings), 1 something to mend (--fail-on), 2 a file
    or an option is wrong; the other scripts are checked and reported all the same.

    \b
    consistency check speaker.txt --listing speaker.json --report lab.pdf
    consistency check script.srt --listing catalogue.xlsx --sku PB-10 --format html -o check.html
    consistency check scripts/ --fail-on warning
    """
    from consistency.commands.again import Run
    from consistency.commands.arguments import covers_all, jobs_of
    from consistency.commands.known import without_known
    from consistency.commands.mending import diffs, mend_all, tell_changes, tell_none
    from consistency.commands.scripts import check_all, tell_idle
    from consistency.commands.session import Given, Session
    from consistency.commands.workers import judged_ahead

    _agree(context, scripts)
    spoken = lang if was_given(context, "lang") else None
    given = Given(listing, report, sku, part, columns, config, no_config, spoken, select, ignore, no_cache)
    session = Session(given, lang)
    jobs = jobs_of(scripts, session, stdin_name=stdin_filename, by_config=by_config)
    language = session.language(session.config_of(jobs[0].path)) if jobs else lang
    speak(context, language)
    spare_inputs(output, listing, report, *(job.path for job in jobs))
    mends = fix or shows_diff
    if mends:
        changed = mend_all(jobs, session, write_files=fix)
        if fix:
            tell_changes(changed, context)
        elif not changed:
            tell_none(context)
        if shows_diff:
            write(diffs(changed), output)
    run = None if mends or baseline else Run.of(jobs, session, (form, language, fail_on, wants_colour(output)))
    answer = run.answer() if run is not None else None
    if answer is not None:
        write(answer[0], output)
        context.exit(answer[1])
    with judged_ahead(jobs, session):
        checks, failed = check_all(jobs, session, context)
    if not failed and covers_all(scripts, session):
        tell_idle(session, language)
    if not no_baseline:
        checks = without_known(checks, session, baseline, context)
    status = 2 if failed else int(any(_fails(one, session, fail_on) for one in checks))
    if not shows_diff and (checks or (form != "text" and not (failed and len(jobs) == 1))):
        told = render(form, checks, language, colour=wants_colour(output))
        write(told, output, binary=FORMATS[form].binary)
        if run is not None and not failed and isinstance(told, str):
            run.keep(told, status)
    context.exit(status)


def _agree(context: click.Context, scripts: tuple[Path, ...]) -> None:
    """Refuse options that take each other back, and a name for standard input where it is not read."""
    given = context.params
    for one, other in (("config", "no_config"), ("baseline", "no_baseline"), ("fix", "shows_diff")):
        if given[one] and given[other]:
            first, second = (f"--{name.removeprefix('shows_').replace('_', '-')}" for name in (one, other))
            raise UsageError(f"{first} and {second} contradict each other.", hint="Leave one of them out.")
    if given["stdin_filename"] and Path("-") not in scripts:
        raise UsageError("--stdin-filename is given, but standard input is not read.", hint="Name it as a script: -")


def _fails(one: Checked, session: Session, fail_on: str | None) -> bool:
    limit = fail_on or session.config_of(Path(one.script.name)).get("fail_on")
    findings = one.result.findings
    if limit == "never":
        return False
    if limit == "warning" and findings:
        return True
    return one.result.verdict == "fail" or any(f.severity == "error" for f in findings)
