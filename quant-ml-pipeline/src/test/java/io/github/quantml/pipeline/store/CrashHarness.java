// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline.store;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/**
 * Starts a child JVM that works in a loop, kills it without warning at a random point, and hands
 * what the child had acknowledged to a check; as many rounds as asked, on one directory.
 *
 * <p>A child is a class with a {@code main} whose arguments are the round's number, then those of
 * {@link #arguments}. It prints one line through {@link #acknowledge} after each operation that
 * returned. The kill comes after a random number of lines and a random time of up to {@link
 * #LONGEST_DELAY} microseconds more, both drawn from the seed.
 */
public final class CrashHarness {
  /** Mark of an acknowledged line. */
  private static final String ACK = "ACK ";

  private static final int LONGEST_DELAY = 20_000;

  private final Class<?> child;
  private final List<String> arguments;
  private final long seed;
  private final int rounds;
  private final int mostLines;

  private CrashHarness(
      Class<?> child, List<String> arguments, long seed, int rounds, int mostLines) {
    this.child = child;
    this.arguments = List.copyOf(arguments);
    this.seed = seed;
    this.rounds = rounds;
    this.mostLines = mostLines;
  }

  /** A harness of 20 rounds with kills after at most 60 lines. */
  public static CrashHarness of(Class<?> child) {
    return new CrashHarness(child, List.of(), 1, 20, 60);
  }

  /** Arguments of the child behind the number of the round. */
  public CrashHarness arguments(String... value) {
    return new CrashHarness(child, List.of(value), seed, rounds, mostLines);
  }

  public CrashHarness seed(long value) {
    return new CrashHarness(child, arguments, value, rounds, mostLines);
  }

  public CrashHarness rounds(int value) {
    return new CrashHarness(child, arguments, seed, value, mostLines);
  }

  /** Most lines a child may acknowledge before it is killed. */
  public CrashHarness mostLines(int value) {
    return new CrashHarness(child, arguments, seed, rounds, value);
  }

  /** Looks at the directory after a kill. */
  @FunctionalInterface
  public interface Check {
    /**
     * Throws when something acknowledged is missing or something is half there.
     *
     * @param round number of the round, from 0
     * @param acknowledged lines of this round's child, in order
     */
    void after(int round, List<String> acknowledged) throws Exception;
  }

  /** Called by the child: says that an operation returned. */
  public static void acknowledge(String line) {
    // One write to the pipe, so that a kill leaves no half line behind a whole one.
    byte[] bytes = (ACK + line + "\n").getBytes(StandardCharsets.UTF_8);
    System.out.write(bytes, 0, bytes.length);
    System.out.flush();
  }

  /** Runs every round; a failed check names its round and the seed. */
  public void run(Check check) throws Exception {
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < rounds; round++) {
      int lines = random.nextInt(mostLines + 1);
      long micros = random.nextLong(LONGEST_DELAY);
      List<String> acknowledged = round(round, lines, micros);
      try {
        check.after(round, acknowledged);
      } catch (Exception | AssertionError e) {
        throw new AssertionError(
            "round " + round + " of seed " + seed + ", acknowledged " + acknowledged, e);
      }
    }
  }

  private List<String> round(int round, int lines, long micros)
      throws IOException, InterruptedException {
    Path errors = Files.createTempFile("crash", ".txt");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-XX:+UseSerialGC");
    command.add("-Xshare:auto");
    command.add("-Xmx256m");
    command.add("-cp");
    command.add(classPath());
    command.add(child.getName());
    command.add(Integer.toString(round));
    command.addAll(arguments);
    Process process =
        new ProcessBuilder(command).redirectError(Redirect.to(errors.toFile())).start();
    List<String> acknowledged = new ArrayList<>();
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      while (acknowledged.size() < lines && read(out, acknowledged)) {}
      if (process.waitFor(micros, TimeUnit.MICROSECONDS)) {
        throw new AssertionError(
            "the child ended by itself with "
                + process.exitValue()
                + ": "
                + Files.readString(errors));
      }
      // Through the handle: the process itself would close the pipe with what is still in it.
      process.toHandle().destroyForcibly();
      while (read(out, acknowledged)) {}
    } finally {
      process.destroyForcibly().waitFor();
      Files.deleteIfExists(errors);
    }
    return acknowledged;
  }

  private static boolean read(BufferedReader out, List<String> acknowledged) {
    try {
      String line = out.readLine();
      if (line == null) {
        return false;
      }
      if (line.startsWith(ACK)) {
        acknowledged.add(line.substring(ACK.length()));
      }
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Class path of this JVM; the test runner hides its own behind a jar. */
  private static String classPath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }
}
