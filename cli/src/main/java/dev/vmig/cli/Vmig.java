package dev.vmig.cli;

import dev.vmig.fsm.FeatureSet;
import dev.vmig.fsm.MigrationState;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.commons.lang3.Strings;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The program. */
@Command(
        name = "vmig",
        description = "The formally specified reference for live migration of VFIO devices.",
        subcommands = {
            CheckCommand.class,
            MutateCommand.class,
            TableCommand.class,
            PathCommand.class,
            ExploreCommand.class,
            MigrateCommand.class,
            TraceCommand.class,
            DecodeCommand.class,
            RulesCommand.class,
            ConformCommand.class,
            DiffCommand.class,
            TesteeCommand.class,
            ServeCommand.class
        },
        footer = {"", "vmig bench, a program of its own that the launcher starts, measures how fast it is."})
public final class Vmig implements Runnable {
    private static final String STATE_PREFIX = "VFIO_DEVICE_STATE_";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Runs the command line and exits with its code. */
    public static void main(String[] args) {
        System.exit(run(new FileOutputStream(FileDescriptor.out), System.err, args));
    }

    /** Runs the command line on streams; a failed write to stdout is an error. */
    static int run(OutputStream stdout, OutputStream stderr, String... args) {
        StandardOutput standard = new StandardOutput(stdout);
        System.setOut(new PrintStream(standard, false, StandardCharsets.UTF_8));
        PrintWriter out = new PrintWriter(standard, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(stderr, true, StandardCharsets.UTF_8);
        int code = run(out, err, args);
        System.out.flush();
        Optional<String> failure = standard.failure();
        failure.ifPresent(reason -> err.println("vmig: standard output: cannot be written: " + reason));
        err.flush();
        return failure.isPresent() ? ExitCode.strongest(code, ExitCode.INCONCLUSIVE) : code;
    }

    /** Runs the command line and returns its exit code. */
    static int run(PrintWriter out, PrintWriter err, String... args) {
        int code = commandLine().setOut(out).setErr(err).execute(args);
        out.flush();
        err.flush();
        return code;
    }

    /** All commands, each with {@code --help}, {@code --version} and the exit codes. */
    static CommandLine commandLine() {
        CommandLine vmig = new CommandLine(new Vmig())
                .registerConverter(FeatureSet.class, Vmig::features)
                .registerConverter(MigrationState.class, Vmig::state)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(Vmig::failed)
                .setParameterExceptionHandler(Vmig::misused);
        complete(vmig);
        return vmig;
    }

    private static void complete(CommandLine command) {
        CommandSpec spec = command.getCommandSpec();
        if (!spec.mixinStandardHelpOptions()) {
            spec.mixinStandardHelpOptions(true);
        }
        spec.versionProvider(new Version());
        spec.usageMessage().exitCodeListHeading("%nExit codes:%n").exitCodeList(ExitCode.table());
        command.getSubcommands().values().forEach(Vmig::complete);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing; vmig --help lists them");
    }

    private static int failed(Exception e, CommandLine command, CommandLine.ParseResult parsed) {
        List<String> args = parsed.originalArgs();
        if (e instanceof CommandFailure failure) {
            return tell(command, args, failure.exitCode(), String.valueOf(failure.getMessage()));
        }
        int code = tell(
                command, args, ExitCode.INTERNAL_ERROR, "internal error: " + e + " (VMIG_STACK_TRACE=1 shows where)");
        if (System.getenv("VMIG_STACK_TRACE") != null) {
            e.printStackTrace(command.getErr());
        }
        return code;
    }

    private static int misused(ParameterException e, String[] args) {
        CommandLine command = e.getCommandLine();
        String message = Strings.CS.removeStart(String.valueOf(e.getMessage()), "Error: ");
        if (e instanceof UnmatchedArgumentException unmatched
                && !unmatched.getSuggestions().isEmpty()) {
            message += "; did you mean " + Words.or(unmatched.getSuggestions()) + "?";
        }
        int code = tell(command, List.of(args), ExitCode.BAD_INPUT, message);
        command.getErr().println("Try: " + command.getCommandSpec().qualifiedName() + " --help");
        return code;
    }

    private record Failure(int exitCode, String error) {}

    /** Reports a failure: one line on stderr, with {@code --json} also a document. */
    private static int tell(CommandLine command, List<String> args, int exitCode, String message) {
        command.getErr().println("vmig: " + message);
        if (args.contains(Console.JSON)) {
            Json.print(command.getOut(), new Failure(exitCode, message));
        }
        return exitCode;
    }

    private static FeatureSet features(String text) {
        try {
            return FeatureSet.of(Long.parseLong(text));
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(
                    "'" + text + "' is no feature set (expected: 1 STOP_COPY, 3 +P2P, 5 +PRE_COPY or 7 +P2P+PRE_COPY)");
        }
    }

    /** A state by name, in any case, with or without the prefix of the uAPI, or by its number. */
    private static MigrationState state(String text) {
        List<String> names =
                Arrays.stream(MigrationState.values()).map(Enum::name).toList();
        String name = Strings.CI.removeStart(text, STATE_PREFIX);
        if (text.matches("[0-7]")) {
            return MigrationState.of(Integer.parseInt(text)).orElseThrow();
        }
        Choice states = new Choice(names);
        return states.meant(name)
                .map(MigrationState::valueOf)
                .orElseThrow(() -> new TypeConversionException("'" + text + "' is no migration state (expected: "
                        + String.join(", ", names) + ")" + states.suggestion(name)));
    }
}
