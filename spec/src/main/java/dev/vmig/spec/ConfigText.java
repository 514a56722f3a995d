package dev.vmig.spec;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** As much of TLC's configuration language as it takes to ask for one property at a time. */
record ConfigText(String text) {

    private static final String ANY_KEYWORD =
            "\\b(?:CONSTANTS?|(?:ACTION_)?CONSTRAINTS?|INVARIANTS?|INIT|NEXT|VIEW|SYMMETRY"
                    + "|SPECIFICATION|PROPERTY|PROPERTIES|TYPE|TYPE_CONSTRAINT|CHECK_DEADLOCK)\\b";
    private static final Pattern COMMENT = Pattern.compile("\\\\\\*[^\n]*|\\(\\*(?s:.*?)\\*\\)");

    ConfigText {
        text = COMMENT.matcher(text).replaceAll("");
    }

    /** The names under {@code PROPERTY}. */
    List<String> properties() {
        return names("PROPERTY|PROPERTIES");
    }

    /** Whether {@code name} is an invariant or a property here. */
    boolean checks(String name) {
        return checked().contains(name);
    }

    /** All invariants and properties. */
    List<String> checked() {
        return Stream.concat(names("INVARIANTS?").stream(), properties().stream())
                .toList();
    }

    /** The same model with the one property {@code name} to be checked, and nothing else. */
    String askingOnly(String name) {
        String rest = section("PROPERTY|PROPERTIES|INVARIANTS?|CHECK_DEADLOCK")
                .matcher(text)
                .replaceAll("");
        return rest + "\nCHECK_DEADLOCK FALSE\nPROPERTY " + name + "\n";
    }

    /** The same model from other initial states and with other steps, of which its invariants alone are asked. */
    String startingAt(String init, String next) {
        String rest = section("PROPERTY|PROPERTIES|SPECIFICATION|INIT|NEXT|CHECK_DEADLOCK")
                .matcher(text)
                .replaceAll("");
        return rest + "\nCHECK_DEADLOCK FALSE\nINIT " + init + "\nNEXT " + next + "\n";
    }

    /** Whether a state without a successor is no error. */
    boolean allowsDeadlock() {
        return names("CHECK_DEADLOCK").contains("FALSE");
    }

    private List<String> names(String keyword) {
        return section(keyword)
                .matcher(text)
                .results()
                .flatMap(section -> Stream.of(section.group(1).strip().split("\\s+")))
                .filter(name -> !name.isEmpty())
                .toList();
    }

    private static Pattern section(String keyword) {
        return Pattern.compile("\\b(?:" + keyword + ")\\b(.*?)(?=" + ANY_KEYWORD + "|\\z)", Pattern.DOTALL);
    }
}
