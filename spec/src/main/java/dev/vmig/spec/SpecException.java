package dev.vmig.spec;

import org.jspecify.annotations.Nullable;

/**
 * A specification, its configuration or a question to it makes no sense. The message is one line that starts with the
 * place where one is known: {@code Counter.tla:20:12: expected an expression, found "=="}.
 */
public final class SpecException extends RuntimeException {

    /** What is at fault. */
    public enum Kind {
        /** A module is missing, does not parse, or uses names that are not there. */
        SPEC,
        /** The configuration is missing, does not parse, or does not fit the module. */
        CONFIG,
        /** An expression has no value, or none that TLC can compute. */
        EVALUATION,
        /** The question asks for what the specification does not define. */
        QUESTION
    }

    private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final transient @Nullable SourceLocation where;

    /** An error without a place in a module. */
    public SpecException(Kind kind, String what) {
        this(kind, null, what);
    }

    SpecException(Kind kind, @Nullable SourceLocation where, String what) {
        super(where == null ? what : where + ": " + what);
        this.kind = kind;
        this.where = where;
    }

    /**
     * Makes one line of what TLC or its parser reported.
     *
     * @param subject the module that was asked for, for {@link Kind#CONFIG} the configuration's file name; named where
     *     the report names none
     */
    public static SpecException ofReport(Kind kind, String subject, String report) {
        return ErrorReport.read(kind, subject, report);
    }

    public Kind kind() {
        return kind;
    }

    /** The place in a module, where the report names one. */
    public @Nullable SourceLocation where() {
        return where;
    }
}
