package dev.vmig.spec.tlc;

import dev.vmig.spec.SpecException;
import dev.vmig.spec.SpecException.Kind;
import dev.vmig.spec.SpecState;
import dev.vmig.spec.TlaText;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tla2sany.semantic.OpDeclNode;
import tlc2.tool.TLCState;

/** A state of TLC, its values converted when they are read. */
final class TlcState implements SpecState {

    private final TLCState state;
    private final OpDeclNode[] variables;
    private final long fingerprint;
    private final @Nullable Object[] converted;
    private @Nullable Map<String, Object> values;

    /**
     * Wraps a state.
     *
     * @param variables in the order of their declaration; TLC sorts its own list by the numbers of its string table
     */
    TlcState(TLCState state, OpDeclNode[] variables) {
        // Values that TLC would compute on demand are computed here: from now on the state never changes.
        state.deepNormalize();
        this.state = state;
        this.variables = variables;
        this.fingerprint = state.fingerPrint();
        this.converted = new Object[variables.length];
    }

    TLCState tlc() {
        return state;
    }

    @Override
    public Object get(String variable) {
        for (int i = 0; i < variables.length; i++) {
            if (variables[i].getName().equals(variable)) {
                return get(i);
            }
        }
        throw new SpecException(Kind.QUESTION, variable + ": no such variable");
    }

    private Object get(int index) {
        Object known = converted[index];
        if (known == null) {
            known = Values.toJava(state.lookup(variables[index].getName()));
            converted[index] = known;
        }
        return known;
    }

    @Override
    public Map<String, Object> values() {
        Map<String, Object> known = values;
        if (known == null) {
            Map<String, Object> all = new LinkedHashMap<>();
            for (int i = 0; i < variables.length; i++) {
                all.put(variables[i].getName().toString(), get(i));
            }
            known = Collections.unmodifiableMap(all);
            values = known;
        }
        return known;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TlcState that && fingerprint == that.fingerprint;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(fingerprint);
    }

    @Override
    public String toString() {
        return values().entrySet().stream()
                .map(variable -> "/\\ " + variable.getKey() + " = " + TlaText.of(variable.getValue()))
                .collect(Collectors.joining("\n"));
    }
}
