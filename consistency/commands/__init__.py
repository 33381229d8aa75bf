"""One file a command: options → library call → reporter. Each holds a click command of its own name."""
