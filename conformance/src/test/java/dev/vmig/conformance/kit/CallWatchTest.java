package dev.vmig.conformance.kit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmig.conformance.kit.scenario.Scenarios;
import dev.vmig.conformance.rules.RuleCatalogue;
import dev.vmig.conformance.rules.UapiVersion;
import dev.vmig.fsm.DataFile;
import dev.vmig.fsm.Errno;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.FeatureSet;
import dev.vmig.fsm.MigrationState;
import dev.vmig.fsm.VfioDevice;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A driver in this process that does not return is a verdict, and not the end of the kit. */
class CallWatchTest {
    private static final ConformanceKit KIT =
            new ConformanceKit(RuleCatalogue.bundled(), Scenarios.ALL, Duration.ofMillis(100));
    private static final Shape SHAPE = new Shape("waits", FeatureSet.STOP_COPY, UapiVersion.REINIT, Set.of(), Set.of());

    private final CountDownLatch released = new CountDownLatch(1);

    @AfterEach
    void release() {
        released.countDown();
    }

    @Test
    void callThatDoesNotReturnViolatesTheRuleWithItsCalls() {
        ConformanceReport report = KIT.checkOnly(Testee.of(SHAPE, Waits::new), 1, Context.ANSWERS);

        assertThat(report.verdicts().values()).singleElement().isInstanceOfSatisfying(Verdict.Violated.class, it -> {
            assertThat(it.violation().observed()).startsWith("no answer: none within ");
            assertThat(it.violation().calls()).hasSize(1);
            assertThat(it.violation().calls().get(0)).hasToString("source.setState(STOP_COPY)");
        });
    }

    /** In RUNNING for ever: STOP_COPY is not answered, and all else is refused. */
    private final class Waits implements VfioDevice {
        @Override
        public FeatureSet features() {
            return FeatureSet.STOP_COPY;
        }

        @Override
        public Optional<DataFile> setState(int requested) throws ErrnoException {
            while (requested == MigrationState.STOP_COPY.value() && released.getCount() > 0) {
                Thread.onSpinWait();
            }
            throw new ErrnoException(Errno.EINVAL, "not now");
        }

        @Override
        public MigrationState state() {
            return MigrationState.RUNNING;
        }

        @Override
        public long stopCopyLength() {
            return 0;
        }

        @Override
        public void reset() {
            // It is as new.
        }

        @Override
        public void close() {
            // It holds nothing.
        }
    }
}
