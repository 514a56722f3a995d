package dev.vmig.spec.tlc;

import dev.vmig.spec.FalsePart;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tla2sany.semantic.ExprOrOpArgNode;
import tla2sany.semantic.LabelNode;
import tla2sany.semantic.LetInNode;
import tla2sany.semantic.OpApplNode;
import tla2sany.semantic.OpDefNode;
import tla2sany.semantic.SemanticNode;
import tla2sany.semantic.Subst;
import tla2sany.semantic.SubstInNode;
import tlc2.tool.BuiltInOPs;
import tlc2.tool.EvalControl;
import tlc2.tool.IContextEnumerator;
import tlc2.tool.TLCState;
import tlc2.tool.ToolGlobals;
import tlc2.tool.impl.FastTool;
import tlc2.util.Context;
import tlc2.value.IBoolValue;
import tlc2.value.IValue;
import tlc2.value.impl.LazyValue;

/** Walks down a false formula to the parts that make it false. */
final class Explainer {

    private final FastTool tool;
    private final Definitions definitions;
    private final SourceText sources;

    Explainer(FastTool tool, Definitions definitions, Map<String, String> sources) {
        this.tool = tool;
        this.definitions = definitions;
        this.sources = new SourceText(sources);
    }

    List<FalsePart> explain(TLCState state, String predicate) {
        OpDefNode definition = definitions.operator(predicate);
        Walk walk = new Walk(state, TLCState.Empty);
        Place place = new Place(Definitions.bind(definition), predicate, null);
        if (walk.isFalse(definition.getBody(), place)) {
            walk.descend(definition.getBody(), place);
        }
        return walk.found;
    }

    List<FalsePart> explainStep(TLCState from, TLCState to, String property) {
        OpDefNode definition = definitions.operator(property);
        Walk walk = new Walk(from, to);
        walk.boxes(definition.getBody(), new Place(Definitions.bind(definition), property, null));
        return walk.found;
    }

    /** Where the walk is: what is bound, in which definition, under which label. */
    private record Place(
            Context context, String operator, @Nullable String label) {

        Place with(Context inner) {
            return new Place(inner, operator, label);
        }
    }

    private final class Walk {

        private final TLCState from;
        private final TLCState to;
        private final List<FalsePart> found = new ArrayList<>();

        Walk(TLCState from, TLCState to) {
            this.from = from;
            this.to = to;
        }

        boolean isFalse(SemanticNode formula, Place place) {
            return tool.eval(formula, place.context, from, to, EvalControl.Clear) instanceof IBoolValue truth
                    && !truth.getVal();
        }

        /** Follows a temporal formula to its {@code [][A]_v}. */
        void boxes(SemanticNode formula, Place place) {
            SemanticNode inner = formula;
            Place here = place;
            Step step = enter(inner, here);
            while (step != null) {
                inner = step.formula;
                here = step.place;
                step = enter(inner, here);
            }
            if (!(inner instanceof OpApplNode application)) {
                return;
            }
            switch (opcode(application, here)) {
                case ToolGlobals.OPCODE_cl, ToolGlobals.OPCODE_land -> {
                    for (ExprOrOpArgNode conjunct : application.getArgs()) {
                        boxes(conjunct, here);
                    }
                }
                case ToolGlobals.OPCODE_box -> {
                    SemanticNode always = application.getArgs()[0];
                    if (isFalse(always, here)) {
                        descend(always, here);
                    }
                }
                default -> {
                    // Initial conditions, fairness and the like say nothing about one step.
                }
            }
        }

        /** Finds what makes {@code formula}, known to be false, false. */
        void descend(SemanticNode formula, Place place) {
            Step step = enter(formula, place);
            if (step != null) {
                descend(step.formula, step.place);
                return;
            }
            if (!(formula instanceof OpApplNode application)) {
                add(formula, place);
                return;
            }
            ExprOrOpArgNode[] arguments = application.getArgs();
            switch (opcode(application, place)) {
                case ToolGlobals.OPCODE_cl, ToolGlobals.OPCODE_land -> conjunction(arguments, place);
                case ToolGlobals.OPCODE_implies -> descend(arguments[1], place);
                case ToolGlobals.OPCODE_sa -> descend(arguments[0], place);
                case ToolGlobals.OPCODE_ite -> descend(arguments[isFalse(arguments[0], place) ? 2 : 1], place);
                case ToolGlobals.OPCODE_bf -> forAll(application, place);
                default -> add(formula, place);
            }
        }

        private void conjunction(ExprOrOpArgNode[] conjuncts, Place place) {
            boolean guarded = false;
            for (ExprOrOpArgNode conjunct : conjuncts) {
                try {
                    if (isFalse(conjunct, place)) {
                        descend(conjunct, place);
                        guarded = true;
                    }
                } catch (RuntimeException e) {
                    // A conjunct may make sense only where those before it hold.
                    if (!guarded) {
                        throw e;
                    }
                }
            }
        }

        private void forAll(OpApplNode quantifier, Place place) {
            SemanticNode body = quantifier.getArgs()[0];
            IContextEnumerator contexts = tool.contexts(quantifier, place.context, from, to, EvalControl.Clear);
            for (Context bound = contexts.nextElement(); bound != null; bound = contexts.nextElement()) {
                Place inner = place.with(bound);
                if (isFalse(body, inner)) {
                    descend(body, inner);
                }
            }
        }

        private void add(SemanticNode formula, Place place) {
            found.add(new FalsePart(
                    sources.of(formula.getLocation()),
                    place.label,
                    place.operator,
                    SourceText.location(formula.getLocation()),
                    Definitions.bindings(place.context, this::valueOf)));
        }

        /** An argument of a definition, which TLC evaluates when it is used; null if that is not possible here. */
        private @Nullable IValue valueOf(LazyValue argument) {
            try {
                return tool.eval(argument.expr, argument.con, from, to, EvalControl.Clear);
            } catch (RuntimeException e) {
                return null;
            }
        }

        /** Steps through what merely names or frames a formula; null if {@code formula} is none of these. */
        private @Nullable Step enter(SemanticNode formula, Place place) {
            if (formula instanceof LabelNode label) {
                return new Step(
                        label.getBody(),
                        new Place(place.context, place.operator, label.getName().toString()));
            }
            if (formula instanceof LetInNode let) {
                return new Step(let.getBody(), place);
            }
            if (formula instanceof SubstInNode instance) {
                Context context = place.context;
                for (Subst substitution : instance.getSubsts()) {
                    context = context.cons(
                            substitution.getOp(), tool.getVal(substitution.getExpr(), place.context, true));
                }
                return new Step(instance.getBody(), place.with(context));
            }
            if (formula instanceof OpApplNode application
                    && tool.lookup(application.getOperator(), place.context, true) instanceof OpDefNode defined
                    && BuiltInOPs.getOpCode(defined.getName()) == 0
                    && defined.getBody() != null) {
                Context context = tool.getOpContext(defined, application.getArgs(), place.context, true);
                return new Step(
                        defined.getBody(), new Place(context, defined.getName().toString(), null));
            }
            return null;
        }

        private int opcode(OpApplNode application, Place place) {
            return tool.lookup(application.getOperator(), place.context, true) instanceof OpDefNode defined
                    ? BuiltInOPs.getOpCode(defined.getName())
                    : 0;
        }
    }

    private record Step(SemanticNode formula, Place place) {}
}
