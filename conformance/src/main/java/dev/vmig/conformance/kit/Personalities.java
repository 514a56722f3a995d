package dev.vmig.conformance.kit;

import java.util.List;
import java.util.function.UnaryOperator;

/** Port: devices of one driver that differ in version, model or number of queues. */
public interface Personalities {
    /** Their names. The testee opens devices of the first one by default. */
    List<String> names();

    /** Whether a target of one personality loads the stream of a source of another; it refuses the stream otherwise. */
    boolean loads(String target, String source);

    /** Two newly opened devices; equal seeds give equal devices. */
    Bench open(long seed, String source, String target);

    /** These personalities with wrapped devices. */
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
