"""`consistency completion SHELL`: let a shell complete commands, options and files."""

from __future__ import annotations

import click

from consistency.commands.options import write


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion(context: click.Context, shell: str) -> None:
    """Print what makes SHELL complete commands, options and file names.

    \b
    bash, in ~/.bashrc:                     eval "$(consistency completion bash)"
    zsh, in ~/.zshrc, after compinit:       eval "$(consistency completion zsh)"
    fish:  consistency completion fish > ~/.config/fish/completions/consistency.fish
    """
    from click.shell_completion import get_completion_class

    root = context.find_root()
    kind = get_completion_class(shell)
    if kind is None:  # click knows all three
        raise click.BadParameter(f"{shell} is not known.", context)
    maker = kind(root.command, {}, "consistency", "_CONSISTENCY_COMPLETE")
    template = maker.source_template % maker.source_vars()
    write(template if template.endswith("\n") else f"{template}\n", None)
