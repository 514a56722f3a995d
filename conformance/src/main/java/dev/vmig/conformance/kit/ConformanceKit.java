package dev.vmig.conformance.kit;

import dev.vmig.conformance.rules.Rule;
import dev.vmig.conformance.rules.RuleCatalogue;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.commons.lang3.Validate;

/** Holds drivers to the rules of a catalogue. */
public final class ConformanceKit {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final RuleCatalogue catalogue;
    private final Map<String, Scenario> scenarios = new LinkedHashMap<>();
    private final Set<String> known;
    private final Duration limit;

    /**
     * Creates a kit.
     *
     * @param scenarios all scenarios that the rules of the catalogue name
     */
    public ConformanceKit(RuleCatalogue catalogue, List<Scenario> scenarios) {
        this(catalogue, scenarios, LIMIT);
    }

    /** @param limit of a call of a driver that does not limit its calls itself */
    ConformanceKit(RuleCatalogue catalogue, List<Scenario> scenarios, Duration limit) {
        this.catalogue = catalogue;
        this.limit = limit;
        scenarios.forEach(scenario -> this.scenarios.put(scenario.name(), scenario));
        this.known = catalogue.rules().stream().map(Rule::id).collect(Collectors.toUnmodifiableSet());
        for (Rule rule : catalogue.rules()) {
            for (String name : rule.scenarios()) {
                Validate.isTrue(
                        this.scenarios.containsKey(name),
                        "%s: scenario: %s (expected: one of %s)",
                        rule.id(),
                        name,
                        this.scenarios.keySet());
            }
        }
    }

    /** Holds a driver to all rules. */
    public ConformanceReport check(Testee testee, long seed, List<Waiver> waivers) {
        return check(testee, seed, catalogue.rules(), script -> {}).waived(waivers);
    }

    /** Holds a driver to one rule. */
    public ConformanceReport checkOnly(Testee testee, long seed, String id) {
        Rule rule = catalogue
                .find(id)
                .orElseThrow(() -> new IllegalArgumentException("rule: " + id + " (expected: one of the catalogue)"));
        return check(testee, seed, List.of(rule), script -> {});
    }

    /**
     * Holds a driver to some rules.
     *
     * @param rules of the catalogue
     * @param progress receives each script before it runs
     * @throws TesteeException if the driver differs from its declaration, or cannot be reached
     */
    public ConformanceReport check(Testee testee, long seed, List<Rule> rules, Consumer<CheckProgress> progress) {
        Declared.check(testee.shape(), testee.open(seed));
        try (Session session = new Session(testee, seed, rules, progress)) {
            return session.run();
        }
    }

    /** The first rule that a driver violates, without shrinking; empty if the driver holds all rules. */
    public Optional<String> firstViolation(Testee testee, long seed) {
        Declared.check(testee.shape(), testee.open(seed));
        try (Session session = new Session(testee, seed, catalogue.rules(), progress -> {})) {
            return session.first();
        }
    }

    /** One driver, one seed. */
    private final class Session implements AutoCloseable {
        private final Testee testee;
        private final long seed;
        private final Consumer<CheckProgress> progress;
        private final Map<Rule, Verdict> verdicts = new LinkedHashMap<>();
        private final Map<String, Long> checks = new HashMap<>();
        private final Map<String, Violation> violations = new HashMap<>();
        private final Set<String> asked = new HashSet<>();
        private final Unanswered unanswered = new Unanswered();
        private final CallWatch watch = new CallWatch(limit);
        private String unreached = "no run exercised it";
        private long runs;
        private long calls;

        Session(Testee testee, long seed, List<Rule> rules, Consumer<CheckProgress> progress) {
            this.testee = testee;
            this.seed = seed;
            this.progress = progress;
            for (Rule rule : rules) {
                Optional<Verdict> undecidable = testee.shape()
                        .undecidable(rule)
                        .or(() -> testee.lacks(rule).map(Verdict.NotApplicable::new));
                verdicts.put(rule, undecidable.orElseGet(() -> new Verdict.NotObservable("no run exercised it")));
                if (undecidable.isEmpty()) {
                    asked.add(rule.id());
                }
            }
        }

        ConformanceReport run() {
            List<Script> scripts = scripts();
            try {
                for (int number = 0; number < scripts.size(); number++) {
                    attempt(new CheckProgress(number + 1, scripts.size(), scripts.get(number)));
                }
            } catch (TesteeEndedException e) {
                if (violations.isEmpty()) {
                    throw e;
                }
                unreached = String.valueOf(e.getMessage());
            }
            verdicts.replaceAll((rule, verdict) -> asked.contains(rule.id()) ? verdict(rule) : verdict);
            return new ConformanceReport(testee.shape(), seed, 1, verdicts, List.of(), runs, calls);
        }

        Optional<String> first() {
            return scripts().stream()
                    .flatMap(script -> once(script, asked).stream())
                    .map(Findings.Found::rule)
                    .findFirst();
        }

        @Override
        public void close() {
            watch.close();
        }

        private List<Script> scripts() {
            Set<String> needed = verdicts.keySet().stream()
                    .filter(rule -> asked.contains(rule.id()))
                    .flatMap(rule -> rule.scenarios().stream())
                    .collect(Collectors.toSet());
            return scenarios.values().stream()
                    .filter(scenario -> needed.contains(scenario.name()))
                    .flatMap(scenario -> scenario.scripts(testee.shape().features(), seed).stream())
                    .filter(script -> testee.shape().ports().containsAll(script.needs()))
                    .toList();
        }

        private Verdict verdict(Rule rule) {
            Violation violation = violations.get(rule.id());
            if (violation != null) {
                return new Verdict.Violated(violation);
            }
            long count = checks.getOrDefault(rule.id(), 0L);
            return count > 0 ? new Verdict.Held(count) : new Verdict.NotObservable(unreached);
        }

        /**
         * Runs a script. A rule that was violated once is not checked again, since a run ends at its first violation
         * and would hide others.
         */
        private void attempt(CheckProgress begun) {
            Script script = begun.script();
            Set<String> open = new HashSet<>(asked);
            open.removeAll(violations.keySet());
            if (open.isEmpty()) {
                return;
            }
            progress.accept(begun);
            for (Optional<Findings.Found> found = once(script, open); found.isPresent(); found = once(script, open)) {
                violations.put(found.get().rule(), describe(script, found.get()));
                open.remove(found.get().rule());
            }
        }

        private Optional<Findings.Found> once(Script script, Set<String> open) {
            Findings findings = new Findings(known, open, unanswered);
            runs++;
            calls += testee.limitsCalls()
                    ? Run.of(script, testee, seed, findings)
                    : watch.run(() -> Run.of(script, testee, seed, findings), findings);
            findings.checks().forEach((rule, count) -> checks.merge(rule, count, Long::sum));
            return findings.violation();
        }

        /**
         * Shrinks the script to the shortest sequence that still violates this rule; violations of other rules are
         * ignored. If the devices cannot be opened again, the shortest sequence so far stands. A violation that the
         * same calls do not reproduce, such as the end of a program that was killed, is no verdict on the driver; two
         * threads, however, need not meet again.
         */
        private Violation describe(Script script, Findings.Found first) {
            Shortest shortest = new Shortest(script.calls().subList(0, first.step()), first);
            try {
                Shrinker.shrink(script.calls(), some -> shortest.isShownBy(some, again(script, some, first.rule())));
                boolean byChance = shortest.calls.stream().anyMatch(call -> call.kind() == Call.Kind.RACE);
                if (!byChance && !shortest.isShownBy(shortest.calls, again(script, shortest.calls, first.rule()))) {
                    throw new TesteeException(
                            "testee: %s: %s once, but not when the same calls were repeated (script: %s)"
                                    .formatted(first.rule(), first.observed(), script.name()));
                }
            } catch (TesteeEndedException e) {
                // The violation is reported all the same.
            }
            return violation(script, shortest.calls, shortest.found);
        }

        private Optional<Findings.Found> again(Script script, List<Call> calls, String rule) {
            return once(script.withCalls(calls), Set.of(rule));
        }

        private Violation violation(Script script, List<Call> shortest, Findings.Found found) {
            String id = found.rule();
            boolean withheld =
                    testee.comesWithVmig() && catalogue.find(id).orElseThrow().withheld();
            return new Violation(
                    id,
                    found.observed(),
                    found.allowed(),
                    script.name(),
                    withheld ? List.of() : shortest,
                    shortest.size(),
                    calls,
                    testee.reproduce(id, seed));
        }
    }

    /** The shortest sequence of calls so far that shows a violation. */
    private static final class Shortest {
        private List<Call> calls;
        private Findings.Found found;

        Shortest(List<Call> calls, Findings.Found found) {
            this.calls = calls;
            this.found = found;
        }

        boolean isShownBy(List<Call> some, Optional<Findings.Found> again) {
            again.ifPresent(violation -> {
                calls = some;
                found = violation;
            });
            return again.isPresent();
        }
    }
}
