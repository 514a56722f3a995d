package dev.vmig.conformance.testee;

import dev.vmig.conformance.kit.Personalities;
import dev.vmig.conformance.kit.Shape;
import dev.vmig.conformance.kit.Testee;
import dev.vmig.conformance.rules.Port;
import dev.vmig.conformance.rules.Trait;
import dev.vmig.conformance.rules.UapiVersion;
import dev.vmig.fsm.FeatureSet;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The answer to {@code hello}, and the shape that it declares.
 *
 * @param personalities their names; empty if there is only one
 * @param loads the pairs that load each other's streams, as in {@link #load}
 */
record Hello(Shape shape, boolean comesWithVmig, List<String> personalities, Set<String> loads) {
    private static final String COMES_WITH_VMIG = "comesWithVmig";

    private static final String PERSONALITIES = "personalities";
    private static final String LOADS = "loads";
    private static final String EXPECTED_NAME = "1 to 64 letters, digits and . + : / - _";

    /** Those of a driver behind the protocol, which carries one call at a time. */
    private static final EnumSet<Trait> TRAITS = EnumSet.complementOf(EnumSet.of(Trait.CALLS_FROM_THREADS));

    private static final Pattern NAME = Pattern.compile("[\\w.+:/ -]{1,64}");

    static Hello of(Message hello) {
        Shape shape = shape(hello);
        List<String> personalities = personalities(hello, shape);
        return new Hello(
                shape,
                hello.has(COMES_WITH_VMIG) && hello.truth(COMES_WITH_VMIG),
                personalities,
                loads(hello, personalities));
    }

    private static List<String> personalities(Message hello, Shape shape) {
        List<String> names = hello.texts(PERSONALITIES);
        boolean announced = shape.ports().contains(Port.PERSONALITIES);
        if (announced != !names.isEmpty()) {
            throw Message.unexpected(
                    PERSONALITIES, names, announced ? "names, as the port says" : "none without the port");
        }
        for (String name : names) {
            if (!NAME.matcher(name).matches()) {
                throw Message.unexpected(PERSONALITIES, name, EXPECTED_NAME);
            }
        }
        return names;
    }

    /** Each personality loads its own streams, whether the program declares it or not. */
    private static Set<String> loads(Message hello, List<String> personalities) {
        Set<String> pairs = new TreeSet<>();
        for (String source : personalities) {
            personalities.forEach(target -> pairs.add(load(source, target)));
        }
        for (String pair : hello.texts(LOADS)) {
            if (!pairs.contains(pair)) {
                throw Message.unexpected(LOADS, pair, "some of " + pairs);
            }
        }
        Set<String> loads = new TreeSet<>(hello.texts(LOADS));
        personalities.forEach(name -> loads.add(load(name, name)));
        return loads;
    }

    /** The target loads the source's stream. */
    static String load(String source, String target) {
        return source + " -> " + target;
    }

    private static Shape shape(Message hello) {
        if (hello.number("protocol") != ProcessTestee.PROTOCOL) {
            throw Message.unexpected("protocol", hello.number("protocol"), String.valueOf(ProcessTestee.PROTOCOL));
        }
        String name = hello.text("name");
        if (!NAME.matcher(name).matches()) {
            throw Message.unexpected("name", name, EXPECTED_NAME);
        }
        Set<Port> ports = values(hello, "ports", Port.class, EnumSet.allOf(Port.class));
        ports.add(Port.STEP_BUDGET);
        return new Shape(
                name,
                features(hello.number("features")),
                hello.has("uapi") ? uapi(hello.text("uapi")) : UapiVersion.V2,
                values(hello, "traits", Trait.class, TRAITS),
                ports);
    }

    static Message answer(Message answer, Testee testee) {
        Shape shape = testee.shape();
        if (testee.comesWithVmig()) {
            answer.with(COMES_WITH_VMIG, true);
        }
        if (shape.ports().contains(Port.PERSONALITIES)) {
            Personalities all = testee.open(0).ports().personalities().orElseThrow();
            List<String> loads = new ArrayList<>();
            for (String source : all.names()) {
                all.names().stream()
                        .filter(target -> all.loads(target, source))
                        .forEach(target -> loads.add(load(source, target)));
            }
            answer.with(PERSONALITIES, all.names()).with(LOADS, loads);
        }
        return answer.with("protocol", ProcessTestee.PROTOCOL)
                .with("name", shape.name())
                .with("features", shape.features().flags())
                .with("uapi", shape.uapi().toString())
                .with("traits", shape.without(Trait.CALLS_FROM_THREADS).traits())
                .with("ports", shape.ports());
    }

    private static FeatureSet features(long flags) {
        try {
            return FeatureSet.of(flags);
        } catch (IllegalArgumentException e) {
            throw Message.unexpected("features", flags, "1, 3, 5 or 7");
        }
    }

    private static UapiVersion uapi(String text) {
        try {
            return UapiVersion.parse(text);
        } catch (IllegalArgumentException e) {
            throw Message.unexpected("uapi", text, "a release of Linux, such as 7.1");
        }
    }

    private static <E extends Enum<E>> Set<E> values(Message hello, String field, Class<E> type, Set<E> known) {
        Set<E> values = EnumSet.noneOf(type);
        for (String name : hello.texts(field)) {
            values.add(known.stream()
                    .filter(value -> value.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> Message.unexpected(field, name, "some of " + known)));
        }
        return values;
    }
}
