#!/bin/sh
# Drift side by side: Countersign's rules with findings in sentences, as import, the rules that SQL can answer, all rules,
# and the run that keeps what it found; and the same questions in SQLite's and DuckDB's SQL, which count.
#
#   src/bench/drift.sh USERS APPS [ROUNDS [FOLDER]]          after: mvn -q package
set -eu
here=$(cd "$(dirname "$0")" && pwd)
home=$(cd "$here/../../target/dist/countersign" && pwd)
users=${1:?how many users}
apps=${2:?how many apps}
rounds=${3:-3}
work=${4:-/tmp/countersign-drift-$users-$apps}
java=${JAVA_HOME:+$JAVA_HOME/bin/}java

mkdir -p "$work"
[ -f "$work/governance.yaml" ] || "$java" "$here/Organisation.java" "$work" "$users" "$apps"
[ -d "$work/peers" ] || mvn -q -ntp -f "$here/peers/pom.xml" dependency:copy-dependencies -DoutputDirectory="$work/peers"
"${java}c" -cp "$work/peers/*" -d "$work/classes" "$here/peers/DriftPeers.java"
"${java}c" -cp "$home/lib/*" -d "$work/ours" "$here/Drift.java"

ours() {
    "$java" -Xmx512m --enable-native-access=ALL-UNNAMED -cp "$work/ours:$home/lib/*" Drift "$work" "$@"
}

peer() {
    "$java" --enable-native-access=ALL-UNNAMED -cp "$work/classes:$work/peers/*" DriftPeers "$1" "$work" "$work/$1.db" 3 2> /dev/null
}

[ -f "$work/drift.countersign" ] || ours import
round=1
while [ "$round" -le "$rounds" ]; do
    echo "round $round, load $(cut -d ' ' -f 1 /proc/loadavg)"
    ours few 3
    ours all 3
    peer sqlite
    peer duckdb
    round=$((round + 1))
done
