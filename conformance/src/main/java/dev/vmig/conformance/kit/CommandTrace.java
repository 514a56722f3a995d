package dev.vmig.conformance.kit;

import dev.vmig.fsm.Arc;
import java.util.List;
import java.util.Optional;

/** Port: the commands that a driver sends, one by one. */
public interface CommandTrace {
    /** The effect of a command on the objects of the device. */
    enum Effect {
        NONE,
        CREATES,
        DESTROYS
    }

    /**
     * A command that a driver has sent.
     *
     * @param name as the driver declares it
     * @param object id of the object that the command creates or destroys; 0 without an object
     * @param succeeded whether the device executed the command
     * @param objection what is wrong with the command's bytes; empty if they follow the specification of the device
     */
    record Sent(String name, Effect effect, long object, boolean succeeded, String objection) {}

    /** The commands sent so far, in order. */
    List<Sent> commands(Side side);

    /**
     * The names of the commands that the driver sends on an arc if nothing fails; empty if the driver declares none.
     */
    Optional<List<String>> declared(Arc arc);
}
