package dev.vmig.spec;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.vmig.spec.SpecException.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.commons.lang3.Strings;
import org.jspecify.annotations.Nullable;

/**
 * The models of a specification, as its file {@value #FILE} lists them. A model that bears its module's name has the
 * configuration beside the module; that of any other is made of it, by what the file says that differs.
 */
public final class ModelCatalogue {

    /** The file, in the folder of the modules. */
    static final String FILE = "models.json";

    private static final String HOLDS = "holds";
    private static final String INVARIANT_VIOLATED = "invariant violated";
    private static final String PROPERTY_VIOLATED = "property violated";

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .build();

    private static final class Bundled {
        private static final ModelCatalogue CATALOGUE = SpecFiles.bundled().catalogue();
    }

    /** The models of one module, in the order in which they are shown. */
    private record Module(String module, List<String> actions, List<Entry> models) {}

    /** One model; see {@link Model}. */
    private record Entry(
            String name,
            Tier tier,
            String verdict,
            @Nullable String property,
            long distinct,
            int depth,
            double seconds,
            String shows,
            @JsonSetter(nulls = Nulls.AS_EMPTY) List<String> untaken,
            @Nullable ConfigChange config) {

        String violates() {
            return property == null ? "" : property;
        }

        /** One that must be violated is asked about that alone. */
        ConfigChange change() {
            ConfigChange change = config == null ? ConfigChange.NONE : config;
            return switch (verdict) {
                case INVARIANT_VIOLATED -> change.asking(List.of(violates()), List.of());
                case PROPERTY_VIOLATED -> change.asking(List.of(), List.of(violates()));
                default -> change;
            };
        }

        void requireVerdict() {
            if (!List.of(HOLDS, INVARIANT_VIOLATED, PROPERTY_VIOLATED).contains(verdict)
                    || verdict.equals(HOLDS) == (property != null)) {
                throw new SpecException(
                        Kind.CONFIG,
                        FILE + ": " + name + ": verdict \"" + verdict + "\", property " + property + " (expected: "
                                + HOLDS + ", or " + INVARIANT_VIOLATED + " or " + PROPERTY_VIOLATED
                                + " and the property)");
            }
        }
    }

    private final Map<String, Model> models = new LinkedHashMap<>();
    private final Map<String, ConfigChange> changes = new LinkedHashMap<>();

    private ModelCatalogue(List<Module> modules) {
        for (Module module : modules) {
            module.models().forEach(entry -> add(module, entry));
        }
    }

    private void add(Module module, Entry entry) {
        entry.requireVerdict();
        boolean asksForActions = entry.verdict().equals(HOLDS) && entry.tier() != Tier.DEEP;
        TreeSet<String> actions = new TreeSet<>(asksForActions ? module.actions() : List.of());
        entry.untaken().forEach(actions::remove);
        Model model = new Model(
                entry.name(),
                module.module(),
                entry.shows(),
                entry.violates(),
                entry.distinct(),
                entry.depth(),
                actions,
                entry.tier(),
                entry.seconds());
        if (models.putIfAbsent(model.name(), model) != null) {
            throw new SpecException(Kind.CONFIG, FILE + ": " + model.name() + " occurs twice");
        }
        if (!model.name().equals(model.module())) {
            changes.put(model.config(), entry.change());
        }
    }

    /** That of the specification that comes with this library. */
    public static ModelCatalogue bundled() {
        return Bundled.CATALOGUE;
    }

    /**
     * Reads one.
     *
     * @throws SpecException if {@code text} is none
     */
    static ModelCatalogue parse(String text) {
        try {
            return new ModelCatalogue(MAPPER.readValue(text, new TypeReference<List<Module>>() {}));
        } catch (JsonProcessingException e) {
            String line = e.getLocation() == null ? "" : ":" + e.getLocation().getLineNr();
            throw new SpecException(Kind.CONFIG, FILE + line + ": " + ErrorReport.line(e.getOriginalMessage()));
        }
    }

    /** All models, in the order in which they build on each other. */
    public List<Model> all() {
        return List.copyOf(models.values());
    }

    /** What a run of {@code tier} consists of: the CI tier includes the smoke tier, the deep tier stands alone. */
    public List<Model> of(Tier tier) {
        return models.values().stream().filter(model -> model.isIn(tier)).toList();
    }

    /** The model of that name. */
    public Optional<Model> find(String name) {
        return Optional.ofNullable(models.get(name));
    }

    /** The text of a configuration that is made of its module's, if {@code config} is one. */
    Optional<String> configuration(SpecFiles files, String config) {
        ConfigChange change = changes.get(config);
        Model model = models.get(Strings.CS.removeEnd(config, ".cfg"));
        if (change == null || model == null) {
            return Optional.empty();
        }
        ConfigText ofModule = new ConfigText(files.text(model.module() + ".cfg"));
        return Optional.of(heading(model) + ofModule.with(change));
    }

    private static String heading(Model model) {
        return "\\* " + model.module() + ".tla: " + model.shows() + ".\n"
                + (model.mustHold() ? "" : "\\* Must be violated: " + model.mustViolate() + ".\n");
    }
}
