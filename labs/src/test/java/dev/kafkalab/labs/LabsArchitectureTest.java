package dev.kafkalab.labs;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Who may import whom in the labs. */
@AnalyzeClasses(packages = "dev.kafkalab.labs", importOptions = DoNotIncludeTests.class)
class LabsArchitectureTest {
    @ArchTest
    static final ArchRule knowNothingOfTheCommandLine = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.kafkalab.cli..", "picocli..", "org.slf4j.simple..");

    /** The tour and the catalogue alone know several of them; all are made of what the frame gives. */
    @ArchTest
    static final ArchRule neverImportEachOther = slices().matching("dev.kafkalab.labs.(*)..")
            .should()
            .notDependOnEachOther()
            .ignoreDependency(resideInAPackage("dev.kafkalab.labs.tour.."), alwaysTrue())
            .ignoreDependency(simpleName("LabCatalog"), alwaysTrue())
            .ignoreDependency(alwaysTrue(), resideInAPackage("dev.kafkalab.labs.frame.."))
            .ignoreDependency(alwaysTrue(), resideInAPackage("dev.kafkalab.labs.http.."))
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule labsOfTheCourseNeverImportEachOther = slices().matching("dev.kafkalab.labs.course.(*)..")
            .should()
            .notDependOnEachOther()
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule formNoCycle = slices().matching("dev.kafkalab.labs.(*)..")
            .should()
            .beFreeOfCycles()
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule useThePublicApiOfKafkaClientsOnly = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.apache.kafka..internals..",
                    "org.apache.kafka.server..",
                    "org.apache.kafka.metadata..",
                    "org.apache.kafka.tools..",
                    "org.apache.kafka.common.utils..",
                    "kafka..");

    @ArchTest
    static final ArchRule packagesAreNamedByWhatTheyDo = noClasses()
            .should()
            .resideInAnyPackage(
                    "..util..",
                    "..utils..",
                    "..common..",
                    "..model..",
                    "..exception..",
                    "..exceptions..",
                    "..helper..",
                    "..support..",
                    "..manager..");

    @ArchTest
    static final ArchRule classesAreNamedByWhatTheyAre =
            noClasses().should().haveNameMatching(".*(Impl|Manager|Helper|Utils?)(\\$.*)?");

    @ArchTest
    static final ArchRule nothingIsPrinted = NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
}
