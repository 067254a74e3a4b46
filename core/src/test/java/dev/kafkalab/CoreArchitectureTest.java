package dev.kafkalab;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;

/** Who may import whom in core. */
@AnalyzeClasses(packages = "dev.kafkalab", importOptions = CoreArchitectureTest.OwnClasses.class)
class CoreArchitectureTest {
    /** The sandbox, which tests use, lies in the same root package. */
    static final class OwnClasses implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return location.contains("/core/target/classes/");
        }
    }

    @ArchTest
    static final ArchRule knowsNothingOfTheModulesThatUseIt = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.kafkalab.sandbox..", "dev.kafkalab.labs..", "dev.kafkalab.cli..");

    @ArchTest
    static final ArchRule knowsNoCommandLineNoLogBackEndAndNoDatabaseDriver = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "picocli..",
                    "org.slf4j.simple..",
                    "ch.qos.logback..",
                    "org.apache.logging..",
                    "com.mysql..",
                    "com.zaxxer..",
                    "com.mongodb..",
                    "co.elastic..")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.sql.DriverManager");

    @ArchTest
    static final ArchRule redisIsKnownToItsAdapterOnly = noClasses()
            .that()
            .resideOutsideOfPackage("..redis..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("redis.clients..");

    @ArchTest
    static final ArchRule micrometerIsKnownToItsBinderOnly = noClasses()
            .that()
            .resideOutsideOfPackage("..metrics..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.micrometer..");

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
    static final ArchRule reflectsOnNothing =
            noClasses().should().dependOnClassesThat().resideInAPackage("java.lang.reflect..");

    /** {@code cluster} is the ground the others stand on. */
    @ArchTest
    static final ArchRule clusterImportsNoSibling = onlyImports("cluster");

    @ArchTest
    static final ArchRule producerImportsNoSibling = onlyImports("producer");

    @ArchTest
    static final ArchRule jsonImportsNoSibling = onlyImports("json");

    @ArchTest
    static final ArchRule offsetsImportGroupsAndClusterOnly = onlyImports("offsets", "groups", "cluster");

    @ArchTest
    static final ArchRule readingImportsOffsetsAndClusterOnly = onlyImports("reading", "offsets", "cluster");

    @ArchTest
    static final ArchRule consumerImportsOffsetsOnly = onlyImports("consumer", "offsets");

    /** What they decide reaches the loop as values; what they need is handed to them. */
    @ArchTest
    static final ArchRule policiesWrapHandlersAndImportNothingElse = onlyImports("retry", "consumer");

    /** For people, not for the loop: reads and moves what policies have published. */
    @ArchTest
    static final ArchRule deadLettersAreReadFromOutside =
            onlyImports("deadletters", "retry", "consumer", "reading", "topics", "cluster");

    @ArchTest
    static final ArchRule deduplicationWrapsHandlersAndImportsNothingElse = onlyImports("dedup", "consumer");

    @ArchTest
    static final ArchRule healthLooksAtConsumersAndImportsNothingElse = onlyImports("health", "consumer");

    @ArchTest
    static final ArchRule metricsLookAtConsumersAndImportNothingElse = onlyImports("metrics", "consumer");

    @ArchTest
    static final ArchRule changeCaptureImportsNoConsumer = noClasses()
            .that()
            .resideInAPackage("dev.kafkalab.cdc..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.kafkalab.consumer..", "dev.kafkalab.retry..", "dev.kafkalab.dedup..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule packagesFormNoCycle =
            slices().matching("dev.kafkalab.(*)..").should().beFreeOfCycles();

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
    static final ArchRule exceptionsHaveOneRoot =
            classes().that().areAssignableTo(Throwable.class).should().beAssignableTo(KafkaLabException.class);

    @ArchTest
    static final ArchRule nothingIsPrinted = NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

    /** @param imported the siblings it may import; the root package is everybody's */
    private static ArchRule onlyImports(String importer, String... imported) {
        String[] siblings = Stream.concat(Stream.of(importer), Stream.of(imported))
                .map(sibling -> "dev.kafkalab." + sibling + "..")
                .toArray(String[]::new);
        return classes()
                .that()
                .resideInAPackage(siblings[0])
                .should()
                .onlyDependOnClassesThat(resideOutsideOfPackage("dev.kafkalab..")
                        .or(resideInAnyPackage("dev.kafkalab"))
                        .or(resideInAnyPackage(siblings)))
                .allowEmptyShould(true);
    }
}
