package dev.kafkalab.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noCodeUnits;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Who may import whom in the command line. */
@AnalyzeClasses(packages = "dev.kafkalab.cli", importOptions = DoNotIncludeTests.class)
class CliArchitectureTest {
    private static final String COMMANDS = "dev.kafkalab.cli.command..";
    private static final DescribedPredicate<JavaClass> OF_KAFKA =
            JavaClass.Predicates.resideInAPackage("org.apache.kafka..");

    @ArchTest
    static final ArchRule aCommandHoldsNoClientAndNoSqlOfItsOwn = noClasses()
            .that()
            .resideInAPackage(COMMANDS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.apache.kafka.clients..",
                    "java.sql..",
                    "javax.sql..",
                    "java.net.http..",
                    "com.mysql..",
                    "com.zaxxer..",
                    "com.mongodb..",
                    "redis.clients..",
                    "co.elastic..");

    /** The JVM loads the types of fields and signatures with the class: {@code --help} would load Kafka. */
    @ArchTest
    static final ArchRule aCommandHasNoKafkaTypeInItsFields = noFields()
            .that()
            .areDeclaredInClassesThat()
            .resideInAPackage(COMMANDS)
            .should()
            .haveRawType(OF_KAFKA);

    @ArchTest
    static final ArchRule aCommandHasNoKafkaTypeInWhatItReturns = noCodeUnits()
            .that()
            .areDeclaredInClassesThat()
            .resideInAPackage(COMMANDS)
            .should()
            .haveRawReturnType(OF_KAFKA);

    @ArchTest
    static final ArchRule aCommandHasNoKafkaTypeInItsParameters = noCodeUnits()
            .that()
            .areDeclaredInClassesThat()
            .resideInAPackage(COMMANDS)
            .should()
            .haveRawParameterTypes(DescribedPredicate.describe(
                    "with a type of Kafka", types -> types.stream().anyMatch(OF_KAFKA)));

    @ArchTest
    static final ArchRule commandsAreFinal = classes()
            .that()
            .resideInAPackage(COMMANDS)
            .and()
            .haveSimpleNameEndingWith("Command")
            .should()
            .haveModifier(com.tngtech.archunit.core.domain.JavaModifier.FINAL);

    @ArchTest
    static final ArchRule optionsAreNoSharedState =
            fields().that().areStatic().should().beFinal();

    @ArchTest
    static final ArchRule usesThePublicApiOfKafkaClientsOnly = noClasses()
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
    static final ArchRule packagesFormNoCycle =
            slices().matching("dev.kafkalab.cli.(*)..").should().beFreeOfCycles();

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

    /** Commands write to the streams of their context, which a test can read. */
    @ArchTest
    static final ArchRule onlyTheMainClassTouchesTheStandardStreams =
            noClasses().that().doNotBelongToAnyOf(KafkaLab.class).should(ACCESS_STANDARD_STREAMS);
}
