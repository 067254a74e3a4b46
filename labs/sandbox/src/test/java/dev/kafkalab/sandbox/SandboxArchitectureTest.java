package dev.kafkalab.sandbox;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Who may import whom in the sandbox. */
@AnalyzeClasses(packages = "dev.kafkalab", importOptions = DoNotIncludeTests.class)
class SandboxArchitectureTest {
    @ArchTest
    static final ArchRule dependsOnNoModuleOfOurs = classes()
            .should()
            .onlyDependOnClassesThat(
                    resideOutsideOfPackage("dev.kafkalab..").or(resideInAPackage("dev.kafkalab.sandbox..")));

    @ArchTest
    static final ArchRule knowsNoCommandLineAndNoLogBackEnd =
            noClasses().should().dependOnClassesThat().resideInAnyPackage("picocli..", "org.slf4j.simple..");

    /** Except the base classes of this module, which each adapter implements. */
    @ArchTest
    static final ArchRule adaptersFormNoCycle =
            slices().matching("dev.kafkalab.sandbox.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule oneClassTouchesTheBrokersInternalApi = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("dev.kafkalab.sandbox.kafka.BrokerProcess")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "kafka..",
                    "org.apache.kafka..internals..",
                    "org.apache.kafka.common.utils..",
                    "org.apache.kafka.metadata..",
                    "org.apache.kafka.server..");

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

    /** A process of its own speaks into its log through the standard streams; everything else has {@link Progress}. */
    @ArchTest
    static final ArchRule onlyServerProcessesPrint =
            noClasses().that().haveSimpleNameNotEndingWith("Process").should(ACCESS_STANDARD_STREAMS);
}
