package dev.vmig.spec;

/** A checkpoint is missing, in the way, or one of something else; the message says which, and what was expected. */
public final class CheckpointException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CheckpointException(String message) {
        super(message);
    }
}
