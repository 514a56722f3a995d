package dev.vmig.cli;

import dev.vmig.cli.page.PageWriter;
import dev.vmig.conformance.kit.Testee;
import dev.vmig.trace.walk.SpecOracles;
import dev.vmig.trace.walk.TraceChecker;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code vmig explore}: the state graph and a driver call by call, as a page. */
@Command(
        name = "explore",
        description = {
            "Write one offline HTML file with the state graph: the arcs of each request, the admin commands and the rules"
                    + " about it. Beside it a driver can be walked call by call, with the answers that the specification"
                    + " allows, and the walk saved as a trace.",
            "All calls are made before the page is written, each on a device of its own."
        },
        footer = {
            "",
            "Examples:",
            "  vmig explore graph.html",
            "  vmig explore --features 3 graph.html",
            "  vmig explore --driver K-1 k1.html    a driver with a defect"
        })
final class ExploreCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "The page.")
    private String file = "";

    @Mixin
    private DriverChoice choice = new DriverChoice();

    @Mixin
    private Console console = new Console();

    /** What {@code --json} prints. */
    private record Document(String driver, int features, int moments, long calls, long objections, String file) {}

    @Override
    public Integer call() {
        OutputFile page = OutputFile.of("FILE", file);
        Testee testee = choice.testee();
        List<Exploration.Moment> moments;
        try (SpecOracles oracles = SpecOracles.bundled()) {
            moments = Exploration.of(testee, new TraceChecker(oracles));
        }
        int code = page.write(PageWriter.html(ExplorePage.of(testee, moments)), console.err());
        Document document = new Document(
                testee.shape().name(),
                testee.shape().features().flags(),
                moments.size(),
                moments.stream().mapToLong(moment -> moment.moves().size()).sum(),
                moments.stream()
                        .flatMap(moment -> moment.moves().stream())
                        .filter(move -> !move.objection().isEmpty())
                        .count(),
                page.path().toString());
        console.print(
                () -> document,
                out -> out.printf(
                        "%s, features %d: %d moments, %d calls, %d of them answered against the specification; %s%n",
                        document.driver(),
                        document.features(),
                        document.moments(),
                        document.calls(),
                        document.objections(),
                        document.file()));
        return code;
    }
}
