package org.stationboard.allinone;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The import directions of the design: gateway -> contract <- engine <- topology, server -> store -> engine. */
@AnalyzeClasses(packages = "org.stationboard", importOptions = DoNotIncludeTests.class)
final class ImportDirectionsTest {
    private static final String CONTRACT = "org.stationboard.contract..";
    private static final String GATEWAY = "org.stationboard.gateway..";
    private static final String TESTKIT = "org.stationboard.testkit..";
    private static final String ENGINE = "org.stationboard.engine..";
    private static final String STREAMS = "org.stationboard.streams..";
    private static final String STORE = "org.stationboard.store..";
    private static final String API = "org.stationboard.api..";
    private static final String ALL_IN_ONE = "org.stationboard.allinone..";

    @ArchTest
    static final ArchRule CONTRACT_KNOWS_NOBODY = noClasses()
            .that()
            .resideInAPackage(CONTRACT)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(GATEWAY, TESTKIT, ENGINE, STREAMS, STORE, API, ALL_IN_ONE, "org.apache.kafka..");

    @ArchTest
    static final ArchRule GATEWAY_KNOWS_THE_CONTRACT = noClasses()
            .that()
            .resideInAPackage(GATEWAY)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(TESTKIT, ENGINE, STREAMS, STORE, API, ALL_IN_ONE);

    @ArchTest
    static final ArchRule ENGINE_IS_PURE = noClasses()
            .that()
            .resideInAPackage(ENGINE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    GATEWAY,
                    TESTKIT,
                    STREAMS,
                    STORE,
                    API,
                    ALL_IN_ONE,
                    "org.apache.kafka..",
                    "java.sql..",
                    "io.vertx..");

    @ArchTest
    static final ArchRule TOPOLOGY_HOSTS_THE_ENGINE = noClasses()
            .that()
            .resideInAPackage(STREAMS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(GATEWAY, TESTKIT, STORE, API, ALL_IN_ONE);

    @ArchTest
    static final ArchRule STORE_KNOWS_THE_ENGINE = noClasses()
            .that()
            .resideInAPackage(STORE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(GATEWAY, TESTKIT, STREAMS, API, ALL_IN_ONE);

    @ArchTest
    static final ArchRule SERVER_KNOWS_THE_STORE = noClasses()
            .that()
            .resideInAPackage(API)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(GATEWAY, TESTKIT, STREAMS, ALL_IN_ONE);

    @ArchTest
    static final ArchRule ONLY_TOPOLOGY_IMPORTS_STREAMS = noClasses()
            .that()
            .resideInAPackage("org.stationboard..")
            .and()
            .resideOutsideOfPackage(STREAMS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka.streams..");

    @ArchTest
    static final ArchRule ONLY_STORE_IMPORTS_SQL = noClasses()
            .that()
            .resideInAPackage("org.stationboard..")
            .and()
            .resideOutsideOfPackages(STORE, TESTKIT)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "javax.sql..", "org.postgresql..", "com.zaxxer..", "org.flywaydb..");
}
