package dev.vmig.trace.walk;

import java.util.List;

/** What real drivers do other than the contract says, as far as a trace shows it. */
public enum Departure {
    /** RESUMING is left without a whole image (Linux virtio, mlx5). */
    K_1("RESUMING>STOP succeeds although what was written is not a whole image"),
    /** A request that a reset overtook is a success (Linux virtio). */
    K_5("a request that a reset overtook is answered with success"),
    /** The end for now is reported as the end (hisi, qat, mtty). */
    K_11("a read at the temporary end in PRE_COPY answers 0 bytes"),
    /** The file of an ended session is not answered with ENODEV (pds). */
    K_12("a read of a session that has ended answers 0 bytes or EINVAL"),
    /** The pre-copy info of an ended session (Linux). */
    K_16("the pre-copy info of a session that has ended answers EINVAL"),
    /** A failed write does not make the load fail (mtty). */
    K_17("the load goes on after a write that failed");

    /** Those to try, the likelier ones first. */
    static final List<Departure> OF_VIRTIO = List.of(K_1, K_5, K_16);

    static final List<Departure> OF_OTHERS = List.of(K_17, K_1, K_5, K_11, K_12, K_16);

    private final String words;

    Departure(String words) {
        this.words = words;
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
