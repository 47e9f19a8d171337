#!/bin/sh
# The report side by side with JasperReports as it comes: the first report of a campaign of ROWS items in a running program
# beside a cold process that draws as many rows, in turns; and what the archival form and the signature add for 2,000 rows.
#
#   src/bench/report.sh [ROWS [ROUNDS [FOLDER]]]       after: mvn -q package
#
# The report's own tables stop at 2,000 rows and say so; the peer is measured at ROWS and at 2,000. Needs pdftotext to count.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
lib=${LIB:-$here/../../target/dist/countersign/lib}
rows=${1:-10000}
rounds=${2:-5}
work=${3:-/tmp/countersign-bench-report}
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
ours=${CLASSES:-$lib/*}
# Without the product and its settings.
plain=$(ls "$lib"/*.jar | grep -v '/countersign' | tr '\n' ':')
plain=${PLAIN:-$plain}
options="-Xmx2g -Djava.awt.headless=true --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow"

mkdir -p "$work/classes"
"${java}c" -nowarn -cp "$ours" -d "$work/classes" "$here/Report.java" "$here/Bundle.java" "$here/PlainReport.java"
for many in 100 2000 "$rows"; do
    [ -f "$work/$many/decided.countersign" ] \
        || "$java" $options -cp "$work/classes:$ours" Bundle decide "$work/$many" "$many" > /dev/null
done
[ -f "$work/plain.jasper" ] || "$java" $options -cp "$work/classes:$plain" PlainReport compile "$work/plain.jasper"

cold() {
    begun=$(date +%s.%N)
    "$java" $options -cp "$work/classes:$plain" PlainReport run "$work/plain.jasper" "$1" "$work/plain.pdf" > /dev/null
    end=$(date +%s.%N)
    drawn=$(pdftotext -layout "$work/plain.pdf" - | grep -c 'Person Number')
    [ "$drawn" = "$1" ] || { echo "the peer drew $drawn rows of $1" >&2; exit 1; }
    echo "$begun $end" | awk '{ print $2 - $1 }'
}

warm() {
    took=$("$java" $options -cp "$work/classes:$ours" org.countersign.report.Report first \
        "$work/$rows/decided.countersign" "$work/100/decided.countersign" "$work/ours.pdf" | tr , . | cut -d ' ' -f 1)
    drawn=$(pdftotext -layout "$work/ours.pdf" - | grep -c 'Person Number')
    [ "$drawn" -ge 2000 ] || [ "$drawn" -ge "$rows" ] || { echo "the report has $drawn rows" >&2; exit 1; }
    echo "$took"
}

: > "$work/times"
round=1
while [ "$round" -le "$rounds" ]; do
    ours_took=$(warm)
    all=$(cold "$rows")
    capped=$(cold 2000)
    echo "$ours_took $all $capped" >> "$work/times"
    echo "round $round: the report $ours_took s, plain cold $all s ($rows rows), $capped s (2000 rows), load $(cut -d ' ' -f 1 /proc/loadavg)"
    round=$((round + 1))
done
middle=$(((rounds + 1) / 2))
whole=$(awk '{ print $1 / $2 }' "$work/times" | sort -n | sed -n "${middle}p")
same=$(awk '{ print $1 / $3 }' "$work/times" | sort -n | sed -n "${middle}p")
echo "the report of $rows items: $whole of plain JasperReports cold over $rows rows, $same over 2000 (medians of $rounds)"
: > "$work/steps"
round=1
while [ "$round" -le "$rounds" ]; do
    "$java" $options -cp "$work/classes:$ours" org.countersign.report.Report steps "$work/2000/decided.countersign" 5 \
        | grep -v '^#' | tr , . >> "$work/steps"
    echo "round $round: archival and signed, of drawn alone: $(tail -n 1 "$work/steps") (cold, warm), load $(cut -d ' ' -f 1 /proc/loadavg)"
    round=$((round + 1))
done
echo "2,000 items, archival and signed: $(cut -d ' ' -f 1 "$work/steps" | sort -n | sed -n "${middle}p") of drawn alone in a cold" \
    "program, $(cut -d ' ' -f 2 "$work/steps" | sort -n | sed -n "${middle}p") in a warm one (medians of $rounds)"
