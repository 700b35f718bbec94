#!/bin/sh
# An exercise: injects, notes, the clock, the page after the action (exercise.py).
. "${CASUS_SOURCE:?}/tests/serve/python.sh"
run_python exercise "$@"
