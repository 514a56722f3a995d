package dev.vmig.admin;

import dev.vmig.fsm.Errno;
import dev.vmig.fsm.ErrnoException;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.commons.lang3.function.FailableRunnable;

/**
 * The ids of part objects: 0 to the limit, exclusive, shared by all members of an owner and both kinds of object.
 *
 * <p>An id whose object could not be destroyed is kept aside, and RESOURCE_OBJ_DESTROY is retried when no other id is left
 * (K-4).
 *
 * <p>Safe for threads, as all members share it.
 */
final class ObjectIds {
    private record Undestroyed(long memberId, int id) {}

    private final AdminCommandClient client;
    private final boolean leak;
    private final BitSet taken = new BitSet();
    private final Deque<Undestroyed> aside = new ArrayDeque<>();
    private int limit;

    ObjectIds(AdminCommandClient client, int limit, DriverProfile profile) {
        this.client = client;
        this.limit = limit;
        this.leak = profile.has(Quirk.K_4);
    }

    /** The device agrees to this many, perhaps after a reset; ids that are taken stay so. */
    synchronized void limit(int agreed) {
        limit = agreed;
    }

    /** Reserves the lowest free id for an object. ENOSPC if none is free. */
    int reserve() throws ErrnoException {
        OptionalInt free = takeFree();
        for (int tries = undestroyed(); free.isEmpty() && tries > 0; tries--) {
            retryOne();
            free = takeFree();
        }
        return free.orElseThrow(() -> new ErrnoException(
                Errno.ENOSPC,
                "part objects: all %d ids are in use, %d of them by objects that could not be destroyed"
                        .formatted(limit(), undestroyed())));
    }

    /**
     * RESOURCE_OBJ_CREATE failed. The id is free again, unless an object has it that a device denied when it was to be
     * destroyed: then it is kept aside, so that not every further create fails on it.
     */
    void notCreated(long memberId, int id, Errno errno) {
        if (errno == Errno.EEXIST && !leak) {
            setAside(new Undestroyed(memberId, id));
        } else {
            release(id);
        }
    }

    /** No object has this id, or none has it any more. */
    private synchronized void release(int id) {
        taken.clear(id);
    }

    /** RESOURCE_OBJ_DESTROY. A failure is not reported: the pool retries it. */
    void destroy(long memberId, int id) {
        if (!destroyed(() -> client.destroyObject(memberId, id), id) && !leak) {
            setAside(new Undestroyed(memberId, id));
        }
    }

    /** Ids that cannot be given out now. */
    synchronized SortedSet<Integer> taken() {
        return taken.stream().boxed().collect(Collectors.toCollection(TreeSet::new));
    }

    private synchronized OptionalInt takeFree() {
        int id = taken.nextClearBit(0);
        if (id >= limit) {
            return OptionalInt.empty();
        }
        taken.set(id);
        return OptionalInt.of(id);
    }

    private synchronized int limit() {
        return limit;
    }

    private synchronized int undestroyed() {
        return aside.size();
    }

    private synchronized void setAside(Undestroyed object) {
        aside.add(object);
    }

    private synchronized Optional<Undestroyed> oldestAside() {
        return Optional.ofNullable(aside.poll());
    }

    /** The pool is not locked meanwhile: what waits for the device must not keep others from ids. */
    private void retryOne() {
        Optional<Undestroyed> oldest = oldestAside();
        if (oldest.isPresent()) {
            Undestroyed object = oldest.get();
            if (!destroyed(() -> requireSent(object), object.id)) {
                setAside(object);
            }
        }
    }

    private void requireSent(Undestroyed object) throws ErrnoException {
        if (!client.destroyObjectOfIdle(object.memberId, object.id)) {
            throw new ErrnoException(Errno.EBUSY, "a command of member " + object.memberId + " is in flight");
        }
    }

    private boolean destroyed(FailableRunnable<ErrnoException> destroying, int id) {
        try {
            destroying.run();
        } catch (ErrnoException failed) {
            // ENXIO: the device knows no such object, because a reset took it along (S-2).
            if (leak || failed.errno() != Errno.ENXIO) {
                return false;
            }
        }
        release(id);
        return true;
    }
}
