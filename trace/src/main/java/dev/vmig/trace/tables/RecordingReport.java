package dev.vmig.trace.tables;

import java.util.List;

/** The result of checking a recorded table: a verdict for each row. */
public record RecordingReport(RecordedTable table, List<Finding> findings) {
    /** Copies the list. */
    public RecordingReport {
        findings = List.copyOf(findings);
    }

    /** Whether every row holds or is explained by a known quirk. */
    public boolean holds() {
        return count(Verdict.REJECTED) == 0;
    }

    /** The number of rows with that verdict. */
    public long count(Verdict verdict) {
        return findings.stream().filter(finding -> finding.verdict() == verdict).count();
    }

    /** The verdict on a row. */
    public enum Verdict {
        /** The specification allows it. */
        HOLDS,
        /** The state was not reached, so that no request was made. */
        NOT_APPLICABLE,
        /** The row has a known departure from the contract. */
        QUIRK,
        /** The row departs from the contract. */
        REJECTED
    }

    /**
     * A row and its verdict.
     *
     * @param quirk the id of the departure, if any
     * @param explanation the departure, and what the specification allows; empty if the row holds
     */
    public record Finding(RecordedRow row, Verdict verdict, String quirk, String explanation) {}
}
