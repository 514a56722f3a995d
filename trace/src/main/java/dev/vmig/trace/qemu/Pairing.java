package dev.vmig.trace.qemu;

import dev.vmig.trace.TraceFormatException;
import dev.vmig.trace.qemu.QemuReport.DeviceReport;
import dev.vmig.trace.qemu.QemuReport.VmReport;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which device of the target is which of the source. The user's word comes first, then equal names, then what was loaded
 * against what was sent, then the order of the logs.
 *
 * @param pairs names at the source to names at the target
 * @param unpaired devices that have no counterpart, in words
 */
record Pairing(Map<String, String> pairs, List<String> unpaired) {
    /**
     * Pairs the devices that migrate.
     *
     * @param asked names at the source to names at the target, as the user wants them
     * @throws TraceFormatException if the user names a device that is not there
     */
    static Pairing of(VmReport source, VmReport target, Map<String, String> asked) throws TraceFormatException {
        Map<String, DeviceReport> left = migrating(source);
        Map<String, DeviceReport> right = migrating(target);
        Map<String, String> pairs = new LinkedHashMap<>();
        for (Map.Entry<String, String> pair : asked.entrySet()) {
            if (!left.containsKey(pair.getKey()) || !right.containsKey(pair.getValue())) {
                throw new TraceFormatException(
                        "--pair " + pair.getKey() + "=" + pair.getValue(),
                        "is no device of the source with one of the target (expected: one of "
                                + String.join(", ", left.keySet()) + " with one of "
                                + String.join(", ", right.keySet()) + ")");
            }
            pairs.put(pair.getKey(), pair.getValue());
        }
        List<DeviceReport> free = rest(left, pairs.keySet());
        for (DeviceReport device : free) {
            rest(right, pairs.values()).stream()
                    .filter(it -> it.name().equals(device.name()) && fits(source, device, it))
                    .forEach(it -> pairs.put(device.name(), it.name()));
        }
        Optional<Map<String, String>> fitting =
                match(source, rest(left, pairs.keySet()), rest(right, pairs.values()), 0, new LinkedHashMap<>());
        fitting.ifPresent(pairs::putAll);
        byOrder(pairs, rest(left, pairs.keySet()), rest(right, pairs.values()));
        List<String> unpaired = new ArrayList<>();
        rest(left, pairs.keySet())
                .forEach(device -> unpaired.add(device.name() + " of the source has no counterpart at the target"));
        rest(right, pairs.values())
                .forEach(device -> unpaired.add(device.name() + " of the target has no counterpart at the source"));
        return new Pairing(pairs, unpaired);
    }

    private static void byOrder(Map<String, String> pairs, List<DeviceReport> left, List<DeviceReport> right) {
        for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
            pairs.put(left.get(i).name(), right.get(i).name());
        }
    }

    /** The first way, in the order of the logs, in which each device loads what its counterpart sent. */
    private static Optional<Map<String, String>> match(
            VmReport vm, List<DeviceReport> left, List<DeviceReport> right, int index, Map<String, String> pairs) {
        if (index == left.size()) {
            return Optional.of(pairs);
        }
        DeviceReport device = left.get(index);
        for (DeviceReport other : right) {
            if (!pairs.containsValue(other.name()) && fits(vm, device, other)) {
                Map<String, String> more = new LinkedHashMap<>(pairs);
                more.put(device.name(), other.name());
                Optional<Map<String, String>> all = match(vm, left, right, index + 1, more);
                if (all.isPresent()) {
                    return all;
                }
            }
        }
        return Optional.empty();
    }

    private static boolean fits(VmReport vm, DeviceReport device, DeviceReport other) {
        boolean features = device.features().isEmpty()
                || other.features().isEmpty()
                || device.features().equals(other.features());
        return features
                && Attempt.of(vm, device, true, other, true, true).stream()
                        .filter(attempt -> !attempt.source().isEmpty())
                        .allMatch(attempt -> Attempt.fit(attempt.source(), attempt.target()));
    }

    private static Map<String, DeviceReport> migrating(VmReport vm) {
        Map<String, DeviceReport> devices = new LinkedHashMap<>();
        vm.devices().stream().filter(DeviceReport::migrates).forEach(device -> devices.put(device.name(), device));
        return devices;
    }

    private static List<DeviceReport> rest(Map<String, DeviceReport> all, Collection<String> taken) {
        return all.values().stream()
                .filter(device -> !taken.contains(device.name()))
                .toList();
    }
}
