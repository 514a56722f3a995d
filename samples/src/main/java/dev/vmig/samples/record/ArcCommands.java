package dev.vmig.samples.record;

import dev.vmig.admin.DriverOptions;
import dev.vmig.admin.DriverProfile;
import dev.vmig.codec.CommandView;
import dev.vmig.device.PfConfig;
import dev.vmig.fsm.Arc;
import dev.vmig.fsm.DataFile;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.FeatureSet;
import dev.vmig.fsm.MigrationState;
import dev.vmig.fsm.TransitionTable;
import dev.vmig.vmm.Host;
import dev.vmig.vmm.HostObserver;
import dev.vmig.vmm.VirtualTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.commons.lang3.Validate;

/**
 * The admin commands that the reference driver issues on each arc of a request, recorded while it walks the path on a
 * simulated device. Each arc is a separate request, which assigns the commands to arcs.
 */
public final class ArcCommands {
    /** The maximum size of a simulated VF's image. */
    private static final int IMAGE_BYTES = 1 << 16;

    private final Host host;
    private final List<Command> issued = new ArrayList<>();

    /**
     * An admin command.
     *
     * @param name of the opcode, as in Virtio 1.4 without prefix
     * @param argument that distinguishes commands with this opcode ({@code STOPPED}); may be empty
     */
    public record Command(String name, String argument) {
        /** As {@code DEV_MODE_SET STOPPED}. */
        @Override
        public String toString() {
            return argument.isEmpty() ? name : name + " " + argument;
        }
    }

    /**
     * An arc and the commands that the driver issues on it.
     *
     * @param commands in order; empty if the arc sends none
     */
    public record Step(Arc arc, List<Command> commands) {
        /** Copies the list. */
        public Step {
            commands = List.copyOf(commands);
        }
    }

    private ArcCommands(FeatureSet features) {
        host = new Host(
                PfConfig.of(1),
                DriverProfile.CONTRACT,
                DriverOptions.DEFAULT.withFeatures(features),
                new VirtualTime(),
                new Listener());
        host.owner().vf(0).initialise();
    }

    /**
     * Walks the path of a request.
     *
     * @param features of the driver, 3 or 7; it defines no arcs for others
     * @return a step for each arc, none for the current state; empty if the request is refused with EINVAL
     */
    public static Optional<List<Step>> of(FeatureSet features, MigrationState from, MigrationState to) {
        return TransitionTable.of(features).path(from, to).map(arcs -> {
            try {
                return new ArcCommands(features).walk(from, arcs);
            } catch (ErrnoException e) {
                throw new IllegalStateException(from + " to " + to + ": " + e.getMessage(), e);
            }
        });
    }

    /** The commands of a request, not assigned to arcs. */
    static List<Command> ofRequest(FeatureSet features, MigrationState from, MigrationState to) throws ErrnoException {
        ArcCommands run = new ArcCommands(features);
        run.go(from);
        run.issued.clear();
        run.host.driver(0).setState(to);
        return List.copyOf(run.issued);
    }

    private List<Step> walk(MigrationState from, List<Arc> arcs) throws ErrnoException {
        go(from);
        List<Step> steps = new ArrayList<>();
        for (Arc arc : arcs) {
            issued.clear();
            Optional<DataFile> file = host.driver(0).setState(arc.to());
            Validate.validState(file.isPresent() == arc.returnsFile(), "%s returns a data file against its kind", arc);
            steps.add(new Step(arc, issued));
            load(arc.to(), file);
        }
        return steps;
    }

    private void go(MigrationState state) throws ErrnoException {
        if (host.driver(0).state() != state) {
            load(state, host.driver(0).setState(state));
        }
    }

    /** Writes a whole image, without which RESUMING cannot be left. */
    private static void load(MigrationState reached, Optional<DataFile> file) throws ErrnoException {
        if (reached == MigrationState.RESUMING && file.isPresent()) {
            byte[] image = donatedImage();
            int written = file.get().write(image, 0, image.length);
            Validate.validState(written == image.length, "%d of %d bytes written", written, image.length);
        }
    }

    /** The stream of another device of the same kind. */
    private static byte[] donatedImage() throws ErrnoException {
        ArcCommands donor = new ArcCommands(FeatureSet.STOP_COPY_P2P);
        DataFile saving =
                donor.host.driver(0).setState(MigrationState.STOP_COPY).orElseThrow();
        byte[] image = new byte[IMAGE_BYTES];
        return Arrays.copyOf(image, saving.read(image, 0, image.length));
    }

    private final class Listener implements HostObserver {
        @Override
        public void issued(byte[] command) {
            CommandView view = new CommandView().wrap(command, 0, command.length);
            if (CommandName.isOfVf(view)) {
                issued.add(new Command(CommandName.opcode(view), CommandName.argument(view)));
            }
        }
    }
}
