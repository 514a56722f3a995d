package dev.vmig.cli;

import dev.vmig.spec.Model;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The models by name, as {@code vmig check --list} shows them. */
record ModelList(List<Entry> models) {
    record Entry(String name, String tier, String module, String shows, String mustViolate, long distinct) {}

    static ModelList of(List<Model> models) {
        return new ModelList(models.stream()
                .map(model -> new Entry(
                        model.name(),
                        model.tier().name().toLowerCase(Locale.ROOT),
                        model.module(),
                        model.shows(),
                        model.mustViolate(),
                        model.distinct()))
                .toList());
    }

    void print(PrintWriter out) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("model", "tier", "module", "shows"));
        for (Entry model : models) {
            String asked = model.mustViolate().isEmpty() ? "" : "violates " + model.mustViolate() + ": ";
            rows.add(List.of(model.name(), model.tier(), model.module(), asked + model.shows()));
        }
        Columns.print(out, rows);
    }
}
