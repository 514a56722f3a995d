package dev.vmig.properties.tasks;

import java.io.Serial;

/** A task has failed; why is the cause. */
public final class TaskFailedException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    TaskFailedException(String task, Throwable cause) {
        super(task + ": " + cause, cause);
    }
}
