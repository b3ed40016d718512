// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline.store;

import io.github.quantml.api.InvalidDataException;
import io.github.quantml.api.QuantMlException;
import io.github.quantml.api.spi.ExperimentTracker;
import io.github.quantml.pipeline.file.CheckedLine;
import io.github.quantml.pipeline.file.DirectoryLock;
import io.github.quantml.pipeline.file.DirectoryNames;
import io.github.quantml.pipeline.file.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Runs of experiments in a directory.
 *
 * <pre>
 * ROOT/lock                              held while a run is made
 * ROOT/drafts/                           work in progress; what a dead writer left is removed
 * ROOT/sessions/                         one locked file for each process that has open runs
 * ROOT/experiments/NAME/experiment.json  its name
 * ROOT/experiments/NAME/ID/run.json      what was known at the start
 * ROOT/experiments/NAME/ID/events.jsonl  settings, notes, data sets, artifacts and the end
 * ROOT/experiments/NAME/ID/metrics.bin   points of metrics, in blocks with checksums
 * ROOT/experiments/NAME/ID/artifacts/    kept files
 * </pre>
 *
 * <p>A run is RUNNING while its process lives, and KILLED when that is gone without having closed
 * it; every call that had returned is there, but for points of metrics of the last second ({@link
 * LocalRun#flush} brings them to the disk). A torn end is passed over; any other damage is an
 * {@link InvalidDataException} that names the file and line. Any number of threads and processes
 * may write and read. While runs are open, one daemon thread hands their points on. Thread-safe;
 * touches no file and starts no thread until it is used.
 */
public final class LocalTracker implements ExperimentTracker {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final Pattern ID = Pattern.compile("[0-9]{8}T[0-9]{6}Z-[0-9a-f]{12}");
  private static final String EXPERIMENT = "experiment.json";
  private static final long PUSH_MILLIS = 1_000;

  private final Path root;
  private final Clock clock;
  private final Set<LocalRun> open = new LinkedHashSet<>();
  private Sessions.@Nullable Session session;
  private @Nullable ScheduledExecutorService pusher;
  private @Nullable ScheduledFuture<?> pushing;

  private LocalTracker(Path root, Clock clock) {
    this.root = root;
    this.clock = clock;
  }

  /** A tracker in a directory, which the first run makes. */
  public static LocalTracker in(Path root) {
    return new LocalTracker(root, Clock.systemUTC());
  }

  public LocalTracker withClock(Clock value) {
    return new LocalTracker(root, value);
  }

  @Override
  public String name() {
    return "local";
  }

  /** Whether the directory, or the nearest one above it that exists, can be written. */
  @Override
  public boolean isAvailable() {
    Path place = root.toAbsolutePath();
    while (place != null && !Files.exists(place)) {
      place = place.getParent();
    }
    return place != null && Files.isDirectory(place) && Files.isWritable(place);
  }

  public Path root() {
    return root;
  }

  private Path homes() {
    return root.resolve("experiments");
  }

  private Path sessions() {
    return root.resolve("sessions");
  }

  /**
   * Starts a run.
   *
   * @param experiment name of the experiment; blank for {@code Default}
   * @throws QuantMlException when the directory cannot be written
   */
  @Override
  public LocalRun startRun(String experiment, String runName) {
    String name = experiment.isBlank() ? "Default" : Names.title("experiment", experiment);
    return start(name, Names.title("run name", runName), "");
  }

  synchronized LocalRun start(String experiment, String runName, String parent) {
    try {
      Files.createDirectories(root);
      try {
        LocalRun run = DirectoryLock.holding(root, () -> create(experiment, runName, parent));
        open.add(run);
        return run;
      } finally {
        if (open.isEmpty()) {
          endSession();
        }
      }
    } catch (IOException e) {
      throw new QuantMlException("tracker " + root + ": cannot start a run: " + e, e);
    }
  }

  private LocalRun create(String experiment, String runName, String parent) throws IOException {
    Path drafts = root.resolve("drafts");
    Files.createDirectories(drafts);
    for (Path left : DurableFiles.list(drafts)) {
      DurableFiles.delete(left);
    }
    Path home = home(experiment);
    if (!DurableFiles.isDirectory(home)) {
      Files.createDirectories(homes());
      Path draft = Files.createDirectory(drafts.resolve("experiment"));
      DurableFiles.write(
          draft.resolve(EXPERIMENT),
          CheckedLine.of(out -> out.writeStringField("name", experiment)));
      DurableFiles.move(draft, home);
    }
    Instant now = Instant.now(clock);
    String random = UUID.randomUUID().toString().replace("-", "").substring(0, 12);
    String id = TIME.format(now) + "-" + random;
    RunFiles.Head head =
        new RunFiles.Head(
            id, parent, experiment, runName, now, session().id, ProcessHandle.current().pid());
    Path draft = Files.createDirectory(drafts.resolve(id));
    new RunFiles(draft).create(head);
    DurableFiles.move(draft, home.resolve(id));
    return new LocalRun(this, new RunFiles(home.resolve(id)), head, clock);
  }

  private Path home(String experiment) {
    return homes().resolve(DirectoryNames.of(experiment));
  }

  private Sessions.Session session() throws IOException {
    Sessions.Session s = session;
    if (s == null) {
      s = Sessions.open(sessions());
      session = s;
      ScheduledExecutorService timer =
          Executors.newSingleThreadScheduledExecutor(
              task -> {
                Thread thread = new Thread(task, "quantml-tracker");
                thread.setDaemon(true);
                return thread;
              });
      pushing =
          timer.scheduleWithFixedDelay(this::push, PUSH_MILLIS, PUSH_MILLIS, TimeUnit.MILLISECONDS);
      pusher = timer;
    }
    return s;
  }

  private void push() {
    List<LocalRun> runs;
    synchronized (this) {
      runs = List.copyOf(open);
    }
    runs.forEach(LocalRun::push);
  }

  synchronized void ended(LocalRun run) {
    open.remove(run);
    if (open.isEmpty()) {
      try {
        endSession();
      } catch (IOException e) {
        throw new QuantMlException("tracker " + root + ": cannot end its session: " + e, e);
      }
    }
  }

  private void endSession() throws IOException {
    ScheduledFuture<?> task = pushing;
    ScheduledExecutorService timer = pusher;
    if (task != null && timer != null) {
      task.cancel(false);
      timer.shutdown();
      pushing = null;
      pusher = null;
    }
    Sessions.Session s = session;
    if (s != null) {
      session = null;
      s.close();
    }
  }

  private <T> T reading(Reading<T> work) {
    try {
      return work.run();
    } catch (IOException e) {
      throw new QuantMlException("tracker " + root + ": cannot be read: " + e, e);
    }
  }

  private interface Reading<T> {
    T run() throws IOException;
  }

  /** Names of the experiments, in their order. */
  public List<String> experiments() {
    return reading(
        () -> {
          TreeSet<String> names = new TreeSet<>();
          for (Path home : DurableFiles.list(homes())) {
            if (DurableFiles.isDirectory(home)) {
              names.add(experimentName(home));
            }
          }
          return List.copyOf(names);
        });
  }

  private static String experimentName(Path home) {
    Path file = home.resolve(EXPERIMENT);
    try {
      return CheckedLine.only(DurableFiles.read(file, CheckedLine.LONGEST)).text("name");
    } catch (IOException e) {
      throw new InvalidDataException(file + ": " + e.getMessage(), e);
    }
  }

  /** Every run of an experiment, children included, oldest first; empty for an unknown one. */
  public List<RunInfo> runs(String experiment) {
    return reading(
        () -> {
          List<RunInfo> runs = new ArrayList<>();
          for (Path directory : DurableFiles.list(home(experiment))) {
            if (ID.matcher(String.valueOf(directory.getFileName())).matches()
                && DurableFiles.isDirectory(directory)) {
              RunFiles files = new RunFiles(directory);
              runs.add(files.info(lives(files)));
            }
          }
          runs.sort(Comparator.comparing(RunInfo::started).thenComparing(RunInfo::id));
          return runs;
        });
  }

  private boolean lives(RunFiles files) throws IOException {
    return Sessions.lives(sessions(), files.readHead().session());
  }

  /** The newest run of an experiment that lies in no other; empty when there is none. */
  public Optional<RunInfo> latest(String experiment) {
    List<RunInfo> roots =
        runs(experiment).stream().filter(run -> run.parentId().isEmpty()).toList();
    return roots.isEmpty() ? Optional.empty() : Optional.of(roots.get(roots.size() - 1));
  }

  /**
   * A run with everything it told.
   *
   * @throws QuantMlException when there is none of that identifier
   */
  public RunRecord run(String id) {
    return reading(
        () -> {
          if (ID.matcher(id).matches()) {
            for (Path home : DurableFiles.list(homes())) {
              Path directory = home.resolve(id);
              if (DurableFiles.isDirectory(home) && DurableFiles.isDirectory(directory)) {
                RunFiles files = new RunFiles(directory);
                return files.record(lives(files));
              }
            }
          }
          throw new QuantMlException(
              "run '"
                  + id
                  + "': there is none in "
                  + root
                  + "; experiments there: "
                  + experiments());
        });
  }

  @Override
  public String toString() {
    return "experiment tracker in " + root;
  }
}
