package dev.vmig.fsm.uapi;

import dev.vmig.fsm.ErrnoException;

/** How a call tells its caller what happened: a number from 0 up, or a negative errno. */
final class Answer {
    /** A call that has succeeded when it returns. */
    @FunctionalInterface
    interface Call {
        int run() throws ErrnoException;
    }

    private Answer() {}

    static int of(Call call) {
        try {
            return call.run();
        } catch (ErrnoException e) {
            return -e.errno().number();
        }
    }
}
