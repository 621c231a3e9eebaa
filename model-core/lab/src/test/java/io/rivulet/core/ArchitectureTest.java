package io.rivulet.core;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

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
    static final ArchRule packagesFormNoCycle =
            slices().matching("io.rivulet.core.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule theReportAloneKnowsThePeers = noClasses()
            .that()
            .resideOutsideOfPackages("io.rivulet.core.baseline..", "io.rivulet.core.report..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.rivulet.core.baseline..");

    @ArchTest
    static final ArchRule functionsThatDifferBetweenProcessorsAreNotCalledInThePeersKernels =
            InexactFunctions.areNotCalledIn("io.rivulet.core.baseline.kernel..");
}
