package dev.vmig.spec;

import static org.assertj.core.api.Assertions.assertThat;

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
        ConfigText one = new ConfigText(CONFIG.askingOnly("Q"));

        assertThat(one.properties()).containsExactly("Q");
        assertThat(one.checks("I")).isFalse();
        assertThat(one.text()).contains("A = \"x  y\"", "B <- C", "SPECIFICATION Spec", "CHECK_DEADLOCK FALSE");
        assertThat(one.text()).doesNotContain("TRUE");
    }
}
