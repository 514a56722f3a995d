package dev.vmig.fsm.uapi;

import dev.vmig.fsm.ErrnoException;
import org.apache.commons.lang3.function.FailableIntSupplier;
import org.apache.commons.lang3.function.FailableRunnable;

/** The return value of a system call: a number from 0 up, or a negative errno. */
final class ReturnValue {
    private ReturnValue() {}

    static int of(FailableIntSupplier<ErrnoException> call) {
        try {
            return call.getAsInt();
        } catch (ErrnoException e) {
            return -e.errno().number();
        }
    }

    /** The value of a call that returns 0 on success. */
    static int zero(FailableRunnable<ErrnoException> call) {
        return of(() -> {
            call.run();
            return 0;
        });
    }
}
