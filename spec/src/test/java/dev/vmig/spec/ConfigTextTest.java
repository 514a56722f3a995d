package dev.vmig.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfigTextTest {

    private static final ConfigText CONFIG = new ConfigText("""
            \\* PROPERTY Commented
            CONSTANTS A = "x  y"  (* PROPERTY
                Commented *) B <- C
            SPECIFICATION Spec
            INVARIANTS I J
            PROPERTIES
                P   \\* why
                Q
            CHECK_DEADLOCK TRUE
            PROPERTY R
            """);

    @Test
    void propertiesOfAllSectionsAreListed() {
        assertThat(CONFIG.properties()).containsExactly("P", "Q", "R");
        assertThat(CONFIG.checks("J")).isTrue();
        assertThat(CONFIG.checks("R")).isTrue();
        assertThat(CONFIG.checks("Commented")).isFalse();
    }

    @Test
    void askingForOnePropertyKeepsTheModel() {
        ConfigText one = new ConfigText(CONFIG.askingOnly("Q").toString());

        assertThat(one.properties()).containsExactly("Q");
        assertThat(one.checks("I")).isFalse();
        assertThat(one.toString()).contains("A = \"x  y\"", "B <- C", "SPECIFICATION Spec", "CHECK_DEADLOCK FALSE");
        assertThat(one.toString()).doesNotContain("TRUE");
    }

    @Test
    void changeReplacesWhatItStatesAndKeepsTheRest() {
        ConfigChange change = new ConfigChange(
                "Other", Map.of("A", "{1, 2}"), Map.of("B", "[M] D", "E", "F"), null, "View", List.of(), List.of("Q"));

        assertThat(CONFIG.with(change)).hasToString("""
                SPECIFICATION Other
                CONSTANTS
                    A = {1, 2}
                    B <- [M] D
                    E <- F
                VIEW View
                PROPERTY Q
                CHECK_DEADLOCK TRUE
                """);
    }
}
