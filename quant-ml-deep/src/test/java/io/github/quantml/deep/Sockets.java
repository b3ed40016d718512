// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.deep;

import java.io.IOException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Tells of sockets that this process opens. */
final class Sockets {
  private Sockets() {}

  /** Prints "opened" whenever Java code makes a socket or asks how to reach an address. */
  @SuppressWarnings("deprecation") // The only hook there is.
  static void watch() {
    try {
      Socket.setSocketImplFactory(
          () -> {
            System.out.println("opened a socket");
            throw new IllegalStateException("no sockets here");
          });
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    ProxySelector.setDefault(
        new ProxySelector() {
          @Override
          public List<Proxy> select(URI uri) {
            System.out.println("opened " + uri);
            throw new IllegalStateException("no network here");
          }

          @Override
          public void connectFailed(URI uri, SocketAddress address, IOException e) {}
        });
  }

  /** Internet sockets open now, by native code as well; 0 where the system does not tell. */
  static int open() {
    StringBuilder table = new StringBuilder();
    int count = 0;
    try {
      for (String kind : List.of("tcp", "tcp6", "udp", "udp6", "raw", "raw6")) {
        Path net = Path.of("/proc/self/net", kind);
        table.append(Files.exists(net) ? Files.readString(net) : "");
      }
      try (DirectoryStream<Path> files = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
        for (Path file : files) {
          String target = Files.exists(file) ? Files.readSymbolicLink(file).toString() : "";
          // The JDK itself holds a pair of local sockets for closing channels.
          boolean inet = table.indexOf(" " + target.replaceAll("\\D", "") + " ") >= 0;
          count += target.startsWith("socket:") && inet ? 1 : 0;
        }
      }
      return count;
    } catch (IOException e) {
      return 0;
    }
  }
}
