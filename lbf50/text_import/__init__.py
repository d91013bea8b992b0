"""Text written in Word or Google Docs becomes blocks of a page."""
