package dev.vmig.spec.tlc;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import tlc2.tool.distributed.TLCServer;
import tlc2.tool.distributed.TLCWorker;

/**
 * One of those that compute states when TLC runs on several machines: {@code WorkerMain PARENT SERVER PORT}. It listens
 * too, since the server calls it, on the address from which it reaches the server.
 */
public final class WorkerMain {

    private WorkerMain() {}

    /** Starts the worker; the JVM ends when the server has no more work for it. */
    public static void main(String[] args) throws Exception {
        Parent.endWith(args[0]);
        InetAddress server = InetAddress.getByName(args[1]);
        int port = Integer.parseInt(args[2]);
        BoundSockets.use(towards(server, port));
        TLCServer.Port = port;
        TLCWorker.main(new String[] {args[1]});
    }

    /** No packet is sent: the system is asked for its route. */
    private static InetAddress towards(InetAddress server, int port) throws SocketException {
        try (DatagramSocket route = new DatagramSocket()) {
            route.connect(new InetSocketAddress(server, port));
            return route.getLocalAddress();
        }
    }
}
