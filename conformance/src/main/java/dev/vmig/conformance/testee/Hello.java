package dev.vmig.conformance.testee;

import dev.vmig.conformance.kit.Shape;
import dev.vmig.conformance.kit.Testee;
import dev.vmig.conformance.rules.Port;
import dev.vmig.conformance.rules.Trait;
import dev.vmig.conformance.rules.UapiVersion;
import dev.vmig.fsm.FeatureSet;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;

/** What a program says of itself, and the shape that this gives. */
record Hello(Shape shape, boolean comesWithVmig) {
    private static final String COMES_WITH_VMIG = "comesWithVmig";

    private static final Pattern NAME = Pattern.compile("[\\w.+:/ -]{1,64}");
    /** What can be asked for by the protocol. A limit of time is set to every call, so that STEP_BUDGET is there anyway. */
    static final Set<Port> PORTS =
            EnumSet.complementOf(EnumSet.of(Port.STREAM_FORMAT, Port.DEVICE_MODE, Port.COMMANDS));

    static Hello of(Message hello) {
        return new Hello(shape(hello), hello.has(COMES_WITH_VMIG) && hello.truth(COMES_WITH_VMIG));
    }

    private static Shape shape(Message hello) {
        if (hello.number("protocol") != ProcessTestee.PROTOCOL) {
            throw Message.unexpected("protocol", hello.number("protocol"), String.valueOf(ProcessTestee.PROTOCOL));
        }
        String name = hello.text("name");
        if (!NAME.matcher(name).matches()) {
            throw Message.unexpected("name", name, "1 to 64 letters, digits and . + : / - _");
        }
        Set<Port> ports = values(hello, "ports", Port.class, PORTS);
        ports.add(Port.STEP_BUDGET);
        return new Shape(
                name,
                features(hello.number("features")),
                hello.has("uapi") ? uapi(hello.text("uapi")) : UapiVersion.V2,
                values(hello, "traits", Trait.class, EnumSet.allOf(Trait.class)),
                ports);
    }

    static Message answer(Message answer, Testee testee) {
        Shape shape = testee.shape();
        if (testee.comesWithVmig()) {
            answer.with(COMES_WITH_VMIG, true);
        }
        Set<Port> ports = EnumSet.noneOf(Port.class);
        ports.addAll(shape.ports());
        ports.retainAll(PORTS);
        return answer.with("protocol", ProcessTestee.PROTOCOL)
                .with("name", shape.name())
                .with("features", shape.features().flags())
                .with("uapi", shape.uapi().toString())
                .with("traits", shape.traits())
                .with("ports", ports);
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
