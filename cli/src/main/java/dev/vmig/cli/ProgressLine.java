package dev.vmig.cli;

import java.io.PrintStream;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** Progress on stderr, if that is a terminal, which the launcher detects. */
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

    /** Begins a step; several threads may call this. */
    synchronized void begin(String step) {
        if (bar != null) {
            if (begun) {
                bar.step();
            }
            bar.setExtraMessage(step);
            begun = true;
        }
    }

    /** Sets the number of finished steps. */
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
