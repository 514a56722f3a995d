package dev.vmig.conformance.kit;

import dev.vmig.conformance.rules.Port;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A sequence of calls on newly opened devices.
 *
 * @param name of the script, for reports
 * @param claim id of the rule that an unexpected failure violates; empty if it is the rule of the failed call
 */
public record Script(String name, String claim, List<Call> calls) {
    /** Copies the calls. */
    public Script {
        calls = List.copyOf(calls);
    }

    /** This script with other calls. */
    public Script withCalls(List<Call> others) {
        return new Script(name, claim, others);
    }

    /** The ports without which the script adds nothing to other scripts. */
    Set<Port> needs() {
        Set<Port> needs = EnumSet.noneOf(Port.class);
        for (Call call : calls) {
            switch (call.kind()) {
                case FAIL_LATER -> needs.add(Port.FAULT_SCHEDULE);
                case OPEN_AS -> needs.add(Port.PERSONALITIES);
                case WRITE_CUT_RECORD, WRITE_EMPTY_IMAGE, FINISH_AGAIN -> needs.add(Port.STREAM_FORMAT);
                case UAPI -> needs.add(Port.UAPI_CALLS);
                case READ_LATER -> needs.add(Port.SCHEDULER);
                case WORK, MOVE_GUEST, FINISH_WORK -> needs.add(Port.GUEST_WORK);
                default -> {}
            }
        }
        return needs;
    }
}
