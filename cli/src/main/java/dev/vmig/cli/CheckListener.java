package dev.vmig.cli;

/** Receives the progress of checks, from several threads. */
interface CheckListener extends AutoCloseable {
    /** A check begins. */
    void begins(String name);

    /** A check has ended. */
    void ended(CheckReport.Row row);

    @Override
    void close();

    /** Shows a bar on stderr, if that is a terminal. */
    static CheckListener bar(int checks) {
        ProgressLine bar = ProgressLine.of("check", checks);
        return new CheckListener() {
            @Override
            public void begins(String name) {
                bar.begin(name);
            }

            @Override
            public void ended(CheckReport.Row row) {
                // The bar shows the running checks.
            }

            @Override
            public void close() {
                bar.close();
            }
        };
    }
}
