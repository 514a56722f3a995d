package dev.vmig.device;

import dev.vmig.codec.AdminStatus;
import dev.vmig.codec.PartsObjectKind;
import dev.vmig.codec.StatusQualifier;
import java.util.HashMap;
import java.util.Map;

/**
 * The device parts objects of an owner (Virtio 1.4, 2.12.1.3 and 2.12.1.4.2): one space of ids for all members and both
 * kinds, an id below the driver's limit of its kind, each object with the member that it was made for.
 */
final class PartsObjects {
    private record PartsObject(int vf, PartsObjectKind kind) {}

    private final int capacity;
    private final Map<Long, PartsObject> objects = new HashMap<>();
    /** The driver capability; zero until it is set. */
    private int getLimit;

    private int setLimit;

    PartsObjects(int capacity) {
        this.capacity = capacity;
    }

    /** Sets the driver capability, unless an object that is alive would fall out of it. */
    void limit(int get, int set) throws CommandRefused {
        for (Map.Entry<Long, PartsObject> object : objects.entrySet()) {
            int limit = object.getValue().kind() == PartsObjectKind.GET ? get : set;
            if (object.getKey() >= limit) {
                throw new CommandRefused(
                        AdminStatus.EBUSY,
                        StatusQualifier.TRYAGAIN,
                        "limits: " + get + " and " + set + " (expected: above the id of object " + object.getKey()
                                + ", which is alive)");
            }
        }
        getLimit = get;
        setLimit = set;
    }

    void create(int vf, long id, PartsObjectKind kind) throws CommandRefused {
        requireBelowLimit(id, kind);
        if (objects.containsKey(id)) {
            throw new CommandRefused(
                    AdminStatus.EEXIST, StatusQualifier.INVALID_FIELD, "id: " + id + " (expected: one that is free)");
        }
        if (objects.size() >= capacity) {
            throw new CommandRefused(
                    AdminStatus.ENOSPC, StatusQualifier.NORESOURCE, "objects: " + capacity + " exist, no more fit");
        }
        objects.put(id, new PartsObject(vf, kind));
    }

    private void requireBelowLimit(long id, PartsObjectKind kind) throws CommandRefused {
        int limit = kind == PartsObjectKind.GET ? getLimit : setLimit;
        if (limit == 0) {
            throw new CommandRefused(
                    AdminStatus.ENOSPC,
                    StatusQualifier.NORESOURCE,
                    "kind " + kind + ": the driver capability allows no object of it");
        }
        if (id >= limit) {
            throw CommandRefused.field("id", id, "below the limit of kind " + kind + ", " + limit);
        }
    }

    PartsObjectKind query(int vf, long id) throws CommandRefused {
        return require(vf, id).kind();
    }

    void modify(int vf, long id, PartsObjectKind kind) throws CommandRefused {
        require(vf, id);
        requireBelowLimit(id, kind);
        objects.put(id, new PartsObject(vf, kind));
    }

    void destroy(int vf, long id) throws CommandRefused {
        require(vf, id);
        objects.remove(id);
    }

    /** An object serves one direction only. */
    void requireKind(int vf, long id, PartsObjectKind kind) throws CommandRefused {
        PartsObjectKind found = require(vf, id).kind();
        if (found != kind) {
            throw CommandRefused.field("object " + id + ": of kind " + found + " (expected: " + kind + ")");
        }
    }

    private PartsObject require(int vf, long id) throws CommandRefused {
        PartsObject object = objects.get(id);
        if (object == null || object.vf() != vf) {
            throw new CommandRefused(
                    AdminStatus.ENXIO,
                    StatusQualifier.INVALID_FIELD,
                    "id: " + id + " (expected: an object of VF " + vf + ")");
        }
        return object;
    }

    int count() {
        return objects.size();
    }

    /** After a reset of the owner: no object, and no driver capability. */
    void reset() {
        objects.clear();
        getLimit = 0;
        setLimit = 0;
    }
}
