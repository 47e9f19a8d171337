#!/bin/sh
# Whole imports side by side: Countersign, Python's json + sqlite3, Node's JSON.parse + node:sqlite (where NODE names a
# Node 24), and Jackson's bare reading. Alternates them, and prints wall time, CPU time and peak memory of each.
#
#   src/bench/import.sh USERS [ROUNDS [FOLDER]]       after: mvn -q package
set -eu
here=$(cd "$(dirname "$0")" && pwd)
lib=$(cd "$here/../../target/dist/countersign/lib" && pwd)
users=${1:?how many users}
rounds=${2:-5}
work=${3:-/tmp/countersign-bench-$users}
java=${JAVA_HOME:+$JAVA_HOME/bin/}java

mkdir -p "$work"
[ -f "$work/Groups.ndjson" ] || "$java" "$here/Generate.java" "$work" "$users"
[ -f "$work/churned/Groups.ndjson" ] || "$java" "$here/Generate.java" "$work/churned" "$users" 10
printf 'sources:\n  - {id: idp, name: IdP, kind: idp, vendor: scim}\n' > "$work/governance.yaml"

timed() {
    name=$1
    shift
    /usr/bin/time -f "$name %e s, %U s of CPU, %M KB" "$@" > /dev/null
}

ours() {
    timed "$1" "$java" -Xmx192m -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED -cp "$lib/*" \
        org.countersign.Main -w "$work/ours.countersign" snapshot import --source idp "$2/Users.ndjson" "$2/Groups.ndjson"
}

round=1
while [ "$round" -le "$rounds" ]; do
    echo "round $round, load $(cut -d ' ' -f 1 /proc/loadavg)"
    rm -f "$work"/ours.countersign*
    "$java" --enable-native-access=ALL-UNNAMED -cp "$lib/*" org.countersign.Main \
        -w "$work/ours.countersign" governance import "$work/governance.yaml" > /dev/null
    ours "first import" "$work"
    ours "1 %% changed" "$work/churned"
    timed "python" python3 "$here/peers/import.py" "$work" "$work/python.db"
    [ -z "${NODE:-}" ] || timed "node" "$NODE" "$here/peers/import.mjs" "$work" "$work/node.db"
    timed "bare extraction" "$java" -cp "$lib/*" "$here/BareReading.java" extract "$work"
    timed "bare tokens" "$java" -cp "$lib/*" "$here/BareReading.java" tokens "$work"
    round=$((round + 1))
done
