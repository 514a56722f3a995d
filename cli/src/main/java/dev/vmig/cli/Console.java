package dev.vmig.cli;

import java.io.PrintWriter;
import java.util.function.Consumer;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The output of a command, with the option {@code --json} that every command has. */
final class Console {
    /** The name of the option, which the error handler uses too. */
    static final String JSON = "--json";

    @Option(names = JSON, description = "One JSON document instead of text, for errors too.")
    private boolean json;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    boolean json() {
        return json;
    }

    PrintWriter out() {
        return spec.commandLine().getOut();
    }

    PrintWriter err() {
        return spec.commandLine().getErr();
    }

    /** Whether an option was given. */
    boolean has(String option) {
        return spec.commandLine().getParseResult().hasMatchedOption(option);
    }

    /** Prints the result as text or JSON. */
    void print(Supplier<?> document, Consumer<PrintWriter> text) {
        if (json) {
            Json.print(out(), document.get());
        } else {
            text.accept(out());
        }
    }

    /** Fails with bad usage unless the condition is met. */
    void require(boolean met, String message) {
        if (!met) {
            throw misused(message);
        }
    }

    ParameterException misused(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
