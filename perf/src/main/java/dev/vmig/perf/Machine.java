package dev.vmig.perf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What the numbers were measured on. */
final class Machine {
    private static final Path GOVERNOR = Path.of("/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor");

    private Machine() {}

    /** Facts by name, in the order to print them; what cannot be read is not there. */
    static Map<String, String> facts() throws InterruptedException {
        Map<String, String> facts = new LinkedHashMap<>();
        cpu("model name").ifPresent(model -> facts.put("cpu", model));
        cpu("cpu family").ifPresent(family -> facts.put("cpuFamily", family));
        facts.put("cores", Integer.toString(Runtime.getRuntime().availableProcessors()));
        read(GOVERNOR).ifPresent(governor -> facts.put("governor", governor));
        read(Path.of("/proc/loadavg")).ifPresent(load -> facts.put("load", load));
        facts.put("system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        facts.put("jdk", System.getProperty("java.vm.version") + ", " + System.getProperty("java.vm.name"));
        LimitRunner.gccVersion().ifPresent(gcc -> facts.put("gcc", gcc));
        return facts;
    }

    private static Optional<String> cpu(String field) {
        return read(Path.of("/proc/cpuinfo"))
                .flatMap(text ->
                        text.lines().filter(line -> line.startsWith(field)).findFirst())
                .map(line -> line.substring(line.indexOf(':') + 1).strip());
    }

    private static Optional<String> read(Path file) {
        try {
            return Optional.of(Files.readString(file).strip());
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
