package dev.vmig.conformance.vmmkit;

import dev.vmig.conformance.kit.Side;
import dev.vmig.fsm.Errno;

/**
 * What happens to a VMM during a migration. All numbers count from 1, in the first migration of a script, over all devices
 * at one end.
 */
public sealed interface Incident {
    /** How often something fails that fails for ever. */
    int FOR_EVER = 1_000_000;

    /** The guest resets its device, after a call of either device, or as soon as a guest can. */
    record GuestResets(int call) implements Incident {
        @Override
        public String toString() {
            return "guest resets after call " + call;
        }
    }

    /** The host resets a device of the target after that call of it, unless the device is in RUNNING. */
    record HostResets(int call) implements Incident {
        @Override
        public String toString() {
            return "host resets the target after its call " + call;
        }
    }

    /**
     * A request fails with EIO, and so do those that follow.
     *
     * @param request how many requests the devices at that end have got, this one included
     * @param arcs how many arcs it takes before, at most all but the last
     * @param times how many requests fail
     */
    record RequestFails(Side side, int request, int arcs, int times) implements Incident {
        /** Once. */
        public RequestFails(Side side, int request, int arcs) {
            this(side, request, arcs, 1);
        }

        @Override
        public String toString() {
            return "request " + request + " of the " + side + " fails after " + arcs + " arcs" + Incident.times(times);
        }
    }

    /** A request fails with EIO, and the device is in ERROR. */
    record RequestBreaks(Side side, int request) implements Incident {
        @Override
        public String toString() {
            return "request " + request + " of the " + side + " breaks the device";
        }
    }

    /**
     * A call fails that is no request, and so do those of its kind that follow.
     *
     * @param call how many calls of this kind the devices at that end have got, this one included
     * @param times how many calls fail
     */
    record CallFails(Side side, MigrationEvent.Kind kind, int call, Errno errno, int times) implements Incident {
        @Override
        public String toString() {
            return kind + " " + call + " of the " + side + " fails with " + errno + Incident.times(times);
        }
    }

    /** A dirty bitmap cannot be read, once; those of the guest and of the devices are counted together. */
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

    /** The host of the target is gone before that call of its device: all calls fail with EIO. */
    record TargetIsGone(int call) implements Incident {
        @Override
        public String toString() {
            return "target gone before its call " + call;
        }
    }

    /** A write takes so many bytes at most. */
    record SmallSteps(int bytes) implements Incident {
        @Override
        public String toString() {
            return "a write takes " + bytes + " bytes at most";
        }
    }

    /** The last device of the VM has no P2P, at either end. */
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
