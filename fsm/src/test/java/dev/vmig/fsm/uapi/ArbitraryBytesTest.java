package dev.vmig.fsm.uapi;

import static dev.vmig.fsm.uapi.FeatureHeader.SET;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vmig.fsm.Errno;
import dev.vmig.fsm.FeatureSet;
import dev.vmig.fsm.MigrationState;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/**
 * Whatever the bytes: an answer that the uAPI has, no exception, and a change of state by nothing but a well-formed SET.
 */
class ArbitraryBytesTest {
    private static final Set<Integer> FEATURE_ANSWERS =
            Set.of(0, -Errno.EFAULT.number(), -Errno.EINVAL.number(), -Errno.ENOTTY.number(), -Errno.EMFILE.number());

    /** Every feature with every combination of flags, every argsz and every length around those that matter. */
    @Test
    void smallArguments() {
        for (int feature = 0; feature <= 13; feature++) {
            for (int operations = 0; operations < 16; operations++) {
                for (int argsz = 0; argsz <= 18; argsz++) {
                    for (int length = 0; length <= 18; length++) {
                        Argument argument = Argument.feature(argsz, feature | operations << 16, 3, -1, -1);
                        check(Arrays.copyOf(argument.bytes(), length), false, MigrationState.STOP);
                    }
                }
            }
        }
    }

    @Property
    void anyArgument(@ForAll("arguments") byte[] argument, @ForAll boolean readOnly, @ForAll MigrationState from) {
        check(argument, readOnly, from);
    }

    @Property(tries = 300)
    void anySequenceOfCallsOnFiles(@ForAll @Size(max = 40) Call[] calls, @ForAll("arguments") byte[] memory) {
        Fixture vf = new Fixture(FeatureSet.STOP_COPY_P2P_PRE_COPY, 2, PrecopyInfoRule.CONTRACT);
        for (Call call : calls) {
            int answer = call.of(vf, UserBuffer.of(memory));
            if (answer < 0) {
                assertThat(Errno.of(-answer)).as("%s: %d", call, answer).isPresent();
            }
            assertThat(vf.table.size()).isBetween(0, 2);
        }
    }

    /** What a process may do, with little regard for whether it makes sense. */
    enum Call {
        FEATURE {
            @Override
            int of(Fixture vf, UserMemory memory) {
                return vf.node.ioctl(VfioIoctl.DEVICE_FEATURE, memory);
            }
        },
        SAVE {
            @Override
            int of(Fixture vf, UserMemory memory) {
                return vf.trySet(MigrationState.STOP_COPY.value());
            }
        },
        RESUME {
            @Override
            int of(Fixture vf, UserMemory memory) {
                return vf.trySet(MigrationState.RESUMING.value());
            }
        },
        PRE_COPY {
            @Override
            int of(Fixture vf, UserMemory memory) {
                return vf.trySet(MigrationState.PRE_COPY.value());
            }
        },
        RESET {
            @Override
            int of(Fixture vf, UserMemory memory) {
                return vf.node.ioctl(VfioIoctl.DEVICE_RESET, memory);
            }
        },
        READ {
            @Override
            int of(Fixture vf, UserMemory memory) {
                return vf.files.read(0, memory, 64);
            }
        },
        WRITE {
            @Override
            int of(Fixture vf, UserMemory memory) {
                return vf.files.write(1, memory, 24);
            }
        },
        INFO {
            @Override
            int of(Fixture vf, UserMemory memory) {
                return vf.files.ioctl(0, VfioIoctl.MIG_GET_PRECOPY_INFO, memory);
            }
        },
        CLOSE {
            @Override
            int of(Fixture vf, UserMemory memory) {
                return vf.files.close(0);
            }
        };

        abstract int of(Fixture vf, UserMemory memory);
    }

    @Provide
    Arbitrary<byte[]> arguments() {
        Arbitrary<Integer> argsz = Arbitraries.oneOf(Arbitraries.integers().between(0, 40), Arbitraries.integers());
        Arbitrary<Integer> feature = Arbitraries.frequencyOf(
                Tuple.of(4, Arbitraries.of(2)),
                Tuple.of(2, Arbitraries.integers().between(0, 14)),
                Tuple.of(1, Arbitraries.integers().between(0, 0xffff)));
        Arbitrary<Integer> operations = Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.of(SET)),
                Tuple.of(2, Arbitraries.integers().between(0, 7).map(bits -> bits << 16)),
                Tuple.of(1, Arbitraries.integers().map(bits -> bits << 16)));
        Arbitrary<Integer> state = Arbitraries.oneOf(Arbitraries.integers().between(0, 9), Arbitraries.integers());
        Arbitrary<Integer> length = Arbitraries.oneOf(
                Arbitraries.of(8, 16, 24), Arbitraries.integers().between(0, 40));
        return Combinators.combine(argsz, feature, operations, state, length)
                .as((a, f, o, s, l) -> Arrays.copyOf(
                        Argument.feature(a, f | o, s, -1, 0x77, 0x77).bytes(), l));
    }

    private static void check(byte[] argument, boolean readOnly, MigrationState from) {
        Fixture vf = Fixture.full();
        vf.trySet(from.value());
        int before = vf.state();
        byte[] original = argument.clone();

        int answer = vf.node.ioctl(
                VfioIoctl.DEVICE_FEATURE, readOnly ? UserBuffer.readOnly(argument) : UserBuffer.of(argument));

        assertThat(answer).isIn(FEATURE_ANSWERS);
        boolean wellFormed = isStateSet(original);
        if (vf.state() != before) {
            assertThat(wellFormed).as("changed the state").isTrue();
            assertThat(vf.state()).isEqualTo(Layout.wrap(original).getInt(8));
        } else if (wellFormed && answer == 0) {
            assertThat(Layout.wrap(original).getInt(8))
                    .as("set, and nothing changed")
                    .isEqualTo(before);
        }
        if (readOnly || (answer != 0 && !wellFormed)) {
            assertThat(argument).as("refused, and written to").isEqualTo(original);
        }
        assertThat(tail(argument)).as("written beyond the data").isEqualTo(tail(original));
    }

    /** 16 bytes, argsz that covers them, the feature, SET and nothing else. */
    private static boolean isStateSet(byte[] argument) {
        if (argument.length < 16) {
            return false;
        }
        ByteBuffer words = Layout.wrap(argument);
        return Integer.toUnsignedLong(words.getInt(0)) >= 16 && words.getInt(4) == (2 | SET);
    }

    private static byte[] tail(byte[] argument) {
        return argument.length <= 16 ? new byte[0] : Arrays.copyOfRange(argument, 16, argument.length);
    }
}
