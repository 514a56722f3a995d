package dev.vmig.conformance.vmmkit;

import dev.vmig.conformance.kit.Side;
import dev.vmig.fsm.Errno;

/**
 * A fault or reset during a migration. All numbers count from 1, in the first migration of a script, over all devices
 * at one end.
 */
public sealed interface Incident {
    /** A number of failures that never ends. */
    int FOR_EVER = 1_000_000;

    /** The guest resets its device after a call on either device, or as soon as a guest can. */
    record GuestResets(int call) implements Incident {
        @Override
        public String toString() {
            return "guest resets after call " + call;
        }
    }

    /** The host resets a device of the target after that call on it, unless the device is in RUNNING. */
    record HostResets(int call) implements Incident {
        @Override
        public String toString() {
            return "host resets the target after its call " + call;
        }
    }

    /**
     * A request and those after it fail with EIO.
     *
     * @param request its number among the requests to the devices at that end
     * @param arcs number of arcs that succeed first, at most all but the last
     * @param times number of requests that fail
     */
    record RequestFails(Side side, int request, int arcs, int times) implements Incident {
        /** One request fails. */
        public RequestFails(Side side, int request, int arcs) {
            this(side, request, arcs, 1);
        }

        @Override
        public String toString() {
            return "request " + request + " of the " + side + " fails after " + arcs + " arcs" + Incident.times(times);
        }
    }

    /** A request fails with EIO and leaves the device in ERROR. */
    record RequestBreaks(Side side, int request) implements Incident {
        @Override
        public String toString() {
            return "request " + request + " of the " + side + " breaks the device";
        }
    }

    /**
     * A call other than a request, and those of its kind after it, fail.
     *
     * @param call its number among the calls of this kind at that end
     * @param times number of calls that fail
     */
    record CallFails(Side side, MigrationEvent.Kind kind, int call, Errno errno, int times) implements Incident {
        @Override
        public String toString() {
            return kind + " " + call + " of the " + side + " fails with " + errno + Incident.times(times);
        }
    }

    /** One read of a dirty bitmap fails; those of the guest and of the devices are counted together. */
    record BitmapFails(int bitmap) implements Incident {
        @Override
        public String toString() {
            return "dirty bitmap " + bitmap + " cannot be read";
        }
    }

    /** The link is lost with that message. */
    record LinkIsLost(int message) implements Incident {
        @Override
        public String toString() {
            return "link lost with message " + message;
        }
    }

    /** The host of the target is lost before that call on its device; all calls fail with EIO. */
    record TargetIsGone(int call) implements Incident {
        @Override
        public String toString() {
            return "target gone before its call " + call;
        }
    }

    /** A write accepts at most this number of bytes. */
    record SmallSteps(int bytes) implements Incident {
        @Override
        public String toString() {
            return "a write takes " + bytes + " bytes at most";
        }
    }

    /** The last device of the VM lacks P2P, at both ends. */
    record LacksP2p() implements Incident {
        @Override
        public String toString() {
            return "the last device has no P2P";
        }
    }

    private static String times(int times) {
        return switch (times) {
            case 1 -> "";
            case FOR_EVER -> ", for ever";
            default -> ", " + times + " times";
        };
    }
}
