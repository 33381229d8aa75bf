"""Claim × field → status, evidence and suggestion."""
