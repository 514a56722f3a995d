package dev.vmig.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.lang3.StringUtils;

/**
 * A definition as its module states it.
 *
 * @param module that defines it
 * @param name of what is defined
 * @param text of the definition, over as many lines as it has
 * @param comment of the paragraph that it stands in, on one line; empty if there is none
 */
public record PropertyText(String module, String name, String text, String comment) {
    /** To an empty line, a comment, the end of the module, or the next definition. */
    private static final String BODY = "(?:\\([^)\\n]*\\))?[ \\t]*==.*?(?=\\n\\n|\\n\\(\\*|\\n---|\\n===|\\n\\w)";

    private static final Pattern EXTENDED = Pattern.compile("(?m)^EXTENDS (.*)$");
    private static final Pattern COMMENT = Pattern.compile("(?m)^\\(\\*([^\\n]*)\\*\\)$");

    /**
     * Looks for it in a module and in those that it extends.
     *
     * @throws SpecException if none of them defines it
     */
    public static PropertyText of(SpecFiles files, String module, String name) {
        Pattern definition = Pattern.compile("(?ms)^" + Pattern.quote(name) + BODY);
        for (String each : withExtended(files, module)) {
            String text = files.text(each + ".tla");
            Matcher found = definition.matcher(text);
            if (found.find()) {
                String before = text.substring(0, found.start());
                return new PropertyText(each, name, found.group(), comment(paragraphUpToHere(before)));
            }
        }
        throw new SpecException(
                SpecException.Kind.QUESTION, name + ": neither " + module + " nor what it extends defines it");
    }

    /** A module, and those that it extends. */
    static List<String> withExtended(SpecFiles files, String module) {
        List<String> modules = new ArrayList<>(List.of(module));
        for (int i = 0; i < modules.size(); i++) {
            Matcher extended = EXTENDED.matcher(files.text(modules.get(i) + ".tla"));
            if (extended.find()) {
                for (String next : StringUtils.split(extended.group(1), ", ")) {
                    // The standard modules are TLC's own.
                    if (files.texts().containsKey(next + ".tla")) {
                        modules.add(next);
                    }
                }
            }
        }
        return modules;
    }

    private static String paragraphUpToHere(String before) {
        return before.substring(before.lastIndexOf("\n\n") + 1);
    }

    private static String comment(String paragraph) {
        StringBuilder comment = new StringBuilder();
        Matcher line = COMMENT.matcher(paragraph);
        while (line.find()) {
            comment.append(line.group(1).replaceAll("\\*+", "")).append(' ');
        }
        return StringUtils.normalizeSpace(comment.toString());
    }
}
