// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.mlflow;

import java.io.ByteArrayInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicInteger;

/** Copies of artifacts beside a journal, brought to the device before the journal names them. */
final class CopiedFiles {
  private static final AtomicInteger NUMBERS = new AtomicInteger();

  private final Path directory;

  CopiedFiles(Path directory) {
    this.directory = directory;
  }

  /**
   * A copy.
   *
   * @param name its name in the directory
   * @param size length in bytes
   * @param sha256 hash in hex
   */
  record Copy(String name, long size, String sha256) {}

  Copy copy(int run, String path, Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return keep(run, path, in);
    }
  }

  Copy keep(int run, String path, byte[] content) throws IOException {
    return keep(run, path, new ByteArrayInputStream(content));
  }

  private Copy keep(int run, String path, InputStream content) throws IOException {
    Files.createDirectories(directory);
    String name = run + "-" + NUMBERS.incrementAndGet() + "-" + plain(path);
    Path target = directory.resolve(name);
    DigestInputStream in = new DigestInputStream(content, sha256());
    try (FileOutputStream out = new FileOutputStream(target.toFile())) {
      long size = in.transferTo(out);
      out.getFD().sync();
      return new Copy(name, size, HexFormat.of().formatHex(in.getMessageDigest().digest()));
    } catch (IOException e) {
      Files.deleteIfExists(target);
      throw e;
    }
  }

  /** The end of a path as a name that every file system takes. */
  private static String plain(String path) {
    String last = path.substring(path.lastIndexOf('/') + 1).replaceAll("[^A-Za-z0-9._-]", "_");
    return last.substring(Math.max(0, last.length() - 100));
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  static String sha256(byte[] bytes) {
    return HexFormat.of().formatHex(sha256().digest(bytes));
  }
}
