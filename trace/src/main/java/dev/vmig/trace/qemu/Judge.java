package dev.vmig.trace.qemu;

import dev.vmig.trace.qemu.Judgement.Finding;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Collects what the rules come to, and why a log holds only as far as it goes. */
final class Judge {
    private final Map<LogRule, Integer> judged = new EnumMap<>(LogRule.class);
    private final Map<LogRule, List<Finding>> findings = new EnumMap<>(LogRule.class);
    private final Map<LogRule, String> unobservable = new EnumMap<>(LogRule.class);
    private final List<String> open = new ArrayList<>();

    /** A rule was judged, and holds there. */
    void holds(LogRule rule) {
        judged.merge(rule, 1, Integer::sum);
    }

    /** A rule was judged so many times, and holds there. */
    void holds(LogRule rule, int times) {
        if (times > 0) {
            judged.merge(rule, times, Integer::sum);
        }
    }

    /** A rule was judged, and does not hold there. */
    void breaks(LogRule rule, int line, String device, String what, String allowed) {
        judged.merge(rule, 1, Integer::sum);
        findings.computeIfAbsent(rule, any -> new ArrayList<>()).add(new Finding(line, device, what, allowed));
    }

    /** Holds, or breaks. */
    void judge(LogRule rule, boolean holds, LogStep step, String what, String allowed) {
        if (holds) {
            holds(rule);
        } else {
            breaks(rule, step.line(), step.device(), what, allowed);
        }
    }

    /** The log lacks what would tell. */
    void cannotSee(LogRule rule, String why) {
        unobservable.putIfAbsent(rule, why);
    }

    /** The log ends before something that has to come. */
    void isOpen(String why) {
        if (!open.contains(why)) {
            open.add(why);
        }
    }

    List<String> open() {
        return List.copyOf(open);
    }

    /** Of all rules, in their order. */
    List<Judgement> judgements() {
        List<Judgement> all = new ArrayList<>();
        for (LogRule rule : LogRule.values()) {
            int times = judged.getOrDefault(rule, 0);
            all.add(new Judgement(
                    rule,
                    times,
                    findings.getOrDefault(rule, List.of()),
                    times == 0 ? Optional.ofNullable(unobservable.get(rule)) : Optional.empty()));
        }
        return all;
    }
}
