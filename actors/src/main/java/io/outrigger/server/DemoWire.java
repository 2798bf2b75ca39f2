package io.outrigger.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The network between two servers on loopback: forwards TCP connections, and can be cut. A cut is
 * silent, as a broken cable is: nothing is closed and nothing arrives. Thread-safe.
 */
final class DemoWire implements AutoCloseable {
  private static final int BUFFER_OCTETS = 16_384;

  private final List<ServerSocket> ends = new ArrayList<>();
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private volatile boolean cut;

  /**
   * A port on {@code ::1} that leads to {@code targetPort} there.
   *
   * @throws IOException if no port is to be had
   */
  int to(int targetPort) throws IOException {
    ServerSocket end = new ServerSocket();
    end.bind(new InetSocketAddress(Inet6Address.getByName("::1"), 0));
    ends.add(end);
    Thread.ofVirtual().start(() -> accept(end, targetPort));
    return end.getLocalPort();
  }

  /** From now on nothing arrives, neither on connections that there are nor on new ones. */
  void cut() {
    cut = true;
  }

  /** New connections arrive again; those of before are closed, since octets of them are lost. */
  void heal() {
    cut = false;
    for (Socket socket : List.copyOf(sockets)) {
      closed(socket);
      sockets.remove(socket);
    }
  }

  private void accept(ServerSocket end, int targetPort) {
    while (!end.isClosed()) {
      try {
        Socket near = end.accept();
        sockets.add(near);
        Thread.ofVirtual().start(() -> join(near, targetPort));
      } catch (IOException e) {
        // closed: the loop ends; anything else concerns that one connection
      }
    }
  }

  private void join(Socket near, int targetPort) {
    Socket far = null;
    try {
      if (!cut) {
        far = new Socket(Inet6Address.getByName("::1"), targetPort);
        sockets.add(far);
        Socket back = far;
        Thread.ofVirtual().start(() -> pump(back, near));
      }
    } catch (IOException e) {
      closed(near);
    }
    pump(near, far);
  }

  /** {@code to} null: what comes is lost. When one direction ends, both do. */
  private void pump(Socket from, @Nullable Socket to) {
    byte[] buffer = new byte[BUFFER_OCTETS];
    try {
      InputStream in = from.getInputStream();
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        if (to != null && !cut) {
          OutputStream out = to.getOutputStream();
          out.write(buffer, 0, count);
        }
      }
    } catch (IOException e) {
      // ended: closed below
    } finally {
      ended(from);
      if (to != null) {
        ended(to);
      }
    }
  }

  /** An end that nobody hears of while the wire is cut. */
  private void ended(Socket socket) {
    if (!cut) {
      closed(socket);
      sockets.remove(socket);
    }
  }

  private static void closed(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // nothing is left to be done about it
    }
  }

  @Override
  public void close() {
    for (ServerSocket end : ends) {
      try {
        end.close();
      } catch (IOException e) {
        // nothing is left to be done about it
      }
    }
    sockets.forEach(DemoWire::closed);
  }
}
