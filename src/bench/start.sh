#!/bin/sh
# From the start of the desktop to its first screen with data drawn, and out again: with the cache that packaging made, and
# without, in turns. Prints each time and the medians.
#
#   [ROUNDS=5] [DIST=DISTRIBUTION] src/bench/start.sh WORKSPACE       after: mvn -q package
set -eu
here=$(cd "$(dirname "$0")" && pwd)
dist=${DIST:-$here/../../target/dist/countersign}
workspace=$1
work=$(mktemp -d)
trap 'test ! -f "$work/away" || mv "$work/away" "$dist/lib/desktop.aot"; rm -rf "$work"' EXIT
JAVA_TOOL_OPTIONS="-Dcountersign.tour=first -Dglass.platform=Headless -Dprism.order=sw -Djava.awt.headless=true \
-Dcountersign.settings=$work/settings.json"
export JAVA_TOOL_OPTIONS

start() {
    begun=$(date +%s%N)
    "$dist/bin/countersign" -w "$workspace" 2> /dev/null
    echo $((($(date +%s%N) - begun) / 1000000)) >> "$work/$1"
}
median() {
    sort -n "$work/$1" | sed -n "$(((rounds + 1) / 2))p"
}
rounds=${ROUNDS:-5}
i=0
while [ $i -lt "$rounds" ]; do
    i=$((i + 1))
    start cache
    mv "$dist/lib/desktop.aot" "$work/away"
    start plain
    mv "$work/away" "$dist/lib/desktop.aot"
done
echo "with the cache, ms: $(tr '\n' ' ' < "$work/cache")median $(median cache)"
echo "without it, ms:     $(tr '\n' ' ' < "$work/plain")median $(median plain)"
