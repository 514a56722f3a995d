package dev.vmig.spec.tlc;

import dev.vmig.spec.FalsePart;
import dev.vmig.spec.tlc.Formulas.Place;
import dev.vmig.spec.tlc.Formulas.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tla2sany.semantic.ExprOrOpArgNode;
import tla2sany.semantic.OpApplNode;
import tla2sany.semantic.OpDefNode;
import tla2sany.semantic.SemanticNode;
import tlc2.tool.EvalControl;
import tlc2.tool.IContextEnumerator;
import tlc2.tool.TLCState;
import tlc2.tool.ToolGlobals;
import tlc2.tool.impl.FastTool;
import tlc2.util.Context;
import tlc2.value.IValue;
import tlc2.value.impl.LazyValue;

/** Walks down a false formula to the parts that make it false. */
final class Explainer {

    private final FastTool tool;
    private final Formulas formulas;
    private final Definitions definitions;
    private final SourceText sources;

    Explainer(FastTool tool, Definitions definitions, Map<String, String> sources) {
        this.tool = tool;
        this.formulas = new Formulas(tool);
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

    private final class Walk {

        private final TLCState from;
        private final TLCState to;
        private final List<FalsePart> found = new ArrayList<>();

        Walk(TLCState from, TLCState to) {
            this.from = from;
            this.to = to;
        }

        boolean isFalse(SemanticNode formula, Place place) {
            return formulas.is(false, formula, place, from, to);
        }

        /** Follows a temporal formula to its {@code [][A]_v}. */
        void boxes(SemanticNode formula, Place place) {
            Step inner = formulas.inside(formula, place);
            Place here = inner.place();
            if (!(inner.formula() instanceof OpApplNode application)) {
                return;
            }
            switch (formulas.opcode(application, here)) {
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
        void descend(SemanticNode named, Place start) {
            Step inner = formulas.inside(named, start);
            SemanticNode formula = inner.formula();
            Place place = inner.place();
            if (!(formula instanceof OpApplNode application)) {
                add(formula, place);
                return;
            }
            ExprOrOpArgNode[] arguments = application.getArgs();
            switch (formulas.opcode(application, place)) {
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
            IContextEnumerator contexts = formulas.contexts(quantifier, place, from, to);
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
                    place.label(),
                    place.operator(),
                    SourceText.location(formula.getLocation()),
                    Definitions.bindings(place.context(), this::valueOf)));
        }

        /** An argument of a definition, which TLC evaluates when it is used; null if that is not possible here. */
        private @Nullable IValue valueOf(LazyValue argument) {
            try {
                return tool.eval(argument.expr, argument.con, from, to, EvalControl.Clear);
            } catch (RuntimeException e) {
                return null;
            }
        }
    }
}
