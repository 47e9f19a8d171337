package org.countersign.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A server that says what it is told to, byte by byte, also what no honest server says.
public final class RawPeer implements AutoCloseable {
    /// What it answers.
    public interface Script {
        /// @param target path and query
        void answer(String target, OutputStream out) throws IOException, InterruptedException;
    }

    private final ServerSocket socket;
    private final Script script;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final List<String> heads = new ArrayList<>();

    /// Listens on loopback.
    public RawPeer(Script script) throws IOException {
        this.script = script;
        this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    /// For the governance file.
    public String url() {
        return "http://127.0.0.1:" + socket.getLocalPort() + "/scim/v2";
    }

    /// The heads of all questions so far.
    public List<String> heads() {
        synchronized (heads) {
            return List.copyOf(heads);
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

    private void serve(Socket one) {
        try (one) {
            var in = new BufferedReader(new InputStreamReader(one.getInputStream(), StandardCharsets.ISO_8859_1));
            var head = new StringBuilder();
            int length = 0;
            for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
                head.append(line).append('\n');
                if (line.startsWith("Content-Length: ")) {
                    length = Integer.parseInt(line.substring("Content-Length: ".length()));
                }
            }
            for (; length > 0; length--) {
                in.read();
            }
            if (!head.isEmpty()) {
                synchronized (heads) {
                    heads.add(head.toString());
                }
                script.answer(head.toString().split(" ")[1], one.getOutputStream());
            }
        } catch (IOException | InterruptedException gone) {
            return;
        }
    }

    /// A whole answer, after which the connection ends.
    public static String answer(int status, String headers, String body) {
        return "HTTP/1.1 " + status + " X\r\nConnection: close\r\n" + headers + "Content-Length: "
                + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body;
    }

    /// A good answer.
    public static String json(String body) {
        return answer(200, "Content-Type: application/scim+json\r\n", body);
    }

    @Override
    public void close() throws IOException {
        socket.close();
        for (Socket one : open) {
            one.close();
        }
    }
}
