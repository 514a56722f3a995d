package dev.vmig.perf.codec;

/**
 * One way to write DEV_PARTS_METADATA_GET commands (40 bytes) and to read their results (16 bytes): {@link #COUNT} of
 * each, one behind the other.
 */
interface ExchangeWork {
    /** ExchangeWork in a batch, one a member. */
    int COUNT = 256;
    /** Bytes of a command. */
    int COMMAND = 40;
    /** Bytes of a result. */
    int RESULT = 16;
    /** The part object that the commands name. */
    int OBJECT = 3;
    /** The opcode of the command. */
    int OPCODE = 0x0e;
    /** The SR-IOV group. */
    int GROUP = 1;

    /** Takes over a batch of results. */
    void load(byte[] results);

    /**
     * Writes the command for each of the members from {@code firstMember} on, and reads the result that belongs to it,
     * whose status must be OK.
     *
     * @return the sum of the sizes that the results tell
     */
    long exchange(long firstMember);

    /** The commands written last. */
    byte[] written();
}
