#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Brings Debian's newest kernel, its headers, the sources of its drivers and the newest QEMU into FOLDER/root, beside the system's
# packages, and writes the release of the kernel to FOLDER/release: newest.sh FOLDER
# apt works on state, cache and sources of its own in FOLDER; the mirror is the one that the system has. Needs no root.
# Exit code 3 if the packages cannot be had: stderr says why.
set -eu

suite=unstable
folder=$1
root=$folder/root
usr=$root/usr
keys=/usr/share/keyrings/debian-archive-keyring.gpg

fail() {
    echo "newest.sh: $1" >&2
    exit 3
}

apt_failed() {
    tail -n 5 "$folder/apt/log" >&2
    fail "$1; all that apt said is in $folder/apt/log"
}

# The list of sources has the system's own mirror, whatever its name.
set_up_apt() {
    mkdir -p "$folder/apt/state/lists/partial" "$folder/apt/cache/archives/partial" || fail "cannot write into $folder"
    mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Label: Debian' 'Component: main' 2>/dev/null | head -n 1)
    [ -n "$mirror" ] || fail "apt knows no mirror of Debian (expected: one in the system's sources, after apt-get update)"
    signed=
    if [ -r "$keys" ]; then signed="[signed-by=$keys]"; fi
    echo "deb $signed $mirror $suite main" >"$folder/apt/sources.list"
    : >"$folder/apt/status"
    cat >"$folder/apt/apt.conf" <<END
Dir::Etc::sourcelist "$folder/apt/sources.list";
Dir::Etc::sourceparts "-";
Dir::State "$folder/apt/state";
Dir::State::status "$folder/apt/status";
Dir::Cache "$folder/apt/cache";
APT::Install-Recommends "false";
APT::Sandbox::User "$(id -un)";
END
    APT_CONFIG=$folder/apt/apt.conf
    export APT_CONFIG
}

# With all that they need, as no package counts as installed.
download_programs() {
    apt-get -y -q --download-only install qemu-system-x86 "linux-kbuild-$version" >>"$folder/apt/log" 2>&1 ||
        apt_failed "the packages qemu-system-x86 and linux-kbuild-$version of $suite cannot be had"
}

# Kernels since 7.2 come in three packages.
download_kernel() {
    packages="linux-headers-$release linux-headers-$version-common linux-source-$series"
    for package in "linux-image-$release" "linux-binary-$release" "linux-modules-$release"; do
        if apt-cache show "$package" >/dev/null 2>&1; then packages="$packages $package"; fi
    done
    mkdir -p "$folder/apt/kernel"
    # shellcheck disable=SC2086
    (cd "$folder/apt/kernel" && apt-get -q download $packages) >>"$folder/apt/log" 2>&1 ||
        apt_failed "the packages $packages of $suite cannot be had"
}

# Of the modules and the sources only what boot.sh needs: the whole is 2 GB.
unpack() {
    mkdir -p "$usr/src"
    for package in "$folder"/apt/cache/archives/*.deb "$folder"/apt/kernel/linux-headers-*.deb; do
        dpkg-deb -x "$package" "$root"
    done
    for package in "$folder"/apt/kernel/linux-image-*.deb "$folder"/apt/kernel/linux-binary-*.deb "$folder"/apt/kernel/linux-modules-*.deb; do
        if [ -e "$package" ]; then
            dpkg-deb --fsys-tarfile "$package" | tar -xC "$root" --wildcards '*/vmlinuz*' '*/kernel/drivers/vfio/*' '*/kernel/virt/*' \
                '*/kernel/net/core/*' '*/kernel/drivers/net/*failover*' '*/kernel/drivers/net/virtio_net*' 2>/dev/null || true
        fi
    done
    dpkg-deb --fsys-tarfile "$folder"/apt/kernel/linux-source-*.deb | tar -xO --wildcards '*.tar.xz' | xz -dc |
        tar -xC "$usr/src" "linux-source-$series/samples/vfio-mdev" "linux-source-$series/drivers/vfio"
}

# Programs of the newer Debian need its C library: they are started through its loader. Two of them choose a program by the
# kernel's machine; the one for this machine takes their place.
wrap() { # program, what it starts
    mv "$tools/$1" "$tools/$1.started"
    cat >"$tools/$1" <<END
#!/bin/sh
here=\$(dirname -- "\$(readlink -f -- "\$0")")
usr=\${here%/lib/linux-kbuild-*}
exec "\$usr/lib64/ld-linux-x86-64.so.2" --library-path "\$usr/lib/x86_64-linux-gnu" "\$here/$2" "\$@"
END
    chmod +x "$tools/$1"
}

wrap_tools() {
    tools=$usr/lib/linux-kbuild-$version
    wrap scripts/basic/fixdep fixdep.started
    wrap scripts/mod/modpost modpost.real-lsb-64
    wrap tools/objtool/objtool objtool.real-x86
}

newest_release() {
    apt-cache pkgnames linux-headers- | sed -n 's/^linux-headers-\([0-9].*-amd64\)$/\1/p' | grep -Ev -- '-(cloud|rt)-' | sort -V | tail -n 1
}

command -v apt-get >/dev/null || fail "apt-get is not there (expected: Debian)"
rm -rf "$root" "$folder/apt"
set_up_apt
apt-get -q update >"$folder/apt/log" 2>&1 || apt_failed "the list of packages of $suite cannot be had"
release=$(newest_release)
[ -n "$release" ] || apt_failed "$suite has no kernel for amd64"
version=${release%-amd64}
series=$(echo "$release" | cut -d. -f1,2)
download_programs
download_kernel
unpack
wrap_tools
rm -rf "$folder/apt/cache" "$folder/apt/state" "$folder/apt/kernel"
echo "$release" >"$folder/release"
