package io.rivulet.testbed;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.rivulet.flink.job.AlteredJob;

/** The directions of the packages; those of the modules are Maven's. */
@AnalyzeClasses(packages = "io.rivulet.testbed", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule packagesFormNoCycle =
            slices().matching("io.rivulet.testbed.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule onlyBenchmarksAndSabotageTakeTheJobApart = noClasses()
            .that()
            .resideOutsideOfPackages("io.rivulet.testbed.bench..", "io.rivulet.testbed.qualification..")
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(AlteredJob.class);

    @ArchTest
    static final ArchRule packagesOfTheQualificationFormNoCycle =
            slices().matching("io.rivulet.testbed.qualification.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule theQualificationIsKnownToNothingBelowIt = noClasses()
            .that()
            .resideInAPackage("io.rivulet.testbed.qualification.*")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.rivulet.testbed.qualification");

    @ArchTest
    static final ArchRule theOracleKnowsPromptsAlone = noClasses()
            .that()
            .resideInAnyPackage("io.rivulet.testbed.qualification.oracle", "io.rivulet.testbed.qualification.rollout")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.rivulet.testbed.cluster",
                    "io.rivulet.testbed.qualification.system",
                    "io.rivulet.testbed.qualification.fault",
                    "io.rivulet.testbed.qualification.load");
}
