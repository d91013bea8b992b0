"""The drawing of the staircase as SVG and PNG."""
