// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.samples.cli;

import ai.djl.engine.Engine;
import ai.onnxruntime.OrtEnvironment;
import io.github.quantml.api.QuantMlException;
import io.github.quantml.api.QuantMlSettings;
import io.github.quantml.deep.train.Engines;
import io.github.quantml.mlflow.MLFlowTracker;
import io.github.quantml.pipeline.store.LocalModelRegistry;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Examines the machine, the settings and what they name. */
final class Doctor {
  private static final int JAVA = 17;
  private static final long MEBI = 1L << 20;
  private static final long LEAST_HEAP = 512 * MEBI;
  private static final long LEAST_DISK = 1024 * MEBI;

  private final List<Finding> found = new ArrayList<>();

  private Doctor() {}

  /** How a check ended. */
  enum State {
    OK,
    /** Nothing that is needed is missing. */
    NOTE,
    /** Something needed does not work. */
    BROKEN
  }

  /**
   * A check.
   *
   * @param found what there is
   * @param advice what to do; empty for nothing
   */
  record Finding(State state, String check, String found, String advice) {}

  static List<Finding> examine() {
    Doctor doctor = new Doctor();
    doctor.java();
    doctor.onnx();
    QuantMlSettings settings = doctor.settings();
    doctor.engine(settings.useGpu());
    doctor.mlflow(settings);
    doctor.directory("models", "ML_MODEL_CACHE_DIR", settings.modelCacheDir());
    doctor.directory("journals", "ML_MLFLOW_JOURNAL_DIR", settings.mlflowJournalDir());
    doctor.registry(settings.modelCacheDir().resolve("registry"));
    doctor.memory();
    return List.copyOf(doctor.found);
  }

  private void ok(String check, String what) {
    found.add(new Finding(State.OK, check, what, ""));
  }

  private void note(String check, String what, String advice) {
    found.add(new Finding(State.NOTE, check, what, advice));
  }

  private void broken(String check, String what, String advice) {
    found.add(new Finding(State.BROKEN, check, what, advice));
  }

  private void java() {
    String what =
        Runtime.version()
            + ", "
            + System.getProperty("os.name")
            + " "
            + System.getProperty("os.arch");
    if (Runtime.version().feature() >= JAVA) {
      ok("java", what);
    } else {
      broken("java", what, "install a JDK 17 or newer and set JAVA_HOME");
    }
  }

  private QuantMlSettings settings() {
    try {
      QuantMlSettings settings = QuantMlSettings.load();
      ok("settings", "valid; seed " + settings.randomSeed() + ", threads " + settings.nJobs());
      return settings;
    } catch (QuantMlException | IllegalArgumentException e) {
      broken(
          "settings",
          String.valueOf(e.getMessage()),
          "correct it in the environment or in .env; the checks below use the defaults");
      return QuantMlSettings.defaults();
    }
  }

  private void onnx() {
    try {
      ok("onnx runtime", OrtEnvironment.getEnvironment().getVersion());
    } catch (LinkageError | RuntimeException e) {
      broken(
          "onnx runtime",
          "does not load: " + e,
          "its natives are for Linux x64 and arm64 with glibc, macOS and Windows x64; networks"
              + " cannot be served without it");
    }
  }

  private void engine(boolean gpuWanted) {
    if (!Engines.isPresent()) {
      String advice =
          "only training networks needs it: samples/run quantml puts it on the class path; in a"
              + " program add ai.djl.pytorch:pytorch-engine, pytorch-jni and pytorch-native-cpu";
      note("pytorch", "not on the class path", advice);
      gpu(gpuWanted, 0);
      return;
    }
    try {
      // What the library does before it trains: nothing is fetched or reported.
      System.setProperty("ai.djl.offline", System.getProperty("ai.djl.offline", "true"));
      System.setProperty("OPT_OUT_TRACKING", System.getProperty("OPT_OUT_TRACKING", "true"));
      Engine engine = Engine.getEngine("PyTorch");
      ok("pytorch", engine.getVersion() + ", default device " + engine.defaultDevice());
      gpu(gpuWanted, engine.getGpuCount());
    } catch (LinkageError | RuntimeException e) {
      broken(
          "pytorch",
          "does not load: " + e,
          "add pytorch-native-cpu of this system (its classifier is the system's name) to the"
              + " class path; ~/.djl.ai must be writable");
    }
  }

  private void gpu(boolean wanted, int there) {
    if (there > 0) {
      ok("gpu", there + " CUDA device" + (there == 1 ? "" : "s"));
    } else if (wanted) {
      broken(
          "gpu",
          "none, but ML_USE_GPU is true",
          "set ML_USE_GPU=false, or install CUDA and put pytorch-native-cu on the class path");
    } else {
      ok("gpu", "none; ML_USE_GPU is false, so the processor computes");
    }
  }

  private void mlflow(QuantMlSettings settings) {
    try {
      MLFlowTracker tracker = MLFlowTracker.fromSettings(settings);
      if (tracker.config().server().isEmpty()) {
        ok("mlflow", "not set; models and runs are kept in directories");
        return;
      }
      // Looking for an experiment makes it where it is new.
      tracker.search("quant-ml", "", 1);
      ok("mlflow", tracker.config().server().get() + ", experiment quant-ml");
    } catch (QuantMlException | IllegalArgumentException e) {
      broken(
          "mlflow",
          String.valueOf(e.getMessage()),
          "start it (mlflow server --serve-artifacts), correct ML_MLFLOW_TRACKING_URI and"
              + " MLFLOW_TRACKING_USERNAME, _PASSWORD or _TOKEN, or take the setting away");
    }
  }

  private void directory(String name, String setting, Path directory) {
    Path there = directory.toAbsolutePath().normalize();
    Path exists = there;
    while (!Files.exists(exists) && exists.getParent() != null) {
      exists = exists.getParent();
    }
    if (!Files.isDirectory(exists) || !Files.isWritable(exists)) {
      broken(
          name,
          there + ": " + exists + " is no directory that can be written",
          "give rights to it, or name another by " + setting);
      return;
    }
    try {
      FileStore store = Files.getFileStore(exists);
      String what = there + ", " + store.getUsableSpace() / MEBI + " MiB free";
      if (store.getUsableSpace() < LEAST_DISK) {
        note(name, what, "models and journals may not fit; make room");
      } else {
        ok(name, what);
      }
    } catch (IOException e) {
      broken(name, there + ": " + e.getMessage(), "name another by " + setting);
    }
  }

  private void registry(Path root) {
    if (!Files.isDirectory(root)) {
      ok("registry", "empty");
      return;
    }
    try {
      LocalModelRegistry registry = LocalModelRegistry.in(root);
      List<String> faults = registry.check();
      if (faults.isEmpty()) {
        ok("registry", registry.names().size() + " models, every version whole");
      } else {
        broken(
            "registry",
            faults.size() + " faults, first " + faults.get(0),
            "delete the damaged version or train it again by ml train --force");
      }
    } catch (QuantMlException e) {
      broken("registry", String.valueOf(e.getMessage()), "move " + root + " away and train again");
    }
  }

  private void memory() {
    Runtime runtime = Runtime.getRuntime();
    String what =
        String.format(
            Locale.ROOT,
            "heap to %d MiB, %d processors",
            runtime.maxMemory() / MEBI,
            runtime.availableProcessors());
    if (runtime.maxMemory() < LEAST_HEAP) {
      note("memory", what, "large studies may not fit; JAVA_TOOL_OPTIONS=-Xmx2g gives more");
    } else {
      ok("memory", what);
    }
  }
}
