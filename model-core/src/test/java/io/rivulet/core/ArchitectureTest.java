package io.rivulet.core;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;

/** The directions of the packages, and what may not be called where every bit must be the same on every machine. */
@AnalyzeClasses(packages = "io.rivulet.core", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String[] SERVING = {
        "io.rivulet.core.numerics..",
        "io.rivulet.core.layers..",
        "io.rivulet.core.emission..",
        "io.rivulet.core.model..",
        "io.rivulet.core.bundle..",
        "io.rivulet.core.generate.."
    };

    /** Functions of {@link Math} whose last bit may differ between processors. */
    private static final Set<String> INEXACT = Set.of(
            "exp", "expm1", "log", "log10", "log1p", "sin", "cos", "tan", "tanh", "sinh", "cosh", "pow", "cbrt", "atan",
            "atan2", "asin", "acos", "hypot");

    @ArchTest
    static final ArchRule packagesDependOnThoseBeforeThem = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .withOptionalLayers(true)
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
            .layer("data")
            .definedBy("io.rivulet.core.data..")
            .layer("training")
            .definedBy("io.rivulet.core.training..")
            .layer("baseline")
            .definedBy("io.rivulet.core.baseline..")
            .layer("evaluation")
            .definedBy("io.rivulet.core.evaluation..")
            .layer("report")
            .definedBy("io.rivulet.core.report..")
            .layer("cli")
            .definedBy("io.rivulet.core.cli..")
            .whereLayer("layers")
            .mayOnlyAccessLayers("numerics")
            .whereLayer("numerics")
            .mayNotAccessAnyLayer()
            .whereLayer("emission")
            .mayOnlyAccessLayers("numerics", "layers")
            .whereLayer("model")
            .mayOnlyAccessLayers("emission")
            .whereLayer("bundle")
            .mayOnlyAccessLayers("model", "emission")
            .whereLayer("generate")
            .mayOnlyAccessLayers("numerics", "layers", "emission", "model", "bundle")
            .whereLayer("data")
            .mayOnlyAccessLayers("emission", "model")
            .whereLayer("baseline")
            .mayOnlyBeAccessedByLayers("report")
            .whereLayer("report")
            .mayOnlyBeAccessedByLayers("cli")
            .whereLayer("cli")
            .mayNotBeAccessedByAnyLayer();

    @ArchTest
    static final ArchRule nothingThatServesKnowsNativeCodeOrTheCommandLine = noClasses()
            .that()
            .resideInAnyPackage(SERVING)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.nd4j..", "org.bytedeco..", "picocli..", "org.apache..");

    @ArchTest
    static final ArchRule functionsThatDifferBetweenProcessorsAreNotCalledWhereBitsMatter = noClasses()
            .that()
            .resideInAnyPackage(SERVING)
            .should()
            .callMethodWhere(describe(
                    "is an inexact function of Math",
                    (JavaMethodCall call) ->
                            call.getTargetOwner().isEquivalentTo(Math.class) && INEXACT.contains(call.getName())));
}
