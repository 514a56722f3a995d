package dev.vmig.spec.tlc;

import dev.vmig.spec.SpecMutation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tla2sany.semantic.ExprOrOpArgNode;
import tla2sany.semantic.LabelNode;
import tla2sany.semantic.LetInNode;
import tla2sany.semantic.LevelConstants;
import tla2sany.semantic.NumeralNode;
import tla2sany.semantic.OpApplNode;
import tla2sany.semantic.OpArgNode;
import tla2sany.semantic.OpDeclNode;
import tla2sany.semantic.OpDefNode;
import tla2sany.semantic.SemanticNode;
import tla2sany.semantic.StringNode;
import tla2sany.semantic.SubstInNode;
import tla2sany.semantic.SymbolNode;
import tlc2.tool.impl.FastTool;

/**
 * The small changes of what a specification does: of its initial states, its steps and its fairness, through all
 * definitions that these use. What only properties use stays as it is.
 */
final class Mutations {
    /** An operator whose second or only operand may be left out, and the kind of that change. */
    private static final Map<String, String> FIRST_OPERAND = Map.of(
            "\\cup",
            "drop a union",
            "\\",
            "drop a difference",
            "\\cap",
            "drop an intersection",
            "$Except",
            "drop an update");

    /** An operator of two operands, and what takes its place. Equality and membership are negated where they are guards. */
    private static final Map<String, String> EXCHANGED =
            Map.of("<", "<=", ">", ">=", "\\leq", "<", "\\geq", ">", "+", "-", "-", "+");

    private final FastTool tool;
    private final SourceText sources;
    private final List<SpecMutation> found = new ArrayList<>();
    private final Set<OpDefNode> seen = new HashSet<>();
    private Scope scope = new Scope("", new TreeSet<>());

    /** The definition that the walk is in, and the strings in it, which may take each other's place. */
    private record Scope(String definition, SortedSet<String> strings) {}

    private Mutations(FastTool tool, SourceText sources) {
        this.tool = tool;
        this.sources = sources;
    }

    /** All of them, in the order of the definitions' use. */
    static List<SpecMutation> of(FastTool tool, Collection<String> operators, Map<String, String> sources) {
        Mutations mutations = new Mutations(tool, new SourceText(sources));
        for (String operator : operators) {
            OpDefNode defined = tool.getRootModule().getOpDef(operator);
            if (defined != null) {
                mutations.visit(defined);
            }
        }
        return mutations.found;
    }

    private void visit(OpDefNode named) {
        OpDefNode defined = tool.lookup(named) instanceof OpDefNode substituted ? substituted : named;
        if (defined.getBody() == null || !sources.has(defined.getLocation()) || !seen.add(defined)) {
            return;
        }
        Scope outer = scope;
        scope = new Scope(defined.getName().toString(), new TreeSet<>());
        collectStrings(defined.getBody());
        walk(defined.getBody());
        scope = outer;
    }

    private void walk(@Nullable SemanticNode node) {
        if (node instanceof OpApplNode application) {
            change(application);
        } else if (node instanceof LetInNode let) {
            for (OpDefNode local : let.getLets()) {
                visit(local);
            }
            walk(let.getBody());
        } else if (node instanceof LabelNode label) {
            walk(label.getBody());
        } else if (node instanceof SubstInNode instance) {
            walk(instance.getBody());
        } else if (node instanceof OpArgNode argument && argument.getOp() instanceof OpDefNode defined) {
            visit(defined);
        } else if (node instanceof NumeralNode number) {
            replace("change a number", node, String.valueOf(number.val() + 1));
        } else if (node instanceof StringNode text) {
            scope.strings.stream()
                    .filter(other -> !other.equals(text.getRep().toString()))
                    .findFirst()
                    .ifPresent(other -> replace("change a string", node, '"' + other + '"'));
        }
    }

    private void change(OpApplNode application) {
        SymbolNode operator = application.getOperator();
        String name = operator.getName().toString();
        ExprOrOpArgNode[] arguments = application.getArgs();
        switch (name) {
            case "$ConjList", "\\land" -> conjuncts(arguments);
            case "$DisjList", "\\lor" -> {
                for (ExprOrOpArgNode disjunct : arguments) {
                    replace("drop a branch", disjunct, "FALSE");
                }
            }
            case "$IfThenElse" -> negate("negate a condition", arguments[0]);
            case "=>" -> replace("drop what is implied", application, "TRUE");
            case "\\lnot" -> replace("drop a negation", application, text(arguments[0]));
            case "$WF", "$SF" -> replace("drop a fairness", application, "TRUE");
            case "$BoundedForall" -> exchangeQuantifier(application, "\\A", "\\E");
            case "$BoundedExists" -> exchangeQuantifier(application, "\\E", "\\A");
            case "TRUE" -> replace("exchange a truth value", application, "FALSE");
            case "FALSE" -> replace("exchange a truth value", application, "TRUE");
            case "'" -> {
                if (arguments[0] instanceof OpApplNode primed && primed.getOperator() instanceof OpDeclNode) {
                    replace("drop a prime", application, text(arguments[0]));
                }
            }
            case "UNCHANGED" -> unchanged(arguments[0]);
            default -> {
                // Its operands are looked at below.
            }
        }
        if (FIRST_OPERAND.containsKey(name)) {
            replace(FIRST_OPERAND.get(name), application, text(arguments[0]));
        }
        if (EXCHANGED.containsKey(name) && arguments.length == 2) {
            String other = text(arguments[0]) + " " + EXCHANGED.get(name) + " " + text(arguments[1]);
            replace("exchange an operator", application, other);
        }
        if (operator instanceof OpDefNode defined) {
            visit(defined);
        }
        if (isAssignment(application)) {
            walk(arguments[1]);
            return;
        }
        for (ExprOrOpArgNode argument : arguments) {
            walk(argument);
        }
        ExprOrOpArgNode[] bounds = application.getBdedQuantBounds();
        for (int i = 0; bounds != null && i < bounds.length; i++) {
            walk(bounds[i]);
        }
    }

    private void conjuncts(ExprOrOpArgNode[] conjuncts) {
        for (ExprOrOpArgNode conjunct : conjuncts) {
            if (conjunct.getLevel() <= LevelConstants.VariableLevel) {
                replace("drop a conjunct", conjunct, "TRUE");
                negate("negate a conjunct", conjunct);
            } else if (conjunct instanceof OpApplNode application && isAssignment(application)) {
                String variable = text(((OpApplNode) application.getArgs()[0]).getArgs()[0]);
                replace("leave a variable unchanged", conjunct, variable + "' = " + variable);
            }
        }
    }

    /** TLC refuses a step that leaves a variable open, unless another conjunct gives it a value. */
    private void unchanged(ExprOrOpArgNode tuple) {
        if (tuple instanceof OpApplNode names && names.getOperator().getName().equals("$Tuple")) {
            ExprOrOpArgNode[] parts = names.getArgs();
            for (int dropped = 0; parts.length > 1 && dropped < parts.length; dropped++) {
                List<String> kept = new ArrayList<>();
                for (int i = 0; i < parts.length; i++) {
                    if (i != dropped) {
                        kept.add(text(parts[i]));
                    }
                }
                replace("drop a name from UNCHANGED", tuple, "<<" + String.join(", ", kept) + ">>");
            }
        }
    }

    private static boolean isAssignment(OpApplNode application) {
        return application.getOperator().getName().equals("=")
                && application.getArgs()[0] instanceof OpApplNode primed
                && primed.getOperator().getName().equals("'")
                && primed.getArgs()[0] instanceof OpApplNode variable
                && variable.getOperator() instanceof OpDeclNode;
    }

    private static boolean isOnOneLine(SemanticNode formula) {
        return formula.getLocation().beginLine() == formula.getLocation().endLine();
    }

    /** The columns of a formula of several lines matter, so that nothing is put in front of it. */
    private void negate(String kind, ExprOrOpArgNode formula) {
        if (isOnOneLine(formula)) {
            replace(kind, formula, "~(" + text(formula) + ")");
        }
    }

    private void exchangeQuantifier(OpApplNode quantifier, String from, String to) {
        String text = text(quantifier);
        if (text.startsWith(from) && isOnOneLine(quantifier)) {
            replace("exchange a quantifier", quantifier, to + text.substring(from.length()));
        }
    }

    private void collectStrings(@Nullable SemanticNode node) {
        if (node == null) {
            return;
        }
        if (node instanceof StringNode text) {
            scope.strings.add(text.getRep().toString());
        }
        SemanticNode[] children = node.getChildren();
        for (int i = 0; children != null && i < children.length; i++) {
            collectStrings(children[i]);
        }
    }

    private String text(SemanticNode node) {
        return sources.of(node.getLocation());
    }

    private void replace(String kind, SemanticNode node, String replacement) {
        String original = text(node);
        if (sources.has(node.getLocation()) && !original.equals(replacement)) {
            // One change, whichever instance of its module it is reached through.
            String definition = scope.definition.substring(scope.definition.lastIndexOf('!') + 1);
            found.add(
                    new SpecMutation(kind, definition, SourceText.location(node.getLocation()), original, replacement));
        }
    }
}
