package org.countersign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/// What bytecode cannot show: sizes, documentation, and imports whose only use was an inlined constant.
class SourceTreeTest {
    private static final Path ROOT = Path.of("src/main/java/org/countersign");
    private static final Pattern IMPORT =
            Pattern.compile("^import (?:static )?org\\.countersign\\.(\\w+)\\.", Pattern.MULTILINE);

    @Test
    void importsLookOnlyDownTheLadder() throws IOException {
        var wrong = new ArrayList<String>();
        for (Path file : sources()) {
            int rung = ArchitectureTest.LADDER.indexOf(
                    ROOT.relativize(file).getName(0).toString());
            var imports = IMPORT.matcher(Files.readString(file));
            while (rung >= 0 && imports.find()) {
                if (ArchitectureTest.LADDER.indexOf(imports.group(1)) > rung) {
                    wrong.add(ROOT.relativize(file) + " imports " + imports.group(1));
                }
            }
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    void filesStayReadable() throws IOException {
        var longer = new ArrayList<String>();
        for (Path file : sources()) {
            int limit = file.toString().endsWith("Controller.java")
                    ? 150
                    : file.toString().endsWith("ViewModel.java") ? 250 : 400;
            int lines = Files.readAllLines(file).size();
            if (lines > limit) {
                longer.add(ROOT.relativize(file) + " has " + lines + " lines, over " + limit);
            }
        }
        assertEquals(List.of(), longer);
    }

    /// Held where the desktop is; elsewhere longer ones are known.
    @Test
    void methodsOfTheDesktopFitOnOnePage() throws IOException {
        var longer = new ArrayList<String>();
        for (Method method : methods(ROOT.resolve("ui"))) {
            if (method.lines() > 40) {
                longer.add(method.name() + " has " + method.lines() + " lines, over 40");
            }
        }
        assertEquals(List.of(), longer);
    }

    private record Method(String name, long lines) {}

    private static List<Method> methods(Path below) throws IOException {
        var compiler = ToolProvider.getSystemJavaCompiler();
        var methods = new ArrayList<Method>();
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            var sources =
                    sources().stream().filter(file -> file.startsWith(below)).toList();
            var task = (JavacTask)
                    compiler.getTask(null, files, null, null, null, files.getJavaFileObjectsFromPaths(sources));
            var positions = Trees.instance(task).getSourcePositions();
            for (CompilationUnitTree unit : task.parse()) {
                new TreeScanner<Boolean, String>() {
                    @Override
                    public Boolean visitMethod(MethodTree method, String file) {
                        long first = unit.getLineMap().getLineNumber(positions.getStartPosition(unit, method));
                        long last = unit.getLineMap().getLineNumber(positions.getEndPosition(unit, method));
                        methods.add(new Method(file + "#" + method.getName(), last - first + 1));
                        return super.visitMethod(method, file);
                    }
                }.scan(
                        unit,
                        Path.of(unit.getSourceFile().getName()).getFileName().toString());
            }
        }
        assertFalse(methods.isEmpty());
        return methods;
    }

    @Test
    void publicTypesAreDocumented() throws IOException {
        var bare = new ArrayList<String>();
        for (Path file : sources()) {
            var lines = Files.readAllLines(file);
            for (int i = 0; i < lines.size(); i++) {
                if (lines.get(i).matches("public (final |abstract |sealed )*(class|record|interface|enum) .*")) {
                    int above = i - 1;
                    while (above > 0 && lines.get(above).startsWith("@")) {
                        above--;
                    }
                    if (!lines.get(above).startsWith("///")) {
                        bare.add(ROOT.relativize(file).toString());
                    }
                }
            }
        }
        assertEquals(List.of(), bare);
    }

    @Test
    void everyPackageSaysWhatItIsFor() throws IOException {
        var bare = new ArrayList<String>();
        for (Path file : sources()) {
            Path info = file.resolveSibling("package-info.java");
            if (!Files.exists(info) || !Files.readString(info).startsWith("///")) {
                bare.add(ROOT.relativize(file.getParent()).toString());
            }
        }
        assertEquals(List.of(), bare.stream().distinct().toList());
    }

    @Test
    void nothingIsLeftUnfinished() throws IOException {
        var marks = new ArrayList<String>();
        for (Path file : sources()) {
            if (Pattern.compile("\\b(TODO|FIXME|XXX)\\b")
                    .matcher(Files.readString(file))
                    .find()) {
                marks.add(ROOT.relativize(file).toString());
            }
        }
        assertEquals(List.of(), marks);
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }
}
