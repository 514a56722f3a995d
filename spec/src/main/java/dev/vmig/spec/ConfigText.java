package dev.vmig.spec;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A configuration of TLC: its statements, in the order in which {@link #toString} writes them. What stands before the
 * first statement is dropped.
 */
final class ConfigText {

    /** The statements; both numbers of a keyword are the same statement. */
    private enum Statement {
        INIT,
        NEXT,
        SPECIFICATION,
        CONSTANTS,
        CONSTRAINTS,
        ACTION_CONSTRAINTS,
        VIEW,
        SYMMETRY,
        INVARIANTS,
        PROPERTIES,
        CHECK_DEADLOCK;

        static Statement of(String keyword) {
            return switch (keyword) {
                case "CONSTANT" -> CONSTANTS;
                case "CONSTRAINT" -> CONSTRAINTS;
                case "ACTION_CONSTRAINT" -> ACTION_CONSTRAINTS;
                case "INVARIANT" -> INVARIANTS;
                case "PROPERTY" -> PROPERTIES;
                default -> valueOf(keyword);
            };
        }
    }

    private static final Pattern COMMENT = Pattern.compile("\\\\\\*[^\n]*|\\(\\*(?s:.*?)\\*\\)");
    private static final Pattern KEYWORD =
            Pattern.compile("\\b(?:(?:ACTION_)?CONSTRAINTS?|CONSTANTS?|INVARIANTS?|INIT|NEXT|VIEW|SYMMETRY"
                    + "|SPECIFICATION|PROPERTY|PROPERTIES|CHECK_DEADLOCK)\\b");
    private static final Pattern ASSIGNMENT =
            Pattern.compile("(\\w+)\\s*(=|<-)\\s*(.*?)(?=\\w+\\s*(?:=|<-)|\\z)", Pattern.DOTALL);

    private final Map<Statement, List<String>> items = new EnumMap<>(Statement.class);
    private final Map<String, String> constants = new LinkedHashMap<>();

    ConfigText(String text) {
        String code = withoutComments(text);
        List<MatchResult> keywords = KEYWORD.matcher(code).results().toList();
        for (int i = 0; i < keywords.size(); i++) {
            int end = i + 1 < keywords.size() ? keywords.get(i + 1).start() : code.length();
            add(
                    Statement.of(keywords.get(i).group()),
                    code.substring(keywords.get(i).end(), end).strip());
        }
    }

    /** Comments are those of modules, too. */
    static String withoutComments(String text) {
        return COMMENT.matcher(text).replaceAll("");
    }

    private ConfigText(ConfigText other) {
        items.putAll(other.items);
        constants.putAll(other.constants);
    }

    private void add(Statement statement, String body) {
        if (statement == Statement.CONSTANTS) {
            ASSIGNMENT
                    .matcher(body)
                    .results()
                    .forEach(assignment -> constants.put(
                            assignment.group(1),
                            assignment.group(2) + " " + assignment.group(3).strip()));
        } else {
            List<String> all = new ArrayList<>(items(statement));
            Stream.of(body.split("\\s+")).filter(item -> !item.isEmpty()).forEach(all::add);
            items.put(statement, all);
        }
    }

    private List<String> items(Statement statement) {
        return items.getOrDefault(statement, List.of());
    }

    /** The names under {@code PROPERTY}. */
    List<String> properties() {
        return items(Statement.PROPERTIES);
    }

    /** Whether {@code name} is an invariant or a property here. */
    boolean checks(String name) {
        return checked().contains(name);
    }

    /** All invariants and properties. */
    List<String> checked() {
        return Stream.concat(items(Statement.INVARIANTS).stream(), properties().stream())
                .toList();
    }

    /** The operators that say what the model does: its specification, or initial states and steps, and substitutions. */
    List<String> behaviour() {
        List<String> operators = new ArrayList<>(items(Statement.SPECIFICATION));
        operators.addAll(items(Statement.INIT));
        operators.addAll(items(Statement.NEXT));
        constants.values().stream()
                .filter(value -> value.startsWith("<- "))
                .map(value -> value.substring("<- ".length()))
                .forEach(operators::add);
        return operators;
    }

    /** Whether a state without a successor is no error. */
    boolean allowsDeadlock() {
        return items(Statement.CHECK_DEADLOCK).contains("FALSE");
    }

    /** The same model with the one property or invariant {@code name} to be checked, and nothing else. */
    ConfigText askingOnly(String name) {
        Statement kind = items(Statement.INVARIANTS).contains(name) ? Statement.INVARIANTS : Statement.PROPERTIES;
        ConfigText changed = new ConfigText(this);
        changed.items.remove(Statement.INVARIANTS);
        changed.items.remove(Statement.PROPERTIES);
        changed.items.put(kind, List.of(name));
        changed.items.put(Statement.CHECK_DEADLOCK, List.of("FALSE"));
        return changed;
    }

    /** The same model from other initial states and with other steps; only its invariants are checked. */
    ConfigText startingAt(String init, String next) {
        ConfigText changed = new ConfigText(this);
        changed.items.remove(Statement.SPECIFICATION);
        changed.items.remove(Statement.PROPERTIES);
        changed.items.put(Statement.INIT, List.of(init));
        changed.items.put(Statement.NEXT, List.of(next));
        changed.items.put(Statement.CHECK_DEADLOCK, List.of("FALSE"));
        return changed;
    }

    /** The same model with what {@code change} states in the place of what is here. */
    ConfigText with(ConfigChange change) {
        ConfigText changed = new ConfigText(this);
        change.constants().forEach((name, value) -> changed.constants.put(name, "= " + value));
        change.substitutions().forEach(changed::substitute);
        changed.replace(Statement.SPECIFICATION, one(change.specification()));
        changed.replace(Statement.SYMMETRY, one(change.symmetry()));
        changed.replace(Statement.VIEW, one(change.view()));
        changed.replace(Statement.INVARIANTS, change.invariants());
        changed.replace(Statement.PROPERTIES, change.properties());
        return changed;
    }

    private void substitute(String name, String operator) {
        if (name.equals(operator)) {
            constants.remove(name);
        } else {
            constants.put(name, "<- " + operator);
        }
    }

    private static @Nullable List<String> one(@Nullable String item) {
        return item == null ? null : item.isEmpty() ? List.of() : List.of(item);
    }

    private void replace(Statement statement, @Nullable List<String> replacement) {
        if (replacement != null) {
            items.put(statement, replacement);
        }
    }

    @Override
    public String toString() {
        return Stream.of(Statement.values())
                .map(this::render)
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining());
    }

    private String render(Statement statement) {
        List<String> lines = statement == Statement.CONSTANTS
                ? constants.entrySet().stream()
                        .map(constant -> constant.getKey() + " " + constant.getValue())
                        .toList()
                : items(statement);
        return switch (lines.size()) {
            case 0 -> "";
            case 1 -> keyword(statement) + " " + lines.get(0) + "\n";
            default -> statement + "\n    " + String.join("\n    ", lines) + "\n";
        };
    }

    private static String keyword(Statement statement) {
        return switch (statement) {
            case CONSTANTS -> "CONSTANT";
            case INVARIANTS -> "INVARIANT";
            case PROPERTIES -> "PROPERTY";
            default -> statement.name();
        };
    }
}
