package dev.vmig.spec.tlc;

import java.net.InetAddress;
import java.util.Arrays;
import tlc2.tool.distributed.TLCServer;

/**
 * The one that keeps queue and states when TLC runs on several machines: {@code ServerMain PARENT ADDRESS PORT
 * ARGUMENT...}, where the arguments are those of {@link TLCServer}.
 */
public final class ServerMain {

    private ServerMain() {}

    /** Runs the server, until all is checked. */
    public static void main(String[] args) throws Exception {
        Parent.endWith(args[0]);
        BoundSockets.use(InetAddress.getByName(args[1]));
        TLCServer.Port = Integer.parseInt(args[2]);
        TLCServer.main(Arrays.copyOfRange(args, 3, args.length));
        // Threads of RMI may outlive it.
        System.exit(0);
    }
}
