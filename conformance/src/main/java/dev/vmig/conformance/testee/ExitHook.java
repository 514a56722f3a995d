package dev.vmig.conformance.testee;

import dev.vmig.conformance.kit.TesteeEndedException;

/** An action for the exit of this JVM, until it is closed. */
public final class ExitHook implements AutoCloseable {
    private final Thread hook;

    private ExitHook(Thread hook) {
        this.hook = hook;
    }

    /**
     * Registers an action, which runs at once if the JVM exits already.
     *
     * @throws TesteeEndedException if it does
     */
    public static ExitHook of(Runnable action) {
        ExitHook exit = new ExitHook(new Thread(action, "vmig exit"));
        try {
            Runtime.getRuntime().addShutdownHook(exit.hook);
        } catch (IllegalStateException e) {
            action.run();
            throw new TesteeEndedException("testee: vmig was asked to end");
        }
        return exit;
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM exits, and runs the action.
        }
    }
}
