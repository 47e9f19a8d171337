#!/bin/sh
# Evidence as large as no organisation has: signing it, and verifying it.
#
#   src/bench/bundle.sh make [DECISIONS [FOLDER]]       after: mvn -q package
#   src/bench/bundle.sh sign [DECISIONS [FOLDER [ROUNDS]]]
#   src/bench/bundle.sh verify [DECISIONS [FOLDER [ROUNDS]]]
#
# make: a signed campaign (minutes). sign: one bundle beside one JWS for each decision (Signing.java). verify: the whole
# command `evidence verify` beside sha256sum over the bundle and one openssl verification for each signature, in turns, by
# wall clock and by CPU time; both must say that all is well.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
lib=${LIB:-$here/../../target/dist/countersign/lib}
many=${2:-100000}
work=${3:-/tmp/countersign-bench-bundle-$many}
rounds=${4:-5}
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
ours=${CLASSES:-$lib/*}
options="-Xmx4g -Djava.awt.headless=true --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow"
mkdir -p "$work/classes"

peer() {
    set -e
    sha256sum "$work/evidence.asice" > /dev/null
    for number in $(cut -d ' ' -f 3 "$work/files/SIGNERS" | tr -dc '0-9\n'); do
        openssl cms -verify -binary -inform DER -in "$work/files/META-INF/signature$number.p7s" \
            -content "$work/files/META-INF/ASiCManifest$number.xml" -CAfile "$work/TRUST.pem" -no-CApath -no-CAstore \
            -partial_chain -no_check_time -purpose any -out /dev/null 2> /dev/null
    done
}

# Wall clock, CPU time of user and system.
timed() {
    /usr/bin/time -o "$work/time" -f '%e %U %S' "$@" > "$work/said"
    awk '{ print $1, $2 + $3 }' "$work/time"
}

case ${1:-} in
    make)
        "${java}c" -nowarn -cp "$ours" -d "$work/classes" "$here/Bundle.java"
        "$java" $options -cp "$work/classes:$ours" Bundle make "$work" "$many"
        ;;
    sign)
        [ -d "$work/peers" ] || mvn -q -ntp -f "$here/peers/pom.xml" dependency:copy-dependencies \
            -DincludeArtifactIds=nimbus-jose-jwt -DoutputDirectory="$work/peers"
        "${java}c" -nowarn -cp "$ours:$work/peers/*" -d "$work/classes" "$here/Signing.java" "$here/Bundle.java" "$here/Chain.java"
        "$java" $options -cp "$work/classes:$ours:$work/peers/*" Signing "$work" "$many" "$rounds" ${EACH:-}
        ;;
    peer)
        peer
        ;;
    verify)
        rm -rf "$work/files"
        unzip -q "$work/evidence.asice" 'META-INF/*' SIGNERS -d "$work/files"
        : > "$work/times"
        round=1
        while [ "$round" -le "$rounds" ]; do
            theirs=$(timed sh "$0" peer "$many" "$work")
            us=$(timed "$java" $options -cp "$ours" ${MAIN:-org.countersign.Main} evidence verify "$work/evidence.asice" --trust "$work/TRUST.pem")
            grep -q '^This bundle is genuine' "$work/said" || { cat "$work/said"; exit 1; }
            echo "$theirs $us" >> "$work/times"
            echo "round $round: sha256sum and openssl $theirs, evidence verify $us (wall s, CPU s), load $(cut -d ' ' -f 1 /proc/loadavg)"
            round=$((round + 1))
        done
        middle=$(((rounds + 1) / 2))
        echo "evidence verify: $(awk '{ print $3 / $1 }' "$work/times" | sort -n | sed -n "${middle}p") of the peer by wall clock," \
            "$(awk '{ print $4 / $2 }' "$work/times" | sort -n | sed -n "${middle}p") by CPU time (medians of $rounds)"
        ;;
    *)
        sed -n '2,11p' "$0"
        exit 2
        ;;
esac
