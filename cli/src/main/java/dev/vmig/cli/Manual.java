package dev.vmig.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Writes the manual pages and the shell completion from picocli's model of the commands. */
public final class Manual {
    private Manual() {}

    /**
     * Writes the files; called by the build.
     *
     * @param args the folder for the manual pages, the file for the completion, the version
     */
    public static void main(String[] args) throws IOException {
        CommandLine vmig = Vmig.commandLine();
        for (Map.Entry<String, String> page : pages(vmig, args[2]).entrySet()) {
            Files.writeString(Path.of(args[0], page.getKey() + ".1"), page.getValue());
        }
        Files.writeString(Path.of(args[1]), AutoComplete.bash("vmig", vmig));
    }

    /** The pages of a command and its subcommands, by name. */
    static Map<String, String> pages(CommandLine command, String version) {
        Map<String, String> pages = new TreeMap<>();
        CommandSpec spec = command.getCommandSpec();
        pages.put(name(spec), page(spec, version));
        command.getSubcommands().values().forEach(sub -> pages.putAll(pages(sub, version)));
        return pages;
    }

    private static String name(CommandSpec spec) {
        return spec.qualifiedName("-");
    }

    private static String page(CommandSpec spec, String version) {
        String name = name(spec);
        String[] description = spec.usageMessage().description();
        String synopsis = spec.commandLine().getHelp().synopsis(0);
        StringBuilder page = new StringBuilder();
        page.append(".TH ")
                .append(name.toUpperCase(Locale.ROOT))
                .append(" 1 \"\" \"vmig ")
                .append(version)
                .append("\"\n");
        section(page, "NAME", escape(name) + " \\- " + plain(description[0]));
        section(page, "SYNOPSIS", escape(Ansi.OFF.string(synopsis).strip()));
        section(
                page,
                "DESCRIPTION",
                Arrays.stream(description).map(text -> plain(text)).collect(Collectors.joining("\n.PP\n")));
        section(page, "ARGUMENTS", entries(spec.positionalParameters()));
        section(page, "OPTIONS", entries(spec.options()));
        section(page, "COMMANDS", commands(spec));
        section(
                page,
                "EXIT STATUS",
                ExitCode.table().entrySet().stream()
                        .map(code -> ".TP\n" + code.getKey().strip() + "\n" + escape(code.getValue()))
                        .collect(Collectors.joining("\n")));
        String footer = Arrays.stream(spec.usageMessage().footer())
                .map(line -> plain(line))
                .collect(Collectors.joining("\n"));
        section(page, "NOTES", footer.isBlank() ? "" : ".nf\n" + footer.strip() + "\n.fi");
        return page.toString();
    }

    private static String entries(Collection<? extends ArgSpec> all) {
        return all.stream()
                .filter(arg -> !arg.hidden())
                .map(arg -> ".TP\n\\fB" + escape(label(arg)) + "\\fR\n" + plain(String.join(" ", arg.description())))
                .collect(Collectors.joining("\n"));
    }

    private static String label(ArgSpec arg) {
        if (!(arg instanceof OptionSpec option)) {
            return arg.paramLabel();
        }
        boolean flag = option.arity().max() == 0;
        return String.join(", ", option.names()) + (flag ? "" : " " + option.paramLabel());
    }

    private static String commands(CommandSpec spec) {
        return spec.subcommands().values().stream()
                .map(CommandLine::getCommandSpec)
                .map(sub -> ".TP\n\\fB" + escape(name(sub)) + "\\fR(1)\n"
                        + plain(sub.usageMessage().description()[0]))
                .collect(Collectors.joining("\n"));
    }

    private static void section(StringBuilder page, String title, String text) {
        if (!text.isEmpty()) {
            page.append(".SH ").append(title).append('\n').append(text).append('\n');
        }
    }

    private static String plain(String text) {
        return escape(Ansi.OFF.string(text));
    }

    /**
     * Escapes roff's special characters: backslash, hyphen, and a full stop or apostrophe at the beginning of a line.
     */
    private static String escape(String text) {
        return Stream.of(text.split("\n", -1))
                .map(line -> line.replace("\\", "\\e").replace("-", "\\-"))
                .map(line -> line.startsWith(".") || line.startsWith("'") ? "\\&" + line : line)
                .collect(Collectors.joining("\n"));
    }
}
