package io.rivulet.schemas;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.rivulet.schemas", importOptions = ImportOption.DoNotIncludeTests.class)
class ModuleDirectionsTest {
    @ArchTest
    static final ArchRule onlyAvroAndTheJdkAreNeeded = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("io.rivulet.schemas..", "org.apache.avro..", "java..", "org.jspecify.annotations");

    @ArchTest
    static final ArchRule eventsDoNotKnowTheCodec = noClasses()
            .that()
            .resideInAPackage("io.rivulet.schemas.event")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.rivulet.schemas");
}
