package dev.vmig.trace.walk;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Known departures of real drivers that a trace can show. A departure is accepted by name only in traces of the drivers
 * for which it is known; in others it is a rejection.
 */
public enum Departure {
    /** RESUMING is left without a whole image. */
    K_1("RESUMING>STOP succeeds although what was written is not a whole image", "virtio|mlx5"),
    /** The temporary end of the stream is reported as its end. */
    K_11("a read at the temporary end in PRE_COPY answers 0 bytes", "hisi|qat|mtty"),
    /** A read of an ended session does not answer ENODEV. */
    K_12("a read of a session that has ended answers 0 bytes or EINVAL", "pds"),
    /** The pre-copy info of an ended session does not answer ENODEV, in the core and all drivers of Linux. */
    K_16("the pre-copy info of a session that has ended answers EINVAL", ""),
    /** A failed write does not make the load fail. */
    K_17("the load goes on after a write that failed", "mtty");

    private final String words;
    /** Pattern of the names of drivers. */
    private final String drivers;

    Departure(String words, String drivers) {
        this.words = words;
        this.drivers = drivers;
    }

    /** The departures of a driver. */
    static List<Departure> of(String driver) {
        String name = driver.toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(departure ->
                        Pattern.compile(departure.drivers).matcher(name).find())
                .toList();
    }

    /** The id, such as {@code K-1}. */
    public String id() {
        return name().replace('_', '-');
    }

    /** The driver's behaviour, in one clause. */
    public String words() {
        return words;
    }

    /** The action of the run modules that models it, such as {@code DepartK1}. */
    String action() {
        return "Depart" + name().replace("_", "");
    }
}
