package dev.vmig.spec.tlc;

import dev.vmig.spec.SpecException;
import dev.vmig.spec.SpecException.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tlc2.value.IValue;
import tlc2.value.impl.BoolValue;
import tlc2.value.impl.Enumerable;
import tlc2.value.impl.FcnLambdaValue;
import tlc2.value.impl.FcnRcdValue;
import tlc2.value.impl.IntValue;
import tlc2.value.impl.ModelValue;
import tlc2.value.impl.RecordValue;
import tlc2.value.impl.SetEnumValue;
import tlc2.value.impl.StringValue;
import tlc2.value.impl.TupleValue;
import tlc2.value.impl.Value;
import tlc2.value.impl.ValueEnumeration;
import util.UniqueString;

/** TLC's values as the plain ones that {@link dev.vmig.spec.Oracle} lists, and back. */
final class Values {

    private Values() {}

    /** What {@code value} is in Java; equal TLA+ values give equal Java values, however TLC represents them. */
    static Object toJava(IValue value) {
        if (value instanceof IntValue number) {
            return (long) number.val;
        }
        if (value instanceof StringValue text) {
            return text.val.toString();
        }
        if (value instanceof BoolValue truth) {
            return truth.val;
        }
        if (value instanceof ModelValue model) {
            return new dev.vmig.spec.ModelValue(model.val.toString());
        }
        if (value instanceof TupleValue tuple) {
            return listOf(tuple.elems);
        }
        if (value instanceof RecordValue record) {
            return mapOf(record);
        }
        if (value instanceof FcnRcdValue || value instanceof FcnLambdaValue) {
            return functionOf((FcnRcdValue) ((Value) value).toFcnRcd());
        }
        if (value instanceof Enumerable set && ((Value) value).isFinite()) {
            return setOf(set);
        }
        throw new SpecException(Kind.EVALUATION, value + ": not a finite value");
    }

    private static List<Object> listOf(Value[] elements) {
        List<Object> list = new ArrayList<>(elements.length);
        for (Value element : elements) {
            list.add(toJava(element));
        }
        return Collections.unmodifiableList(list);
    }

    private static Object mapOf(RecordValue value) {
        RecordValue fields = (RecordValue) value.normalize();
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < fields.names.length; i++) {
            map.put(fields.names[i].toString(), toJava(fields.values[i]));
        }
        return map.isEmpty() ? List.of() : Collections.unmodifiableMap(map);
    }

    private static Object functionOf(FcnRcdValue value) {
        FcnRcdValue function = (FcnRcdValue) value.normalize();
        Value[] domain = function.getDomainAsValues();
        boolean sequence = true;
        for (int i = 0; i < domain.length; i++) {
            sequence &= domain[i] instanceof IntValue index && index.val == i + 1;
        }
        if (sequence) {
            return listOf(function.values);
        }
        Map<Object, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < domain.length; i++) {
            map.put(toJava(domain[i]), toJava(function.values[i]));
        }
        return Collections.unmodifiableMap(map);
    }

    private static Set<Object> setOf(Enumerable value) {
        Set<Object> set = new LinkedHashSet<>();
        ValueEnumeration elements = value.elements(Enumerable.Ordering.NORMALIZED);
        for (Value element = elements.nextElement(); element != null; element = elements.nextElement()) {
            set.add(toJava(element));
        }
        return Collections.unmodifiableSet(set);
    }

    /** What {@code value} is in TLC. */
    static Value toTlc(Object value) {
        if (value instanceof Long number) {
            return IntValue.gen(toInt(number));
        }
        if (value instanceof Integer number) {
            return IntValue.gen(number);
        }
        if (value instanceof String text) {
            return new StringValue(text);
        }
        if (value instanceof Boolean truth) {
            return truth ? BoolValue.ValTrue : BoolValue.ValFalse;
        }
        if (value instanceof dev.vmig.spec.ModelValue model) {
            return modelValue(model.name());
        }
        if (value instanceof Set<?> set) {
            return new SetEnumValue(toTlc(set.toArray()), false).normalize();
        }
        if (value instanceof List<?> tuple) {
            return new TupleValue(toTlc(tuple.toArray()));
        }
        if (value instanceof Map<?, ?> function) {
            return functionOf(function);
        }
        throw new SpecException(
                Kind.QUESTION, value + ": a " + value.getClass().getName() + " has no counterpart in TLA+");
    }

    private static int toInt(long number) {
        if (number != (int) number) {
            throw new SpecException(Kind.QUESTION, number + ": TLC computes with 32 bits");
        }
        return (int) number;
    }

    private static Value[] toTlc(Object[] values) {
        Value[] converted = new Value[values.length];
        for (int i = 0; i < values.length; i++) {
            converted[i] = toTlc(values[i]);
        }
        return converted;
    }

    private static Value functionOf(Map<?, ?> function) {
        Value[] values = toTlc(function.values().toArray());
        if (function.isEmpty()) {
            return TupleValue.EmptyTuple;
        }
        if (function.keySet().stream().allMatch(String.class::isInstance)) {
            UniqueString[] names = function.keySet().stream()
                    .map(name -> UniqueString.uniqueStringOf((String) name))
                    .toArray(UniqueString[]::new);
            return new RecordValue(names, values, false).normalize();
        }
        return new FcnRcdValue(toTlc(function.keySet().toArray()), values, false).normalize();
    }

    /** Model values exist from the configuration on; making one later would break TLC's numbering of them. */
    private static Value modelValue(String name) {
        for (ModelValue known : ModelValue.mvs) {
            if (known.val.toString().equals(name)) {
                return known;
            }
        }
        throw new SpecException(Kind.QUESTION, name + ": no model value of this configuration");
    }
}
