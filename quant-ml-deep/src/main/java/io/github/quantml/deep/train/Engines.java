// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.deep.train;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.engine.EngineProvider;
import io.github.quantml.api.BackendUnavailableException;
import java.util.Locale;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The engine that the host put on the class path, loaded on first use.
 *
 * <p>Loading sets {@code ai.djl.pytorch.num_threads} and {@code ai.djl.pytorch.num_interop_threads}
 * to 1, {@code ai.djl.offline} and {@code OPT_OUT_TRACKING} to true as system properties unless the
 * host has set them: networks of this size are slower on more threads, and nothing may be fetched
 * or reported.
 */
public final class Engines {
  private static final String NAME = "PyTorch";

  /**
   * DJL lets one gradient be collected at a time in a process, and seeds its engine as a whole;
   * whoever does a step holds this.
   */
  static final ReentrantLock STEP = new ReentrantLock(true);

  private Engines() {}

  /** Whether an engine is on the class path; loads nothing, never throws. */
  public static boolean isPresent() {
    try {
      return ServiceLoader.load(EngineProvider.class, EngineProvider.class.getClassLoader())
          .stream()
          .anyMatch(provider -> provider.get().getEngineName().equals(NAME));
    } catch (LinkageError | ServiceConfigurationError e) {
      return false;
    }
  }

  /**
   * Loads the engine.
   *
   * @throws BackendUnavailableException naming the dependency and classifier to add
   */
  static Engine load() {
    if (!isPresent()) {
      throw new BackendUnavailableException(
          "training: there is no PyTorch engine on the class path; add"
              + " ai.djl.pytorch:pytorch-engine:0.35.1, ai.djl.pytorch:pytorch-jni:2.7.1-0.35.1 and"
              + " ai.djl.pytorch:pytorch-native-cpu:2.7.1 with the classifier "
              + classifier());
    }
    setUnlessSet("ai.djl.pytorch.num_threads", "1");
    setUnlessSet("ai.djl.pytorch.num_interop_threads", "1");
    setUnlessSet("ai.djl.offline", "true");
    if (System.getenv("OPT_OUT_TRACKING") == null) {
      setUnlessSet("OPT_OUT_TRACKING", "true");
    }
    try {
      return Engine.getEngine(NAME);
    } catch (EngineException | LinkageError | IllegalStateException e) {
      throw new BackendUnavailableException(
          "training: the PyTorch engine does not load ("
              + e.getMessage()
              + "); add ai.djl.pytorch:pytorch-native-cpu:2.7.1 with the classifier "
              + classifier()
              + " and ai.djl.pytorch:pytorch-jni:2.7.1-0.35.1, or set PYTORCH_LIBRARY_PATH to a"
              + " directory with libtorch 2.7.1",
          e);
    }
  }

  private static void setUnlessSet(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }

  /** Classifier of the natives for this machine. */
  static String classifier() {
    String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    String arch = System.getProperty("os.arch", "");
    String machine = arch.equals("aarch64") || arch.equals("arm64") ? "aarch64" : "x86_64";
    String system = os.startsWith("win") ? "win" : os.startsWith("mac") ? "osx" : "linux";
    return system + "-" + machine;
  }

  /**
   * The device of a policy.
   *
   * @throws BackendUnavailableException for GPU where there is none
   */
  static Device device(Engine engine, DevicePolicy policy) {
    return device(engine.getGpuCount(), policy);
  }

  static Device device(int gpus, DevicePolicy policy) {
    if (policy == DevicePolicy.CPU || (gpus == 0 && policy == DevicePolicy.GPU_OR_CPU)) {
      return Device.cpu();
    }
    if (gpus == 0) {
      throw new BackendUnavailableException(
          "training: a GPU is asked for, but PyTorch sees no CUDA device; install the driver, add"
              + " ai.djl.pytorch:pytorch-native-cu128:2.7.1 with the classifier "
              + classifier()
              + ", or ask for GPU_OR_CPU");
    }
    return Device.gpu();
  }
}
