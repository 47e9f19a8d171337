#!/bin/sh
# Whole imports side by side: Countersign in every form of the same export, the same snapshot again and one with 1 %
# changed; and peers that only fill tables: Python's json + sqlite3, Node's JSON.parse + node:sqlite (where NODE names a
# Node 24), DuckDB's read_json, the SDK of Captain-P; and Jackson's bare reading. Alternates them, and prints wall time,
# CPU time and peak memory of each.
#
#   src/bench/import.sh USERS [ROUNDS [FOLDER [WHAT]]]       after: mvn -q package
#
# WHAT is any of "ours forms peers sdk bare"; default all.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
home=$(cd "$here/../../target/dist/countersign" && pwd)
users=${1:?how many users}
rounds=${2:-5}
work=${3:-/tmp/countersign-bench-$users}
what=${4:-ours forms peers sdk bare}
java=${JAVA_HOME:+$JAVA_HOME/bin/}java

mkdir -p "$work"
[ -f "$work/Groups.ndjson" ] || "$java" "$here/Generate.java" "$work" "$users"
[ -f "$work/churned/Groups.ndjson" ] || "$java" "$here/Generate.java" "$work/churned" "$users" 10
printf 'sources:\n  - {id: idp, name: IdP, kind: idp, vendor: scim}\n' > "$work/governance.yaml"
[ -d "$work/peers" ] || mvn -q -ntp -f "$here/peers/pom.xml" dependency:copy-dependencies -DoutputDirectory="$work/peers"
"${java}c" -cp "$work/peers/*" -d "$work/classes" "$here/peers/Peers.java"
"${java}c" -cp "$home/lib/*" -d "$work/classes" "$here/BareReading.java"

wants() {
    case " $what " in *" $1 "*) return 0 ;; esac
    return 1
}

timed() {
    name=$1
    shift
    /usr/bin/time -f "$name %e s, %U s of CPU, %M KB" "$@" > /dev/null
}

fresh() {
    rm -f "$work"/ours.countersign*
    "$home/bin/countersign" -w "$work/ours.countersign" governance import "$work/governance.yaml" > /dev/null
}

ours() {
    name=$1
    shift
    timed "$name" "$home/bin/countersign" -w "$work/ours.countersign" snapshot import --source idp "$@"
}

peer() {
    timed "$1" "$java" --enable-native-access=ALL-UNNAMED -cp "$work/classes:$work/peers/*" Peers "$2" "$work" "$work/peer.db" 2>&1 \
        | grep -v SLF4J
}

round=1
while [ "$round" -le "$rounds" ]; do
    echo "round $round, load $(cut -d ' ' -f 1 /proc/loadavg)"
    if wants ours; then
        fresh
        ours "first import" "$work/Users.ndjson" "$work/Groups.ndjson"
        touch "$work/Users.ndjson"
        ours "the same again" "$work/Users.ndjson" "$work/Groups.ndjson"
        ours "1 %% changed" "$work/churned/Users.ndjson" "$work/churned/Groups.ndjson"
    fi
    if wants bare; then
        for kind in extract tokens reader; do
            timed "bare $kind" "$java" -cp "$work/classes:$home/lib/*" BareReading $kind "$work"
        done
    fi
    if wants peers; then
        timed "python" python3 "$here/peers/import.py" "$work" "$work/peer.db"
        [ -z "${NODE:-}" ] || timed "node" "$NODE" "$here/peers/import.mjs" "$work" "$work/peer.db"
        peer "duckdb" duckdb
    fi
    if wants forms; then
        fresh
        ours "as one list" "$work/list/Users.json" "$work/Groups.ndjson"
        fresh
        ours "as pages" "$work/pages" "$work/Groups.ndjson"
        fresh
        ours "as a ZIP of pages" "$work/pages.zip" "$work/Groups.ndjson"
    fi
    if wants sdk; then
        peer "captainp" captainp
    fi
    round=$((round + 1))
done
