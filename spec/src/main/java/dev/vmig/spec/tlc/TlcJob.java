package dev.vmig.spec.tlc;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Timer;
import java.util.TimerTask;
import tlc2.TLC;
import tlc2.TLCGlobals;
import tlc2.output.EC;
import tlc2.output.MP;
import tlc2.tool.distributed.TLCServer;
import tlc2.tool.distributed.TLCWorker;
import tlc2.util.FP64;

/**
 * A job of TLC, as words.
 *
 * <pre>
 *   check FOLDER ARGUMENT...             TLC on this machine, with the modules in FOLDER
 *   keep FOLDER LOCK MILLIS ARGUMENT...  the same with checkpoints, one every so many milliseconds
 *   server PORT ARGUMENT...              of TLC on several machines: the one that has queue and states
 *   worker SERVER PORT                   and one that computes them, until the server lets it go
 * </pre>
 */
public final class TlcJob {

    /** Of a job that goes on in threads of its own, until they end. */
    private static final int GOES_ON = -1;

    private TlcJob() {}

    /** Runs a job; the exit code is that of TLC. */
    public static int run(String[] job) throws Exception {
        return switch (job[0]) {
            case "check" -> check(Path.of(job[1]), rest(job, 2));
            case "keep" -> keep(Path.of(job[1]), Path.of(job[2]), Long.parseLong(job[3]), rest(job, 4));
            case "server" -> serve(Integer.parseInt(job[1]), rest(job, 2));
            case "worker" -> work(job[1], Integer.parseInt(job[2]));
            default -> throw new IllegalArgumentException("job " + job[0]);
        };
    }

    private static String[] rest(String[] job, int from) {
        return Arrays.copyOfRange(job, from, job.length);
    }

    private static int check(Path folder, String[] arguments) {
        // Without a polynomial TLC gives every state the same fingerprint.
        FP64.Init(0);
        TLC tlc = new TLC();
        if (!tlc.handleParameters(arguments)) {
            return EC.ExitStatus.ERROR;
        }
        tlc.setResolver(new ModuleFolder(folder));
        return EC.ExitStatus.errorConstantToExitStatus(tlc.process());
    }

    /** Only one process at a time can have the file {@code lock}: two that wrote to the same folder would spoil it. */
    private static int keep(Path folder, Path lock, long millis, String[] arguments) throws IOException {
        try (FileChannel locked = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            if (locked.tryLock() == null) {
                TLCGlobals.tool = true;
                MP.printError(EC.GENERAL, lock + ": another TLC runs in this folder");
                return EC.ExitStatus.ERROR;
            }
            // TLC's own option for this knows whole minutes only.
            new Timer("checkpoints", true).schedule(new Checkpoint(), millis, millis);
            return check(folder, arguments);
        }
    }

    /** Asks for a checkpoint and wakes the thread that writes it, which otherwise looks once a minute. */
    private static final class Checkpoint extends TimerTask {
        @Override
        public void run() {
            Object checker = TLCGlobals.mainChecker;
            if (checker != null) {
                synchronized (checker) {
                    TLCGlobals.forceChkpt();
                    checker.notifyAll();
                }
            }
        }
    }

    private static int serve(int port, String[] arguments) {
        TLCServer.Port = port;
        TLCServer.main(arguments);
        // Its hook lets the workers go.
        System.exit(0);
        return GOES_ON;
    }

    private static int work(String server, int port) {
        TLCServer.Port = port;
        TLCWorker.main(new String[] {server});
        return GOES_ON;
    }
}
