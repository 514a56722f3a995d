package dev.vmig.admin;

import dev.vmig.fsm.Errno;
import dev.vmig.fsm.ErrnoException;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The ids of part objects: 0 to the limit, exclusive, shared by all members of an owner and both kinds of object.
 *
 * <p>An id whose object could not be destroyed is kept aside. When no other id is left, destroying is tried again: an
 * id is lost only for as long as the device insists (K-4).
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
    void limit(int agreed) {
        limit = agreed;
    }

    /** Takes the lowest free id, which an object can be created under. ENOSPC if there is none. */
    int reserve() throws ErrnoException {
        if (taken.cardinality() >= limit) {
            retryOne();
        }
        int id = taken.nextClearBit(0);
        if (id >= limit) {
            throw new ErrnoException(
                    Errno.ENOSPC,
                    "part objects: all %d ids are in use, %d of them by objects that could not be destroyed"
                            .formatted(limit, aside.size()));
        }
        taken.set(id);
        return id;
    }

    /**
     * RESOURCE_OBJ_CREATE failed. The id is free again, unless an object has it that a device denied when it was to be
     * destroyed: then it is kept aside, so that not every further create fails on it.
     */
    void notCreated(long memberId, int id, Errno errno) {
        if (errno == Errno.EEXIST && !leak) {
            aside.add(new Undestroyed(memberId, id));
        } else {
            release(id);
        }
    }

    /** No object has this id, or none has it any more. */
    private void release(int id) {
        taken.clear(id);
    }

    /** RESOURCE_OBJ_DESTROY. That it failed is nobody's business but the pool's. */
    void destroy(long memberId, int id) {
        if (!destroyed(memberId, id) && !leak) {
            aside.add(new Undestroyed(memberId, id));
        }
    }

    /** Ids that cannot be given out now. */
    SortedSet<Integer> taken() {
        return taken.stream().boxed().collect(Collectors.toCollection(TreeSet::new));
    }

    private void retryOne() {
        for (int i = aside.size(); i > 0 && taken.cardinality() >= limit && !aside.isEmpty(); i--) {
            Undestroyed next = aside.remove();
            if (client.isBusy(next.memberId) || !destroyed(next.memberId, next.id)) {
                aside.add(next);
            }
        }
    }

    private boolean destroyed(long memberId, int id) {
        try {
            client.destroyObject(memberId, id);
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
