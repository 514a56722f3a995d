#!/bin/sh
# How many states a model has as one of its constants grows: docs/growth.sh MODEL CONSTANT VALUE...
# The other constants are those of the model's configuration. Give up a value after LIMIT seconds, 120 by default.
set -eu
[ $# -ge 3 ] || { echo "usage: docs/growth.sh MODEL CONSTANT VALUE..." >&2; exit 2; }
home=$(dirname -- "$(dirname -- "$(readlink -f -- "$0")")")
model=$1
constant=$2
shift 2
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
cp "$home"/spec/src/main/tla/* "$copy"
"$home/vmig" check --print-config "$model" >"$copy/base"
for value; do
    sed "s/^\( *\(CONSTANT \)\{0,1\}$constant *= \).*/\1$value/" "$copy/base" >"$copy/$model.cfg"
    cmp -s "$copy/base" "$copy/$model.cfg" && now=" (as it is)" || now=
    line=$(timeout "${LIMIT:-120}" "$home/vmig" check --spec "$copy" --model "$model" 2>/dev/null | grep "^$model " || true)
    # shellcheck disable=SC2086
    set -- $line
    echo "$model $constant = $value$now: ${2:-gave up}${2:+ distinct states, depth $3, $4 s}"
done
