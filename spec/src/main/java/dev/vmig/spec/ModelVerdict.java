package dev.vmig.spec;

import org.jspecify.annotations.Nullable;

/** The verdict of a model check. */
public enum ModelVerdict {
    /** All that was asked holds in all states that can be reached. */
    HOLDS,
    /** A constant assumption ({@code ASSUME}) is false. */
    ASSUMPTION_FALSE,
    /** A state without a successor, where the configuration does not allow that. */
    DEADLOCK,
    /** An invariant is false in a state. */
    INVARIANT_VIOLATED,
    /** An action property, a liveness property or a refinement is false for a behaviour. */
    PROPERTY_VIOLATED,
    /** An expression has no value. */
    EVALUATION_ERROR,
    /** A module is missing, does not parse, or uses names that are not there. */
    SPEC_ERROR,
    /** The configuration is missing, does not parse, or does not fit the module. */
    CONFIG_ERROR,
    /** The time limit ended it. */
    TIMED_OUT,
    /** TLC failed for a reason of its own: memory, disk, a feature that it lacks. */
    FAILED;

    /** Assumption evaluated to false, as against failed to evaluate; the exit code is the same. */
    private static final int ASSUMPTION_IS_FALSE = 2104;

    private static final int EXPRESSION_IN_NESTED_EVALUATION = 2103;

    /** Reads the exit code of TLC ({@code tlc2.output.EC.ExitStatus}). */
    static ModelVerdict of(int exitCode, MessageLog messages) {
        return switch (exitCode) {
            case 0 -> HOLDS;
            case 10 -> messages.has(ASSUMPTION_IS_FALSE) ? ASSUMPTION_FALSE : EVALUATION_ERROR;
            case 11 -> DEADLOCK;
            case 12 -> INVARIANT_VIOLATED;
            case 13 -> PROPERTY_VIOLATED;
            case 14, 75, 76, 77 -> EVALUATION_ERROR;
            case 150 -> SPEC_ERROR;
            case 151 -> CONFIG_ERROR;
            default -> ofUnspecific(messages);
        };
    }

    private static ModelVerdict ofUnspecific(MessageLog messages) {
        if (messages.errorText().contains("ConfigFileException")) {
            return CONFIG_ERROR;
        }
        return messages.has(EXPRESSION_IN_NESTED_EVALUATION) ? EVALUATION_ERROR : FAILED;
    }

    /** Whether TLC has an answer about the model, which another run with the same modules would give again. */
    public boolean isConclusive() {
        return switch (this) {
            case HOLDS, INVARIANT_VIOLATED, PROPERTY_VIOLATED, DEADLOCK -> true;
            default -> false;
        };
    }

    /** The kind of error that this stands for, if it is one of the specification and not a property that is false. */
    SpecException.@Nullable Kind errorKind() {
        return switch (this) {
            case SPEC_ERROR -> SpecException.Kind.SPEC;
            case CONFIG_ERROR -> SpecException.Kind.CONFIG;
            case EVALUATION_ERROR -> SpecException.Kind.EVALUATION;
            default -> null;
        };
    }
}
