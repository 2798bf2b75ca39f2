package io.outrigger.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.ByteArrayOutputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

@AnalyzeClasses(
    packages = "io.outrigger",
    importOptions = {ImportOption.DoNotIncludeTests.class})
class ArchitectureTest {
  private static final String PEKKO = "org.apache.pekko..";
  private static final String SERVER = "io.outrigger.server..";
  private static final String LOAD_CLIENT = "io.outrigger.loadclient..";

  @ArchTest
  static final ArchRule codecKnowsOnlyTheJdk =
      classes()
          .that()
          .resideInAnyPackage("io.outrigger.dhcp..", "io.outrigger.failover.wire..")
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage(
                      "io.outrigger.dhcp..",
                      "io.outrigger.failover.wire..",
                      "java.lang..",
                      "java.util..",
                      "java.net..",
                      "java.nio",
                      "java.nio.charset",
                      "org.jspecify..")
                  .or(assignableTo(ByteArrayOutputStream.class)));

  @ArchTest
  static final ArchRule leaseRulesKnowOnlyTheCodec =
      classes()
          .that()
          .resideInAPackage("io.outrigger.lease..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "io.outrigger.lease..",
              "io.outrigger.dhcp..",
              "java.lang..",
              "java.util..",
              "java.time..",
              "org.jspecify..");

  @ArchTest
  static final ArchRule journalKnowsNothingOfTheEngine =
      classes()
          .that()
          .resideInAPackage("io.outrigger.journal..")
          .should()
          .onlyDependOnClassesThat(
              not(
                  resideInAnyPackage(
                      "io.outrigger.config..",
                      "io.outrigger.pool..",
                      "io.outrigger.client..",
                      "io.outrigger.admin..",
                      SERVER)));

  @ArchTest
  static final ArchRule configurationKnowsOnlyTheCodec =
      noClasses()
          .that()
          .resideInAPackage("io.outrigger.config..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("io.outrigger..")
                  .and(not(resideInAnyPackage("io.outrigger.config..", "io.outrigger.dhcp.."))))
          .orShould()
          .dependOnClassesThat(resideInAPackage(PEKKO));

  @ArchTest
  static final ArchRule allocationIsPureButForItsActor =
      noClasses()
          .that(
              resideInAPackage("io.outrigger.pool..")
                  .and(not(nestOf("PoolAllocator")))
                  .and(not(nestOf("SharingCommand")))) // what it is told
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(PEKKO, "java.net..", "java.nio.channels..", "java.io..");

  @ArchTest
  static final ArchRule clientRulesKnowNoActorAndOnlyTheEdgeKnowsSockets =
      noClasses()
          .that()
          .resideInAPackage("io.outrigger.client..")
          .should()
          .dependOnClassesThat(resideInAPackage(PEKKO));

  @ArchTest
  static final ArchRule endpointIsPure =
      noClasses()
          .that()
          .resideInAPackage("io.outrigger.endpoint..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              PEKKO,
              "io.netty..",
              "java.net..",
              "java.nio..",
              "java.io..",
              "java.util.concurrent..",
              "org.slf4j..");

  /** A simulation runs the actors of the links on a network of its own. */
  @ArchTest
  static final ArchRule linksKnowNoSocket =
      noClasses()
          .that()
          .resideInAPackage("io.outrigger.partner")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.netty..",
              "io.outrigger.partner.netty..",
              "java.net..",
              "java.nio.channels..",
              "javax.net..");

  @ArchTest
  static final ArchRule onlyItsActorsKnowActorsInTheLink =
      noClasses()
          .that()
          .haveFullyQualifiedName("io.outrigger.partner.Skew")
          .or()
          .haveFullyQualifiedName("io.outrigger.partner.SkewAverage")
          .or()
          .haveFullyQualifiedName("io.outrigger.partner.SkewWatch")
          .or()
          .haveFullyQualifiedName("io.outrigger.partner.Keepalive")
          .or()
          .haveFullyQualifiedName("io.outrigger.partner.RetryPause")
          .or()
          .haveFullyQualifiedName("io.outrigger.partner.PeerRules")
          .or()
          .haveFullyQualifiedName("io.outrigger.partner.Handshake")
          .or()
          .haveFullyQualifiedName("io.outrigger.partner.Opening")
          .or()
          .haveFullyQualifiedName("io.outrigger.partner.ReadGate")
          .or()
          .haveFullyQualifiedName("io.outrigger.partner.CertificateRules")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.pekko..", "org.slf4j..");

  @ArchTest
  static final ArchRule poolsDoNotKnowWhoAsksThem =
      noClasses()
          .that()
          .resideInAPackage("io.outrigger.pool..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.outrigger.client..", "io.outrigger.config..", SERVER);

  @ArchTest
  static final ArchRule bindingsKnowOnlyMessagesAndLeases =
      classes()
          .that()
          .resideInAPackage("io.outrigger.binding..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "io.outrigger.binding..",
              "io.outrigger.dhcp..",
              "io.outrigger.failover.wire..",
              "io.outrigger.lease..",
              "java.lang..",
              "java.util..",
              "org.jspecify..");

  @ArchTest
  static final ArchRule eventsKnowNothingOfTheEngine =
      classes()
          .that()
          .resideInAPackage("io.outrigger.events..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "io.outrigger.events..",
              "java.lang..",
              "java.time..",
              "java.util..",
              "org.slf4j..",
              "org.jspecify..");

  @ArchTest
  static final ArchRule agreementIsPure =
      classes()
          .that()
          .resideInAPackage("io.outrigger.agreement..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "io.outrigger.agreement..",
              "io.outrigger.config..",
              "io.outrigger.dhcp..",
              "io.outrigger.failover.wire..",
              "java.lang..",
              "java.util..",
              "org.jspecify..");

  @ArchTest
  static final ArchRule loadClientKnowsNothingOfTheServer =
      noClasses()
          .that()
          .resideInAPackage(LOAD_CLIENT)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.outrigger.pool..", "io.outrigger.lease..", "io.outrigger.journal..", SERVER);

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("io.outrigger.(*)..").should().beFreeOfCycles();

  /** Time is injected everywhere but where a program starts. */
  @ArchTest
  static final ArchRule nobodyReadsTheClock =
      noClasses()
          .that(not(resideInAnyPackage(SERVER)))
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(LocalDateTime.class, "now")
          .orShould()
          .callMethod(ZonedDateTime.class, "now")
          .orShould()
          .callMethod(Clock.class, "systemUTC")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "nanoTime");

  /** Whoever needs chance is given it, so that a seed replays it. */
  @ArchTest
  static final ArchRule nobodyThrowsHisOwnDice =
      noClasses()
          .that(not(resideInAnyPackage(SERVER)))
          .should()
          .callConstructor(Random.class)
          .orShould()
          .callMethod(Math.class, "random")
          .orShould()
          .callMethod(UUID.class, "randomUUID")
          .orShould()
          .callMethod(ThreadLocalRandom.class, "current");

  private static com.tngtech.archunit.base.DescribedPredicate<JavaClass> nestOf(String outer) {
    return com.tngtech.archunit.base.DescribedPredicate.describe(
        "nest of " + outer,
        type -> {
          JavaClass top = type;
          while (top.getEnclosingClass().isPresent()) {
            top = top.getEnclosingClass().get();
          }
          return simpleName(outer).test(top);
        });
  }
}
