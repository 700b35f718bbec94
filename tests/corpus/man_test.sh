#!/bin/sh
# The manual page has every command and option of the program, with the same descriptions.
page=$CASUS_SOURCE/man/casus.1
status=0
wrong() {
    echo "$*"
    status=1
}

synopsis=$(sed -n '/^\.Sh SYNOPSIS/,/^\.Sh DESCRIPTION/p' "$page" | sed 's/\\-/-/g')
for command in $("$CASUS" help | sed -n 's/^  \([a-z]*\) .*/\1/p'); do
    of_command=$(echo "$synopsis" | awk -v name="$command" '/^\.Nm/ { on = $3 == name } on')
    [ -n "$of_command" ] || wrong "man/casus.1 has no synopsis of casus $command"
    options=$("$CASUS" help "$command" | sed -n 's/^  --\([a-z-]*\).*/\1/p')
    for option in $options; do
        echo "$of_command" | grep -q -e "Fl -$option\( \|\$\)" || wrong "man/casus.1: casus $command lacks --$option"
    done
    for option in $(echo "$of_command" | sed -n 's/.*Fl -\([a-z-]*\).*/\1/p'); do
        echo "$options" | grep -qx -e "$option" || wrong "man/casus.1: casus $command has no --$option"
    done
done
"$CASUS" help | awk 'length($0) > 80 { print "casus help: " $0; bad = 1 } END { exit bad }' || status=1
for command in $("$CASUS" help | sed -n 's/^  \([a-z]*\) .*/\1/p'); do
    "$CASUS" help $command | awk 'length($0) > 80 { print "longer than 80: " $0; bad = 1 } END { exit bad }' || status=1
done
exit $status
