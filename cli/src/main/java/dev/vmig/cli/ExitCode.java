package dev.vmig.cli;

/** The exit codes of every command. Other programs rely on them. */
final class ExitCode {
    /** It holds. */
    static final int HOLDS = 0;
    /** It does not hold. */
    static final int DOES_NOT_HOLD = 1;
    /** Bad usage, unreadable input, or nothing to check. */
    static final int BAD_INPUT = 2;
    /** The environment lacks something, or the answer is inconclusive. */
    static final int INCONCLUSIVE = 3;
    /** An error of vmig itself ({@code EX_SOFTWARE} of sysexits.h). */
    static final int INTERNAL_ERROR = 70;

    private ExitCode() {}
}
