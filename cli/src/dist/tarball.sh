#!/bin/sh
# Makes vmig-VERSION-linux-x64.tar.gz: vmig, its libraries and a runtime. Built twice by the same JDK, it has equal bytes.
#   tarball.sh ROOT VERSION TIME    with cli/target/vmig.jar and cli/target/lib packaged; TIME is that of all files
set -eu
root=$1 version=$2 time=$3
target=$root/cli/target
name=vmig-$version
work=$target/dist
tree=$work/$name
jdk=${JAVA_HOME:-$(dirname -- "$(dirname -- "$(readlink -f -- "$(command -v javac)")")")}

rm -rf "$work"
mkdir -p "$tree/bin" "$tree/java" "$tree/share/man/man1" "$tree/share/bash-completion/completions"

# What TLC, Jackson and XChart use; jdk.zipfs is for the modules of the specification within a jar.
"$jdk/bin/jlink" --output "$tree/runtime" --compress=2 --strip-java-debug-attributes --no-header-files --no-man-pages \
    --add-modules java.desktop,java.logging,java.management,java.naming,java.rmi,java.xml,jdk.jfr,jdk.management,jdk.unsupported,jdk.zipfs

cp "$target/vmig.jar" "$tree/java/"
cp -r "$target/lib" "$tree/java/lib"
cp "$root/cli/src/dist/vmig" "$tree/bin/vmig"
cp "$root/LICENSE" "$root/README.md" "$tree/"
cp -r "$root/docs" "$root/examples" "$tree/"
"$tree/runtime/bin/java" -cp "$tree/java/vmig.jar" dev.vmig.cli.Manual \
    "$tree/share/man/man1" "$tree/share/bash-completion/completions/vmig" "$version"

find "$tree" -type d -exec chmod 755 {} +
find "$tree" -type f ! -perm -100 -exec chmod 644 {} +
find "$tree" -type f -perm -100 -exec chmod 755 {} +
chmod 755 "$tree/bin/vmig"
cd "$work"
tar --sort=name --mtime="$time" --owner=0 --group=0 --numeric-owner -cf - "$name" | gzip -9n >"$target/$name-linux-x64.tar.gz"
cd "$target"
sha256sum "$name-linux-x64.tar.gz" >"$name-linux-x64.tar.gz.sha256"
