package io.rivulet.deploy;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Which module may know which, over all classes of the project. */
@AnalyzeClasses(packages = "io.rivulet", importOptions = ImportOption.DoNotIncludeTests.class)
class ModuleDirectionsTest {
    private static final String SCHEMAS = "io.rivulet.schemas..";
    private static final String CORE = "io.rivulet.core..";
    private static final String FLINK = "io.rivulet.flink..";
    private static final String DEPLOY = "io.rivulet.deploy..";

    @ArchTest
    static final ArchRule schemasKnowNoOtherModule = noClasses()
            .that()
            .resideInAPackage(SCHEMAS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(CORE, FLINK, DEPLOY, "org.apache.flink..", "org.apache.kafka..", "org.nd4j..");

    @ArchTest
    static final ArchRule theCoreKnowsNeitherOtherModulesNorFlinkNorKafkaNorAvro = noClasses()
            .that()
            .resideInAPackage(CORE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    SCHEMAS, FLINK, DEPLOY, "org.apache.flink..", "org.apache.kafka..", "org.apache.avro..");

    @ArchTest
    static final ArchRule theOperatorDoesNotKnowHowItIsDeployed = noClasses()
            .that()
            .resideInAPackage(FLINK)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(DEPLOY);

    @ArchTest
    static final ArchRule onlyTrainingAndEvaluationUseNd4j = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "io.rivulet.core.training..", "io.rivulet.core.evaluation..", "io.rivulet.core.baseline..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.nd4j..", "org.bytedeco..");

    @ArchTest
    static final ArchRule nothingThatServesKnowsTraining = noClasses()
            .that()
            .resideInAnyPackage(SCHEMAS, FLINK, DEPLOY)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.rivulet.core.training..",
                    "io.rivulet.core.evaluation..",
                    "io.rivulet.core.baseline..",
                    "io.rivulet.core.cli..");

    @ArchTest
    static final ArchRule everyClassBelongsToAModule =
            classes().should().resideInAnyPackage(SCHEMAS, CORE, FLINK, DEPLOY);

    @ArchTest
    static final ArchRule packagesOfDeployFormNoCycle =
            slices().matching("io.rivulet.deploy.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule drawingKnowsNothingOfEvents = noClasses()
            .that()
            .resideInAPackage("io.rivulet.deploy.terminal..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(SCHEMAS, CORE, FLINK, "org.apache.kafka..");
}
