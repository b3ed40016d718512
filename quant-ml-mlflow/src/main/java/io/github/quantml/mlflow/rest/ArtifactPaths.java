// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.mlflow.rest;

import java.util.regex.Pattern;

/** Relative paths that stay where they are put, on every system. */
public final class ArtifactPaths {
  private static final Pattern PART = Pattern.compile("[^\\p{Cntrl}\\\\:*?\"<>|/]{1,250}");
  private static final int LONGEST = 1_000;

  private ArtifactPaths() {}

  /**
   * The path itself.
   *
   * @throws IllegalArgumentException unless it is relative, of plain parts joined by slashes, none
   *     of them {@code .} or {@code ..}
   */
  public static String checked(String path) {
    if (path.isEmpty() || path.length() > LONGEST) {
      throw bad(path, "must have 1 to " + LONGEST + " characters");
    }
    for (String part : path.split("/", -1)) {
      if (part.equals(".") || part.equals("..") || !PART.matcher(part).matches()) {
        throw bad(
            path,
            "must be relative, of parts without control characters and \\ : * ? \" < > |, none of"
                + " them empty, . or ..");
      }
    }
    return path;
  }

  private static IllegalArgumentException bad(String path, String rule) {
    String shown = path.length() > 100 ? path.substring(0, 100) + "..." : path;
    return new IllegalArgumentException("artifact path: " + rule + ", got '" + shown + "'");
  }
}
