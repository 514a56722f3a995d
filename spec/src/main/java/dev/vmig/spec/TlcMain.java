package dev.vmig.spec;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.InetAddress;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The program of a JVM that runs TLC for another process: {@link TlcJvm} starts it. It takes jobs from stdin and ends
 * when stdin does, that is with the process that started it, whatever ended that. Each job has a class loader with a TLC
 * of its own. What a job prints goes to stdout; a line with {@value #END} and the exit code follows.
 */
public final class TlcMain {

    /** Begins the last line of a job. */
    static final String END = "@!@!@END OF JOB ";

    /** Of a job that goes on in threads of its own, until they end. */
    static final int GOES_ON = -1;

    private static final int FAILED = 255;

    private TlcMain() {}

    /** Runs jobs until stdin ends; the argument is the only address on which this JVM listens. */
    public static void main(String[] args) throws IOException, InterruptedException {
        BoundSockets.use(InetAddress.getByName(args[0]));
        BlockingQueue<String[]> jobs = new LinkedBlockingQueue<>();
        Thread reader = new Thread(() -> read(jobs), "jobs");
        reader.setDaemon(true);
        reader.start();
        try {
            for (int exitCode = run(jobs.take()); exitCode != GOES_ON; exitCode = run(jobs.take())) {
                System.out.println(END + exitCode);
                System.out.flush();
            }
        } catch (LinkageError | RuntimeException e) {
            // Threads of RMI would keep a JVM that runs no further job, and its parent would wait for one.
            e.printStackTrace();
            Runtime.getRuntime().halt(FAILED);
        }
    }

    private static void read(BlockingQueue<String[]> jobs) {
        try {
            DataInputStream in = new DataInputStream(System.in);
            while (true) {
                String[] job = new String[in.readInt()];
                for (int i = 0; i < job.length; i++) {
                    job[i] = in.readUTF();
                }
                jobs.add(job);
            }
        } catch (EOFException ended) {
            // Not exit: TLC's hooks would wait for a search that goes on.
            Runtime.getRuntime().halt(1);
        } catch (IOException e) {
            e.printStackTrace();
            Runtime.getRuntime().halt(1);
        }
    }

    private static int run(String[] job) {
        try {
            TlcLoader loader = new TlcLoader();
            // RMI looks for TLC's classes there.
            Thread.currentThread().setContextClassLoader(loader);
            int exitCode = (int)
                    loader.adapter("TlcJob").getMethod("run", String[].class).invoke(null, (Object) job);
            if (exitCode != GOES_ON) {
                loader.close();
            }
            return exitCode;
        } catch (InvocationTargetException e) {
            e.getTargetException().printStackTrace();
            return FAILED;
        } catch (ReflectiveOperationException | IOException e) {
            throw new IllegalStateException("this build of vmig lacks a part", e);
        }
    }
}
