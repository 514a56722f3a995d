package dev.vmig.samples.shapes;

import java.util.Arrays;
import java.util.Optional;

/** Departures of real drivers from the contract, as switches of their shapes. */
enum DepartureSwitch {
    /** RESUMING&gt;STOP. Contract: EINVAL unless everything was loaded. mlx5: not checked. */
    K_1("K-1"),
    /**
     * {@code dirty_bytes} while initial bytes are unread. Contract: 0. mlx5: the previous contents of the caller's
     * memory.
     */
    K_3("K-3"),
    /** A read at the temporary end in PRE_COPY. Contract: ENOMSG. hisi, mtty: 0. */
    K_11("K-11"),
    /** A read after the session has ended. Contract: ENODEV. pds: 0. */
    K_12("K-12"),
    /** PRE_COPY&gt;RUNNING fails. Contract: the session goes on. mlx5: the state stays, the session has ended. */
    K_13("K-13"),
    /** A read while the device is still saving. Contract: EAGAIN. mlx5 before Linux 7.1: ENOMSG. */
    H_8("H-8");

    private final String id;

    DepartureSwitch(String id) {
        this.id = id;
    }

    /** The id in the documents. */
    String id() {
        return id;
    }

    /** Whether current Linux has the departure. */
    boolean isCurrent() {
        return id.startsWith("K");
    }

    static Optional<DepartureSwitch> of(String id) {
        return Arrays.stream(values()).filter(one -> one.id.equals(id)).findFirst();
    }
}
