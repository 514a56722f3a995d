package dev.vmig.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** TLC on several machines, all of which are this one. */
class TlcServerTest {
    private static final SpecFiles FILES = SpecFiles.bundled();
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    /** Large enough that the second worker comes before the first one has done it all. */
    private static final Model INDUCTIVE = named("MCMigrationStreamInductive");

    private final List<String> notes = new ArrayList<>();
    private final List<CompletableFuture<Boolean>> workers = new ArrayList<>();

    private static Model named(String name) {
        return FILES.catalogue().find(name).orElseThrow();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, LOOPBACK)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void inItsOwnThread(Runnable task) {
        new Thread(task, "worker").start();
    }

    private static boolean work(int port) {
        try {
            return TlcWorker.run(LOOPBACK, port, 1, Optional.empty(), line -> {});
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Runs a server, and two workers once it is ready. */
    private ModelResult check(SpecFiles files, Model model, Consumer<String> onNote) throws InterruptedException {
        int port = freePort();
        return TlcServer.check(files, model, LOOPBACK, port, Optional.empty(), progress -> {}, note -> {
            notes.add(note);
            if (note.startsWith("waits for workers")) {
                workers.add(CompletableFuture.supplyAsync(() -> work(port), TlcServerTest::inItsOwnThread));
                workers.add(CompletableFuture.supplyAsync(() -> work(port), TlcServerTest::inItsOwnThread));
            }
            onNote.accept(note);
        });
    }

    @Test
    void serverAndTwoWorkersFindTheStatesThatOneMachineFindsAndListenOnLoopbackOnly() throws InterruptedException {
        Set<String> addresses = new TreeSet<>();
        ModelResult result = check(FILES, INDUCTIVE, note -> {
            // A worker that has registered listens.
            if (ListeningSockets.canBeSeen()) {
                try {
                    addresses.addAll(ListeningSockets.ofChildren());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        });

        assertThat(result.verdict()).isEqualTo(ModelVerdict.HOLDS);
        assertThat(result.progress().distinct()).isEqualTo(INDUCTIVE.distinct());
        assertThat(result.progress().queued()).isZero();
        assertThat(notes)
                .filteredOn(note -> note.startsWith("Registration for worker"))
                .hasSize(2);
        assertThat(workers)
                .allMatch(worker -> worker.orTimeout(1, TimeUnit.MINUTES).join());
        assumeTrue(ListeningSockets.canBeSeen());
        assertThat(addresses).isNotEmpty().allMatch(ListeningSockets::isLoopback);
    }

    @Test
    void runOnThisMachineListensOnLoopbackOnly() throws Exception {
        TlcChecker.check(FILES, "MCMigrationTable", "MCMigrationTable.cfg", 1, TlcOptions.NO_LIMIT, progress -> {});
        assumeTrue(ListeningSockets.canBeSeen());
        assertThat(ListeningSockets.ofChildren()).isNotEmpty().allMatch(ListeningSockets::isLoopback);
    }

    @Test
    void invariantThatIsFalseIsNamed() throws InterruptedException {
        Model quirk = named("MCMigrationStreamS3");
        ModelResult result = check(FILES, quirk, note -> {});

        assertThat(result.verdict()).isEqualTo(ModelVerdict.INVARIANT_VIOLATED);
        assertThat(result.violated()).isEqualTo(quirk.mustViolate());
        assertThat(result.message()).startsWith("in the state ").contains("state = \"STOP\"");
        assertThat(quirk.uncovered(result).isAsItMust()).isTrue();
    }

    @Test
    void modelWithPropertiesIsRefused() {
        assertThatThrownBy(() -> check(FILES, named("MCObjectIds"), note -> {}))
                .isInstanceOf(SpecException.class)
                .hasMessage("MCObjectIds.cfg: PROPERTY OnlyWhenExhausted (expected: invariants only, TLC checks nothing"
                        + " else on several machines)");
        assertThat(notes).isEmpty();
    }

    @Test
    void specificationThatDoesNotParseIsNamedBeforeTheServerStarts() {
        SpecFiles broken = FILES.withFile("MigrationStream.tla", "nothing");

        assertThatThrownBy(() -> check(broken, INDUCTIVE, note -> {}))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("MigrationStream.tla");
        assertThat(notes).isEmpty();
    }

    @Test
    void portThatIsInUseIsAFailure() throws IOException, InterruptedException {
        try (ServerSocket taken = new ServerSocket(0, 1, LOOPBACK)) {
            ModelResult result = TlcServer.check(
                    FILES, INDUCTIVE, LOOPBACK, taken.getLocalPort(), Optional.empty(), progress -> {}, notes::add);

            assertThat(result.verdict()).isEqualTo(ModelVerdict.FAILED);
            assertThat(result.message()).contains("Port already in use: " + taken.getLocalPort());
        }
    }
}
