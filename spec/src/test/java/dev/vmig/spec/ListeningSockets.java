package dev.vmig.spec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.commons.lang3.StringUtils;

/** Where the processes that this JVM has started listen, as Linux tells it in {@code /proc}. */
final class ListeningSockets {
    private static final String LISTEN = "0A";
    private static final String LOOPBACK = "0100007F";
    private static final String MAPPED_LOOPBACK = "0000000000000000FFFF0000" + LOOPBACK;

    private ListeningSockets() {}

    static boolean canBeSeen() {
        return Files.exists(Path.of("/proc/self/net/tcp"));
    }

    /** Addresses in hexadecimal, in the byte order of the machine. */
    static Set<String> ofChildren() throws IOException {
        Set<String> addresses = new TreeSet<>();
        for (ProcessHandle child : ProcessHandle.current().children().toList()) {
            Path process = Path.of("/proc", String.valueOf(child.pid()));
            Set<String> inodes = inodes(process.resolve("fd"));
            for (String table : List.of("net/tcp", "net/tcp6")) {
                for (String row : Files.readAllLines(process.resolve(table))) {
                    String[] cells = StringUtils.split(row);
                    if (cells[3].equals(LISTEN) && inodes.contains(cells[9])) {
                        addresses.add(cells[1].toUpperCase(Locale.ROOT).replaceFirst(":.*", ""));
                    }
                }
            }
        }
        return addresses;
    }

    static boolean isLoopback(String address) {
        return address.equals(LOOPBACK) || address.equals(MAPPED_LOOPBACK);
    }

    private static Set<String> inodes(Path descriptors) throws IOException {
        Set<String> inodes = new HashSet<>();
        try (Stream<Path> files = Files.list(descriptors)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                if (Files.isSymbolicLink(file)) {
                    String target = Files.readSymbolicLink(file).toString();
                    if (target.startsWith("socket:[")) {
                        inodes.add(target.substring("socket:[".length(), target.length() - 1));
                    }
                }
            }
        }
        return inodes;
    }
}
