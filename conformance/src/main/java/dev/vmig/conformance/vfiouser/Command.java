package dev.vmig.conformance.vfiouser;

import java.util.Arrays;
import java.util.Optional;

/** The commands of the protocol, by number. */
enum Command {
    VERSION(1),
    DMA_MAP(2),
    DMA_UNMAP(3),
    DEVICE_GET_INFO(4),
    DEVICE_GET_REGION_INFO(5),
    DEVICE_GET_REGION_IO_FDS(6),
    DEVICE_GET_IRQ_INFO(7),
    DEVICE_SET_IRQS(8),
    REGION_READ(9),
    REGION_WRITE(10),
    DMA_READ(11),
    DMA_WRITE(12),
    DEVICE_RESET(13),
    REGION_WRITE_MULTI(15),
    DEVICE_FEATURE(16),
    MIG_DATA_READ(17),
    MIG_DATA_WRITE(18);

    private final int number;

    Command(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }

    static Optional<Command> of(int number) {
        return Arrays.stream(values())
                .filter(command -> command.number == number)
                .findFirst();
    }

    /** The name of a command for messages; an unknown number stands for itself. */
    static String name(int number) {
        return of(number).map(Enum::name).orElse("command " + number);
    }
}
