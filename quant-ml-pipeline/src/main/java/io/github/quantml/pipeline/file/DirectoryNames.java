// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline.file;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Names of directories for names that people give.
 *
 * <p>A name of up to 80 lower-case letters, digits, {@code _} and {@code -} is its own directory.
 * Any other gets a legible stem and 20 hexadecimal digits of its SHA-256 behind a {@code ~}: no
 * separator, no {@code ..}, no reserved device name, no length beyond 101, and different names stay
 * different where the file system ignores case.
 */
public final class DirectoryNames {
  private static final Pattern PLAIN = Pattern.compile("[a-z0-9_][a-z0-9_-]{0,79}");
  private static final Pattern DEVICE =
      Pattern.compile("con|prn|aux|nul|com[0-9]|lpt[0-9]|conin|conout");
  private static final int STEM = 60;

  private DirectoryNames() {}

  /** The directory for a name. */
  public static String of(String name) {
    if (PLAIN.matcher(name).matches() && !DEVICE.matcher(name).matches()) {
      return name;
    }
    String stem = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_-]+", "-");
    String hash = DurableFiles.sha256(name.getBytes(StandardCharsets.UTF_8)).substring(0, 20);
    return stem.substring(0, Math.min(STEM, stem.length())) + "~" + hash;
  }
}
