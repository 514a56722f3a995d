package dev.vmig.cli;

import dev.vmig.fsm.FeatureSet;
import dev.vmig.fsm.MigrationState;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.commons.lang3.Strings;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The program. */
@Command(
        name = "vmig",
        description = "The formally specified reference for live migration of VFIO devices.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {
            CheckCommand.class,
            TableCommand.class,
            PathCommand.class,
            MigrateCommand.class,
            TraceCommand.class,
            DecodeCommand.class,
            RulesCommand.class,
            ConformCommand.class,
            TesteeCommand.class
        },
        footer = {"", "vmig bench, a program of its own that the launcher starts, measures how fast it is."},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            " 0:it holds",
            " 1:it does not: violation, mismatch, rejected trace, refused request",
            " 2:bad usage, unreadable input, or nothing to check",
            " 3:the environment lacks something, or the answer is inconclusive",
            "70:internal error"
        })
public final class Vmig implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Runs the command line and exits with its code. */
    public static void main(String[] args) {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        int code = run(out, err, args);
        out.flush();
        err.flush();
        System.exit(code);
    }

    /** Runs the command line and returns its exit code. */
    static int run(PrintWriter out, PrintWriter err, String... args) {
        return new CommandLine(new Vmig())
                .setOut(out)
                .setErr(err)
                .registerConverter(FeatureSet.class, Vmig::features)
                .registerConverter(MigrationState.class, Vmig::state)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(Vmig::failed)
                .setParameterExceptionHandler(Vmig::misused)
                .execute(args);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing; vmig --help lists them");
    }

    private static int failed(Exception e, CommandLine command, CommandLine.ParseResult parsed) {
        if (e instanceof CommandFailure failure) {
            command.getErr().println("vmig: " + failure.getMessage());
            return failure.exitCode();
        }
        command.getErr().println("vmig: internal error: " + e + " (VMIG_STACK_TRACE=1 shows where)");
        if (System.getenv("VMIG_STACK_TRACE") != null) {
            e.printStackTrace(command.getErr());
        }
        return ExitCode.INTERNAL_ERROR;
    }

    private static int misused(ParameterException e, String[] args) {
        CommandLine command = e.getCommandLine();
        String message = Strings.CS.removeStart(String.valueOf(e.getMessage()), "Error: ");
        command.getErr().println("vmig: " + message);
        command.getErr().println("Try: " + command.getCommandSpec().qualifiedName() + " --help");
        return ExitCode.BAD_INPUT;
    }

    private static FeatureSet features(String text) {
        try {
            return FeatureSet.of(Long.parseLong(text));
        } catch (IllegalArgumentException e) {
            throw new CommandLine.TypeConversionException(
                    "'" + text + "' is no feature set (expected: 1 STOP_COPY, 3 +P2P, 5 +PRE_COPY or 7 +P2P+PRE_COPY)");
        }
    }

    private static MigrationState state(String text) {
        for (MigrationState state : MigrationState.values()) {
            if (state.name().equals(text)) {
                return state;
            }
        }
        throw new CommandLine.TypeConversionException("'" + text + "' is no migration state (expected: "
                + String.join(
                        ", ",
                        Arrays.stream(MigrationState.values()).map(Enum::name).toList())
                + ")");
    }
}
