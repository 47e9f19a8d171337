#!/bin/sh
# Verifies an unpacked Countersign evidence bundle with openssl alone.
#   sh VERIFY.sh [TRUST.pem [LIST.crl ...]]      inside the unpacked folder; TRUST.pem: CA certificates and pinned signers
#                                                and timestamp authorities; LIST.crl: newer revocation lists than the bundle's
# Version 4. Needs sh, openssl 1.1.1 or newer (or LibreSSL), sed, grep, find, sort, tr, tail, cut,
# cmp, od, mktemp.
# Take this script from a release of Countersign, not from the bundle: a forged bundle can carry a lying one.
set -u
LC_ALL=C
export LC_ALL
unset CDPATH
trust=${1:-}
[ $# = 0 ] || shift
bad=0
t=$(mktemp -d) || exit 4
case $t in *[!A-Za-z0-9/._-]*) rmdir "$t"; t=$(TMPDIR=/tmp mktemp -d) || exit 4 ;; esac
trap 'rm -rf "$t"' EXIT

# What comes from a file is printed without what would turn, hide or forge lines.
say() {
    printf '%s' "$*" | tr -c ' -~' '?'
    echo
}

fail() {
    say "FAIL  $*"
    bad=1
}

# The SHA-256 of a file of the bundle, as in a manifest; and of any, as in SHA256SUMS.
digest() {
    while read -r known value; do
        [ "$known" != "$1" ] || echo "$value"
    done < "$t/digests"
}

hex() {
    openssl dgst -sha256 "$1" | sed 's/^.*= *//'
}

if [ -z "$trust" ]; then
    echo "NOTE  Without TRUST.pem this proves internal consistency only: who the signers are is as asserted by the campaign's owner."
else
    case $trust in -*) trust=./$trust ;; esac
    [ -r "$trust" ] || { fail "$trust cannot be read"; exit 1; }
    case "$(cd "$(dirname "$trust")" && pwd -P)/" in
        "$(pwd -P)"/*) fail "$trust lies in the bundle, which must not say whom to trust"; exit 1 ;;
    esac
    say "NOTE  Signers must be, or be issued by, a certificate of $trust."
fi
for f in mimetype campaign.json items.ndjson findings.json governance.json snapshots/index.ndjson events.ndjson events.head \
        attestation.pdf roster.json SIGNERS SHA256SUMS VERIFY.md VERIFY.sh; do
    [ -f "$f" ] || fail "$f is missing"
done
[ "$bad" = 0 ] || { echo "NOT VALID"; exit 1; }
# A last line without its end would be counted by grep and left out by read: then nobody would be verified.
for f in SIGNERS SHA256SUMS; do
    [ -s "$f" ] && [ -z "$(tail -c 1 "$f" | tr -d '\n')" ] || fail "$f is empty, or its last line has no end"
done
[ "$(cat mimetype)" = "application/vnd.etsi.asic-e+zip" ] || fail "mimetype is not that of ASiC-E"
[ -z "$(find . ! -type f ! -type d)" ] || fail "something in the folder is neither file nor folder"

odd=$(find . -type f | sed 's/^\.\///' | grep -Evx 'mimetype|campaign\.json|items\.ndjson|findings\.json|governance\.json|decisions/[0-9]{3}\.ndjson|snapshots/index\.ndjson|events\.ndjson|events\.head|attestation\.pdf|roster\.json|SIGNERS|certs/[0-9]{3}\.pem|certs/chain\.pem|crls/[0-9]{3}\.crl|SHA256SUMS|VERIFY\.md|VERIFY\.sh|META-INF/ASiCManifest[0-9]{3}\.xml|META-INF/signature[0-9]{3}\.p7s')
[ -z "$odd" ] || { fail "a file of this name does not belong in a bundle: $odd"; echo "NOT VALID"; exit 1; }
! grep -Evqx '[0-9a-f]{64} (reviewer|owner) META-INF/ASiCManifest[0-9]{3}\.xml [!-~]+' SIGNERS ||
    { fail "SIGNERS is not as Countersign writes it"; echo "NOT VALID"; exit 1; }

# Each file is digested once; their names, looked at above, hold nothing that a shell would take for something else.
find . -type f | sed 's/^\.\///' | sort > "$t/files"
while read -r file; do
    echo "$file $(openssl dgst -sha256 -binary "$file" | openssl base64 -A)"
done < "$t/files" > "$t/digests"

# CAdES, where this openssl knows it; which openssl accepts a pinned leaf that a CA issued.
cades=
openssl cms -help 2>&1 | grep -q -e '-cades' && cades=-cades
partial=
openssl cms -help 2>&1 | grep -q -e '-partial_chain' && partial=-partial_chain
# Only TRUST.pem counts, not the certificate authorities of this machine.
only=
alone=
authored=
for option in -no-CApath -no-CAstore; do
    openssl cms -help 2>&1 | grep -q -e "$option" && only="$only $option"
    openssl verify -help 2>&1 | grep -q -e "$option" && alone="$alone $option"
    openssl crl -help 2>&1 | grep -q -e "$option" && authored="$authored $option"
done
# How strong a certificate's signature is, is looked at by itself: else openssl does not see who was taken back.
openssl verify -help 2>&1 | grep -q -e -auth_level && alone="$alone -auth_level 0"

# Signatures are exactly those that SIGNERS names, the owner's is the last.
cut -d' ' -f3 SIGNERS | sort > "$t/named"
find META-INF -name 'ASiCManifest*.xml' | sort > "$t/there"
cmp -s "$t/named" "$t/there" || fail "SIGNERS and META-INF do not name the same manifests"
n=$(grep -c . SIGNERS)
[ "$(grep -c ' owner ' SIGNERS)" = 1 ] || fail "SIGNERS does not name exactly one owner"
[ "$(sed -n '$p' SIGNERS | cut -d' ' -f2)" = owner ] || fail "the owner is not the last signer"
[ "$(find META-INF -type f | grep -c .)" = $((n * 2)) ] || fail "META-INF holds other files than manifests and signatures"

# Decisions and certificates are of the signers, and nobody else's.
cut -d' ' -f3 SIGNERS | sed 's/^META-INF\/ASiCManifest\(.*\)\.xml$/certs\/\1.pem/' | sort > "$t/named"
find certs -type f ! -name chain.pem | sort > "$t/there"
cmp -s "$t/named" "$t/there" || fail "SIGNERS and certs do not name the same signatures"
grep ' reviewer ' SIGNERS | cut -d' ' -f3 | sed 's/^META-INF\/ASiCManifest\(.*\)\.xml$/decisions\/\1.ndjson/' | sort > "$t/named"
find . -path './decisions/*' -type f | sed 's/^\.\///' | sort > "$t/there"
cmp -s "$t/named" "$t/there" || fail "there is a decisions file that nobody signed, or one is missing"

refs() {
    tr '>' '\n' < "$1" | sed -n 's/.*DataObjectReference URI="\([^"]*\)".*/U \1/p; s/^\([A-Za-z0-9+/=]*\)<\/ds:DigestValue$/D \1/p'
}

# The manifest that Countersign writes for these references; $1 is the signature.
manifest() {
    printf '%s\n' '<?xml version="1.0" encoding="UTF-8" standalone="no"?>' \
        '<asic:ASiCManifest xmlns:asic="http://uri.etsi.org/02918/v1.2.1#" xmlns:ds="http://www.w3.org/2000/09/xmldsig#">' \
        "<asic:SigReference MimeType=\"application/x-pkcs7-signature\" URI=\"$1\"/>"
    while read -r kind value; do
        case $kind in
            U) printf '%s' "<asic:DataObjectReference URI=\"$value\">" ;;
            D) printf '%s\n' "<ds:DigestMethod Algorithm=\"http://www.w3.org/2001/04/xmlenc#sha256\"/><ds:DigestValue>$value</ds:DigestValue></asic:DataObjectReference>" ;;
        esac
    done < "$t/refs"
    echo '</asic:ASiCManifest>'
}

# "Nov 24 12:03:03 2026 GMT" as seconds since 1970.
seconds() {
    # shellcheck disable=SC2086
    set -- $1
    [ $# = 5 ] || return 1
    case $1 in
        Jan) m=13 ;; Feb) m=14 ;; Mar) m=3 ;; Apr) m=4 ;; May) m=5 ;; Jun) m=6 ;; Jul) m=7 ;; Aug) m=8 ;;
        Sep) m=9 ;; Oct) m=10 ;; Nov) m=11 ;; Dec) m=12 ;; *) return 1 ;;
    esac
    d=$2
    y=$4
    [ "$m" -lt 13 ] || y=$((y - 1))
    h=${3%%:*}
    s=${3##*:}
    i=${3#*:}
    i=${i%%:*}
    s=${s%%.*}
    echo $(((365 * y + y / 4 - y / 100 + y / 400 + (153 * (m - 3) + 2) / 5 + d - 719469) * 86400 + ${h#0} * 3600 + ${i#0} * 60 + ${s#0}))
}

# Bytes as numbers, A-Z as a-z.
small() {
    od -An -v -tu1 | tr -s ' \n' '\n\n' | while read -r b; do
        [ -z "$b" ] || { [ "$b" -ge 65 ] && [ "$b" -le 90 ] && b=$((b + 32)); echo "$b"; }
    done | tr '\n' ' '
}

# What openssl says of the certificate in the file $1, asked once: $1.subject and $1.issuer are hashes of the two names, the same
# however these are spelled; $1.serial, $1.start and $1.end; $1.names; $1.key; and $1.text. A text inside of the certificate can print
# lines that look like others, so that comes last.
describe() {
    set -- "$1" -noout -nameopt RFC2253,esc_ctrl -subject_hash -issuer_hash -serial -startdate -enddate -subject -issuer
    # Some keys it cannot write.
    openssl x509 -in "$@" -pubkey -text > "$t/told" 2> /dev/null || openssl x509 -in "$@" -text > "$t/told" 2> /dev/null || return 1
    {
        for part in subject issuer serial start end; do
            read -r line
            echo "$line" > "$1.$part"
        done
        for part in subject issuer; do
            read -r line
            printf '%s\n' "$line"
        done > "$1.names"
        : > "$1.key"
        while read -r line && [ "$line" != Certificate: ]; do
            printf '%s\n' "$line" >> "$1.key"
        done
        cat > "$1.text"
    } < "$t/told"
    grep -q '^serial=' "$1.serial" && grep -q '^notBefore=' "$1.start" && grep -q '^notAfter=' "$1.end" &&
        grep -q '^subject=' "$1.names" && grep -q '^issuer=' "$1.names"
}

# What stands behind the first = of the file $1.
told() {
    read -r line < "$1"
    printf '%s\n' "${line#*=}"
}

# Whether the signer's certificate $who, in DER $t/der, has the address $1 among its subject alternative names, as bytes: openssl also
# prints an address that stands in the subject, and prints a line break as one.
carries() {
    ! grep -q -e '\\0[0-9A-F]' -e '\\1[0-9A-F]' "$who.names" || return 1
    openssl asn1parse -inform DER -in "$t/der" > "$t/asn1"
    # Of a text that looks like such a line, it stands behind another word.
    at2=$(sed -n '/^ *[0-9]*:d=[0-9]* *hl=[0-9]* *l= *[0-9]* *prim: OBJECT  *:X509v3 Subject Alternative Name$/,/ prim: OCTET STRING /s/^ *\([0-9]*\):d=[0-9]* *hl=[0-9]* *l= *[0-9]* *prim: OCTET STRING .*/\1/p' "$t/asn1" | sed -n 1p)
    follows "$t/asn1" || return 1
    [ -n "$at2" ] || return 1
    openssl asn1parse -inform DER -in "$t/der" -strparse "$at2" -noout -out "$t/san" > /dev/null 2>&1 || return 1
    want=$(printf '%s' "$1" | small)
    # shellcheck disable=SC2046
    set -- $(od -An -v -tu1 "$t/san")
    # The header of the sequence, then tag, length and bytes of each name; 129 is rfc822Name (RFC 5280, 4.2.1.6).
    [ $# -gt 4 ] || return 1
    shift
    if [ "$1" -gt 128 ]; then shift $(($1 - 128)); fi
    shift
    while [ $# -ge 2 ]; do
        tag=$1
        len=$2
        shift 2
        if [ "$len" = 129 ]; then len=$1; shift; elif [ "$len" = 130 ]; then len=$(($1 * 256 + $2)); shift 2; elif [ "$len" -ge 128 ]; then return 1; fi
        [ "$len" -le $# ] || return 1
        value=
        while [ "$len" -gt 0 ]; do
            b=$1
            [ "$b" -ge 65 ] && [ "$b" -le 90 ] && b=$((b + 32))
            value="$value$b "
            len=$((len - 1))
            shift
        done
        [ "$tag" = 129 ] && [ "$value" = "$want" ] && return 0
    done
    return 1
}

# Whether the signer's certificate is for signing and may not issue others, and its key is of a kind and length to rely on.
fit() {
    ! sed -n '/X509v3 Key Usage/{n;p;}' "$who.text" | grep -qv -e 'Digital Signature' -e 'Non Repudiation' || return 1
    ! sed -n '/X509v3 Key Usage/{n;p;}' "$who.text" | grep -q 'Certificate Sign' || return 1
    ! grep -q 'Netscape Cert Type' "$who.text" || return 1
    ! sed -n '/X509v3 Extended Key Usage/{n;p;}' "$who.text" | grep -q 'Time Stamping' || return 1
    ! sed -n '/X509v3 Basic Constraints/{n;p;}' "$who.text" | grep -q 'CA:TRUE' || return 1
    strong "$who" && sound "$who"
}

# Whether the key of the certificate $1 is of a kind and length to rely on.
strong() {
    openssl pkey -pubin -in "$1.key" -noout -text > "$t/text" 2> /dev/null || return 1
    if grep -q '^ASN1 OID:' "$t/text"; then
        grep -q -e '^ASN1 OID: prime256v1$' -e '^ASN1 OID: secp384r1$' -e '^ASN1 OID: secp521r1$' "$t/text"
    else
        bits=$(sed -n 's/^.*Public-Key: (\([0-9]*\) bit.*/\1/p' "$t/text")
        grep -q '^Modulus:' "$t/text" && ! grep -q 'RSA-PSS' "$t/text" && [ "${bits:-0}" -ge 2048 ]
    fi
}

# Whether the certificate $1 is signed in a way that nobody can forge.
sound() {
    modern "$1.text"
}

# Whether what openssl prints in $1 is signed over SHA-2, by an algorithm that every verifier knows.
modern() {
    sed -n 's/^ *Signature Algorithm: *\([^ ]*\).*/\1/p' "$1" > "$t/made"
    [ -s "$t/made" ] || return 1
    ! grep -Eqvx 'ecdsa-with-SHA(256|384|512)|sha(256|384|512)WithRSAEncryption|rsassaPss' "$t/made" || return 1
    ! grep -qx rsassaPss "$t/made" || { grep -Eq '^ *Hash Algorithm: sha(256|384|512) *$' "$1" &&
        ! grep '^ *Hash Algorithm: ' "$1" | grep -Eqv ': sha(256|384|512) *$'; }
}

# Whether the certificate $1 says that it is its own issuer.
root() {
    [ "$(sed -n 's/^subject=//p' "$1.names")" = "$(sed -n 's/^issuer=//p' "$1.names")" ]
}

# Whether the authority's certificate $1 can be relied on; nobody relies on what a root says of itself.
reliable() {
    strong "$1" && { root "$1" || sound "$1"; }
}

# Whether the certificate $1 may issue others (RFC 5280, 4.2.1.3 and 4.2.1.9).
issuer() {
    sed -n '/X509v3 Basic Constraints/{n;p;}' "$1.text" | grep -q 'CA:TRUE' || return 1
    ! sed -n '/X509v3 Key Usage/{n;p;}' "$1.text" | grep -qv 'Certificate Sign'
}

# Whether the certificate $1 issued $2.
issued() {
    # shellcheck disable=SC2086
    openssl verify $alone -partial_chain -no_check_time -purpose any -CAfile "$1" "$2" 2> /dev/null | grep -qxF "$2: OK"
}

# The certificates that issued $1, of TRUST.pem, certs/chain.pem and, where $2 is a number, so many of a timestamp: a file each.
issuers() {
    for one in $(grep -lxF -f "$1.issuer" "$t"/trusted.*.subject "$t"/authority.*.subject "$t"/tsa.*.subject 2> /dev/null); do
        one=${one%.subject}
        case $one in "$t"/tsa.*) [ "${one##*.}" -le "${2:-0}" ] || continue ;; esac
        ! issued "$one" "$1" || echo "$one"
    done
}

# Whether the authority of the certificate $1 may make revocation lists (RFC 5280, 6.3.3 (f)).
lister() {
    sed -n '/X509v3 Basic Constraints/{n;p;}' "$1.text" | grep -q 'CA:TRUE' || return 1
    ! sed -n '/X509v3 Key Usage/{n;p;}' "$1.text" | grep -qv 'CRL Sign'
}

# "2026-11-24T12:03:03Z" as seconds since 1970.
instant() {
    i=$(echo "$1" | sed -n 's/^\([0-9]*\)-\([0-9][0-9]\)-\([0-9][0-9]\)T\([0-9:]*\)Z$/\1 \2 \3 \4/p')
    # shellcheck disable=SC2086
    set -- $i
    [ $# = 4 ] || return 1
    months='Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'
    seconds "$(echo "$months" | cut -d' ' -f"${2#0}") ${3#0} $4 $1 GMT"
}

# Whether each line of asn1parse follows the one before: a line that a text inside a certificate prints does not.
follows() {
    next=0
    while read -r line; do
        case $line in [0-9]*:d=*hl=*l=*:*) ;; *) return 1 ;; esac
        rest=${line#*hl=}
        header=${rest%% *}
        rest=${rest#* l=}
        rest=${rest#"${rest%%[! ]*}"}
        length=${rest%% *}
        case $header$length in *[!0-9]*) return 1 ;; esac
        [ "${line%%:*}" = "$next" ] && [ "$header" -ge 2 ] || return 1
        next=$((next + header))
        case $line in *' prim: '*) next=$((next + length)) ;; esac
    done < "$1"
}

# Takes the timestamp out of the signature $1 into $t/tst, and what it must be over into $t/value. Nothing else may be among
# what nobody signed.
timestamp() {
    rm -f "$t/tst" "$t/value" "$t/unchecked"
    openssl asn1parse -inform DER -in "$1" > "$t/asn1" 2> /dev/null || return 1
    # Inside the one SignerInfo: the signature, then the unsigned attributes (RFC 5652, 5.3).
    sed -n '/:d=5 .*cons: cont \[ 1 \]/,$p' "$t/asn1" > "$t/unsigned"
    [ -s "$t/unsigned" ] || return 0
    follows "$t/asn1" || return 1
    for level in 5 6 8; do
        [ "$(grep -c ":d=$level " "$t/unsigned")" = 1 ] || return 1
    done
    [ "$(grep -c ':d=7 ' "$t/unsigned")" = 2 ] || return 1
    grep ':d=7 ' "$t/unsigned" | sed -n 1p | grep -q 'OBJECT *:id-smime-aa-timeStampToken$' || return 1
    [ "$(grep -c ':d=5 .*prim: OCTET STRING' "$t/asn1")" = 1 ] || return 1
    where=$(sed -n 's/^ *\([0-9]*\):d=5 .*prim: OCTET STRING.*/\1/p' "$t/asn1")
    openssl asn1parse -inform DER -in "$1" -strparse "$where" -noout -out "$t/value" > /dev/null 2>&1
    where=$(sed -n 's/^ *\([0-9]*\):d=8 .*cons: SEQUENCE.*/\1/p' "$t/unsigned")
    openssl asn1parse -inform DER -in "$1" -strparse "$where" -noout -out "$t/tst" > /dev/null 2>&1
    [ -s "$t/tst" ] && [ -s "$t/value" ]
}

# What the timestamp in $t/tst proves, into $proven (seconds; empty: nothing) and $time (a sentence). 1 = it does not hold.
prove() {
    proven=
    time="; the time is the signer's own claim"
    [ -f "$t/tst" ] || return 0
    openssl ts -reply -in "$t/tst" -token_in -token_out -text > "$t/text" 2> /dev/null || return 1
    sed -n 's/^Hash Algorithm: //p' "$t/text" | grep -q -x -e 'sha256' -e 'sha384' -e 'sha512' || return 1
    stamp=$(sed -n 's/^Time stamp: //p' "$t/text")
    stamped=$(seconds "$stamp") || return 1
    openssl pkcs7 -inform DER -in "$t/tst" -print_certs -out "$t/tsa" 2> /dev/null || return 1
    openssl cms -cmsout -print -noout -inform DER -in "$t/tst" 2> /dev/null | sed -n '/^ *signerInfos:/,$p' |
        sed -n '/^ *digestAlgorithm:/{n;p;}' | grep -q -e '(2.16.840.1.101.3.4.2.[123])$' || return 1
    certificates "$t/tsa" "$t/given."
    index=$many
    while [ "$index" -gt 0 ]; do
        cp "$t/given.$index" "$t/tsa.$index"
        describe "$t/tsa.$index" || return 1
        reliable "$t/tsa.$index" || return 1
        index=$((index - 1))
    done
    if ! openssl ts -help 2>&1 | grep -q -e '-partial_chain'; then
        time="$time; there is a timestamp, which this openssl does not check"
        mv "$t/tst" "$t/unchecked"
        return 0
    fi
    openssl ts -verify -data "$t/value" -in "$t/tst" -token_in -CAfile "$t/tsa" -partial_chain -attime "$stamped" \
        > /dev/null 2>&1 || return 1
    [ "$when" -le $((stamped + 300)) ] || return 1
    if withdrawn; then # which leaves $many as it is
        rm -f "$t/tst"
        time="$time; there is a timestamp of $stamp, whose authority is revoked"
    elif stampers && openssl ts -verify -data "$t/value" -in "$t/tst" -token_in -CAfile "$t/stampers" -untrusted "$t/tsa" \
            -partial_chain -attime "$stamped" > /dev/null 2>&1; then
        until=$(seconds "$(told "$who.end")")
        [ "$stamped" -le "$until" ] || return 1
        proven=$stamped
        time="; proven by timestamp of $stamp"
    else
        time="$time; there is a timestamp of $stamp by an authority that you have not named"
    fi
}

# Those of TRUST.pem that may vouch for a timestamp: authorities, and the authority's own certificate. Into $t/stampers.
stampers() {
    cp "$t/issue" "$t/stampers"
    each=0
    while [ "$each" -lt "$trusted" ]; do
        each=$((each + 1))
        index=0
        while [ "$index" -lt "$many" ]; do
            index=$((index + 1))
            cmp -s "$t/trusted.$each" "$t/tsa.$index" || continue
            sed -n '/X509v3 Extended Key Usage/{n;p;}' "$t/trusted.$each.text" | grep -q 'Time Stamping' &&
                cat "$t/trusted.$each" >> "$t/stampers"
        done
    done
    [ -s "$t/stampers" ]
}

# Whether an authority of the timestamp of $stamped is taken back, and the timestamp with it: each, unless the list tells that its
# key was only given up, and later (RFC 3161, 4).
withdrawn() {
    stamps=$many
    above=' '
    index=0
    while [ "$index" -lt "$stamps" ]; do
        index=$((index + 1))
        climb "$t/tsa.$index"
    done
    index=0
    for file in $(while [ "$index" -lt "$stamps" ]; do index=$((index + 1)); echo "$t/tsa.$index"; done) \
            $(for one in $above; do echo "$t/trusted.$one"; done); do
        revocation "$file" none "$stamps"
        [ -n "$since" ] || byName "$file" "$stamps"
        [ -n "$since" ] || continue
        [ "$stamped" -lt "$since" ] && [ "$stopped" = 1 ] || return 0
    done
    return 1
}

# The certificates of TRUST.pem above $1 and above those: who is left out of a signature or a timestamp is looked at all the same. As
# numbers in $above, each once: two may have issued each other.
climb() {
    for file in $(issuers "$1"); do
        case $file in "$t"/trusted.*) ;; *) continue ;; esac
        ! cmp -s "$file" "$1" || continue
        case "$above" in *" ${file##*.} "*) continue ;; esac
        above="$above${file##*.} "
        climb "$file"
    done
}

# Where the issuer of the certificate $1 is not here, as where a timestamp authority's own is in TRUST.pem, each list of the issuer's
# name counts: whoever holds a lost key leaves that certificate out. Into $since and $stopped.
byName() {
    [ "$lists" -gt 0 ] || return 0
    [ -z "$(issuers "$1" "$2")" ] || return 0
    serial=$(told "$1.serial")
    which=0
    while [ "$which" -lt "$lists" ]; do
        which=$((which + 1))
        [ -f "$t/crl.$which" ] || continue
        ! openssl crl -in "$t/crl.$which" -noout -hash | cmp -s - "$1.issuer" || entry "$t/crl.$which"
    done
}

# What the list $1 says of $serial, into $since and $stopped; nothing where it is not in it.
entry() {
    openssl crl -in "$1" -noout -text | sed -n "/Serial Number: $serial\$/,/Serial Number: /p" > "$t/entry"
    [ -s "$t/entry" ] || return 0
    from=$(sed -n 's/.*Revocation Date: //p' "$t/entry" | sed -n 1p)
    sed -n '/CRL Reason Code/{n;s/^ *//;p;}' "$t/entry" | sed -n 1p |
        grep -q -x -e Unspecified -e 'Affiliation Changed' -e Superseded -e 'Cessation Of Operation' || stopped=0
    from=$(seconds "$from") || from=0
    [ -n "$since" ] && [ "$since" -le "$from" ] || since=$from
}

# Each certificate of $1 into a file $2N; their count into $many.
certificates() {
    many=0
    inside=0
    while read -r line || [ -n "$line" ]; do
        case $line in
            '-----BEGIN CERTIFICATE-----'* | '-----BEGIN X509 CERTIFICATE-----'* | '-----BEGIN TRUSTED CERTIFICATE-----'*)
                many=$((many + 1))
                inside=1
                : > "$2$many"
                ;;
        esac
        [ "$inside" = 0 ] || printf '%s\n' "$line" >> "$2$many"
        case $line in '-----END '*) inside=0 ;; esac
    done < "$1"
}

# Revocation lists: those that the bundle brings, and newer ones that were given. Whole ones only.
lists=0
list() {
    lists=$((lists + 1))
    openssl crl -inform DER -in "$1" -out "$t/crl.$lists" 2> /dev/null || openssl crl -in "$1" -out "$t/crl.$lists" 2> /dev/null ||
        { fail "$1 is not a revocation list"; return 1; }
    # openssl takes the first of several, and is silent on the rest.
    if openssl crl -inform DER -in "$1" -outform DER -out "$t/again" 2> /dev/null; then
        cmp -s "$t/again" "$1"
    else
        [ "$(grep -c 'BEGIN X509 CRL' "$1")" = 1 ]
    fi || { fail "$1 holds more lists than one"; rm "$t/crl.$lists"; return 1; }
    openssl crl -in "$t/crl.$lists" -noout -text > "$t/list"
    ! grep -v '^ *Issuer: ' "$t/list" | grep -q ': critical$' || { fail "$1 speaks of some certificates or of changes alone"; rm "$t/crl.$lists"; }
    modern "$t/list" || { fail "$1 is signed in a way that can be forged"; rm "$t/crl.$lists"; }
}
# TRUST.pem, and the authorities that the bundle brings: each certificate as openssl writes it, with the hash of its name.
trusted=0
: > "$t/issue"
if [ -n "$trust" ]; then
    certificates "$trust" "$t/given."
    [ "$many" -gt 0 ] || { fail "$trust holds no certificate in PEM (openssl x509 -inform DER -in FILE -out TRUST.pem)"; exit 1; }
    while [ "$trusted" -lt "$many" ]; do
        trusted=$((trusted + 1))
        openssl x509 -in "$t/given.$trusted" -out "$t/trusted.$trusted" 2> /dev/null ||
            { fail "certificate $trusted of $trust cannot be read"; exit 1; }
        describe "$t/trusted.$trusted" || { fail "openssl tells nothing of certificate $trusted of $trust"; exit 1; }
        # A pinned signer vouches for nobody else.
        ! issuer "$t/trusted.$trusted" || cat "$t/trusted.$trusted" >> "$t/issue"
    done
    openssl dgst -sha256 -r "$t"/trusted.*[0-9] > "$t/pins"
fi
authorities=0
if [ -f certs/chain.pem ]; then
    certificates certs/chain.pem "$t/carry."
    : > "$t/again"
    while [ "$authorities" -lt "$many" ]; do
        authorities=$((authorities + 1))
        openssl x509 -in "$t/carry.$authorities" -out "$t/authority.$authorities" 2> /dev/null ||
            { fail "certs/chain.pem cannot be read"; echo "NOT VALID"; exit 1; }
        describe "$t/authority.$authorities" || { fail "openssl tells nothing of a certificate of certs/chain.pem"; exit 1; }
        cat "$t/authority.$authorities" >> "$t/again"
    done
    [ "$authorities" -gt 0 ] && cmp -s "$t/again" certs/chain.pem ||
        { fail "certs/chain.pem is not as Countersign writes it"; echo "NOT VALID"; exit 1; }
fi

# Whether one of the authorities of certs/chain.pem made the list $1.
byAuthority() {
    which=0
    while [ "$which" -lt "$authorities" ]; do
        which=$((which + 1))
        # shellcheck disable=SC2086
        openssl crl -in "$1" -noout $authored -CAfile "$t/authority.$which" 2>&1 | grep -q 'verify OK' && lister "$t/authority.$which" && return 0
    done
    return 1
}

if [ -d crls ]; then
    for f in crls/*; do
        list "$f" && { byAuthority "$t/crl.$lists" || fail "$f is not by an authority of certs/chain.pem"; }
        openssl crl -inform DER -in "$f" -outform DER -out "$t/again" 2> /dev/null
        cmp -s "$t/again" "$f" || fail "$f is not as Countersign writes it"
    done
fi
for f in "$@"; do
    list "$f"
done

# What the lists of its authorities and the roster say of the certificate $1, whose SHA-256 is $2: from when it is revoked into $since
# (seconds; empty: it is not), when the newest list was made that would know into $known, and whether each list that revokes it gives a
# reason that leaves its key in good hands into $stopped. $3 as in issuers. Each authority is asked by itself: of several of one name
# openssl looks at one alone.
revocation() {
    stopped=1
    since=
    known=
    newest=0
    of=
    if [ "$lists" -gt 0 ]; then
        serial=$(told "$1.serial")
        first=$(seconds "$(told "$1.start")")
        last=$(seconds "$(told "$1.end")")
        of=$(issuers "$1" "${3:-0}")
    fi
    which=0
    while [ -n "$of" ] && [ "$which" -lt "$lists" ]; do
        which=$((which + 1))
        [ -f "$t/crl.$which" ] || continue
        made=$(openssl crl -in "$t/crl.$which" -noout -lastupdate | cut -d= -f2)
        madeAt=$(seconds "$made")
        for by in $of; do
            # The list must be by the key that issued the certificate; dates are looked at here.
            # shellcheck disable=SC2086
            openssl verify $alone -crl_check -partial_chain -no_check_time -purpose any -CAfile "$by" -CRLfile "$t/crl.$which" "$1" \
                > "$t/said" 2>&1
            if grep -q '^error 23 ' "$t/said"; then
                entry "$t/crl.$which"
                [ -n "$since" ] || since=0
            elif grep -qxF "$1: OK" "$t/said"; then
                if [ "$madeAt" -ge "$first" ] && [ "$madeAt" -le "$last" ] && [ "$madeAt" -ge "$newest" ]; then
                    known=$made
                    newest=$madeAt
                fi
            elif ! grep -Eq '^error (3|8|33|35|44) ' "$t/said"; then
                # Not by this authority, or not for this; anything else leaves open whether it is in the list.
                fail "openssl does not tell whether a certificate is revoked: $(sed -n 1p "$t/said")"
            fi
        done
    done
    from=$(tr '{' '\n' < roster.json | sed -n "s/^\"certificateSha256\":\"$2\",\"from\":\"\([^\"]*\)\".*/\1/p" | sed -n 1p)
    if [ -n "$from" ]; then
        from=$(instant "$from") || { fail "roster.json revokes a certificate at no time"; from=0; }
        [ -n "$since" ] && [ "$since" -le "$from" ] || since=$from
    fi
}

# Without these options whether something is revoked would go unseen.
for option in -crl_check -partial_chain -no_check_time -CRLfile; do
    openssl verify -help 2>&1 | grep -q -e "$option" || [ "$lists" = 0 ] || fail "this openssl verify has no $option: take another"
done

# An authority that was itself taken back certified nobody.
above=' '
for f in certs/[0-9]*.pem; do
    file=$t/signer.${f##*/}
    cp "$f" "$file"
    describe "$file" || { fail "$f cannot be read"; continue; }
    climb "$file"
done
index=0
while [ "$index" -lt "$authorities" ]; do
    index=$((index + 1))
    climb "$t/authority.$index"
done
index=0
for file in $(while [ "$index" -lt "$authorities" ]; do index=$((index + 1)); echo "$t/authority.$index"; done) \
        $(for one in $above; do echo "$t/trusted.$one"; done); do
    revocation "$file" none
    [ -z "$since" ] || fail "an authority of the signers was itself revoked"
done

# Whether the signature $1 carries no certificates but its signer's ($who) and those above it, each of certs/chain.pem and to be
# relied on.
carried() {
    openssl pkcs7 -inform DER -in "$1" -print_certs -out "$t/carried" 2> /dev/null || return 1
    certificates "$t/carried" "$t/given."
    links=0
    cp "$who" "$t/link.0"
    while [ "$many" -gt 0 ]; do
        one=$t/given.$many
        many=$((many - 1))
        ! cmp -s "$one" "$who" || continue
        each=$authorities
        while [ "$each" -gt 0 ] && ! cmp -s "$one" "$t/authority.$each"; do
            each=$((each - 1))
        done
        [ "$each" -gt 0 ] && reliable "$t/authority.$each" || return 1
        links=$((links + 1))
        cp "$one" "$t/link.$links"
    done
    # From the signer upwards, until nobody is reached any more.
    reached=' 0 '
    before=
    while [ "$reached" != "$before" ]; do
        before=$reached
        each=$links
        while [ "$each" -gt 0 ]; do
            for below in $before; do
                case $reached in *" $each "*) break ;; esac
                ! issued "$t/link.$each" "$t/link.$below" || reached="$reached$each "
            done
            each=$((each - 1))
        done
    done
    while [ "$links" -gt 0 ]; do
        case $reached in *" $links "*) ;; *) return 1 ;; esac
        links=$((links - 1))
    done
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
    openssl cms -cmsout -print -noout -inform DER -in "$signature" > "$t/print" 2> /dev/null
    # Only the signed attribute, not a name that looks like one.
    at=$(sed -n '/^ *object: signingTime (1.2.840.113549.1.9.5)/,/TIME:/s/^ *[A-Z]*TIME:\(.*\)/\1/p' "$t/print" | sed -n 1p)
    if ! when=$(seconds "$at"); then
        fail "$signature does not tell its time"
        continue
    fi
    # A pinned signer is trusted by itself, and nobody below it; others must be issued by an authority.
    ca=certs/$number.pem
    if [ -n "$trust" ]; then
        ca=$(grep -F -e "$(hex "certs/$number.pem") *" "$t/pins" | sed -n '1s/.* \*//p')
        ca=${ca:-$t/issue}
        [ -s "$ca" ] || { fail "$signature is by nobody whom $trust names, and it holds no authority"; continue; }
    fi
    if openssl cms -verify -binary $cades -inform DER -in "$signature" -content "$manifest" \
            -CAfile "$ca" $only $partial -attime "$when" -purpose any -signer "$t/who" -out /dev/null 2> "$t/err"; then
        who=$t/signer.$number.pem
        cmp -s "$t/who" "$who" || {
            fail "certs/$number.pem is not the certificate that signed"
            who=$t/who
            describe "$who" || fail "openssl tells nothing of the certificate of $signature"
        }
        openssl asn1parse -in "$who" -noout -out "$t/der"
        found=$(hex "$t/der")
        [ "$found" = "$fp" ] || fail "$signature is by another certificate than SIGNERS says"
        carries "$address" || fail "the certificate of $signature does not carry $address"
        fit || fail "the certificate of $signature is not for signing, or its key is not to be relied on"
        sed -n '/^ *signerInfos:/,$p' "$t/print" | sed -n '/^ *digestAlgorithm:/{n;p;}' |
            grep -q -e '(2.16.840.1.101.3.4.2.[123])$' || fail "$signature is made with an algorithm that is not to be relied on"
        # ECDSA with SHA-2 and RSA (RFC 5754) alone, once.
        sed -n '/^ *signerInfos:/,$p' "$t/print" | sed -n '/^ *signatureAlgorithm:/{n;p;}' > "$t/made"
        [ "$(grep -c . "$t/made")" = 1 ] && grep -Eq '\((1\.2\.840\.10045\.4\.3\.[234]|1\.2\.840\.113549\.1\.1\.(1|11|12|13))\)$' "$t/made" ||
            fail "$signature is made with an algorithm that is not to be relied on"
        sed -n '/^ *signerInfos:/,$p' "$t/print" | grep -q '^ *d.issuerAndSerialNumber:' || fail "$signature does not name its signer by issuer and number"
        carried "$signature" || fail "$signature holds a certificate that is not in certs/chain.pem, or is not to be relied on"
        [ "$(sed -n '/^ *object: contentType (1.2.840.113549.1.9.3)/,/OBJECT:/s/^ *OBJECT:\([^ ]*\).*/\1/p' "$t/print")" = pkcs7-data ] ||
            fail "$signature is over another type of content"
        [ "$(grep -c 'BEGIN CERT' "$who")" = 1 ] || fail "$signature holds more signatures than one"
        openssl cms -cmsout -inform DER -in "$signature" -outform DER -out "$t/again" 2> /dev/null
        cmp -s "$t/again" "$signature" || fail "$signature has bytes that are not part of the signature"
        for part in eContent crls; do
            sed -n "/^ *$part:/{N;p;}" "$t/print" | sed -n '1,2p' | grep -q '<ABSENT>' || fail "$signature has $part, which nobody signed"
        done
        timestamp "$signature" || fail "$signature has parts that nobody signed"
        prove || fail "$signature has a timestamp that does not hold"
        ! grep -q '"timestampRequired":true' campaign.json || [ -f "$t/tst" ] ||
            fail "$signature has no timestamp that holds, which this campaign requires$([ ! -f "$t/unchecked" ] || echo '; this openssl checks none')"
        late=
        # shellcheck disable=SC2086
        ! openssl verify $alone -partial_chain -purpose any -CAfile "$who" "$who" 2>&1 | grep -q '^error 10 ' || late="; expired since"
        verified=$((verified + 1))
        [ "$role" = owner ] && ownerVerified=1
        say "OK    $role $address signed $at$late$time"
        revocation "$who" "$found"
        if [ -n "$since" ]; then
            # Its own claim does not show that it is older; a timestamp does, and so does the ledger, which the owner signed.
            told=
            if [ "$role" = reviewer ]; then
                told=$(grep -F -e "\"manifestSha256\":\"$(hex "$manifest")\"" events.ndjson | grep -F -e '"type":"decisions.signed"' |
                    sed -n 's/.*"at":"\([^"]*\)","data":.*/\1/p' | sed -n 1p)
                told=$(instant "$told") || told=
            fi
            if [ "$when" -lt "$since" ] && [ -n "$proven" ] && [ "$proven" -lt "$since" ]; then
                echo "      revoked since; a timestamp proves that it signed before"
            elif [ "$when" -lt "$since" ] && [ -n "$told" ] && [ "$told" -lt "$since" ]; then
                echo "      revoked since; the owner's ledger tells that it signed before"
            else
                fail "the certificate of $address is revoked, and nothing but its own claim says that it signed before"
            fi
        elif [ -n "$known" ]; then
            echo "      not revoked as of $known"
        elif cmp -s "$who.subject" "$who.issuer"; then
            echo "      self-signed: only the campaign's owner can say that it is revoked, and does not"
        else
            echo "      whether it was revoked is not known: no revocation list of its authority is here"
        fi
    else
        reason=$(sed -n 's/.*[Vv]erify error: *//p' "$t/err" | sed -n 1p)
        fail "$signature: ${reason:-$(sed -n '1p' "$t/err")}"
    fi
    refs "$manifest" > "$t/refs"
    manifest "$signature" > "$t/again"
    cmp -s "$t/again" "$manifest" || fail "$manifest is not as Countersign writes it"
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
    sort "$t/covered" > "$t/covered.$role"
    if [ "$role" = reviewer ]; then
        printf '%s\n' ./campaign.json "./decisions/$number.ndjson" ./items.ndjson > "$t/expected"
        # Who reviewed by a packet had only their own items; campaign.json, below, binds them all.
        grep -vx './items.ndjson' "$t/expected" > "$t/packet"
        cmp -s "$t/expected" "$t/covered.$role" || cmp -s "$t/packet" "$t/covered.$role" ||
            fail "$manifest does not cover exactly campaign, items and decisions/$number.ndjson, or campaign and decisions"
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

# shellcheck disable=SC2046
openssl dgst -sha256 -r $(grep -v -e '^META-INF/' -e '^VERIFY\.' -e '^SHA256SUMS$' "$t/files") | sed 's/ \*/  /' > "$t/sums"
cmp -s "$t/sums" SHA256SUMS || fail "SHA256SUMS does not list the files as they are"
[ "$(tr '{,' '\n\n' < campaign.json | grep -c '^"itemsSha256":"')" = 1 ] || fail "campaign.json does not name one population"
grep -q "\"itemsSha256\":\"$(hex items.ndjson)\"" campaign.json || fail "items.ndjson is not the population that campaign.json froze"
grep -q "\"findingsSha256\":\"$(hex findings.json)\"" campaign.json || fail "findings.json is not what campaign.json froze"
grep -q "\"governance\":{\"number\":[0-9]*,\"sha256\":\"$(hex governance.json)\"}" campaign.json || fail "governance.json is not what campaign.json froze"

if [ "$bad" = 0 ]; then
    if [ -n "$trust" ]; then echo "ALL GOOD"; else echo "ALL GOOD, with identities as asserted by the owner"; fi
else
    echo "NOT VALID"
fi
exit $bad
