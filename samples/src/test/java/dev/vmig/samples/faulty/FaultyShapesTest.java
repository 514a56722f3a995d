package dev.vmig.samples.faulty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmig.conformance.kit.ConformanceKit;
import dev.vmig.conformance.kit.Testee;
import dev.vmig.conformance.kit.scenario.Scenarios;
import dev.vmig.conformance.rules.RuleCatalogue;
import dev.vmig.fsm.DataFile;
import dev.vmig.fsm.Errno;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.ForwardingDevice;
import dev.vmig.fsm.ForwardingFile;
import dev.vmig.fsm.MigrationState;
import dev.vmig.fsm.VfioDevice;
import dev.vmig.samples.shapes.Shapes;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What only a driver of another shape can do wrong is found too. */
class FaultyShapesTest {
    private static final ConformanceKit KIT = new ConformanceKit(RuleCatalogue.bundled(), Scenarios.ALL);

    private static Set<String> violated(String shape, String rule, UnaryOperator<VfioDevice> defect) {
        Testee sound = Shapes.named(shape).orElseThrow();
        return KIT.checkOnly(sound.wrapped(UnaryOperator.identity(), bench -> bench.wrap(defect)), 1, rule)
                .violated();
    }

    @Test
    void requestThatLeadsOutOfErrorIsFound() {
        assertThat(violated("pds", "VMIG-ERR-007", device -> new ForwardingDevice(device) {
                    @Override
                    public Optional<DataFile> setState(int requested) throws ErrnoException {
                        if (device.state() == MigrationState.ERROR) {
                            device.reset();
                        }
                        return device.setState(requested);
                    }
                }))
                .containsExactly("VMIG-ERR-007");
    }

    @Test
    void readThatWaitsForEverIsFound() {
        assertThat(violated("mlx5", "VMIG-STR-004", device -> new ForwardingDevice(device) {
                    @Override
                    public Optional<DataFile> setState(int requested) throws ErrnoException {
                        return device.setState(requested).map(file -> new ForwardingFile(file) {
                            @Override
                            public int read(byte[] buffer, int offset, int length) throws ErrnoException {
                                int count = file.read(buffer, offset, length);
                                if (count == 0 && length > 0) {
                                    throw new ErrnoException(Errno.EAGAIN, "more is to come, and does not");
                                }
                                return count;
                            }
                        });
                    }
                }))
                .containsExactly("VMIG-STR-004");
    }

    @Test
    void stateThatIsNotOnThePathOfARequestThatFailedIsFound() {
        assertThat(violated("hisi", "VMIG-FSM-014", device -> new ForwardingDevice(device) {
                    private boolean lost;

                    @Override
                    public Optional<DataFile> setState(int requested) throws ErrnoException {
                        try {
                            Optional<DataFile> file = device.setState(requested);
                            lost = false;
                            return file;
                        } catch (ErrnoException e) {
                            lost = e.errno() == Errno.EIO;
                            throw e;
                        }
                    }

                    @Override
                    public MigrationState state() throws ErrnoException {
                        return lost ? MigrationState.STOP : device.state();
                    }
                }))
                .containsExactly("VMIG-FSM-014");
    }
}
