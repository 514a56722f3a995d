package dev.vmig.spec.tlc;

import dev.vmig.spec.Antecedent;
import dev.vmig.spec.tlc.Formulas.Place;
import dev.vmig.spec.tlc.Formulas.Step;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import tla2sany.semantic.ExprOrOpArgNode;
import tla2sany.semantic.LevelConstants;
import tla2sany.semantic.OpApplNode;
import tla2sany.semantic.OpDefNode;
import tla2sany.semantic.SemanticNode;
import tlc2.tool.IContextEnumerator;
import tlc2.tool.TLCState;
import tlc2.tool.ToolGlobals;
import tlc2.tool.impl.FastTool;
import tlc2.util.Context;

/** Walks down properties to what they presuppose. */
final class Antecedents {
    private final Formulas formulas;
    private final Definitions definitions;
    private final SourceText sources;

    Antecedents(FastTool tool, Definitions definitions, Map<String, String> sources) {
        this.formulas = new Formulas(tool);
        this.definitions = definitions;
        this.sources = new SourceText(sources);
    }

    /** All of them, whether they are ever true or not. */
    Set<Antecedent> of(String property) {
        OpDefNode definition = definitions.operator(property);
        Set<Antecedent> found = new LinkedHashSet<>();
        collect(property, definition.getBody(), new Place(Definitions.bind(definition), property, null), found);
        return found;
    }

    private void collect(String property, SemanticNode formula, Place place, Set<Antecedent> found) {
        Step inner = formulas.inside(formula, place);
        if (!(inner.formula() instanceof OpApplNode application)) {
            return;
        }
        ExprOrOpArgNode[] arguments = application.getArgs();
        switch (formulas.opcode(application, inner.place())) {
            case ToolGlobals.OPCODE_cl, ToolGlobals.OPCODE_land -> {
                for (ExprOrOpArgNode conjunct : arguments) {
                    collect(property, conjunct, inner.place(), found);
                }
            }
            case ToolGlobals.OPCODE_box, ToolGlobals.OPCODE_sa -> collect(property, arguments[0], inner.place(), found);
            case ToolGlobals.OPCODE_bf -> {
                if (isAboutStep(arguments[0])) {
                    found.add(antecedent(property, application));
                }
                collect(property, arguments[0], inner.place(), found);
            }
            case ToolGlobals.OPCODE_implies -> {
                if (isAboutStep(arguments[0])) {
                    found.add(antecedent(property, arguments[0]));
                }
                if (arguments[0].getLevel() < LevelConstants.TemporalLevel) {
                    collect(property, arguments[1], inner.place(), found);
                }
            }
            case ToolGlobals.OPCODE_equiv, ToolGlobals.OPCODE_leadto -> {
                if (isAboutStep(arguments[0])) {
                    found.add(antecedent(property, arguments[0]));
                }
            }
            default -> {
                // It says something about every state.
            }
        }
    }

    /** Not about constants, which a configuration chooses, and not about whole behaviours. */
    private static boolean isAboutStep(ExprOrOpArgNode formula) {
        return formula.getLevel() > LevelConstants.ConstantLevel && formula.getLevel() < LevelConstants.TemporalLevel;
    }

    /** Those of {@code among} that are true in a step. */
    Set<Antecedent> trueIn(TLCState from, TLCState to, Set<Antecedent> among) {
        Set<Antecedent> found = new LinkedHashSet<>();
        among.stream().map(Antecedent::property).distinct().forEach(property -> {
            OpDefNode definition = definitions.operator(property);
            Place place = new Place(Definitions.bind(definition), property, null);
            new Walk(property, from, to, found).follow(definition.getBody(), place);
        });
        found.retainAll(among);
        return found;
    }

    private Antecedent antecedent(String property, SemanticNode formula) {
        return new Antecedent(property, sources.of(formula.getLocation()), SourceText.location(formula.getLocation()));
    }

    private final class Walk {
        private final String property;
        private final TLCState from;
        private final TLCState to;
        private final Set<Antecedent> found;

        Walk(String property, TLCState from, TLCState to, Set<Antecedent> found) {
            this.property = property;
            this.from = from;
            this.to = to;
            this.found = found;
        }

        /** A formula that is true: the conjuncts after one of them may be evaluated too. */
        void follow(SemanticNode formula, Place place) {
            Step inner = formulas.inside(formula, place);
            if (!(inner.formula() instanceof OpApplNode application)) {
                return;
            }
            ExprOrOpArgNode[] arguments = application.getArgs();
            switch (formulas.opcode(application, inner.place())) {
                case ToolGlobals.OPCODE_cl, ToolGlobals.OPCODE_land -> {
                    for (ExprOrOpArgNode conjunct : arguments) {
                        follow(conjunct, inner.place());
                    }
                }
                case ToolGlobals.OPCODE_box, ToolGlobals.OPCODE_sa -> follow(arguments[0], inner.place());
                case ToolGlobals.OPCODE_bf -> forAll(application, inner.place());
                case ToolGlobals.OPCODE_implies -> {
                    if (isTrue(arguments[0], inner.place())) {
                        follow(arguments[1], inner.place());
                    }
                }
                case ToolGlobals.OPCODE_equiv, ToolGlobals.OPCODE_leadto -> isTrue(arguments[0], inner.place());
                default -> {
                    // It says something about every state.
                }
            }
        }

        private boolean isTrue(ExprOrOpArgNode antecedent, Place place) {
            boolean truth = antecedent.getLevel() < LevelConstants.TemporalLevel
                    && formulas.is(true, antecedent, place, from, to);
            if (truth) {
                found.add(antecedent(property, antecedent));
            }
            return truth;
        }

        private void forAll(OpApplNode quantifier, Place place) {
            SemanticNode body = quantifier.getArgs()[0];
            IContextEnumerator contexts = formulas.contexts(quantifier, place, from, to);
            for (Context bound = contexts.nextElement(); bound != null; bound = contexts.nextElement()) {
                found.add(antecedent(property, quantifier));
                follow(body, place.with(bound));
            }
        }
    }
}
