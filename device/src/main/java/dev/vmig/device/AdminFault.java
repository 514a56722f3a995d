package dev.vmig.device;

/** A fault of one admin command. */
public sealed interface AdminFault {
    /** The command is answered with an error and has no effect. The numbers may be reserved ones. */
    record Answers(int status, int qualifier) implements AdminFault {}

    /** The command is never used and has no effect, nor has any later one of the same member; a reset of the owner aborts it. */
    record NeverCompletes() implements AdminFault {}

    /** The command takes effect, but only the first {@code usedLength} bytes of the answer are written and reported. */
    record CompletesShort(int usedLength) implements AdminFault {}

    /** The command takes effect and is answered in full, with a wrong used length. */
    record Claims(long usedLength) implements AdminFault {}

    /** The command takes effect and is answered correctly, {@code nanos} later than it would be. */
    record Delayed(long nanos) implements AdminFault {}

    /** The VF of the command is removed permanently before the command executes, so that the member does not exist. */
    record VfDisappears() implements AdminFault {}

    /** The owner is reset when the command would be carried out: it is aborted, and all that are pending with it. */
    record OwnerResets() implements AdminFault {}
}
