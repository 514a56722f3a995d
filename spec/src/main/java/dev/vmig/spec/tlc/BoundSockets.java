package dev.vmig.spec.tlc;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.rmi.server.RMISocketFactory;

/** Sockets that listen on one address. TLC's own, those of RMI, listen on all addresses that the machine has. */
final class BoundSockets extends RMISocketFactory {

    private static final int BACKLOG = 50;

    private final InetAddress address;

    BoundSockets(InetAddress address) {
        this.address = address;
    }

    /** Lets this JVM listen on {@code address} only, and tells others to find it there. */
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
