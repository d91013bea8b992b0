"""Links of the pages that lead nowhere: found by the worker, listed for editors."""
