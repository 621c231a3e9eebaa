package io.rivulet.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The directions of the packages; those of the modules are Maven's. */
@AnalyzeClasses(packages = "io.rivulet.cli", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule packagesFormNoCycle =
            slices().matching("io.rivulet.cli.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule drawingKnowsNothingOfEvents = noClasses()
            .that()
            .resideInAPackage("io.rivulet.cli.terminal..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.rivulet.schemas..",
                    "io.rivulet.core.[model|bundle|generate|emission|numerics|layers]..",
                    "io.rivulet.flink..",
                    "org.apache.kafka..");
}
