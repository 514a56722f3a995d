package dev.vmig.samples.faulty;

import static dev.vmig.samples.faulty.FaultyDriver.ofBench;

import dev.vmig.conformance.kit.Side;
import dev.vmig.conformance.kit.UapiCalls;
import dev.vmig.fsm.Errno;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.function.UnaryOperator;

/** Mistakes of the byte layer: one for each rule of the family UAP. */
final class UapiMistakes {
    private static final int FLAGS = 4;
    private static final int FEATURE = 16;
    private static final int DATA_FD = 12;
    private static final int GET_STATE = 1 << 16 | 2;
    private static final int SET = 1 << 17;
    private static final int PROBE = 1 << 18;
    private static final int UNKNOWN_FLAG = 1 << 20;

    static final List<FaultyDriver> ALL = List.of(
            mistake("001", sound -> new Layer(sound) {
                /** The argument is taken to be as long as the feature needs. */
                @Override
                int device(Side side, byte[] argument, boolean storable) {
                    if (argument.length == FEATURE && words(argument).getInt(0) > FLAGS * 2) {
                        words(argument).putInt(0, FEATURE);
                    }
                    return super.device(side, argument, storable);
                }
            }),
            mistake("002", sound -> new Layer(sound) {
                @Override
                int device(Side side, byte[] argument, boolean storable) {
                    return super.device(side, with(argument, flags(argument) & ~UNKNOWN_FLAG), storable);
                }
            }),
            mistake("003", sound -> new Layer(sound) {
                /** A PROBE of SET sets. */
                @Override
                int device(Side side, byte[] argument, boolean storable) {
                    boolean probesSet = (flags(argument) & ~0xffff) == (PROBE | SET);
                    return super.device(
                            side, probesSet ? with(argument, flags(argument) & ~PROBE) : argument, storable);
                }
            }),
            mistake("004", sound -> new Layer(sound) {
                /** GET leaves data_fd as the caller had it. */
                @Override
                int device(Side side, byte[] argument, boolean storable) {
                    boolean gets = flags(argument) == GET_STATE;
                    int value = super.device(side, argument, storable);
                    if (gets && value == 0) {
                        words(argument).putInt(DATA_FD, 0);
                    }
                    return value;
                }
            }),
            mistake("005", sound -> new Layer(sound) {
                /** The number of the file stays in use. */
                @Override
                int device(Side side, byte[] argument, boolean storable) {
                    int value = super.device(side, argument, true);
                    return storable ? value : -Errno.EFAULT.number();
                }
            }),
            mistake("006", sound -> new Layer(sound) {
                @Override
                int device(Side side, byte[] argument, boolean storable) {
                    int value = super.device(side, argument, storable);
                    return value == -Errno.EMFILE.number() ? 0 : value;
                }
            }),
            mistake("007", sound -> new Layer(sound) {
                /** What could not be stored counts as read. */
                @Override
                public int read(Side side, int file, byte[] buffer, boolean storable) {
                    int count = super.read(side, file, buffer, true);
                    return storable ? count : -Errno.EFAULT.number();
                }
            }),
            mistake("008", sound -> new Layer(sound) {
                @Override
                public int write(Side side, int file, byte[] bytes, int length) {
                    int taken = super.write(side, file, bytes, length);
                    return taken == -Errno.EFAULT.number() ? bytes.length : taken;
                }
            }),
            mistake("009", sound -> new Layer(sound) {
                @Override
                public int close(Side side, int file) {
                    super.close(side, file);
                    return 0;
                }
            }));

    private UapiMistakes() {}

    private static FaultyDriver mistake(String number, UnaryOperator<UapiCalls> wrong) {
        return ofBench(
                "F-UAP-" + number,
                "UAP-" + number,
                bench -> bench.with(
                        bench.ports().with(wrong.apply(bench.ports().uapi().orElseThrow()))));
    }

    private static int flags(byte[] argument) {
        return argument.length < FLAGS + Integer.BYTES ? 0 : words(argument).getInt(FLAGS);
    }

    private static byte[] with(byte[] argument, int flags) {
        if (argument.length >= FLAGS + Integer.BYTES) {
            words(argument).putInt(FLAGS, flags);
        }
        return argument;
    }

    private static ByteBuffer words(byte[] argument) {
        return ByteBuffer.wrap(argument).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Passes every call on; those to the device with an argument that may be changed. */
    private static class Layer implements UapiCalls {
        private final UapiCalls sound;

        Layer(UapiCalls sound) {
            this.sound = sound;
        }

        int device(Side side, byte[] argument, boolean storable) {
            return sound.ioctl(side, DEVICE, DEVICE_FEATURE, argument, storable);
        }

        @Override
        public int ioctl(Side side, int file, int request, byte[] memory, boolean storable) {
            if (file == DEVICE && request == DEVICE_FEATURE) {
                return device(side, memory, storable);
            }
            return sound.ioctl(side, file, request, memory, storable);
        }

        @Override
        public int read(Side side, int file, byte[] buffer, boolean storable) {
            return sound.read(side, file, buffer, storable);
        }

        @Override
        public int write(Side side, int file, byte[] bytes, int length) {
            return sound.write(side, file, bytes, length);
        }

        @Override
        public int close(Side side, int file) {
            return sound.close(side, file);
        }

        @Override
        public void exhaustFiles(Side side, boolean on) {
            sound.exhaustFiles(side, on);
        }
    }
}
