"""The knowledge, as tables that a content team can edit in a spreadsheet, and the code that loads them."""
