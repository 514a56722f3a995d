package dev.vmig.samples.shapes;

import java.util.Arrays;
import java.util.Optional;

/** Where a real driver departs from the contract, as a switch of its shape. */
enum DepartureSwitch {
    /** RESUMING&gt;STOP. Contract: EINVAL unless all was loaded. mlx5: it is not checked. */
    K_1("K-1"),
    /** {@code dirty_bytes} while initial bytes are unread. Contract: 0. mlx5: what the caller's memory held. */
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

    /** The id under which the documents list it. */
    String id() {
        return id;
    }

    /** Whether a current Linux has it. */
    boolean isCurrent() {
        return id.startsWith("K");
    }

    static Optional<DepartureSwitch> of(String id) {
        return Arrays.stream(values()).filter(one -> one.id.equals(id)).findFirst();
    }
}
