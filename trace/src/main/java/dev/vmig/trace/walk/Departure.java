package dev.vmig.trace.walk;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What real drivers do other than the contract says, as far as a trace shows it. A departure is looked for in the traces of
 * the drivers that it is known of; of any other it is a rejection like any.
 */
public enum Departure {
    /** RESUMING is left without a whole image. */
    K_1("RESUMING>STOP succeeds although what was written is not a whole image", "virtio mlx5"),
    /** The temporary end of the stream is reported as its end. */
    K_11("a read at the temporary end in PRE_COPY answers 0 bytes", "hisi qat mtty"),
    /** The file of an ended session is not answered with ENODEV. */
    K_12("a read of a session that has ended answers 0 bytes or EINVAL", "pds"),
    /** The same for the pre-copy info: of the core and all drivers of Linux. */
    K_16("the pre-copy info of a session that has ended answers EINVAL", ""),
    /** A failed write does not make the load fail. */
    K_17("the load goes on after a write that failed", "mtty");

    private final String words;
    private final String drivers;

    /**
     * A departure.
     *
     * @param drivers what their names contain, any of these words; empty for all
     */
    Departure(String words, String drivers) {
        this.words = words;
        this.drivers = drivers;
    }

    /** Those that are known of a driver. */
    static List<Departure> of(String driver) {
        String name = driver.toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(departure ->
                        Arrays.stream(departure.drivers.split(" ", -1)).anyMatch(name::contains))
                .toList();
    }

    /** As it is numbered in the list of departures: {@code K-1}. */
    public String id() {
        return name().replace('_', '-');
    }

    /** What the driver does, in one clause. */
    public String words() {
        return words;
    }

    /** The action of the run modules that it adds, if it adds one: {@code DepartK1}. */
    String action() {
        return "Depart" + name().replace("_", "");
    }
}
