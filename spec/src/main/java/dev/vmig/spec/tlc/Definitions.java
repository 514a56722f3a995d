package dev.vmig.spec.tlc;

import dev.vmig.spec.SpecException;
import dev.vmig.spec.SpecException.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tla2sany.semantic.FormalParamNode;
import tla2sany.semantic.OpDeclNode;
import tla2sany.semantic.OpDefNode;
import tla2sany.semantic.SymbolNode;
import tlc2.tool.Action;
import tlc2.tool.TLCState;
import tlc2.tool.impl.FastTool;
import tlc2.util.Context;
import tlc2.value.IValue;
import tlc2.value.impl.LazyValue;

/** What the module defines, by name. */
final class Definitions {

    private final FastTool tool;

    Definitions(FastTool tool) {
        this.tool = tool;
    }

    /** The definition of {@code operator}, after the substitutions of the configuration. */
    OpDefNode operator(String operator) {
        OpDefNode defined = tool.getRootModule().getOpDef(operator);
        if (defined == null) {
            throw new SpecException(Kind.QUESTION, tool.getRootModule().getName() + ".tla: no operator " + operator);
        }
        return tool.lookup(defined) instanceof OpDefNode substituted ? substituted : defined;
    }

    /** The value that the configuration gives to the constant {@code name}, or null if that is no constant. */
    @Nullable
    IValue constant(String name) {
        for (OpDeclNode constant : tool.getRootModule().getConstantDecls()) {
            if (constant.getName().equals(name) && tool.lookup(constant) instanceof IValue value) {
                return value;
            }
        }
        return null;
    }

    /** All constants to which the configuration gives a value. */
    Map<String, Object> constants() {
        Map<String, Object> values = new LinkedHashMap<>();
        for (OpDeclNode declared : tool.getRootModule().getConstantDecls()) {
            String name = declared.getName().toString();
            IValue value = constant(name);
            if (value != null) {
                values.put(name, Values.toJava(value));
            }
        }
        return values;
    }

    /** Binds the parameters of {@code operator} to {@code arguments}. */
    static Context bind(OpDefNode operator, Object... arguments) {
        FormalParamNode[] parameters = operator.getParams();
        if (parameters.length != arguments.length) {
            throw new SpecException(
                    Kind.QUESTION,
                    operator.getName() + ": " + arguments.length + " arguments given, " + parameters.length
                            + " expected");
        }
        Context context = Context.Empty;
        for (int i = 0; i < parameters.length; i++) {
            if (parameters[i].getArity() != 0) {
                throw new SpecException(
                        Kind.QUESTION,
                        operator.getName() + ": parameter " + parameters[i].getName() + " is an operator, not a value");
            }
            context = context.cons(parameters[i], Values.toTlc(arguments[i]));
        }
        return context;
    }

    /** The arguments that TLC has fixed for {@code action}. */
    static Map<String, Object> arguments(Action action) {
        OpDefNode definition = action.getOpDef();
        Map<String, Object> arguments = new LinkedHashMap<>();
        if (definition != null && definition.getArity() > 0) {
            for (FormalParamNode parameter : definition.getParams()) {
                putBound(arguments, parameter, action.con, LazyValue::getValue);
            }
            return arguments;
        }
        return bindings(action.con, LazyValue::getValue);
    }

    /**
     * All values that {@code context} binds to names, the outermost first.
     *
     * @param force gives the value of an argument that TLC has not evaluated, or null
     */
    static Map<String, Object> bindings(Context context, Function<LazyValue, @Nullable IValue> force) {
        List<SymbolNode> innermostFirst = new ArrayList<>();
        context.lookupName(symbol -> {
            innermostFirst.add(symbol);
            return false;
        });
        Map<String, Object> bindings = new LinkedHashMap<>();
        for (int i = innermostFirst.size() - 1; i >= 0; i--) {
            putBound(bindings, innermostFirst.get(i), context, force);
        }
        return bindings;
    }

    private static void putBound(
            Map<String, Object> bindings,
            SymbolNode symbol,
            Context context,
            Function<LazyValue, @Nullable IValue> force) {
        Object bound = context.lookup(symbol);
        IValue value =
                bound instanceof LazyValue lazy ? force.apply(lazy) : bound instanceof IValue known ? known : null;
        if (value != null) {
            bindings.put(symbol.getName().toString(), Values.toJava(value));
        }
    }

    /** Evaluates {@code operator}; TLC refuses where it needs a state that is not there. */
    IValue value(OpDefNode operator, Context context, TLCState state) {
        return tool.eval(operator.getBody(), context, state);
    }
}
