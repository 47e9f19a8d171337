package org.countersign.testkit;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CaseTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.ToolProvider;

/// The English sentences that the source tree can say, read from the trees of the compiler: what is not a literal is a
/// place to fill, both arms of a condition are said, constants and the texts that callers hand to a helper are
/// followed.
public final class EnglishSentences {
    /// A place to fill while a sentence is put together: U+0000, which no sentence has.
    private static final String HOLE = "\0";
    private static final int MOST = 400;
    private static final int DEEPEST = 6;

    private final Map<CompilationUnitTree, Path> files = new HashMap<>();
    private final Map<String, List<TreePath>> methods = new HashMap<>();
    private final Map<String, List<TreePath>> calls = new HashMap<>();
    private final Map<String, TreePath> constants = new HashMap<>();
    private final Trees trees;

    /// @param file relative to the root, with `/`
    /// @param sentence with `{0}`, `{1}` … where something is filled in
    public record Said(String file, long line, String sentence) {
        /// Whether nothing of it was seen, or the name of a file alone.
        public boolean unseen() {
            return sentence.matches("[^a-zA-Z]+|[a-z.]+: \\{0}");
        }
    }

    /// Reads all of a tree of sources.
    public EnglishSentences(Path root) throws IOException {
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var manager = compiler.getStandardFileManager(null, null, null);
                Stream<Path> found = Files.walk(root)) {
            List<Path> sources = found.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
            var task = (JavacTask)
                    compiler.getTask(null, manager, null, null, null, manager.getJavaFileObjectsFromPaths(sources));
            trees = Trees.instance(task);
            for (CompilationUnitTree unit : task.parse()) {
                files.put(
                        unit,
                        root.toAbsolutePath()
                                .relativize(Path.of(unit.getSourceFile().toUri())));
                new Index().scan(unit, null);
            }
        }
    }

    private final class Index extends TreePathScanner<Void, Void> {
        @Override
        public Void visitMethod(MethodTree method, Void unused) {
            methods.computeIfAbsent(method.getName().toString(), _ -> new ArrayList<>())
                    .add(getCurrentPath());
            return super.visitMethod(method, unused);
        }

        @Override
        public Void visitMethodInvocation(MethodInvocationTree call, Void unused) {
            calls.computeIfAbsent(name(call), _ -> new ArrayList<>()).add(getCurrentPath());
            return super.visitMethodInvocation(call, unused);
        }

        @Override
        public Void visitNewClass(NewClassTree made, Void unused) {
            String type = made.getIdentifier().toString();
            calls.computeIfAbsent(type.substring(type.lastIndexOf('.') + 1), _ -> new ArrayList<>())
                    .add(getCurrentPath());
            return super.visitNewClass(made, unused);
        }

        @Override
        public Void visitVariable(VariableTree variable, Void unused) {
            if (variable.getInitializer() != null
                    && variable.getModifiers().getFlags().contains(Modifier.STATIC)
                    && getCurrentPath().getParentPath().getLeaf() instanceof ClassTree owner) {
                constants.put(owner.getSimpleName() + "." + variable.getName(), getCurrentPath());
            }
            return super.visitVariable(variable, unused);
        }
    }

    /// What stands as an argument of each `new type(…)`, or of each call of a method, in each of its forms:
    /// the first of these arguments that is there.
    public List<Said> told(String name, int... arguments) {
        return calls.getOrDefault(name, List.of()).stream()
                .flatMap(path -> IntStream.of(arguments)
                        .filter(one -> one < given(path).size())
                        .limit(1)
                        .boxed()
                        .flatMap(one -> said(path, given(path).get(one))))
                .toList();
    }

    /// What a method answers, in each of its forms.
    public List<Said> answered(String method, String file) {
        return methods.getOrDefault(method, List.of()).stream()
                .filter(path -> file(path).equals(file))
                .flatMap(path -> returned(path).stream())
                .flatMap(path -> said(path.getParentPath(), (ExpressionTree) path.getLeaf()))
                .toList();
    }

    private String file(TreePath path) {
        return files.get(path.getCompilationUnit()).toString().replace('\\', '/');
    }

    private static List<TreePath> returned(TreePath method) {
        var returned = new ArrayList<TreePath>();
        new TreePathScanner<Void, Void>() {
            @Override
            public Void visitReturn(ReturnTree tree, Void unused) {
                returned.add(new TreePath(getCurrentPath(), tree.getExpression()));
                return null;
            }
        }.scan(method, null);
        return returned;
    }

    private Stream<Said> said(TreePath at, ExpressionTree argument) {
        CompilationUnitTree unit = at.getCompilationUnit();
        long line = unit.getLineMap().getLineNumber(trees.getSourcePositions().getStartPosition(unit, argument));
        return forms(new TreePath(at, argument), 0).stream()
                .map(form -> new Said(file(at), line, numbered(form).strip()));
    }

    /// Holes in a row are one, and each has its number.
    private static String numbered(String form) {
        var text = new StringBuilder();
        int number = 0;
        for (int i = 0; i < form.length(); i++) {
            if (form.charAt(i) != HOLE.charAt(0)) {
                text.append(form.charAt(i));
            } else if (i == 0 || form.charAt(i - 1) != HOLE.charAt(0)) {
                text.append('{').append(number++).append('}');
            }
        }
        return text.toString();
    }

    private Set<String> forms(TreePath path, int depth) {
        return switch (path.getLeaf()) {
            case ParenthesizedTree tree -> forms(new TreePath(path, tree.getExpression()), depth);
            case LiteralTree tree -> Set.of(tree.getValue() instanceof String text ? text : HOLE);
            case BinaryTree tree when tree.getKind() == Tree.Kind.PLUS -> together(path, tree, depth);
            case ConditionalExpressionTree tree ->
                either(
                        forms(new TreePath(path, tree.getTrueExpression()), depth),
                        forms(new TreePath(path, tree.getFalseExpression()), depth));
            case SwitchExpressionTree tree -> cases(path, tree, depth);
            case IdentifierTree tree -> named(path, tree.getName().toString(), depth);
            case MemberSelectTree tree ->
                constant(tree.getExpression() + "." + tree.getIdentifier(), depth)
                        .orElse(Set.of(HOLE));
            case MethodInvocationTree tree -> called(path, tree, depth);
            default -> Set.of(HOLE);
        };
    }

    private Set<String> together(TreePath path, BinaryTree tree, int depth) {
        Set<String> left = forms(new TreePath(path, tree.getLeftOperand()), depth);
        Set<String> right = forms(new TreePath(path, tree.getRightOperand()), depth);
        var both = new LinkedHashSet<String>();
        left.forEach(one -> right.forEach(other -> both.add(one + other)));
        return bounded(both);
    }

    private static Set<String> either(Set<String> one, Set<String> other) {
        var all = new LinkedHashSet<>(one);
        all.addAll(other);
        return bounded(all);
    }

    /// Beyond it a method of a name that many have was taken for a helper.
    private static Set<String> bounded(Set<String> forms) {
        if (forms.size() > MOST) {
            throw new IllegalStateException("more forms than anybody would write: " + forms);
        }
        return forms;
    }

    private Set<String> cases(TreePath path, SwitchExpressionTree tree, int depth) {
        Set<String> all = new LinkedHashSet<>();
        for (CaseTree one : tree.getCases()) {
            all = either(
                    all,
                    one.getBody() instanceof ExpressionTree body
                            ? forms(new TreePath(path, body), depth)
                            : Set.of(HOLE));
        }
        return all;
    }

    private Optional<Set<String>> constant(String name, int depth) {
        TreePath found = constants.get(name);
        return found == null || depth > DEEPEST
                ? Optional.empty()
                : Optional.of(forms(new TreePath(found, ((VariableTree) found.getLeaf()).getInitializer()), depth + 1));
    }

    /// A local variable that is set once, a parameter of a helper, or a constant of a class around.
    private Set<String> named(TreePath path, String name, int depth) {
        if (depth > DEEPEST) {
            return Set.of(HOLE);
        }
        for (TreePath at = path; at != null; at = at.getParentPath()) {
            if (at.getLeaf() instanceof LambdaExpressionTree lambda
                    && lambda.getParameters().stream()
                            .anyMatch(one -> one.getName().contentEquals(name))) {
                return Set.of(HOLE);
            }
            if (at.getLeaf() instanceof MethodTree method) {
                for (int i = 0; i < method.getParameters().size(); i++) {
                    if (method.getParameters().get(i).getName().contentEquals(name)) {
                        return handed(at, method, i, depth);
                    }
                }
                Optional<TreePath> local = local(at, name);
                if (local.isPresent()) {
                    return forms(local.get(), depth + 1);
                }
            }
            if (at.getLeaf() instanceof ClassTree owner) {
                Optional<Set<String>> found = constant(owner.getSimpleName() + "." + name, depth);
                if (found.isPresent()) {
                    return found.get();
                }
            }
        }
        return Set.of(HOLE);
    }

    private static Optional<TreePath> local(TreePath method, String name) {
        var found = new ArrayList<TreePath>();
        new TreePathScanner<Void, Void>() {
            @Override
            public Void visitVariable(VariableTree variable, Void unused) {
                if (variable.getName().contentEquals(name)
                        && variable.getInitializer() != null
                        && "String".equals(String.valueOf(variable.getType()))) {
                    found.add(new TreePath(getCurrentPath(), variable.getInitializer()));
                }
                return super.visitVariable(variable, unused);
            }
        }.scan(method, null);
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }

    /// What the callers of a helper hand it; a helper is not public, or of the same package.
    private Set<String> handed(TreePath at, MethodTree method, int parameter, int depth) {
        String called = method.getName().contentEquals("<init>")
                ? ((ClassTree) at.getParentPath().getLeaf()).getSimpleName().toString()
                : method.getName().toString();
        boolean inside = method.getModifiers().getFlags().contains(Modifier.PRIVATE);
        if (method.getModifiers().getFlags().contains(Modifier.PUBLIC)) {
            return Set.of(HOLE);
        }
        Set<String> all = new LinkedHashSet<>();
        for (TreePath call : calls.getOrDefault(called, List.of())) {
            boolean near = call.getCompilationUnit() == at.getCompilationUnit()
                    || !inside && folder(call).equals(folder(at)) && isOf(call, at, method);
            if (near && given(call).size() == method.getParameters().size() && !within(call, method)) {
                all = either(all, forms(new TreePath(call, given(call).get(parameter)), depth + 1));
            }
        }
        return all.isEmpty() ? Set.of(HOLE) : all;
    }

    /// From another file a static method is called by the name of its class, any other on something.
    private static boolean isOf(TreePath call, TreePath at, MethodTree method) {
        if (!(call.getLeaf() instanceof MethodInvocationTree made)) {
            return true;
        }
        String owner =
                ((ClassTree) at.getParentPath().getLeaf()).getSimpleName().toString();
        return made.getMethodSelect() instanceof MemberSelectTree select
                && (!method.getModifiers().getFlags().contains(Modifier.STATIC)
                        || select.getExpression().toString().equals(owner));
    }

    private static boolean within(TreePath call, MethodTree method) {
        for (TreePath at = call; at != null; at = at.getParentPath()) {
            if (at.getLeaf() == method) {
                return true;
            }
        }
        return false;
    }

    private Path folder(TreePath at) {
        return Optional.ofNullable(files.get(at.getCompilationUnit()).getParent())
                .orElse(Path.of(""));
    }

    private static List<? extends ExpressionTree> given(TreePath call) {
        return call.getLeaf() instanceof NewClassTree made
                ? made.getArguments()
                : ((MethodInvocationTree) call.getLeaf()).getArguments();
    }

    private Set<String> called(TreePath path, MethodInvocationTree call, int depth) {
        String name = name(call);
        if (call.getMethodSelect() instanceof MemberSelectTree select) {
            ExpressionTree on = select.getExpression();
            if (name.equals("formatted") && on instanceof LiteralTree text) {
                return formatted(Set.of(String.valueOf(text.getValue())));
            }
            if (name.equals("format") && on.toString().equals("String")) {
                return formatted(forms(new TreePath(path, call.getArguments().get(1)), depth));
            }
            if (name.equals("orElse")) {
                return either(
                        mapped(new TreePath(path, on), depth),
                        forms(new TreePath(path, call.getArguments().getFirst()), depth));
            }
            if (List.of("visible", "brief", "valueOf").contains(name)
                    && !call.getArguments().isEmpty()) {
                return forms(new TreePath(path, call.getArguments().getFirst()), depth);
            }
            return Set.of(HOLE);
        }
        return depth > DEEPEST
                ? Set.of(HOLE)
                : answered(path, name, call.getArguments().size(), depth);
    }

    private static Set<String> formatted(Set<String> formats) {
        var all = new LinkedHashSet<String>();
        formats.forEach(one ->
                all.add(one.replaceAll("%(?:[0-9]\\$)?,?[0-9]*[a-zA-Z]", HOLE).replace("%%", "%")));
        return all;
    }

    private Set<String> mapped(TreePath path, int depth) {
        return path.getLeaf() instanceof MethodInvocationTree call
                        && name(call).equals("map")
                        && call.getArguments().getFirst() instanceof LambdaExpressionTree lambda
                        && lambda.getBody() instanceof ExpressionTree body
                ? forms(new TreePath(new TreePath(path, lambda), body), depth)
                : Set.of(HOLE);
    }

    /// What a method of the same file answers.
    private Set<String> answered(TreePath path, String name, int many, int depth) {
        Set<String> all = new LinkedHashSet<>();
        for (TreePath at : methods.getOrDefault(name, List.of())) {
            var method = (MethodTree) at.getLeaf();
            if (at.getCompilationUnit() != path.getCompilationUnit()
                    || method.getParameters().size() != many
                    || !"String".equals(String.valueOf(method.getReturnType()))) {
                continue;
            }
            for (TreePath one : returned(at)) {
                all = either(all, forms(one, depth + 1));
            }
        }
        return all.isEmpty() ? Set.of(HOLE) : all;
    }

    private static String name(MethodInvocationTree call) {
        return switch (call.getMethodSelect()) {
            case MemberSelectTree select -> select.getIdentifier().toString();
            case IdentifierTree plain -> plain.getName().toString();
            default -> "";
        };
    }

    /// Every text that stands anywhere: each literal, and each that is put together.
    public Set<String> anywhere() {
        var all = new TreeSet<String>();
        files.keySet()
                .forEach(unit -> new TreePathScanner<Void, Void>() {
                    @Override
                    public Void visitLiteral(LiteralTree tree, Void unused) {
                        TreePath top = getCurrentPath();
                        forms(top, DEEPEST + 1)
                                .forEach(form -> all.add(numbered(form).strip()));
                        while (top.getParentPath().getLeaf() instanceof BinaryTree
                                || top.getParentPath().getLeaf() instanceof ParenthesizedTree) {
                            top = top.getParentPath();
                            forms(top, DEEPEST + 1)
                                    .forEach(form -> all.add(numbered(form).strip()));
                        }
                        return super.visitLiteral(tree, unused);
                    }
                }.scan(unit, null));
        return all;
    }
}
