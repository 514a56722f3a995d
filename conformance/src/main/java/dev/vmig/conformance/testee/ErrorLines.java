package dev.vmig.conformance.testee;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Passes on a testee's stderr, each distinct line once: a driver that fails in every run prints the same each time. */
public final class ErrorLines {
    /** Distinct lines that are remembered; further ones are passed on unfiltered. */
    private static final int MOST = 1_000;

    private final Map<String, Integer> counts = new LinkedHashMap<>();
    private final PrintStream out;

    /** @param out takes the lines */
    public ErrorLines(PrintStream out) {
        this.out = out;
    }

    /** Reads a stream to its end in a thread of its own. */
    public Thread follow(InputStream in) {
        Thread reader = new Thread(() -> read(in), "output of the testee");
        reader.setDaemon(true);
        reader.start();
        return reader;
    }

    private void read(InputStream in) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                accept(line);
            }
        } catch (IOException e) {
            // The program was killed.
        }
    }

    synchronized void accept(String line) {
        boolean known = counts.containsKey(line);
        if (known || counts.size() < MOST) {
            counts.merge(line, 1, Integer::sum);
        }
        if (!known) {
            out.println(line);
        }
    }

    /** Prints how often repeated lines occurred. */
    public synchronized void summarise() {
        counts.forEach((line, count) -> {
            if (count > 1) {
                out.println("vmig: the testee wrote this " + count + " times: " + Lines.excerpt(line));
            }
        });
        counts.clear();
    }
}
