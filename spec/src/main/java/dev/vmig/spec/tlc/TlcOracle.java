package dev.vmig.spec.tlc;

import dev.vmig.spec.Antecedent;
import dev.vmig.spec.FalsePart;
import dev.vmig.spec.Oracle;
import dev.vmig.spec.SpecAction;
import dev.vmig.spec.SpecException;
import dev.vmig.spec.SpecException.Kind;
import dev.vmig.spec.SpecMutation;
import dev.vmig.spec.SpecState;
import dev.vmig.spec.TlaText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.commons.lang3.Strings;
import tla2sany.semantic.LevelConstants;
import tla2sany.semantic.OpDeclNode;
import tla2sany.semantic.OpDefNode;
import tlc2.tool.Action;
import tlc2.tool.StateVec;
import tlc2.tool.TLCState;
import tlc2.tool.impl.FastTool;
import tlc2.util.FP64;
import tlc2.value.IValue;
import util.ToolIO;

/** The oracle on TLC's evaluator, {@link FastTool}. One TLC, that is one class loader, has one of it. */
public final class TlcOracle implements Oracle {

    private final String module;
    private final AutoCloseable loader;
    private final FastTool tool;
    private final OpDeclNode[] variables;
    private final Definitions definitions;
    private final Explainer explainer;
    private final Antecedents antecedents;
    private final Map<String, String> sources;
    private final Map<SpecAction, List<Action>> actions = new LinkedHashMap<>();

    /**
     * Loads a module.
     *
     * @param folder holds the modules and the configuration; not needed afterwards
     * @param sources file name to text, of the same files
     * @param loader closed together with this oracle
     */
    public TlcOracle(Path folder, String module, String config, Map<String, String> sources, AutoCloseable loader) {
        this.module = module;
        this.loader = loader;
        ToolIO.setMode(ToolIO.TOOL);
        ToolIO.reset();
        // Without a polynomial TLC gives every state the same fingerprint.
        FP64.Init(0);
        this.tool = load(folder, module, config);
        this.variables = tool.getRootModule().getVariableDecls();
        // Numbered as the parser met them, extended modules first.
        Arrays.sort(variables, Comparator.comparingInt(OpDeclNode::getUid));
        this.definitions = new Definitions(tool);
        this.explainer = new Explainer(tool, definitions, sources);
        this.antecedents = new Antecedents(tool, definitions, sources);
        this.sources = sources;
        for (Action action : tool.getActions()) {
            SpecAction instance = new SpecAction(action.getName().toString(), Definitions.arguments(action));
            actions.computeIfAbsent(instance, fresh -> new ArrayList<>()).add(action);
        }
    }

    private static FastTool load(Path folder, String module, String config) {
        try {
            // TLC adds the suffix itself.
            String configName = Strings.CS.removeEnd(config, ".cfg");
            return new FastTool(folder.toString(), module, configName, new ModuleFolder(folder));
        } catch (RuntimeException | StackOverflowError e) {
            throw LoadFailure.of(module, config, e, ToolIO.getAllMessages());
        }
    }

    @Override
    public List<SpecState> initialStates() {
        return asking(() -> {
            StateVec states = tool.getInitStates();
            List<SpecState> allowed = new ArrayList<>(states.size());
            for (int i = 0; i < states.size(); i++) {
                if (tool.isInModel(states.elementAt(i))) {
                    allowed.add(new TlcState(states.elementAt(i), variables));
                }
            }
            return allowed;
        });
    }

    @Override
    public List<SpecAction> actions() {
        return List.copyOf(actions.keySet());
    }

    @Override
    public List<SpecState> successors(SpecAction action, SpecState state) {
        List<Action> instances = actions.get(action);
        if (instances == null) {
            throw new SpecException(Kind.QUESTION, module + ".tla: no action " + action);
        }
        return asking(() -> {
            TLCState from = tlc(state);
            List<SpecState> successors = new ArrayList<>();
            for (Action instance : instances) {
                StateVec next = tool.getNextStates(instance, from);
                for (int i = 0; i < next.size(); i++) {
                    TLCState to = next.elementAt(i);
                    requireAssigned(action, to);
                    if (tool.isInModel(to) && tool.isInActions(from, to)) {
                        successors.add(new TlcState(to, variables));
                    }
                }
            }
            return successors;
        });
    }

    private static void requireAssigned(SpecAction action, TLCState state) {
        if (!state.allAssigned()) {
            String missing = state.getUnassigned().iterator().next().getName().toString();
            throw new SpecException(Kind.EVALUATION, action + ": says nothing about " + missing + "'");
        }
    }

    @Override
    public Map<String, Object> constants() {
        return asking(definitions::constants);
    }

    @Override
    public Object evaluate(String operator, Object... arguments) {
        return asking(() -> {
            IValue constant = definitions.constant(operator);
            if (constant != null && arguments.length == 0) {
                return Values.toJava(constant);
            }
            OpDefNode definition = definitions.operator(operator);
            requireLevel(definition, LevelConstants.ConstantLevel, "a state");
            return Values.toJava(
                    definitions.value(definition, Definitions.bind(definition, arguments), TLCState.Empty));
        });
    }

    @Override
    public Object evaluateIn(SpecState state, String operator, Object... arguments) {
        return asking(() -> {
            OpDefNode definition = definitions.operator(operator);
            requireLevel(definition, LevelConstants.VariableLevel, "a step");
            return Values.toJava(definitions.value(definition, Definitions.bind(definition, arguments), tlc(state)));
        });
    }

    private static void requireLevel(OpDefNode definition, int highest, String needs) {
        if (definition.getLevel() > highest) {
            throw new SpecException(Kind.QUESTION, definition.getName() + ": has no value without " + needs);
        }
    }

    @Override
    public boolean holds(SpecState state, String predicate) {
        Object value = evaluateIn(state, predicate);
        if (value instanceof Boolean truth) {
            return truth;
        }
        throw new SpecException(Kind.QUESTION, predicate + ": neither true nor false, but " + TlaText.of(value));
    }

    @Override
    public List<FalsePart> explain(SpecState state, String predicate) {
        return asking(() -> explainer.explain(tlc(state), predicate));
    }

    @Override
    public List<FalsePart> explainStep(SpecState from, SpecState to, String actionProperty) {
        return asking(() -> explainer.explainStep(tlc(from), tlc(to), actionProperty));
    }

    @Override
    public Set<Antecedent> antecedents(String property) {
        return asking(() -> antecedents.of(property));
    }

    @Override
    public Set<Antecedent> trueIn(SpecState from, SpecState to, Set<Antecedent> among) {
        return asking(() -> antecedents.trueIn(tlc(from), tlc(to), among));
    }

    private static TLCState tlc(SpecState state) {
        if (state instanceof TlcState own) {
            return own.tlc();
        }
        throw new SpecException(Kind.QUESTION, "a state of another oracle was passed");
    }

    /** TLC reports with exceptions of many kinds, and its recursion ends in a stack overflow. */
    private <T> T asking(Supplier<T> question) {
        try {
            return question.get();
        } catch (SpecException e) {
            throw e;
        } catch (StackOverflowError e) {
            throw new SpecException(Kind.EVALUATION, module + ".tla: the evaluation does not end (stack overflow)");
        } catch (RuntimeException e) {
            throw SpecException.ofReport(Kind.EVALUATION, module, String.valueOf(e.getMessage()));
        }
    }

    @Override
    public List<SpecMutation> mutations(Collection<String> operators) {
        return Mutations.of(tool, operators, sources);
    }

    @Override
    public void close() {
        try {
            loader.close();
        } catch (Exception e) {
            throw new IllegalStateException("class loader of " + module, e);
        }
    }
}
