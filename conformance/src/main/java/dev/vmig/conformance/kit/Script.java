package dev.vmig.conformance.kit;

import dev.vmig.conformance.rules.Port;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Calls to be made one after the other, of devices that have just been opened.
 *
 * @param name what it is about
 * @param claim id of the rule that is violated if something in it fails that should not; empty if that is the rule of the
 *     call itself
 */
public record Script(String name, String claim, List<Call> calls) {
    /** Takes a copy. */
    public Script {
        calls = List.copyOf(calls);
    }

    /** The same about other calls. */
    public Script withCalls(List<Call> others) {
        return new Script(name, claim, others);
    }

    /** The ports without which it tries nothing that other scripts do not try. */
    Set<Port> needs() {
        Set<Port> needs = EnumSet.noneOf(Port.class);
        for (Call call : calls) {
            switch (call.kind()) {
                case FAIL_LATER -> needs.add(Port.FAULT_SCHEDULE);
                case OPEN_AS -> needs.add(Port.PERSONALITIES);
                case WRITE_CUT_RECORD, WRITE_EMPTY_IMAGE, FINISH_AGAIN -> needs.add(Port.STREAM_FORMAT);
                case READ_LATER -> needs.add(Port.SCHEDULER);
                case WORK, MOVE_GUEST, FINISH_WORK -> needs.add(Port.GUEST_WORK);
                default -> {}
            }
        }
        return needs;
    }
}
