"""Public pages from memory, as fast as bytes can be handed out and never a stale one.

`application` stands in front of Django and answers from `copies`. Every write that a public page
may show raises the content version (`triggers`), and a copy is handed out only while the version
it was made under is the current one (`version`). What that costs stands in docs/decisions.md.
"""
