#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Boots a stock kernel of Debian under QEMU, and answers the testee protocol on stdin and stdout for two devices of a migration
# driver. The kernel's messages go to stderr. What is built is kept in the user's cache directory.
#     boot.sh [--driver mtty|virtio|nextstate] [--newest | --release R] [--prepare]
# --driver    the kernel's sample driver mtty, or vfio-virtio on VFs of QEMU, which needs --newest;
#             nextstate is no driver: the kernel's next-state function is printed, in the format of vmig table --format csv
# --release   the installed kernel; the newest one that has its headers and a source package if absent
# --newest    Debian's newest kernel and QEMU, which newest.sh fetches beside the system's packages once
# --prepare   build what is missing, say the release, and boot nothing
# Exit code 3 if the machine lacks something: stderr says what.
set -eu

home=$(dirname -- "$(readlink -f -- "$0")")
cache=${XDG_CACHE_HOME:-$HOME/.cache}/vmig/kernel
driver=mtty
release=
root=
prepare=false

fail() {
    echo "boot.sh: $1" >&2
    exit 3
}

while [ $# -gt 0 ]; do
    case $1 in
        --driver) driver=${2:?--driver: no driver}; shift ;;
        --newest) root=$cache/newest/root ;;
        --release) release=${2:?--release: no release}; shift ;;
        --prepare) prepare=true ;;
        *) echo "boot.sh: $1 (expected: --driver D, --newest, --release R or --prepare)" >&2; exit 2 ;;
    esac
    shift
done
case $driver in
    mtty | nextstate) ;;
    virtio) root=$cache/newest/root ;;
    *) echo "boot.sh: --driver: $driver (expected: mtty, virtio or nextstate)" >&2; exit 2 ;;
esac

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

check_tools() {
    command -v cc >/dev/null || need cc gcc
    command -v make >/dev/null || need make make
    command -v cpio >/dev/null || need cpio cpio
    command -v xz >/dev/null || need xz xz-utils
    command -v flock >/dev/null || need flock util-linux
}

complain() {
    [ -z "$lacking" ] || fail "this machine lacks:$lacking
  apt-get install --no-install-recommends$packages"
}

check_system() {
    command -v qemu-system-x86_64 >/dev/null || need qemu-system-x86_64 qemu-system-x86
    wanted=${release:-$(newest_installed)}
    [ -n "$wanted" ] || wanted=$(newest_in_packages)
    [ -n "$wanted" ] || fail "no kernel since 6.7 is installed with its headers and source, and no package is known (expected: Debian, after apt-get update)"
    release=$wanted
    is_new_enough "$release" || fail "--release: $release (expected: 6.7 or newer, whose mtty can be migrated)"
    [ -r "/boot/vmlinuz-$release" ] || need "/boot/vmlinuz-$release" "linux-image-$release"
    [ -e "/lib/modules/$release/build" ] || need "/lib/modules/$release/build" "linux-headers-$release"
    archive=/usr/src/linux-source-$(series "$release").tar.xz
    [ -r "$archive" ] || need "$archive" "linux-source-$(series "$release")"
}

fetch_newest() {
    mkdir -p "$cache/newest" || fail "cannot write into $cache"
    exec 8>"$cache/newest/lock"
    flock 8
    if [ ! -s "$cache/newest/release" ]; then
        echo "boot.sh: fetching Debian's newest kernel and QEMU, 350 MB, to $cache/newest ..." >&2
        "$home/newest.sh" "$cache/newest" 8>&- || exit 3
    fi
    exec 8>&-
    release=$(cat "$cache/newest/release")
}

# Builds of several processes wait for each other.
build() {
    mkdir -p "$out" || fail "cannot write into $out"
    exec 9>"$out/lock"
    flock 9
    if ! make -q -C "$home" driver="$driver" release="$release" root="$root" out="$out" >/dev/null 2>&1; then
        echo "boot.sh: building $driver of Linux $release in $out ..." >&2
        make -C "$home" driver="$driver" release="$release" root="$root" out="$out" >"$out/build.log" 2>&1 9>&- || {
            tail -n 20 "$out/build.log" >&2
            fail "the build failed; all of its output is in $out/build.log"
        }
    fi
    exec 9>&-
}

check_tools
if [ -n "$root" ]; then
    complain
    fetch_newest
    kernel=$root/usr/lib/modules/$release/vmlinuz
    out=$cache/$release-$driver
else
    check_system
    complain
    kernel=/boot/vmlinuz-$release
    out=$cache/$release
    [ "$driver" = mtty ] || out=$out-$driver
fi
build
if $prepare; then
    echo "$release"
    exit 0
fi

# The VFs have no more than migration needs: each reset makes QEMU map a function anew.
function=virtio-net-pci,bus=vmig,romfile=,vectors=0,disable-legacy=on
options='console=ttyS0 quiet loglevel=4 oops=panic panic=-1 mitigations=off no_timer_check'
case $driver in
    mtty) set -- -m 256 ;;
    nextstate)
        options="$options printk.time=0"
        set -- -m 256
        ;;
    virtio)
        options="$options intel_iommu=on"
        set -- -m 512 -device intel-iommu -device pcie-root-port,id=vmig -device $function,addr=0.2,sriov-pf=owner \
            -device $function,addr=0.1,sriov-pf=owner -device $function,addr=0.0,id=owner
        ;;
esac
set -- -nodefaults -no-user-config -display none -no-reboot -M q35 -accel tcg -cpu max "$@" -kernel "$kernel" \
    -initrd "$out/initramfs.gz" -append "$options"
if [ "$driver" != nextstate ]; then
    # At the end of stdin the agent reboots the guest, which ends QEMU, and so do an oops and a panic.
    set -- "$@" -chardev file,id=console,path=/dev/stderr -serial chardev:console \
        -chardev stdio,id=agent,signal=off -device virtio-serial-pci -device virtserialport,chardev=agent,name=vmig.agent
fi
if [ -z "$root" ]; then
    set -- qemu-system-x86_64 "$@"
else
    set -- "$root/usr/lib64/ld-linux-x86-64.so.2" --library-path "$root/usr/lib/x86_64-linux-gnu" "$root/usr/bin/qemu-system-x86_64" \
        -L "$root/usr/share/qemu" -L "$root/usr/share/seabios" "$@"
fi
[ "$driver" = nextstate ] || exec "$@"
# The agent finds that the module was not kept, and reboots. Each row at once: a call that never returns is the next one.
"$@" -serial stdio </dev/null | sed -un 's/\r$//; s/.*vmig_nextstate: //p'
