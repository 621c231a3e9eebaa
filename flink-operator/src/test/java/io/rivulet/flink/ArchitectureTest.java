package io.rivulet.flink;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.apache.flink.api.common.typeutils.TypeSerializer;

@AnalyzeClasses(packages = "io.rivulet.flink", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule packagesFollowTheFlow = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("event")
            .definedBy("io.rivulet.flink.event")
            .layer("metrics")
            .definedBy("io.rivulet.flink.metrics")
            .layer("state")
            .definedBy("io.rivulet.flink.state")
            .layer("codec")
            .definedBy("io.rivulet.flink.codec")
            .layer("serving")
            .definedBy("io.rivulet.flink.serving")
            .layer("job")
            .definedBy("io.rivulet.flink.job")
            .whereLayer("job")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("serving")
            .mayOnlyBeAccessedByLayers("job")
            .whereLayer("codec")
            .mayOnlyBeAccessedByLayers("serving", "job")
            .whereLayer("state")
            .mayOnlyBeAccessedByLayers("serving", "job")
            .whereLayer("metrics")
            .mayOnlyBeAccessedByLayers("codec", "serving");

    @ArchTest
    static final ArchRule onlyTheCodecSeesTheWireContracts = noClasses()
            .that()
            .resideOutsideOfPackage("io.rivulet.flink.codec")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.rivulet.schemas..", "org.apache.avro..");

    @ArchTest
    static final ArchRule onlyTheStateKnowsStateBytes =
            classes().that().areAssignableTo(TypeSerializer.class).should().resideInAPackage("io.rivulet.flink.state");

    @ArchTest
    static final ArchRule onlyTheEndsOfTheJobKnowKafka = noClasses()
            .that()
            .resideOutsideOfPackages("io.rivulet.flink.codec", "io.rivulet.flink.job")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka..", "org.apache.flink.connector.kafka..");

    @ArchTest
    static final ArchRule servingNeedsNoTrainingAndNoNativeCode = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.rivulet.core.training..", "io.rivulet.core.evaluation..", "org.nd4j..", "org.bytedeco..");
}
