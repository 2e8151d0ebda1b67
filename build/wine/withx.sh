#!/bin/bash
# withx.sh [-s shot.png [-t seconds]] COMMAND...   run it on an X server of its own; may photograph the screen.
shot=; secs=6
while getopts s:t: o; do case $o in s) shot=$OPTARG;; t) secs=$OPTARG;; *) exit 2;; esac; done
shift $((OPTIND - 1))
num=$(mktemp)
Xvfb -displayfd 7 -screen 0 ${SCREEN:-1366x768}x24 -nolisten tcp 7>"$num" >/dev/null 2>&1 &
x=$!
for _ in $(seq 100); do [ -s "$num" ] && break; sleep 0.1; done
DISPLAY=:$(cat "$num"); export DISPLAY; rm -f "$num"
if [ -n "$shot" ]; then (sleep "$secs"; import -window root "$shot") & s=$!; fi
"$@"; rc=$?
[ -n "$shot" ] && wait "$s"
kill "$x"; wait "$x" 2>/dev/null
exit $rc
