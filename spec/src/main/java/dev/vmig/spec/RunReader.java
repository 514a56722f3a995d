package dev.vmig.spec;

import dev.vmig.spec.MessageLog.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.lang3.StringUtils;
import org.jspecify.annotations.Nullable;

/** Makes a result of one run of TLC from its messages. */
final class RunReader {

    private static final int PROGRESS = 2200;
    private static final int FINAL_COUNTS = 2199;
    private static final int DEPTH = 2194;
    private static final int COVERAGE_STARTS = 2201;
    private static final int ACTION_COVERAGE = 2772;

    private static final Pattern COUNTS = Pattern.compile(
            "(?:Progress\\((\\d+)\\).*?: )?([\\d,]+) states? generated.*?, ([\\d,]+) distinct states? found.*?, ([\\d,]+) states? left.*");
    private static final Pattern DEPTH_TEXT = Pattern.compile(".* is (\\d+)\\.");
    private static final Pattern COVERED = Pattern.compile("<(\\w+) (.*)>: (\\d+):(\\d+)");
    private static final Pattern VIOLATED = Pattern.compile(
            "(?:Invariant|Action property|Property|Assumption) (.+?) is (?:violated|false).*", Pattern.DOTALL);

    private final Consumer<Progress> listener;
    private final MessageLog log = new MessageLog(this::message);
    private final CounterexampleReader counterexample = new CounterexampleReader();
    private final List<ActionCoverage> coverage = new ArrayList<>();
    private Progress progress = Progress.NONE;
    private @Nullable String violated;

    RunReader(Consumer<Progress> listener) {
        this.listener = listener;
    }

    void line(String line) {
        log.line(line);
    }

    private void message(Message message) {
        counterexample.read(message);
        switch (message.code()) {
            case PROGRESS -> {
                counts(message.text());
                listener.accept(progress);
            }
            case FINAL_COUNTS -> counts(message.text());
            case DEPTH -> depth(message.text());
            // TLC repeats the coverage every minute.
            case COVERAGE_STARTS -> coverage.clear();
            case ACTION_COVERAGE -> covered(message.text());
            default -> violation(message);
        }
    }

    private void counts(String text) {
        Matcher counts = COUNTS.matcher(text);
        if (counts.matches()) {
            int depth = counts.group(1) == null ? progress.depth() : Integer.parseInt(counts.group(1));
            progress = new Progress(depth, number(counts.group(2)), number(counts.group(3)), number(counts.group(4)));
        }
    }

    private void depth(String text) {
        Matcher depth = DEPTH_TEXT.matcher(text);
        if (depth.matches()) {
            progress = new Progress(
                    Integer.parseInt(depth.group(1)), progress.generated(), progress.distinct(), progress.queued());
        }
    }

    private void covered(String text) {
        Matcher covered = COVERED.matcher(text);
        if (covered.matches()) {
            String name = covered.group(1);
            long distinct = Long.parseLong(covered.group(3));
            long taken = Long.parseLong(covered.group(4));
            SourceLocation.firstIn(covered.group(2))
                    .ifPresent(where -> coverage.add(new ActionCoverage(name, where, distinct, taken)));
        }
    }

    private void violation(Message message) {
        Matcher text = VIOLATED.matcher(message.text());
        if (violated == null && message.severity() == 1 && text.matches()) {
            violated = text.group(1);
        }
    }

    private static long number(String text) {
        return Long.parseLong(StringUtils.remove(text, ','));
    }

    /** The result after the end of TLC; what is violated is named as TLC does, by its place if it has no name. */
    ModelResult finished(String module, String config, int exitCode, Duration elapsed) {
        return result(module, config, ModelVerdict.of(exitCode, log), exitCode, elapsed);
    }

    ModelResult timedOut(String module, String config, Duration elapsed) {
        return result(module, config, ModelVerdict.TIMED_OUT, -1, elapsed);
    }

    /** The result where TLC's exit code says nothing: on several machines it is always 0. */
    ModelResult concluded(String module, String config, ModelVerdict verdict, Duration elapsed) {
        return result(module, config, verdict, 0, elapsed);
    }

    private ModelResult result(String module, String config, ModelVerdict verdict, int exitCode, Duration elapsed) {
        return new ModelResult(
                module,
                config,
                verdict,
                exitCode,
                violated,
                progress,
                elapsed,
                coverage,
                counterexample.steps(),
                says(verdict, module, config));
    }

    private String says(ModelVerdict verdict, String module, String config) {
        SpecException.Kind kind = verdict.errorKind();
        if (kind == null) {
            return ErrorReport.line(log.errorsOnly());
        }
        String text = kind == SpecException.Kind.SPEC ? log.parserText() : log.errorsOnly();
        String subject = kind == SpecException.Kind.CONFIG ? config : module;
        return String.valueOf(SpecException.ofReport(kind, subject, text).getMessage());
    }
}
