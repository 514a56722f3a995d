package dev.vmig.spec;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.rmi.server.RMISocketFactory;

/**
 * Sockets of RMI that listen on one address only. By default they listen on all addresses of the machine, and every run
 * of TLC has one: its sets of fingerprints are remote objects, also when no other machine takes part.
 */
final class BoundSockets extends RMISocketFactory {

    private static final int BACKLOG = 50;

    private final InetAddress address;

    BoundSockets(InetAddress address) {
        this.address = address;
    }

    /** Lets this JVM listen on {@code address} only, and tells others to find it there. Once in a JVM. */
    static void use(InetAddress address) throws IOException {
        System.setProperty("java.rmi.server.hostname", address.getHostAddress());
        RMISocketFactory.setSocketFactory(new BoundSockets(address));
    }

    @Override
    public ServerSocket createServerSocket(int port) throws IOException {
        return new ServerSocket(port, BACKLOG, address);
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return new Socket(host, port);
    }
}
