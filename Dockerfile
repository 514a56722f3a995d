# The tarball of "mvn -Pdist package", and nothing more.
FROM debian:12-slim
ADD cli/target/vmig-0.2.0-linux-x64.tar.gz /opt/
ENTRYPOINT ["/opt/vmig-0.2.0/bin/vmig"]
