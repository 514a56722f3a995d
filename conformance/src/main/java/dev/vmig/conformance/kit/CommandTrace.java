package dev.vmig.conformance.kit;

import dev.vmig.fsm.Arc;
import java.util.List;
import java.util.Optional;

/** Port: the commands that a driver sends, one by one. */
public interface CommandTrace {
    /** What a command does to the objects of the device. */
    enum Effect {
        NONE,
        CREATES,
        DESTROYS
    }

    /**
     * A command.
     *
     * @param name as in the table of the driver
     * @param object the id of the object that it creates or destroys; 0 if there is none
     * @param succeeded whether the device has carried it out
     * @param objection what is wrong with its bytes; empty if they are as the specification of the device says
     */
    record Sent(String name, Effect effect, long object, boolean succeeded, String objection) {}

    /** The commands sent so far, in order. */
    List<Sent> commands(Side side);

    /** The names of the commands that the driver sends on an arc if nothing fails; nothing if it declares none. */
    Optional<List<String>> declared(Arc arc);
}
