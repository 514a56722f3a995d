#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Boots a stock kernel of Debian under QEMU, and answers the testee protocol on stdin and stdout for two devices of the kernel's
# sample driver mtty. The kernel's messages go to stderr. What is built is kept in the user's cache directory.
#     boot.sh [--release R] [--prepare]
# --release   the installed kernel; the newest one that has its headers and a source package if absent
# --prepare   build what is missing, say the release, and boot nothing
# Exit code 3 if the machine lacks something: stderr says what.
set -eu

home=$(dirname -- "$(readlink -f -- "$0")")
release=
prepare=false

fail() {
    echo "boot.sh: $1" >&2
    exit 3
}

while [ $# -gt 0 ]; do
    case $1 in
        --release) release=${2:?--release: no release}; shift ;;
        --prepare) prepare=true ;;
        *) echo "boot.sh: $1 (expected: --release R or --prepare)" >&2; exit 2 ;;
    esac
    shift
done

series() { echo "$1" | cut -d. -f1,2; }

# Whether mtty of that series can be migrated: since 6.7.
is_new_enough() {
    [ "$(printf '%s\n' 6.7 "$(series "$1")" | sort -V | head -n 1)" = 6.7 ]
}

newest_installed() {
    for build in /lib/modules/*/build; do
        found=$(basename -- "$(dirname -- "$build")")
        if [ -r "/boot/vmlinuz-$found" ] && [ -r "/usr/src/linux-source-$(series "$found").tar.xz" ] && is_new_enough "$found"; then
            echo "$found"
        fi
    done | sort -V | tail -n 1
}

newest_in_packages() {
    command -v apt-cache >/dev/null || return 0
    apt-cache pkgnames linux-headers- | sed -n 's/^linux-headers-\([0-9].*-amd64\)$/\1/p' | grep -Ev -- '-(cloud|rt)-' |
        while read -r found; do
            if is_new_enough "$found"; then echo "$found"; fi
        done | sort -V | tail -n 1
}

lacking=
need() { # what, package
    lacking="$lacking
  $1 (package $2)"
    packages="${packages:-} $2"
}

check() {
    command -v qemu-system-x86_64 >/dev/null || need qemu-system-x86_64 qemu-system-x86
    command -v cc >/dev/null || need cc gcc
    command -v make >/dev/null || need make make
    command -v cpio >/dev/null || need cpio cpio
    command -v xz >/dev/null || need xz xz-utils
    command -v flock >/dev/null || need flock util-linux
    wanted=${release:-$(newest_installed)}
    [ -n "$wanted" ] || wanted=$(newest_in_packages)
    [ -n "$wanted" ] || fail "no kernel since 6.7 is installed with its headers and source, and no package is known (expected: Debian, after apt-get update)"
    release=$wanted
    is_new_enough "$release" || fail "--release: $release (expected: 6.7 or newer, whose mtty can be migrated)"
    [ -r "/boot/vmlinuz-$release" ] || need "/boot/vmlinuz-$release" "linux-image-$release"
    [ -e "/lib/modules/$release/build" ] || need "/lib/modules/$release/build" "linux-headers-$release"
    archive=/usr/src/linux-source-$(series "$release").tar.xz
    [ -r "$archive" ] || need "$archive" "linux-source-$(series "$release")"
    [ -z "$lacking" ] || fail "this machine lacks:$lacking
  apt-get install --no-install-recommends$packages"
}

# Builds of several processes wait for each other.
build() {
    mkdir -p "$out" || fail "cannot write into $out"
    exec 9>"$out/lock"
    flock 9
    if ! make -q -C "$home" release="$release" out="$out" >/dev/null 2>&1; then
        echo "boot.sh: building mtty of Linux $release in $out ..." >&2
        make -C "$home" release="$release" out="$out" >"$out/build.log" 2>&1 9>&- || {
            tail -n 20 "$out/build.log" >&2
            fail "the build failed; all of its output is in $out/build.log"
        }
    fi
    exec 9>&-
}

check
out=${XDG_CACHE_HOME:-$HOME/.cache}/vmig/kernel/$release
build
if $prepare; then
    echo "$release"
    exit 0
fi
# At the end of stdin the agent reboots the guest, which ends QEMU, and so do an oops and a panic.
exec qemu-system-x86_64 -nodefaults -no-user-config -display none -no-reboot -M q35 -accel tcg -cpu max -m 256 \
    -kernel "/boot/vmlinuz-$release" -initrd "$out/initramfs.gz" \
    -append 'console=ttyS0 quiet loglevel=4 oops=panic panic=-1 mitigations=off' \
    -chardev file,id=console,path=/dev/stderr -serial chardev:console \
    -chardev stdio,id=agent,signal=off -device virtio-serial-pci -device virtserialport,chardev=agent,name=vmig.agent
