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

    /** Functions of {@link Math} whose last bit may differ between processors. */
    private static final Set<String> INEXACT = Set.of(
            "exp", "expm1", "log", "log10", "log1p", "sin", "cos", "tan", "tanh", "sinh", "cosh", "pow", "cbrt", "atan",
            "atan2", "asin", "acos", "hypot");

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
    static final ArchRule functionsThatDifferBetweenProcessorsAreNotCalled = noClasses()
            .should()
            .callMethodWhere(describe(
                    "is an inexact function of Math",
                    (JavaMethodCall call) ->
                            call.getTargetOwner().isEquivalentTo(Math.class) && INEXACT.contains(call.getName())));
}
