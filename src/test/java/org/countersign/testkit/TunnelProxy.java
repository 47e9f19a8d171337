package org.countersign.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// A proxy on loopback that makes tunnels (RFC 9110 9.3.6), all of them to one port of this machine, and keeps every
/// byte that passes in clear or not.
public final class TunnelProxy implements AutoCloseable {
    private final ServerSocket socket;
    private final int port;
    private final int refusal;
    private final List<String> heads = new CopyOnWriteArrayList<>();
    private final ByteArrayOutputStream passed = new ByteArrayOutputStream();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    /// @param port where tunnels end
    /// @param refusal the status with which every tunnel is refused; 0 to make them
    public TunnelProxy(int port, int refusal) throws IOException {
        this.port = port;
        this.refusal = refusal;
        this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    /// For messages and variables.
    public String address() {
        return "127.0.0.1:" + socket.getLocalPort();
    }

    /// What was asked of the proxy itself.
    public List<String> heads() {
        return List.copyOf(heads);
    }

    /// What went through the tunnels, from client to server.
    public String passed() {
        synchronized (passed) {
            return passed.toString(StandardCharsets.ISO_8859_1);
        }
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket one = socket.accept();
                open.add(one);
                Thread.ofVirtual().start(() -> serve(one));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            String head = head(client.getInputStream());
            heads.add(head);
            if (refusal != 0) {
                client.getOutputStream()
                        .write(("HTTP/1.1 " + refusal + " No\r\nProxy-Authenticate: Basic realm=\"x\"\r\n"
                                        + "Content-Length: 0\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
                return;
            }
            try (var server = new Socket(InetAddress.getLoopbackAddress(), port)) {
                client.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                Thread back = Thread.ofVirtual().start(() -> pump(server, client, false));
                pump(client, server, true);
                server.shutdownOutput();
                back.join();
            }
        } catch (IOException | InterruptedException gone) {
            return;
        }
    }

    private static String head(InputStream in) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int one = in.read();
            if (one < 0) {
                throw new IOException("no head");
            }
            head.append((char) one);
        }
        return head.toString();
    }

    private void pump(Socket from, Socket to, boolean kept) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            var buffer = new byte[8192];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                if (kept) {
                    synchronized (passed) {
                        passed.write(buffer, 0, count);
                    }
                }
                out.write(buffer, 0, count);
            }
        } catch (IOException gone) {
            return;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
        for (Socket one : open) {
            one.close();
        }
    }
}
