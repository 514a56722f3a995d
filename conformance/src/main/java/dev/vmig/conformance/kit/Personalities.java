package dev.vmig.conformance.kit;

import java.util.List;
import java.util.function.UnaryOperator;

/** Port: devices of one driver that differ, such as by version, model or number of queues. */
public interface Personalities {
    /** Their names. The first one is that of the devices that the testee opens by itself. */
    List<String> names();

    /** Whether a device of one personality loads the stream of a device of another, which it refuses otherwise. */
    boolean loads(String target, String source);

    /** Two devices that have just been opened, the same ones for the same seed. */
    Bench open(long seed, String source, String target);

    /** The same with something in front of the devices. */
    default Personalities wrapped(UnaryOperator<Bench> opened) {
        Personalities inner = this;
        return new Personalities() {
            @Override
            public List<String> names() {
                return inner.names();
            }

            @Override
            public boolean loads(String target, String source) {
                return inner.loads(target, source);
            }

            @Override
            public Bench open(long seed, String source, String target) {
                return opened.apply(inner.open(seed, source, target));
            }
        };
    }
}
