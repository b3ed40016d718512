// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.deep.train;

/** Where a training computes. */
public enum DevicePolicy {
  /** On the processor; results are the same bits every time. */
  CPU,
  /** On the first CUDA device, or not at all. */
  GPU,
  /** On the first CUDA device, or else on the processor. */
  GPU_OR_CPU
}
