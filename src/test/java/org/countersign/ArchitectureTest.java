package org.countersign;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.util.List;
import org.countersign.text.Formats;
import org.countersign.text.Spoken;
import org.countersign.text.Strings;
import org.countersign.workspace.Transaction;
import org.jspecify.annotations.NullMarked;

/// The ladder of the house, and who may see what.
@AnalyzeClasses(packages = "org.countersign", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    /// Lowest first. A package may use what stands before it, never what stands after it.
    static final List<String> LADDER = List.of(
            "text",
            "work",
            "workspace",
            "ledger",
            "scim",
            "identity",
            "governance",
            "snapshot",
            "drift",
            "campaign",
            "people",
            "groups",
            "evidence",
            "packet",
            "report",
            "app",
            "cli",
            "ui");

    /// The JDK reads once whether proxies may be told a name and a password.
    @ArchTest
    static final ArchRule theNetworkIsAskedInOneWay = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("org.countersign.work.Http")
            .should()
            .callMethod(java.net.http.HttpClient.class, "newBuilder")
            .orShould()
            .callMethod(java.net.http.HttpClient.class, "newHttpClient");

    @ArchTest
    static final ArchRule packagesFormNoCycle =
            slices().matching("org.countersign.(**)").should().beFreeOfCycles();

    @ArchTest
    static void everyPackageLooksOnlyDownTheLadder(JavaClasses all) {
        for (int rung = 0; rung < LADDER.size() - 1; rung++) {
            String[] above = LADDER.subList(rung + 1, LADDER.size()).stream()
                    .map(name -> "org.countersign." + name + "..")
                    .toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAPackage("org.countersign." + LADDER.get(rung) + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(above)
                    .check(all);
        }
    }

    @ArchTest
    static final ArchRule uiAndCliAreStrangers = noClasses()
            .that()
            .resideInAPackage("..ui..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..cli..");

    @ArchTest
    static final ArchRule onlyTheDesktopKnowsJavaFx = noClasses()
            .that()
            .resideOutsideOfPackage("org.countersign.ui..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("javafx..", "org.controlsfx..", "atlantafx..", "org.kordamp..");

    @ArchTest
    static final ArchRule onlyTheReportSeesPdfLibraries = noClasses()
            .that()
            .resideOutsideOfPackage("..report..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("net.sf.jasperreports..", "org.apache.pdfbox..", "com.lowagie..");

    @ArchTest
    static final ArchRule viewModelsKnowNoControls = noClasses()
            .that()
            .haveSimpleNameEndingWith("ViewModel")
            .should()
            .dependOnClassesThat(resideInAPackage("javafx..")
                    .and(not(resideInAnyPackage("javafx.beans..", "javafx.collections..", "javafx.util.."))));

    @ArchTest
    static final ArchRule controllersSeeDomainValuesOnly = noClasses()
            .that()
            .haveSimpleNameEndingWith("Controller")
            .should()
            .dependOnClassesThat(resideInAPackage("org.countersign..")
                    .and(not(resideInAnyPackage("..ui..", "..text..")))
                    .and(describe(
                            "are neither record, enum nor interface",
                            type -> !type.isRecord() && !type.isEnum() && !type.isInterface())));

    @ArchTest
    static final ArchRule jdbcLivesInTheWorkspace = noClasses()
            .that()
            .resideOutsideOfPackage("..workspace..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "org.sqlite..");

    @ArchTest
    static final ArchRule sqlLivesInStores = noClasses()
            .that()
            .haveNameNotMatching(".*Store(\\$.*)?")
            .and()
            .resideOutsideOfPackage("..workspace..")
            .should()
            .callMethodWhere(describe(
                    "is SQL on a transaction",
                    call -> call.getTargetOwner().isEquivalentTo(Transaction.class)
                            && List.of("run", "list", "first", "each", "batch").contains(call.getName())))
            .because("use cases own transactions and pass them on; stores own the SQL");

    @ArchTest
    static final ArchRule onlyMainTouchesTheStandardStreams = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("org.countersign.Main")
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err");

    @ArchTest
    static final ArchRule onlyTheDesktopSpeaks = noClasses()
            .that()
            .resideOutsideOfPackages("org.countersign.ui..", "org.countersign.text")
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(Spoken.class)
            .orShould()
            .callMethodWhere(describe(
                    "says something in the language of the screens",
                    call -> call.getTargetOwner().isEquivalentTo(Strings.class)
                            && !call.getName().equals("step")))
            .because("evidence and the command line are English, whatever the desktop speaks");

    @ArchTest
    static final ArchRule screensWriteAsTheySpeak = noClasses()
            .that()
            .resideInAPackage("org.countersign.ui..")
            .should()
            .callMethodWhere(describe(
                    "writes numbers and ages as evidence has them",
                    call -> call.getTargetOwner().isEquivalentTo(Formats.class)
                            && List.of("number", "counted", "age").contains(call.getName())))
            .because("Spoken has them in the language of the screens");

    @ArchTest
    static final ArchRule timeIsHandedIn = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(java.time.LocalDate.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .because("a test must be able to say what time it is");

    @ArchTest
    static final ArchRule screensDoNotSeeEachOther = slices().matching("org.countersign.ui.(*)..")
            .should()
            .notDependOnEachOther()
            .ignoreDependency(resideInAPackage("..ui.shell.."), alwaysTrue())
            .ignoreDependency(
                    alwaysTrue(),
                    resideInAnyPackage(
                            "..ui.task..",
                            "..ui.table..",
                            "..ui.view..",
                            "..ui.parts..",
                            "..ui.dialog..",
                            "..ui.keys..",
                            "..ui.preferences..",
                            "..ui.theme.."));

    @ArchTest
    static final ArchRule nobodyIsCalledUtil = noClasses()
            .should()
            .haveSimpleNameEndingWith("Util")
            .orShould()
            .haveSimpleNameEndingWith("Utils")
            .orShould()
            .haveSimpleNameEndingWith("Helper")
            .orShould()
            .haveSimpleNameEndingWith("Impl")
            .because("a name says what a thing is for");

    @ArchTest
    static void packagesAreNullMarked(JavaClasses all) {
        var bare = all.getPackage("org.countersign").getSubpackagesInTree().stream()
                .filter(part -> !part.getClasses().isEmpty())
                .filter(part -> !part.isAnnotatedWith(NullMarked.class))
                .map(part -> part.getName())
                .toList();
        assertEquals(List.of(), bare);
    }
}
