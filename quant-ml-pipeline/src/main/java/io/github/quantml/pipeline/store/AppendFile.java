// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file that only grows, by whole blocks: a block that the disk took in part is cut off again
 * before the next. Not thread-safe.
 */
final class AppendFile implements AutoCloseable {
  private final FileChannel channel;
  private long end;
  private boolean dirty;

  AppendFile(Path file) throws IOException {
    channel = FileChannel.open(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    end = channel.size();
  }

  void append(ByteBuffer block) throws IOException {
    long position = end;
    try {
      while (block.hasRemaining()) {
        position += channel.write(block, position);
      }
    } catch (IOException e) {
      if (position > end) {
        channel.truncate(end);
      }
      throw e;
    }
    end = position;
    dirty = true;
  }

  /** Brings what was appended to the disk. */
  void sync() throws IOException {
    if (dirty) {
      channel.force(false);
      dirty = false;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
