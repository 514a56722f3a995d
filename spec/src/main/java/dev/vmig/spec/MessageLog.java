package dev.vmig.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what TLC prints with {@code -tool}: messages with a number ({@code tlc2.output.EC}) between
 * {@code @!@!@STARTMSG number:severity @!@!@} and {@code @!@!@ENDMSG number @!@!@}, which can hold others, and the
 * parser's plain lines between them.
 */
final class MessageLog {

    private static final Pattern START = Pattern.compile("@!@!@STARTMSG (\\d+):(\\d) @!@!@");
    private static final int ERROR = 1;

    /** The parser's output ends here; what follows outside of messages is printed by the specification. */
    private static final int PARSED = 2219;

    /** A message of TLC, its text without the markers. */
    record Message(int code, int severity, String text) {}

    private final Consumer<Message> listener;
    private final List<Message> errors = new ArrayList<>();
    private final StringBuilder plain = new StringBuilder();
    private final StringBuilder body = new StringBuilder();
    private int code;
    private int severity;
    private boolean inside;
    private boolean parsed;

    MessageLog(Consumer<Message> listener) {
        this.listener = listener;
    }

    /** Takes the next line of TLC's output. */
    void line(String line) {
        if (inside) {
            if (line.equals("@!@!@ENDMSG " + code + " @!@!@")) {
                end();
            } else {
                body.append(line).append('\n');
            }
            return;
        }
        Matcher start = START.matcher(line);
        if (start.matches()) {
            code = Integer.parseInt(start.group(1));
            severity = Integer.parseInt(start.group(2));
            body.setLength(0);
            inside = true;
        } else if (!parsed) {
            plain.append(line).append('\n');
        }
    }

    private void end() {
        inside = false;
        parsed |= code == PARSED;
        Message message = new Message(code, severity, body.toString().strip());
        if (severity == ERROR) {
            errors.add(message);
        }
        listener.accept(message);
    }

    /** Whether TLC reported the error {@code number}. */
    boolean has(int number) {
        return errors.stream().anyMatch(error -> error.code() == number);
    }

    /** All errors, and what the parser printed. */
    String errorText() {
        StringBuilder text = new StringBuilder(plain);
        errors.forEach(error -> text.append(error.text()).append('\n'));
        return text.toString();
    }

    /** What the parser printed, its errors among it. */
    String parserText() {
        return plain.toString();
    }

    /** All errors that are not mere headings of a behaviour. */
    String errorsOnly() {
        StringBuilder text = new StringBuilder();
        errors.stream()
                .filter(error -> !CounterexampleReader.isHeading(error.code()))
                .forEach(error -> text.append(error.text()).append('\n'));
        return text.toString();
    }
}
