// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.samples;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The directions of docs/ARCHITECTURE.md, held against the class files. */
class ArchitectureTest {
  private static final String ROOT = "io.github.quantml.";

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.github.quantml");

  @Test
  void modules_depend_downwards_only() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("api")
        .definedBy(ROOT + "api..")
        .layer("math")
        .definedBy(ROOT + "math..")
        .layer("data")
        .definedBy(ROOT + "data..")
        .layer("cyclical")
        .definedBy(ROOT + "cyclical..")
        .layer("ensemble")
        .definedBy(ROOT + "ensemble..")
        .optionalLayer("sentiment")
        .definedBy(ROOT + "sentiment..")
        .optionalLayer("features")
        .definedBy(ROOT + "features..")
        .optionalLayer("tabular")
        .definedBy(ROOT + "tabular..")
        .optionalLayer("factors")
        .definedBy(ROOT + "factors..")
        .optionalLayer("network")
        .definedBy(ROOT + "network..")
        .optionalLayer("deep")
        .definedBy(ROOT + "deep..")
        .optionalLayer("mlflow")
        .definedBy(ROOT + "mlflow..")
        .optionalLayer("options")
        .definedBy(ROOT + "options..")
        .optionalLayer("backtest")
        .definedBy(ROOT + "backtest..")
        .optionalLayer("pipeline")
        .definedBy(ROOT + "pipeline..")
        .layer("samples")
        .definedBy(ROOT + "samples..")
        .whereLayer("samples")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("ensemble")
        .mayOnlyBeAccessedByLayers("pipeline", "samples")
        .whereLayer("sentiment")
        .mayOnlyBeAccessedByLayers("samples")
        .whereLayer("features")
        .mayOnlyBeAccessedByLayers("tabular", "pipeline", "samples")
        .whereLayer("tabular")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("factors")
        .mayOnlyBeAccessedByLayers("samples")
        .whereLayer("network")
        .mayOnlyBeAccessedByLayers("samples")
        .whereLayer("deep")
        .mayOnlyBeAccessedByLayers("samples")
        .whereLayer("mlflow")
        .mayOnlyBeAccessedByLayers("samples")
        .whereLayer("options")
        .mayOnlyBeAccessedByLayers("samples")
        .whereLayer("backtest")
        .mayOnlyBeAccessedByLayers("pipeline", "samples")
        .whereLayer("pipeline")
        .mayOnlyBeAccessedByLayers("samples")
        .whereLayer("cyclical")
        .mayOnlyBeAccessedByLayers("samples")
        .whereLayer("data")
        .mayOnlyBeAccessedByLayers("samples")
        .whereLayer("math")
        .mayOnlyBeAccessedByLayers(
            "data",
            "cyclical",
            "ensemble",
            "sentiment",
            "features",
            "tabular",
            "factors",
            "network",
            "deep",
            "options",
            "backtest",
            "pipeline",
            "samples")
        .check(CLASSES);
  }

  @Test
  void modules_have_no_cycles() {
    slices().matching(ROOT + "(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void the_api_stands_on_the_jdk_alone() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + "api..")
        .should()
        .dependOnClassesThat()
        .resideOutsideOfPackages(ROOT + "api..", "java..", "org.jspecify..")
        .check(CLASSES);
  }

  @Test
  void nothing_uses_java_serialisation_or_loads_classes_by_name() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + "samples..")
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.io.ObjectInputStream")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.io.ObjectOutputStream")
        .orShould()
        .callMethod(Class.class, "forName", String.class)
        .check(CLASSES);
  }
}
