#!/bin/sh
# Verifies an unpacked export of a Countersign ledger with openssl alone.
#   sh VERIFY.sh [TRUST.pem]      inside the unpacked folder; TRUST.pem: CA certificates and pinned signers
# Version 1. Needs sh, openssl 1.1.1 or newer (or LibreSSL), sed, grep, find,
# cmp, mktemp.
# Take this script from a release of Countersign, not from the export: a forged one can carry a lying script.
set -u
LC_ALL=C
export LC_ALL
trust=${1:-}
bad=0
t=$(mktemp -d) || exit 4
trap 'rm -rf "$t"' EXIT

fail() {
    echo "FAIL  $*"
    bad=1
}

# Hexadecimal digits as bytes.
bytes() {
    # shellcheck disable=SC2046,SC2059
    printf "$(printf '\\%03o' $(echo "$1" | sed 's/../ 0x&/g'))"
}

hex() {
    openssl dgst -sha256 "$1" | sed 's/^.*= *//'
}

# hash = SHA-256(0x01, seq as eight bytes, the hash before, leaf); leaf = SHA-256(0x00, body).
bytes "$(printf '%064d' 0)" > "$t/hash"
head=$(printf '%064d' 0)
seq=0
while IFS= read -r line; do
    seq=$((seq + 1))
    case $line in
        *",\"seq\":$seq}") ;;
        *) fail "line $seq is not event $seq"; break ;;
    esac
    rest=${line%",\"seq\":$seq}"}
    case $rest in
        '{"body":'*) { printf '\000'; printf '%s' "${rest#'{"body":'}"; } | openssl dgst -sha256 -binary > "$t/leaf" ;;
        '{"leaf":"'*) leaf=${rest#'{"leaf":"'}; bytes "${leaf%\"}" > "$t/leaf" ;;
        *) fail "line $seq is neither body nor leaf"; break ;;
    esac
    { printf '\001'; bytes "$(printf '%016x' "$seq")"; cat "$t/hash" "$t/leaf"; } > "$t/all"
    openssl dgst -sha256 -binary "$t/all" > "$t/hash"
    head=
done < events.ndjson
[ -n "$head" ] || head=$(hex "$t/all")
printf 'countersign-ledger\n%s\n%s\n' "$seq" "$head" > "$t/head"
if cmp -s "$t/head" events.head; then
    echo "OK    $seq events lead to the head $(echo "$head" | sed 's/......../& /g')"
else
    fail "the events do not lead to events.head: an event was changed, added or left out"
fi

if [ -f META-INF/ASiCManifest001.xml ]; then
    only=
    for option in -no-CApath -no-CAstore -partial_chain; do
        openssl cms -help 2>&1 | grep -q -e "$option" && only="$only $option"
    done
    # shellcheck disable=SC2086
    if openssl cms -verify -binary -inform DER -in META-INF/signature001.p7s -content META-INF/ASiCManifest001.xml \
            -CAfile "${trust:-certs/001.pem}" $only -no_check_time -purpose any -signer "$t/who" -out /dev/null 2> "$t/err"; then
        echo "OK    signed by$(openssl x509 -in "$t/who" -noout -subject -nameopt RFC2253,esc_ctrl | sed 's/^subject=/ /')"
    else
        fail "the signature does not hold: $(sed -n 1p "$t/err")"
    fi
    [ "$(find . -type f | grep -c .)" = 9 ] || fail "there are other files here than an export has"
    # The manifest covers these files, each with its digest.
    for f in VERIFY.md VERIFY.sh certs/001.pem events.head events.ndjson ledger.json; do
        grep -qF "URI=\"$f\"><ds:DigestMethod Algorithm=\"http://www.w3.org/2001/04/xmlenc#sha256\"/><ds:DigestValue>$(openssl dgst -sha256 -binary "$f" | openssl base64 -A)</ds:DigestValue>" \
            META-INF/ASiCManifest001.xml || fail "$f is not what was signed"
    done
    [ -n "$trust" ] || echo "NOTE  Without TRUST.pem, who signed is as asserted by the file."
else
    [ "$(find . -type f | grep -c .)" = 6 ] || fail "there are other files here than an export has"
    [ "$(cat mimetype)" = application/zip ] || fail "the signature that mimetype tells of was taken out"
    echo "NOTE  Nobody signed it: compare the head, or the SHA-256 of the file, with one that you got by another way."
fi
if [ "$bad" = 0 ]; then echo "ALL GOOD"; else echo "NOT VALID"; fi
exit $bad
