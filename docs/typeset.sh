#!/bin/sh
# Typesets the modules of the specification with tla2tex: one PDF each, in docs/target.
# Needs LaTeX and dvipdfm (Debian: texlive-latex-base), and the specification built once (./vmig check --list).
set -eu
home=$(cd "$(dirname -- "$0")/.." && pwd)
for tool in latex dvipdfm java; do
    command -v "$tool" >/dev/null || { echo "typeset: no $tool found" >&2; exit 3; }
done
[ -f "$home/cli/target/vmig.jar" ] || { echo "typeset: vmig has not been built; run ./vmig check --list" >&2; exit 3; }
out=$home/docs/target
mkdir -p "$out"
cd "$out"
for module in "$home"/spec/src/main/tla/[!M]*.tla "$home"/spec/src/main/tla/Mig*.tla; do
    name=$(basename "$module" .tla)
    cp "$module" .
    java -cp "$home/cli/target/vmig.jar" tla2tex.TLA -shade -noPcalShade "$name.tla" >"$name.out" 2>&1 ||
        { echo "typeset: $name failed, see $out/$name.out" >&2; exit 1; }
    dvipdfm -q "$name.dvi" 2>>"$name.out"
    rm -f "$name.tla" "$name.aux" "$name.dvi" "$name.log" "$name.ps" "$name.tex" "$name.out"
    echo "$name.pdf"
done
