package dev.vmig.trace.tables;

import java.util.List;

/** What came out of checking a recorded table: a verdict for each row. */
public record RecordingReport(RecordedTable table, List<Finding> findings) {
    /** Copies the list. */
    public RecordingReport {
        findings = List.copyOf(findings);
    }

    /** Whether every row holds or is explained by a known quirk. */
    public boolean holds() {
        return count(Verdict.REJECTED) == 0;
    }

    /** How many rows came out like that. */
    public long count(Verdict verdict) {
        return findings.stream().filter(finding -> finding.verdict() == verdict).count();
    }

    /** What can be said of a row. */
    public enum Verdict {
        /** The specification allows it. */
        HOLDS,
        /** The state could not be reached, so that nothing was asked. */
        NOT_APPLICABLE,
        /** It departs from the contract, in a way that is known and has a name. */
        QUIRK,
        /** It departs from the contract. */
        REJECTED
    }

    /**
     * A row and its verdict.
     *
     * @param quirk the name of the quirk, or nothing
     * @param explanation what departs, and what the specification allows; nothing where the row holds
     */
    public record Finding(RecordedRow row, Verdict verdict, String quirk, String explanation) {}
}
