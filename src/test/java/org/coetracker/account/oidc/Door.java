package org.coetracker.account.oidc;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The way to something on this machine, which can be shut: who comes then is refused, as where nothing listens. */
final class Door implements AutoCloseable {
    private final int port = Keycloak.freePort();
    private final int behind;
    private final Set<Closeable> inUse = ConcurrentHashMap.newKeySet();
    private ServerSocket open;

    Door(int behind) {
        this.behind = behind;
    }

    int port() {
        return port;
    }

    void open() throws IOException {
        open = new ServerSocket();
        open.setReuseAddress(true);
        open.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        ServerSocket listening = open;
        daemon(() -> {
            while (true) {
                Socket caller = listening.accept();
                Socket called = new Socket(InetAddress.getLoopbackAddress(), behind);
                inUse.add(caller);
                inUse.add(called);
                daemon(() -> pass(caller, called));
                daemon(() -> pass(called, caller));
            }
        });
    }

    private static void pass(Socket from, Socket to) throws IOException {
        try (from;
                to;
                InputStream in = from.getInputStream()) {
            in.transferTo(to.getOutputStream());
        }
    }

    /** Shuts it, also for those who are on their way. */
    @Override
    public void close() throws IOException {
        open.close();
        for (Closeable connection : inUse) {
            connection.close();
        }
        inUse.clear();
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void daemon(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException e) {
                // One of both sides is gone: nothing more passes.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }
}
