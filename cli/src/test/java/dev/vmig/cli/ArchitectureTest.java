package dev.vmig.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

/** The rules of the design that a test can hold. */
@AnalyzeClasses(packages = "dev.vmig", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    /** Each module uses only what the design names for it. */
    @ArchTest
    static final ArchRule modulesUseWhatTheyMay = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("fsm")
            .definedBy("dev.vmig.fsm..")
            .layer("spec")
            .definedBy("dev.vmig.spec..")
            .layer("codec")
            .definedBy("dev.vmig.codec..")
            .layer("admin")
            .definedBy("dev.vmig.admin..")
            .layer("device")
            .definedBy("dev.vmig.device..")
            .layer("vmm")
            .definedBy("dev.vmig.vmm..")
            .layer("trace")
            .definedBy("dev.vmig.trace..")
            .layer("kit")
            .definedBy(
                    "dev.vmig.conformance.rules..",
                    "dev.vmig.conformance.kit..",
                    "dev.vmig.conformance.testee..",
                    "dev.vmig.conformance.vfiouser..",
                    "dev.vmig.conformance.junit..")
            .layer("vmmkit")
            .definedBy("dev.vmig.conformance.vmmkit..")
            .layer("samples")
            .definedBy("dev.vmig.samples..")
            .layer("cli")
            .definedBy("dev.vmig.cli..")
            .whereLayer("fsm")
            .mayNotAccessAnyLayer()
            .whereLayer("spec")
            .mayOnlyAccessLayers("fsm")
            .whereLayer("codec")
            .mayNotAccessAnyLayer()
            .whereLayer("admin")
            .mayOnlyAccessLayers("fsm", "codec")
            .whereLayer("device")
            .mayOnlyAccessLayers("codec")
            .whereLayer("vmm")
            .mayOnlyAccessLayers("fsm", "codec", "admin", "device")
            .whereLayer("trace")
            .mayOnlyAccessLayers("fsm", "spec")
            .whereLayer("kit")
            .mayOnlyAccessLayers("fsm", "spec", "trace")
            .whereLayer("vmmkit")
            .mayOnlyAccessLayers("fsm", "admin", "device", "vmm", "kit")
            .whereLayer("samples")
            .mayOnlyAccessLayers("fsm", "spec", "codec", "admin", "device", "vmm", "trace", "kit", "vmmkit")
            .whereLayer("cli")
            .mayNotBeAccessedByAnyLayer();

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("dev.vmig.(**)").should().beFreeOfCycles();

    /** The API of TLC is internal to it, so that one module only knows it. */
    @ArchTest
    static final ArchRule tlcIsKnownInOnePlace = noClasses()
            .that()
            .resideOutsideOfPackage("dev.vmig.spec..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("tlc2..", "tla2sany..", "util..", "pcal..");

    /** The conformance kit can be had without JUnit. */
    @ArchTest
    static final ArchRule junitIsKnownInOnePlace = noClasses()
            .that()
            .resideOutsideOfPackage("dev.vmig.conformance.junit..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.junit..", "org.opentest4j..", "dev.vmig.conformance.junit..");

    /** Time and randomness are injected. */
    @ArchTest
    static final ArchRule nothingAsksForTheTime = noClasses()
            .that()
            .resideInAnyPackage(
                    "dev.vmig.fsm..", "dev.vmig.codec..", "dev.vmig.admin..", "dev.vmig.device..", "dev.vmig.vmm..")
            .should()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(Clock.class, "systemUTC")
            .orShould()
            .callMethod(Thread.class, "sleep", long.class)
            .orShould()
            .callConstructor(Random.class);

    /** Driver, device and VMM have no thread of their own. */
    @ArchTest
    static final ArchRule nothingStartsThreads = noClasses()
            .that()
            .resideInAnyPackage(
                    "dev.vmig.fsm..", "dev.vmig.codec..", "dev.vmig.admin..", "dev.vmig.device..", "dev.vmig.vmm..")
            .should()
            .callMethod(Thread.class, "start")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.util.concurrent.ExecutorService");

    @ArchTest
    static void noNameStandsForTwoClasses(JavaClasses classes) {
        Map<String, Long> classesOfName = classes.stream()
                .filter(type -> type.isTopLevelClass() && !type.getSimpleName().equals("package-info"))
                .collect(Collectors.groupingBy(JavaClass::getSimpleName, Collectors.counting()));
        classesOfName.values().removeIf(count -> count == 1);
        assertThat(classesOfName).isEmpty();
    }
}
