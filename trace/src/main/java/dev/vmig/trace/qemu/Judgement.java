package dev.vmig.trace.qemu;

import java.util.List;
import java.util.Optional;

/**
 * What a log says about one rule.
 *
 * @param judged how often it was judged; it is held as often less the findings
 * @param findings where it is broken
 * @param unobservable what the log lacks to judge it; empty if it was judged, or if nothing happened that it is about
 */
public record Judgement(LogRule rule, int judged, List<Finding> findings, Optional<String> unobservable) {
    /** Copies the list. */
    public Judgement {
        findings = List.copyOf(findings);
    }

    /**
     * A place where a rule is broken.
     *
     * @param line where it shows
     * @param device what it is about; empty if the VM
     * @param what happened there
     * @param allowed what would have been right
     */
    public record Finding(int line, String device, String what, String allowed) {}

    /** Whether it was judged, and no finding makes the log fail. */
    public boolean holds() {
        return rule.level() != LogRule.Level.MUST || findings.isEmpty();
    }

    /** In one word or two, with its count. */
    public String verdict() {
        if (!findings.isEmpty()) {
            return "violated (line " + findings.get(0).line() + (findings.size() > 1 ? " and others" : "") + ")";
        }
        if (judged > 0) {
            return judged == 1 ? "held once" : "held " + judged + " times";
        }
        return unobservable.isPresent() ? "not observable" : "not concerned";
    }
}
