package dev.vmig.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vmig.spec.Model;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The models by name, as {@code vmig check --list} shows them. */
final class ModelList {
    private ModelList() {}

    static void print(PrintWriter out, List<Model> models) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("model", "tier", "module", "shows"));
        for (Model model : models) {
            String asked = model.mustHold() ? "" : "violates " + model.mustViolate() + ": ";
            rows.add(List.of(model.name(), tier(model), model.module(), asked + model.shows()));
        }
        Columns.print(out, rows);
    }

    static ObjectNode json(List<Model> models) {
        ObjectNode document = Output.document();
        ArrayNode nodes = document.putArray("models");
        for (Model model : models) {
            nodes.addObject()
                    .put("name", model.name())
                    .put("tier", tier(model))
                    .put("module", model.module())
                    .put("shows", model.shows())
                    .put("mustViolate", model.mustViolate())
                    .put("distinct", model.distinct());
        }
        return document;
    }

    private static String tier(Model model) {
        return model.tier().name().toLowerCase(Locale.ROOT);
    }
}
