package dev.vmig.cli;

/** Told how a check goes on, by several threads. */
interface CheckListener extends AutoCloseable {
    /** The check of that name begins. */
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
                // The bar tells what runs.
            }

            @Override
            public void close() {
                bar.close();
            }
        };
    }
}
