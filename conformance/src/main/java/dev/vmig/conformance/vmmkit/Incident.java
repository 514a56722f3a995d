package dev.vmig.conformance.vmmkit;

import dev.vmig.conformance.kit.Side;

/** What happens to a VMM in the midst of a migration. All numbers count from 1, in the first migration of a script. */
public sealed interface Incident {
    /** The guest resets its device, after a call of either device, or as soon as a guest can. */
    record GuestResets(int call) implements Incident {
        @Override
        public String toString() {
            return "guest resets after call " + call;
        }
    }

    /**
     * A request fails with EIO.
     *
     * @param request how many requests that device has got, this one included
     * @param arcs how many arcs it takes before, at most all but the last
     */
    record RequestFails(Side side, int request, int arcs) implements Incident {
        @Override
        public String toString() {
            return "request " + request + " of the " + side + " fails after " + arcs + " arcs";
        }
    }

    /** A request fails with EIO, and the device is in ERROR. */
    record RequestBreaks(Side side, int request) implements Incident {
        @Override
        public String toString() {
            return "request " + request + " of the " + side + " breaks the device";
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
}
