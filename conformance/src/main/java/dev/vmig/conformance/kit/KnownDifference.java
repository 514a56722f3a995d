package dev.vmig.conformance.kit;

import static dev.vmig.conformance.kit.Call.Kind.DRAIN;
import static dev.vmig.conformance.kit.Call.Kind.FILL;
import static dev.vmig.conformance.kit.Call.Kind.PRECOPY_INFO;
import static dev.vmig.conformance.kit.Call.Kind.READ;
import static dev.vmig.conformance.kit.Call.Kind.SET_STATE;
import static dev.vmig.conformance.kit.Call.Kind.WRITE;
import static dev.vmig.conformance.kit.Call.Kind.WRITE_GARBAGE;

import dev.vmig.conformance.rules.UapiVersion;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A difference that a finding or the contract explains: a call, what precedes it, the answer of the contract, and that of
 * the drivers which are known for it.
 */
public final class KnownDifference {
    /** Linux vfio-virtio, mlx5: RESUMING&gt;STOP checks nothing. */
    static final KnownDifference K_1 = new KnownDifference(
            "K-1",
            "RESUMING is left without a whole stream",
            List.of(Departing.VIRTIO, new Departing("linux"), new Departing("mlx5-linux")),
            Set.of(SET_STATE),
            before -> before.isResuming() && !before.whole(),
            Map.of("EINVAL, state RESUMING", Set.of("success")));

    /** Linux vfio-virtio: the size of a record is looked at before its kind. */
    static final KnownDifference K_9 = new KnownDifference(
            "K-9",
            "garbage is refused as a record that is too large, and not as one that is unknown",
            List.of(Departing.VIRTIO, new Departing("linux")),
            Set.of(WRITE_GARBAGE),
            before -> before.resuming() && !before.isOver(),
            Map.of("EOPNOTSUPP", Set.of("ENOMEM")));

    /** mtty, hisi: reads at the temporary end. */
    static final KnownDifference K_11 = new KnownDifference(
            "K-11",
            "a read at the temporary end in PRE_COPY answers 0",
            List.of(Departing.MTTY, new Departing("mtty-linux"), new Departing("hisi-linux")),
            Set.of(READ, DRAIN),
            before -> before.isPreCopy() && !before.ended(),
            Map.of("ENOMSG", Set.of("0 bytes"), "bytes, then ENOMSG", Set.of("bytes, then 0 bytes")));

    /** pds: reads of an ended session. */
    static final KnownDifference K_12 = new KnownDifference(
            "K-12",
            "a read of an ended saving session answers 0",
            List.of(new Departing("pds-linux")),
            Set.of(READ, DRAIN),
            before -> !before.resuming() && before.ended(),
            Map.of("ENODEV", Set.of("0 bytes")));

    /** mtty and vfio-virtio look at the state of the device before they look at the session. */
    static final KnownDifference K_16 = new KnownDifference(
            "K-16",
            "pre-copy info on the file of an ended session answers EINVAL outside PRE_COPY",
            List.of(Departing.MTTY, Departing.VIRTIO),
            Set.of(PRECOPY_INFO),
            before -> !before.resuming() && before.ended() && !before.isPreCopy(),
            Map.of("ENODEV", Set.of("EINVAL")));

    /** mtty: a failed write has no consequence for later ones. */
    static final KnownDifference K_17_WRITE = new KnownDifference(
            "K-17",
            "a load goes on after a failed write",
            List.of(Departing.MTTY),
            Set.of(WRITE, FILL, WRITE_GARBAGE),
            before -> before.resuming() && !before.ended() && before.spoiled(),
            Map.of("ENODEV", Set.of("taken", "ENOMEM", "EFAULT")));

    /** mtty: nor for RESUMING&gt;STOP, which counts bytes. */
    static final KnownDifference K_17_LEAVE = new KnownDifference(
            "K-17",
            "RESUMING is left after a failed write",
            List.of(Departing.MTTY),
            Set.of(SET_STATE),
            before -> before.isResuming() && before.spoiled(),
            Map.of("EINVAL, state RESUMING", Set.of("success")));

    /** VMIG-SES-001, VMIG-SES-002: both answers keep the contract. */
    static final KnownDifference DIRECTION = new KnownDifference(
            "contract",
            "EBADF for ENODEV on the file of an ended or failed session, against its direction",
            List.of(Departing.ANY),
            Set.of(READ, DRAIN, WRITE, FILL, WRITE_GARBAGE),
            Situation::isOver,
            Map.of("ENODEV", Set.of("EBADF")));

    /** VMIG-SES-003: the same. */
    static final KnownDifference NO_COUNTERS = new KnownDifference(
            "contract",
            "ENOTTY for ENODEV to pre-copy info on the resuming file of an ended or failed session",
            List.of(Departing.ANY),
            Set.of(PRECOPY_INFO),
            before -> before.resuming() && before.isOver(),
            Map.of("ENODEV", Set.of("ENOTTY")));

    static final List<KnownDifference> ALL =
            List.of(K_1, K_9, K_11, K_12, K_16, K_17_WRITE, K_17_LEAVE, DIRECTION, NO_COUNTERS);

    /**
     * Drivers that give the answer.
     *
     * @param name of a driver in a process; with a space at its end, of one in a kernel
     * @param until the last release for which it is recorded
     */
    private record Departing(String name, UapiVersion since, UapiVersion until) {
        static final Departing ANY = new Departing("");
        static final Departing MTTY = new Departing("mtty ", new UapiVersion(6, 12), new UapiVersion(7, 2));
        static final Departing VIRTIO = new Departing("virtio_vfio_pci ", new UapiVersion(7, 2), new UapiVersion(7, 2));

        Departing(String name) {
            this(name, UapiVersion.V2, UapiVersion.NEVER);
        }

        boolean is(Shape shape) {
            boolean named = (name.isEmpty() || name.endsWith(" "))
                    ? shape.name().startsWith(name)
                    : shape.name().equals(name);
            return named && since.compareTo(shape.uapi()) <= 0 && shape.uapi().compareTo(until) <= 0;
        }

        @Override
        public String toString() {
            return name.endsWith(" ") ? name + since + (since.equals(until) ? "" : " to " + until) : name;
        }
    }

    private final String id;
    private final String words;
    private final List<Departing> drivers;
    private final Set<Call.Kind> calls;
    private final Predicate<Situation> when;
    private final Map<String, Set<String>> answers;

    private KnownDifference(
            String id,
            String words,
            List<Departing> drivers,
            Set<Call.Kind> calls,
            Predicate<Situation> when,
            Map<String, Set<String>> answers) {
        this.id = id;
        this.words = words;
        this.drivers = drivers;
        this.calls = calls;
        this.when = when;
        this.answers = answers;
    }

    /** The finding, or the contract if both answers keep it. */
    public String id() {
        return id;
    }

    /** The drivers in which it is known, and the releases of a kernel. */
    public String known() {
        return drivers.stream().map(Departing::toString).collect(Collectors.joining(", "));
    }

    /** What differs, in one clause. */
    public String words() {
        return words;
    }

    /**
     * An answer to the call, and its driver.
     *
     * @param before what preceded the call
     */
    record Answered(Shape driver, Situation before, String text) {}

    /** Why one of the two answers is another one than that of the contract. */
    static Optional<KnownDifference> of(Call call, Answered one, Answered other) {
        return ALL.stream()
                .filter(known -> known.isFor(call, one, other) || known.isFor(call, other, one))
                .findFirst();
    }

    /** What the difference would be, if the driver or its version were known for it. */
    static Optional<KnownDifference> resembling(Call call, Answered one, Answered other) {
        return ALL.stream()
                .filter(known -> known.isLike(call, one, other) || known.isLike(call, other, one))
                .findFirst();
    }

    private boolean isFor(Call call, Answered contract, Answered departing) {
        return isLike(call, contract, departing) && drivers.stream().anyMatch(driver -> driver.is(departing.driver));
    }

    private boolean isLike(Call call, Answered contract, Answered departing) {
        return calls.contains(call.kind())
                && when.test(contract.before)
                && answers.getOrDefault(contract.text, Set.of()).contains(word(call, departing.text));
    }

    /** A request that succeeds may end in any state. */
    private static String word(Call call, String text) {
        return call.kind() == SET_STATE && text.startsWith("success") ? "success" : text;
    }
}
