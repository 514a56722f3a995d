package dev.vmig.cli;

import dev.vmig.conformance.kit.Side;
import dev.vmig.conformance.vfiouser.ServedDevice;
import dev.vmig.conformance.vfiouser.VfioUserServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code vmig serve}: serves a simulated device to vfio-user clients. */
@Command(
        name = "serve",
        description = {
            "Serve a simulated device by the vfio-user protocol until interrupted, to one client after the other,"
                    + " and with what needs no file descriptor, which is all that migration takes. docs/vfio-user.md tells"
                    + " more."
        },
        footer = {
            "",
            "Examples:",
            "  vmig serve --socket a.sock --driver contract",
            "  vmig conform --vfio-user a.sock,b.sock --start 'vmig serve --socket {} --driver hisi'"
        })
final class ServeCommand implements Callable<Integer> {
    @Option(
            names = "--socket",
            paramLabel = "SOCKET",
            required = true,
            description = "Path of the socket; only its owner can connect.")
    private Path socket = Path.of("");

    @Mixin
    private DriverChoice choice = new DriverChoice();

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Seed of the device; 1 by default.")
    private long seed = 1;

    @Mixin
    private Console console = new Console();

    @Override
    public Integer call() throws IOException {
        ServedDevice device = ServedDevice.of(choice.testee(), seed, Side.SOURCE);
        try (VfioUserServer server = listen(device)) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> close(server)));
            console.err().println("vmig: " + socket + ": ready");
            console.err().flush();
            server.serve();
        }
        return ExitCode.HOLDS;
    }

    private VfioUserServer listen(ServedDevice device) {
        try {
            return VfioUserServer.listen(socket, device, VfioUserServer.LIMIT);
        } catch (FileAlreadyExistsException e) {
            throw CommandFailure.badInput("--socket: " + socket + " exists already");
        } catch (NoSuchFileException e) {
            throw CommandFailure.badInput("--socket: " + socket + ": no such folder");
        } catch (IOException e) {
            throw CommandFailure.badInput("--socket: " + socket + ": " + e.getMessage());
        }
    }

    private static void close(VfioUserServer server) {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
