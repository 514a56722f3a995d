package dev.vmig.samples.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmig.conformance.junit.ConformanceSuite;
import dev.vmig.conformance.kit.Testee;
import dev.vmig.conformance.kit.Waiver;
import dev.vmig.conformance.rules.RuleCatalogue;
import dev.vmig.fsm.FeatureSet;
import dev.vmig.samples.faulty.Drivers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** What becomes of each rule as a test. */
class ConformanceSuiteTest {
    private static final class Suite extends ConformanceSuite {
        private final String driver;
        private final int features;
        private final List<Waiver> waivers;

        Suite(String driver, int features, Waiver... waivers) {
            this.driver = driver;
            this.features = features;
            this.waivers = List.of(waivers);
        }

        @Override
        protected Testee testee() {
            return Drivers.named(driver, FeatureSet.of(features)).orElseThrow();
        }

        @Override
        protected List<Waiver> waivers() {
            return waivers;
        }
    }

    /** The message of each test that did not succeed, with its kind in front. */
    private static Map<String, String> run(ConformanceSuite suite) {
        Map<String, String> results = new LinkedHashMap<>();
        suite.rules().forEach((DynamicTest test) -> results.put(test.getDisplayName(), result(test)));
        return results;
    }

    private static String result(DynamicTest test) {
        try {
            test.getExecutable().execute();
            return "succeeded";
        } catch (AssertionFailedError e) {
            return "failed: " + e.getMessage();
        } catch (TestAbortedException e) {
            return "aborted: " + e.getMessage();
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    private static String of(Map<String, String> results, String id) {
        return results.entrySet().stream()
                .filter(entry -> entry.getKey().contains(id))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("absent");
    }

    @Test
    void eachRuleIsATestAndASkipIsNoPass() {
        Map<String, String> results = run(new Suite("contract", 3));
        assertThat(results).hasSameSizeAs(RuleCatalogue.bundled().rules());
        assertThat(of(results, "VMIG-FSM-001")).isEqualTo("succeeded");
        assertThat(of(results, "VMIG-STR-002")).startsWith("aborted: not applicable, features: 3");
        assertThat(of(results, "VMIG-ERR-009")).isEqualTo("succeeded");
        assertThat(results.values()).noneMatch(result -> result.startsWith("failed"));
    }

    @Test
    void violationFailsAndAWaivedOneIsAbortedAndAWaiverThatDoesNotComeTrueFails() {
        Map<String, String> results = run(new Suite(
                "K-1",
                7,
                new Waiver("VMIG-ERR-003", "bug 7"),
                new Waiver("VMIG-ERR-004", "bug 7", "EIO"),
                new Waiver("VMIG-FSM-001", "bug 7"),
                new Waiver("VMIG-FSM-999", "bug 7")));
        assertThat(of(results, "VMIG-ERR-002"))
                .startsWith("failed: VMIG-ERR-002: ")
                .contains(
                        "\n  observed   ",
                        "\n  reproduce  mvn test -Dtest=Suite -Dvmig.only=VMIG-ERR-002 -Dvmig.seed=1");
        assertThat(of(results, "VMIG-ERR-003")).startsWith("aborted: expected failure, bug 7\n");
        assertThat(of(results, "VMIG-ERR-004")).startsWith("failed: waived, but not violated as the waiver says");
        assertThat(of(results, "VMIG-FSM-001")).isEqualTo("failed: waived, but not violated; remove the waiver");
        assertThat(of(results, "VMIG-FSM-999")).isEqualTo("failed: unknown rule: VMIG-FSM-999");
    }
}
