package io.rivulet.core;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The directions of the packages, and what may not be called where every bit must be the same on every machine. */
@AnalyzeClasses(packages = "io.rivulet.core", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule packagesDependOnThoseBeforeThem = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("numerics")
            .definedBy("io.rivulet.core.numerics..")
            .layer("layers")
            .definedBy("io.rivulet.core.layers..")
            .layer("emission")
            .definedBy("io.rivulet.core.emission..")
            .layer("model")
            .definedBy("io.rivulet.core.model..")
            .layer("bundle")
            .definedBy("io.rivulet.core.bundle..")
            .layer("generate")
            .definedBy("io.rivulet.core.generate..")
            .whereLayer("numerics")
            .mayNotAccessAnyLayer()
            .whereLayer("layers")
            .mayOnlyAccessLayers("numerics")
            .whereLayer("emission")
            .mayOnlyAccessLayers("numerics", "layers")
            .whereLayer("model")
            .mayOnlyAccessLayers("emission")
            .whereLayer("bundle")
            .mayOnlyAccessLayers("model", "emission")
            .whereLayer("generate")
            .mayNotBeAccessedByAnyLayer();

    @ArchTest
    static final ArchRule functionsThatDifferBetweenProcessorsAreNotCalled =
            InexactFunctions.areNotCalledIn("io.rivulet.core..");
}
