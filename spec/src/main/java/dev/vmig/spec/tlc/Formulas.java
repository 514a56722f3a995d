package dev.vmig.spec.tlc;

import org.jspecify.annotations.Nullable;
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
import tlc2.tool.impl.FastTool;
import tlc2.util.Context;
import tlc2.value.IBoolValue;

/** What it takes to walk down a formula, definitions and quantifiers included, and to evaluate its parts. */
record Formulas(FastTool tool) {

    /** Where a walk is: what is bound, in which definition, under which label. */
    record Place(Context context, String operator, @Nullable String label) {

        Place with(Context inner) {
            return new Place(inner, operator, label);
        }
    }

    /** A formula and where it stands. */
    record Step(SemanticNode formula, Place place) {}

    boolean is(boolean truth, SemanticNode formula, Place place, TLCState from, TLCState to) {
        return tool.eval(formula, place.context, from, to, EvalControl.Clear) instanceof IBoolValue value
                && value.getVal() == truth;
    }

    IContextEnumerator contexts(OpApplNode quantifier, Place place, TLCState from, TLCState to) {
        return tool.contexts(quantifier, place.context, from, to, EvalControl.Clear);
    }

    /** TLC's number of a built-in operator; 0 for other operators. */
    int opcode(OpApplNode application, Place place) {
        return tool.lookup(application.getOperator(), place.context, true) instanceof OpDefNode defined
                ? BuiltInOPs.getOpCode(defined.getName())
                : 0;
    }

    /** Steps through all that merely names or frames a formula. */
    Step inside(SemanticNode formula, Place place) {
        Step step = new Step(formula, place);
        for (Step next = enter(formula, place); next != null; next = enter(step.formula, step.place)) {
            step = next;
        }
        return step;
    }

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
                context = context.cons(substitution.getOp(), tool.getVal(substitution.getExpr(), place.context, true));
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
}
