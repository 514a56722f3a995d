package dev.vmig.conformance.testee;

import dev.vmig.conformance.kit.CommandTrace;
import dev.vmig.conformance.kit.Side;
import dev.vmig.fsm.Arc;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The commands that a driver has sent, as its program reports them. Each is a string of four fields, separated by bars:
 * name; nothing, {@code creates N} or {@code destroys N}; {@code ok} or {@code failed}; what is wrong with its bytes,
 * or nothing.
 */
record RemoteCommands(Conversation conversation) implements CommandTrace {
    private static final String BAR = "|";
    private static final Pattern LINE =
            Pattern.compile("([^|]+)\\|(?:(creates|destroys) (\\d{1,18}))?\\|(ok|failed)\\|([^|]*)");

    @Override
    public List<Sent> commands(Side side) {
        return conversation.require(
                conversation.call("commands").with("device", side.toString()),
                answer -> answer.texts("commands").stream()
                        .map(RemoteCommands::parse)
                        .toList());
    }

    @Override
    public Optional<List<String>> declared(Arc arc) {
        return conversation.require(
                conversation
                        .call("declared")
                        .with("from", arc.from().value())
                        .with("to", arc.to().value()),
                answer -> answer.has("commands") ? Optional.of(answer.texts("commands")) : Optional.empty());
    }

    static Sent parse(String line) {
        Matcher fields = LINE.matcher(line);
        if (!fields.matches()) {
            throw Message.unexpected("commands", line, "NAME|creates N|ok|OBJECTION");
        }
        String effect = fields.group(2);
        return new Sent(
                fields.group(1),
                effect == null ? Effect.NONE : Effect.valueOf(effect.toUpperCase(Locale.ROOT)),
                effect == null ? 0 : Long.parseLong(fields.group(3)),
                fields.group(4).equals("ok"),
                fields.group(5));
    }

    static String format(Sent sent) {
        String effect =
                sent.effect() == Effect.NONE ? "" : sent.effect().name().toLowerCase(Locale.ROOT) + " " + sent.object();
        return String.join(
                BAR,
                sent.name(),
                effect,
                sent.succeeded() ? "ok" : "failed",
                sent.objection().replace(BAR, "/"));
    }
}
