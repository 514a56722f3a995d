package dev.vmig.codec;

/** Kinds of device groups (Virtio 1.4, 2.12). The numbers are the same for every transport. */
public enum GroupType {
    /** The owner itself, member id 0. */
    SELF(0),
    /** The VFs of a PF, member id 1 to NumVFs. */
    SR_IOV(1),
    /** A reserved number; the number itself stays in the command. */
    UNKNOWN(-1);

    private final int number;

    GroupType(int number) {
        this.number = number;
    }

    /** The group type of a number, {@link #UNKNOWN} if it is reserved. */
    public static GroupType of(int number) {
        return switch (number) {
            case 0 -> SELF;
            case 1 -> SR_IOV;
            default -> UNKNOWN;
        };
    }

    /** The number on the wire; -1, which no encoder accepts, for {@link #UNKNOWN}. */
    public int number() {
        return number;
    }
}
