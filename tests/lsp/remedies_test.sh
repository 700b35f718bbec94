#!/bin/sh
# Remedies that are edits mend their mistakes (remedies.py).
command -v python3 >/dev/null || { echo "skipped: python3 is not installed"; exit 77; }
PYTHONDONTWRITEBYTECODE=1 exec python3 "$(dirname "$0")/remedies.py"
