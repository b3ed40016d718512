// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Writes that are on the disk when they return, and reads that follow no link and stop at a limit.
 */
public final class DurableFiles {
  private DurableFiles() {}

  /** Writes a new file and brings it to the disk. */
  public static void write(Path file, byte[] bytes) throws IOException {
    try (FileChannel out =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      while (buffer.hasRemaining()) {
        out.write(buffer);
      }
      out.force(true);
    }
  }

  /** Replaces a file by way of a draft in another directory of the same file system. */
  public static void replace(Path file, byte[] bytes, Path draft) throws IOException {
    write(draft, bytes);
    move(draft, file);
  }

  /** Moves a file or directory in one step and brings the move to the disk. */
  public static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      throw new IOException(from + " cannot be moved to " + to + " in one step", e);
    }
    sync(to.toAbsolutePath().getParent());
  }

  /** Brings the names in a directory to the disk, on systems that let a directory be opened. */
  public static void sync(@Nullable Path directory) {
    if (directory == null) {
      return;
    }
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      // Windows opens no directories, and needs no such step after a move.
      return;
    }
  }

  /**
   * The content of a regular file that is no link.
   *
   * @throws NoSuchFileException when there is none
   * @throws IOException saying so when it is something else, or larger than {@code maxBytes}
   */
  public static byte[] read(Path file, long maxBytes) throws IOException {
    BasicFileAttributes facts = requireRegular(file);
    int limit = (int) Math.min(maxBytes, Integer.MAX_VALUE - 16);
    if (facts.size() > limit) {
      throw new IOException("is larger than the limit of " + limit + " bytes");
    }
    try (InputStream in = open(file)) {
      byte[] bytes = in.readNBytes(limit);
      if (in.read() >= 0) {
        throw new IOException("is larger than the limit of " + limit + " bytes");
      }
      return bytes;
    }
  }

  /** Facts of a regular file that is no link; opening anything else could wait for ever. */
  public static BasicFileAttributes requireRegular(Path file) throws IOException {
    BasicFileAttributes facts =
        Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    if (!facts.isRegularFile()) {
      throw new IOException("is no regular file");
    }
    return facts;
  }

  private static InputStream open(Path file) throws IOException {
    return Channels.newInputStream(
        Files.newByteChannel(
            file, java.util.Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)));
  }

  /** Whether this is a directory and no link to one. */
  public static boolean isDirectory(Path path) {
    return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
  }

  /** What lies in a directory, in the order of the names; nothing when it is none. */
  public static List<Path> list(Path directory) throws IOException {
    if (!isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> children = Files.list(directory)) {
      List<Path> sorted = new ArrayList<>(children.toList());
      sorted.sort(null);
      return sorted;
    }
  }

  /** Removes a file or a directory with all in it; links are removed, not followed. */
  public static void delete(Path path) throws IOException {
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    Files.walkFileTree(
        path,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException error)
              throws IOException {
            if (error != null) {
              throw error;
            }
            Files.delete(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /** SHA-256 of bytes, in hexadecimal digits. */
  public static String sha256(byte[] bytes) {
    return HexFormat.of().formatHex(digest().digest(bytes));
  }

  /** SHA-256 of a file, in hexadecimal digits. */
  public static String sha256(Path file) throws IOException {
    requireRegular(file);
    MessageDigest digest = digest();
    byte[] buffer = new byte[1 << 16];
    try (InputStream in = open(file)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
