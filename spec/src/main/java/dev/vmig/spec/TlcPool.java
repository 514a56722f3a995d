package dev.vmig.spec;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Consumer;

/**
 * JVMs that run small models, each one after the other: to start TLC takes longer than most of them. There are as many
 * as were needed at the same time. One is replaced after {@value #JOBS_EACH} models, when a model took too long, and
 * when it has died.
 */
final class TlcPool {

    private static final int JOBS_EACH = 40;

    private static final Deque<TlcJvm> IDLE = new ConcurrentLinkedDeque<>();

    private TlcPool() {}

    /** Runs a job. */
    static TlcJvm.End run(List<?> job, Consumer<String> lines, Duration limit)
            throws IOException, InterruptedException {
        TlcJvm jvm = take();
        boolean reusable = false;
        try {
            jvm.submit(job);
            TlcJvm.End end = jvm.follow(lines, limit);
            reusable = end.how() == TlcJvm.How.DONE && jvm.submitted() < JOBS_EACH;
            return end;
        } finally {
            if (reusable) {
                IDLE.push(jvm);
            } else {
                jvm.close();
            }
        }
    }

    private static TlcJvm take() throws IOException {
        for (TlcJvm idle = IDLE.poll(); idle != null; idle = IDLE.poll()) {
            if (idle.isAlive()) {
                return idle;
            }
            idle.close();
        }
        return TlcJvm.start(Path.of("").toAbsolutePath(), TlcJvm.QUICK);
    }
}
