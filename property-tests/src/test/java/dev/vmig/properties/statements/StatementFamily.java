package dev.vmig.properties.statements;

import java.util.List;
import org.apache.commons.lang3.Validate;

/**
 * Statements that belong together, and make one table of the document.
 *
 * @param family what their ids begin with
 * @param source where they stand
 */
public record StatementFamily(String family, String title, String source, List<Statement> statements) {
    /** Checks that the ids are of the family. */
    public StatementFamily {
        statements = List.copyOf(statements);
        for (Statement statement : statements) {
            Validate.isTrue(statement.id().startsWith(family + "-"), "id: %s (expected: %s-…)", statement.id(), family);
        }
    }
}
