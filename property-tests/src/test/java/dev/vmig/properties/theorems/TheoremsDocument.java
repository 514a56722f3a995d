package dev.vmig.properties.theorems;

import dev.vmig.spec.Model;
import dev.vmig.spec.PropertyText;
import dev.vmig.spec.SpecFiles;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The text of {@code docs/theorems.md}. */
public final class TheoremsDocument {
    /** Stands for a time that was not measured. */
    static final String NO_TIME = "-";

    private static final String HEAD = """
            # Theorems: what is checked, and what must fail

            Each property with what it says, as its module has it, and the models in which TLC checks it. All of them hold in the
            models of the first list; each model of the second one has to violate the property beside it, and does. Seconds are those
            of one run on one machine, TLC's start included, and say no more than which models are the large ones.

            Generated from a run of all models; do not edit. This writes it, and a test compares everything but the seconds:
            `mvn -q -pl property-tests -am test -Dtest=TheoremsDocumentTest -Dsurefire.failIfNoSpecifiedTests=false
            -DfailIfNoTests=false -Dvmig.docs=write`.

            """;

    private final SpecFiles files;
    private final Function<Model, OptionalDouble> seconds;
    private final StringBuilder text = new StringBuilder(HEAD);

    private TheoremsDocument(SpecFiles files, Function<Model, OptionalDouble> seconds) {
        this.files = files;
        this.seconds = seconds;
    }

    /**
     * Renders it.
     *
     * @param seconds that a model took, if it was run
     */
    public static String of(SpecFiles files, List<Model> models, Function<Model, OptionalDouble> seconds) {
        TheoremsDocument document = new TheoremsDocument(files, seconds);
        document.theorems(models.stream().filter(Model::mustHold).toList());
        document.models(models.stream().filter(Model::mustHold).toList());
        document.mustFail(models.stream().filter(model -> !model.mustHold()).toList());
        return document.text.toString();
    }

    private void theorems(List<Model> models) {
        SortedMap<String, Map<PropertyText, List<String>>> byModule = new TreeMap<>();
        for (Model model : models) {
            for (String property : model.properties(files)) {
                PropertyText theorem = PropertyText.of(files, model.module(), property);
                byModule.computeIfAbsent(theorem.module(), fresh -> new LinkedHashMap<>())
                        .computeIfAbsent(theorem, fresh -> new ArrayList<>())
                        .add(model.name());
            }
        }
        text.append("## What holds\n");
        byModule.forEach((module, theorems) -> {
            text.append("\n### [")
                    .append(module)
                    .append("](../spec/src/main/tla/")
                    .append(module)
                    .append(".tla)\n\n");
            row("theorem", "", "checked in");
            row("---", "---", "---");
            theorems.forEach((theorem, checkedIn) -> row(
                    "`" + theorem.name() + "`",
                    says(theorem),
                    checkedIn.stream().collect(Collectors.joining(", "))));
        });
    }

    private static String says(PropertyText theorem) {
        return theorem.name().equals("TypeOK")
                ? "Each variable has a value of its type."
                : theorem.comment().replace("|", "\\|");
    }

    private void models(List<Model> models) {
        text.append("\n## The models in which they hold\n\n");
        row("model", "shows", "tier", "distinct states", "seconds");
        row("---", "---", "---", "---:", "---:");
        models.forEach(model -> row(
                model.name(),
                model.shows(),
                model.tier().name().toLowerCase(Locale.ROOT),
                String.format(Locale.ROOT, "%,d", model.distinct()),
                time(model)));
    }

    private void mustFail(List<Model> models) {
        text.append("\n## The models that must fail\n\n");
        row("model", "violates", "which shows that", "seconds");
        row("---", "---", "---", "---:");
        models.forEach(model -> row(model.name(), "`" + model.mustViolate() + "`", model.shows(), time(model)));
    }

    private String time(Model model) {
        OptionalDouble measured = seconds.apply(model);
        return measured.isPresent() ? String.format(Locale.ROOT, "%.1f", measured.getAsDouble()) : NO_TIME;
    }

    private void row(String... cells) {
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    /** The text without what differs from run to run. */
    public static String withoutSeconds(String text) {
        return text.replaceAll("(?m) \\| \\d+\\.\\d \\|$", " | " + NO_TIME + " |");
    }
}
