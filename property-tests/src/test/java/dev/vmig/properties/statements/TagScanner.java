package dev.vmig.properties.statements;

import com.github.javaparser.JavaParser;
import com.github.javaparser.ParseResult;
import com.github.javaparser.ParserConfiguration;
import com.github.javaparser.ParserConfiguration.LanguageLevel;
import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.body.ClassOrInterfaceDeclaration;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.TypeDeclaration;
import com.github.javaparser.ast.expr.AnnotationExpr;
import com.github.javaparser.ast.expr.StringLiteralExpr;
import com.github.javaparser.ast.nodeTypes.NodeWithAnnotations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.lang3.Validate;

/** Finds the tags of tests in their sources: those of JUnit and of jqwik, on methods and on classes, nested ones too. */
public final class TagScanner {
    private static final Set<String> TAGS = Set.of("Tag", "Tags", "TagList");
    private static final Set<String> TESTS =
            Set.of("Test", "ParameterizedTest", "RepeatedTest", "TestFactory", "TestTemplate", "Property", "Example");

    private final JavaParser parser = new JavaParser(new ParserConfiguration().setLanguageLevel(LanguageLevel.JAVA_17));

    /**
     * The tagged tests of all modules of a project, in the order of their files.
     *
     * @param project the folder of the parent module
     */
    public List<TaggedTest> scan(Path project) throws IOException {
        List<TaggedTest> found = new ArrayList<>();
        try (Stream<Path> folders = Files.list(project)) {
            for (Path module : folders.sorted().toList()) {
                Path tests = module.resolve("src/test/java");
                if (Files.isDirectory(tests)) {
                    found.addAll(scanModule(module.getFileName().toString(), tests));
                }
            }
        }
        return found;
    }

    private List<TaggedTest> scanModule(String module, Path tests) throws IOException {
        List<TaggedTest> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(tests)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".java"))
                    .sorted()
                    .toList()) {
                String source = Files.readString(file);
                // Most files have none, and parsing takes time.
                if (source.contains("@Tag")) {
                    found.addAll(scanSource(module, file.toString(), source));
                }
            }
        }
        return found;
    }

    /**
     * The tagged tests of one source.
     *
     * @param file its name, for messages
     * @throws IllegalArgumentException if it does not parse, or a tag is on something that is not run as a test
     */
    List<TaggedTest> scanSource(String module, String file, String source) {
        ParseResult<CompilationUnit> parsed = parser.parse(source);
        Validate.isTrue(parsed.isSuccessful(), "%s: %s", file, parsed.getProblems());
        List<TaggedTest> found = new ArrayList<>();
        for (TypeDeclaration<?> type : parsed.getResult().orElseThrow().getTypes()) {
            scanType(module, file, type.getNameAsString(), type, found);
        }
        return found;
    }

    private static void scanType(
            String module, String file, String name, TypeDeclaration<?> type, List<TaggedTest> found) {
        for (String tag : tagsOf(file, type)) {
            Validate.isTrue(
                    type.findAll(MethodDeclaration.class).stream().anyMatch(TagScanner::isTest),
                    "%s: %s is tagged %s and has no test",
                    file,
                    name,
                    tag);
            found.add(new TaggedTest(tag, module, name));
        }
        for (MethodDeclaration method : type.getMethods()) {
            for (String tag : tagsOf(file, method)) {
                String test = name + "#" + method.getNameAsString();
                Validate.isTrue(
                        isTest(method) && isRun(type), "%s: %s is tagged %s and is no test that runs", file, test, tag);
                found.add(new TaggedTest(tag, module, test));
            }
        }
        type.getMembers().stream()
                .filter(TypeDeclaration.class::isInstance)
                .map(member -> (TypeDeclaration<?>) member)
                .forEach(inner -> scanType(module, file, name + "." + inner.getNameAsString(), inner, found));
    }

    /** Surefire runs classes named {@code *Test}, what is nested in them, and what they inherit. */
    private static boolean isRun(TypeDeclaration<?> type) {
        return type.isNestedType()
                || type.getNameAsString().endsWith("Test")
                || (type instanceof ClassOrInterfaceDeclaration declared
                        && (declared.isAbstract() || declared.isInterface()));
    }

    private static boolean isTest(MethodDeclaration method) {
        return !method.isAnnotationPresent("Disabled")
                && method.getAnnotations().stream()
                        .anyMatch(annotation ->
                                TESTS.contains(annotation.getName().getIdentifier()));
    }

    private static List<String> tagsOf(String file, NodeWithAnnotations<?> node) {
        List<String> tags = new ArrayList<>();
        for (AnnotationExpr annotation : node.getAnnotations()) {
            if (TAGS.contains(annotation.getName().getIdentifier())) {
                List<StringLiteralExpr> texts = annotation.findAll(StringLiteralExpr.class);
                Validate.isTrue(!texts.isEmpty(), "%s: %s (expected: a tag as a literal)", file, annotation);
                texts.forEach(text -> tags.add(text.asString()));
            }
        }
        return tags;
    }
}
