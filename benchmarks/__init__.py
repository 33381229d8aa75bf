"""Measurements that anyone can run: `python -m benchmarks.parameters` and its like."""
