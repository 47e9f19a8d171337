#!/bin/sh
# Verifies an unpacked Countersign evidence bundle with openssl alone.
#   sh VERIFY.sh [TRUST.pem]      inside the unpacked folder; TRUST.pem: CA certificates and pinned signers
# Version 1. Needs sh, openssl 1.1.1 or newer (or LibreSSL), sed, grep, find, sort, tr, tail, mktemp.
# Take this script from a release of Countersign, not from the bundle: a forged bundle can carry a lying one.
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

digest() {
    openssl dgst -sha256 -binary "$1" | openssl base64 -A
}

hex() {
    openssl dgst -sha256 "$1" | sed 's/^.*= *//'
}

if [ -z "$trust" ]; then
    echo "NOTE  Without TRUST.pem this proves internal consistency only: who the signers are is as asserted by the campaign's owner."
else
    [ -r "$trust" ] || { echo "FAIL  $trust cannot be read"; exit 1; }
    case "$(cd "$(dirname "$trust")" && pwd -P)/" in
        "$(pwd -P)"/*) echo "FAIL  $trust lies in the bundle, which must not say whom to trust"; exit 1 ;;
    esac
    echo "NOTE  Signers must be, or be issued by, a certificate of $trust."
fi
for f in mimetype campaign.json items.ndjson SIGNERS SHA256SUMS attestation.pdf; do
    [ -f "$f" ] || fail "$f is missing"
done
[ "$bad" = 0 ] || { echo "NOT VALID"; exit 1; }
# A last line without its end would be counted by grep and left out by read: then nobody would be verified.
for f in SIGNERS SHA256SUMS; do
    [ -s "$f" ] && [ -z "$(tail -c 1 "$f" | tr -d '\n')" ] || fail "$f is empty, or its last line has no end"
done
[ "$(cat mimetype)" = "application/vnd.etsi.asic-e+zip" ] || fail "mimetype is not that of ASiC-E"
[ -z "$(find . ! -type f ! -type d)" ] || fail "something in the folder is neither file nor folder"

# CAdES, where this openssl knows it; which openssl accepts a pinned leaf that a CA issued.
cades=
openssl cms -help 2>&1 | grep -q -e '-cades' && cades=-cades
partial=
openssl cms -help 2>&1 | grep -q -e '-partial_chain' && partial=-partial_chain
# Only TRUST.pem counts, not the certificate authorities of this machine.
only=
for option in -no-CApath -no-CAstore; do
    openssl cms -help 2>&1 | grep -q -e "$option" && only="$only $option"
done

# Signatures are exactly those that SIGNERS names, the owner's is the last.
cut -d' ' -f3 SIGNERS | sort > "$t/named"
find META-INF -name 'ASiCManifest*.xml' | sort > "$t/there"
cmp -s "$t/named" "$t/there" || fail "SIGNERS and META-INF do not name the same manifests"
n=$(grep -c . SIGNERS)
[ "$(grep -c ' owner ' SIGNERS)" = 1 ] || fail "SIGNERS does not name exactly one owner"
[ "$(sed -n '$p' SIGNERS | cut -d' ' -f2)" = owner ] || fail "the owner is not the last signer"
[ "$(find META-INF -type f | grep -c .)" = $((n * 2)) ] || fail "META-INF holds other files than manifests and signatures"

refs() {
    tr '>' '\n' < "$1" | sed -n 's/.*DataObjectReference URI="\([^"]*\)".*/U \1/p; s/^\([A-Za-z0-9+/=]*\)<\/ds:DigestValue$/D \1/p'
}

verified=0
ownerVerified=0
while read -r fp role manifest address; do
    number=$(echo "$manifest" | sed -n 's/^META-INF\/ASiCManifest\([0-9][0-9][0-9]\)\.xml$/\1/p')
    if [ -z "$number" ] || [ ! -f "$manifest" ]; then
        fail "SIGNERS names $manifest, which is not there"
        continue
    fi
    signature=META-INF/signature$number.p7s
    grep -q "URI=\"$signature\"" "$manifest" || fail "$manifest does not name $signature"
    ca=${trust:-certs/$number.pem}
    if openssl cms -verify -binary $cades -inform DER -in "$signature" -content "$manifest" \
            -CAfile "$ca" $only $partial -no_check_time -purpose any -signer "$t/who" -out /dev/null 2> "$t/err"; then
        found=$(openssl x509 -in "$t/who" -outform DER | openssl dgst -sha256 | sed 's/^.*= *//')
        [ "$found" = "$fp" ] || fail "$signature is by another certificate than SIGNERS says"
        openssl x509 -in "$t/who" -noout -email | tr 'A-Z' 'a-z' > "$t/mail"
        grep -qxF -e "$(echo "$address" | tr 'A-Z' 'a-z')" "$t/mail" || fail "the certificate of $signature does not carry $address"
        [ "$(grep -c 'BEGIN CERT' "$t/who")" = 1 ] || fail "$signature holds more signatures than one"
        openssl cms -cmsout -inform DER -in "$signature" -outform DER -out "$t/again" 2> /dev/null
        cmp -s "$t/again" "$signature" || fail "$signature has bytes that are not part of the signature"
        openssl cms -cmsout -print -noout -inform DER -in "$signature" > "$t/print" 2> /dev/null
        for part in eContent crls unsignedAttrs; do
            sed -n "/^ *$part:/{N;p;}" "$t/print" | grep -q '<ABSENT>' || fail "$signature has $part, which nobody signed"
        done
        # Only the signed attribute, not a name that looks like one.
        at=$(sed -n '/^ *object: signingTime (1.2.840.113549.1.9.5)/,/TIME:/s/^ *[A-Z]*TIME:\(.*\)/\1/p' "$t/print" | sed -n 1p)
        late=
        openssl x509 -in "$t/who" -noout -checkend 0 > /dev/null 2>&1 || late="; expired since; the time is the signer's own claim"
        verified=$((verified + 1))
        [ "$role" = owner ] && ownerVerified=1
        echo "OK    $role $address signed ${at:-at no told time}$late"
    else
        fail "$signature: $(sed -n '1p' "$t/err")"
    fi
    refs "$manifest" > "$t/refs"
    : > "$t/covered"
    file=
    while read -r kind value; do
        if [ "$kind" = U ]; then
            file=$value
            echo "./$file" >> "$t/covered"
        elif [ ! -f "$file" ]; then
            fail "$file, signed in $manifest, is missing"
        elif [ "$(digest "$file")" != "$value" ]; then
            fail "$file is not what was signed in $manifest"
        fi
    done < "$t/refs"
    sort -u "$t/covered" > "$t/covered.$role"
    if [ "$role" = reviewer ]; then
        printf '%s\n' ./campaign.json "./decisions/$number.ndjson" ./items.ndjson > "$t/expected"
        cmp -s "$t/expected" "$t/covered.$role" || fail "$manifest does not cover exactly campaign, items and decisions/$number.ndjson"
        [ "$(grep -vcF -e "\"reviewer\":\"$address\"" "decisions/$number.ndjson")" = 0 ] || fail "decisions/$number.ndjson holds decisions that are not $address's"
        own=$number
    else
        grep -qF -e "\"owner\":\"$address\"" campaign.json || fail "the last signer is not the owner that campaign.json names"
        own=$number
        find . -type f ! -path ./mimetype ! -path "./META-INF/ASiCManifest$own.xml" ! -path "./META-INF/signature$own.p7s" | sort > "$t/all"
        cmp -s "$t/all" "$t/covered.$role" || fail "the owner's signature does not cover exactly the files that are here"
    fi
done < SIGNERS
[ "$verified" = "$n" ] && [ "$ownerVerified" = 1 ] || fail "of $n signatures, $verified hold"

sed -n 's/^\([0-9a-f]*\)  \(.*\)$/\1 \2/p' SHA256SUMS > "$t/sums"
while read -r sum file; do
    [ -f "$file" ] && [ "$(hex "$file")" = "$sum" ] || fail "$file is not what SHA256SUMS says"
done < "$t/sums"
grep -q "\"itemsSha256\":\"$(hex items.ndjson)\"" campaign.json || fail "items.ndjson is not the population that campaign.json froze"

if [ "$bad" = 0 ]; then
    if [ -n "$trust" ]; then echo "ALL GOOD"; else echo "ALL GOOD, with identities as asserted by the owner"; fi
else
    echo "NOT VALID"
fi
exit $bad
