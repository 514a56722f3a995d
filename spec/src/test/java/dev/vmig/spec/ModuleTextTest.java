package dev.vmig.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.lang3.StringUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The text of each module: its header, its assumptions, and the figures below its last line. */
class ModuleTextTest {
    private static final SpecFiles FILES = SpecFiles.bundled();

    private static final Pattern CONSTANTS = Pattern.compile("(?m)^CONSTANTS?\\b((?:\\s+\\w+,?)+)(?=\\s*^\\S|\\s*\\z)");
    private static final Pattern ASSUMPTION = Pattern.compile("(?ms)^ASSUME (\\w+)\\s*==(.*?)(?=^\\S|\\z)");
    private static final Pattern MODEL = Pattern.compile("\\bMC\\w+");
    private static final Pattern FIGURES = Pattern.compile("(MC\\w+) +(\\d+) states(?:, depth +(\\d+))?  ");

    /** The modules of the specification; those named MC add what TLC needs. */
    static Stream<String> modules() {
        return FILES.texts().keySet().stream()
                .filter(file -> file.endsWith(".tla"))
                .map(file -> file.replace(".tla", ""))
                .filter(module -> !module.startsWith("MC") && !module.endsWith("Departures"));
    }

    static Stream<String> modulesWithModels() {
        return modules().filter(module -> FILES.texts().containsKey("MC" + module + ".cfg"));
    }

    @ParameterizedTest
    @MethodSource("modules")
    void moduleBeginsWithItsHeaderAndEndsWithItsModels(String module) {
        String text = FILES.text(module + ".tla");

        assertThat(text.lines().skip(1).findFirst())
                .hasValueSatisfying(line -> assertThat(line).matches("\\(\\*{75}\\)"));
        assertThat(below(module)).containsAnyOf("Checked in the models of ", "MC" + module + " ");
        assertThat(text.lines().count()).as("lines").isLessThanOrEqualTo(350);
    }

    @ParameterizedTest
    @MethodSource("modulesWithModels")
    void figuresBelowAModuleAreThoseOfItsModels(String module) {
        Map<String, String> expected = new TreeMap<>();
        List<Model> models = FILES.catalogue().all().stream()
                .filter(model -> model.module().equals("MC" + module))
                .toList();
        models.stream().filter(Model::mustHold).forEach(model -> expected.put(model.name(), figures(model)));

        assertThat(figures(below(module))).isEqualTo(expected);
        assertThat(MODEL.matcher(below(module)).results().map(MatchResult::group))
                .containsExactlyInAnyOrderElementsOf(
                        models.stream().map(Model::name).toList());
    }

    private static String figures(Model model) {
        return model.distinct() + " states" + (model.depth() == 0 ? "" : ", depth " + model.depth());
    }

    private static Map<String, String> figures(String below) {
        Map<String, String> figures = new TreeMap<>();
        FIGURES.matcher(below)
                .results()
                .forEach(found -> figures.put(
                        found.group(1),
                        found.group(2) + " states" + (found.group(3) == null ? "" : ", depth " + found.group(3))));
        return figures;
    }

    private static String below(String module) {
        return StringUtils.substringAfter(FILES.text(module + ".tla"), "\n" + "=".repeat(77) + "\n");
    }

    @ParameterizedTest
    @MethodSource("modules")
    void mapOfTheModulesNamesEachOfThem(String module) throws IOException {
        assertThat(Files.readString(Path.of("src", "main", "tla", "README.md")))
                .containsPattern("\\b" + module + "\\b");
    }

    @Test
    void otherFiguresAreNotThoseOfTheModel() {
        assertThat(figures("MCCounter   5 states, depth  4   to the bound\nMCCounterUp 9 states   up only\n"))
                .isEqualTo(Map.of("MCCounter", "5 states, depth 4", "MCCounterUp", "9 states"));
    }

    @ParameterizedTest
    @MethodSource("modules")
    void everyConstantHasAnAssumption(String module) {
        assertThat(withoutAssumption(FILES.text(module + ".tla"))).isEmpty();
    }

    @Test
    void constantWithoutAssumptionIsFound() {
        assertThat(withoutAssumption("""
                        CONSTANTS
                            Low,   \\* the lower bound
                            High   \\* the upper one

                        ASSUME LowIsANumber == Low \\in Nat

                        VARIABLE x
                        """)).containsExactly("High");
    }

    private static List<String> withoutAssumption(String text) {
        String bare = ConfigText.withoutComments(text);
        List<String> constants = new ArrayList<>();
        CONSTANTS
                .matcher(bare)
                .results()
                .forEach(found -> constants.addAll(Arrays.asList(StringUtils.split(found.group(1), " ,\n"))));
        ASSUMPTION
                .matcher(bare)
                .results()
                .flatMap(
                        found -> Pattern.compile("\\w+").matcher(found.group(2)).results())
                .forEach(found -> constants.remove(found.group()));
        return constants;
    }
}
