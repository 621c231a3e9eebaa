package io.rivulet.core;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The directions of the packages; those of the modules are Maven's. */
@AnalyzeClasses(
        packages = "io.rivulet.core",
        importOptions = {ImportOption.DoNotIncludeTests.class, ImportOption.DoNotIncludeJars.class})
class ArchitectureTest {

    @ArchTest
    static final ArchRule packagesDependOnThoseBeforeThem = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("adjoint")
            .definedBy("io.rivulet.core.adjoint..")
            .layer("data")
            .definedBy("io.rivulet.core.data..")
            .layer("training")
            .definedBy("io.rivulet.core.training..")
            .layer("evaluation")
            .definedBy("io.rivulet.core.evaluation..")
            .whereLayer("adjoint")
            .mayNotAccessAnyLayer()
            .whereLayer("data")
            .mayNotAccessAnyLayer()
            .whereLayer("training")
            .mayOnlyAccessLayers("adjoint", "data");

    @ArchTest
    static final ArchRule functionsThatDifferBetweenProcessorsAreNotCalledInGradients =
            InexactFunctions.areNotCalledIn("io.rivulet.core.adjoint..");
}
