// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Child JVMs that may be killed without warning, as a power cut or the kernel would. */
public final class Children {
  private Children() {}

  /** Starts a class with a {@code main}; what it prints goes to a file. */
  public static Process start(Path log, Class<?> main, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp"));
    command.add(
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    command.add(main.getName());
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
        .start();
  }

  /**
   * Kills a child after some time.
   *
   * @return whether it was killed; if not it had ended by itself, and well
   */
  public static boolean kill(Process child, long micros, Path log)
      throws IOException, InterruptedException {
    if (child.waitFor(micros, TimeUnit.MICROSECONDS)) {
      if (child.exitValue() != 0) {
        throw new AssertionError(
            "a child ended with " + child.exitValue() + ": " + Files.readString(log));
      }
      return false;
    }
    child.destroyForcibly().waitFor();
    return true;
  }
}
