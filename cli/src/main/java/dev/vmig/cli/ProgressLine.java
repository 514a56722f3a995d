package dev.vmig.cli;

import java.io.PrintStream;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** Progress on stderr, where that is a terminal; the launcher knows. */
final class ProgressLine implements AutoCloseable {
    private final @Nullable ProgressBar bar;
    private boolean begun;

    private ProgressLine(@Nullable ProgressBar bar) {
        this.bar = bar;
    }

    static ProgressLine of(String task, int steps) {
        if (!Boolean.getBoolean("vmig.terminal")) {
            return new ProgressLine(null);
        }
        PrintStream err = System.err;
        return new ProgressLine(new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(steps)
                .setStyle(ProgressBarStyle.ASCII)
                .clearDisplayOnFinish()
                .setConsumer(new ConsoleProgressBarConsumer(err))
                .build());
    }

    /** The next step begins; steps may begin in several threads. */
    synchronized void begin(String step) {
        if (bar != null) {
            if (begun) {
                bar.step();
            }
            bar.setExtraMessage(step);
            begun = true;
        }
    }

    /** So many steps are done. */
    synchronized void to(long steps) {
        if (bar != null) {
            bar.stepTo(steps);
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
