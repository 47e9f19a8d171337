package org.countersign.ui.view;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.countersign.text.Strings;

/// What is said in English below the screens, as the screens say it. A finished English sentence is the key: who throws
/// one need not know that anybody speaks otherwise, and the command line stays as it is.
///
/// `sentences_de.txt` has pairs of lines with places `{0}`, `{1}` …; where several fit, the one with the most letters
/// of its own is taken, and where none does, the English stays. `{0:de}` is looked up once more. Each look-up takes a
/// time in proportion to the text.
public final class Sentences {
    private static final Pattern PLACE = Pattern.compile("\\{([0-9])(:de)?}");
    private static final Pattern GROUPED = Pattern.compile("[0-9]{1,3}(?:,[0-9]{3})+");
    private static final Pattern SENTENCES = Pattern.compile("(?<=[.?!]) (?=\\p{Lu})");
    private static final Pattern LIST = Pattern.compile("(?<=;) ");
    private static final int DEEPEST = 8;
    private static final int COLONS = 4;

    private final Map<String, String> whole = new HashMap<>();
    private final List<Form> forms = new ArrayList<>();

    /// Parts of its own around the places of a sentence; one more than there are places.
    private record Form(List<String> parts, String german) {
        int letters() {
            return parts.stream().mapToInt(String::length).sum();
        }

        /// What stands at its places, each as short as it can be; the last up to the end.
        Optional<List<String>> values(String text) {
            String last = parts.getLast();
            int end = text.length() - last.length();
            int from = parts.getFirst().length();
            if (from > end || !text.startsWith(parts.getFirst()) || !text.endsWith(last)) {
                return Optional.empty();
            }
            var values = new ArrayList<String>();
            for (String part : parts.subList(1, parts.size() - 1)) {
                int at = text.indexOf(part, from);
                if (at < 0 || at + part.length() > end) {
                    return Optional.empty();
                }
                values.add(text.substring(from, at));
                from = at + part.length();
            }
            values.add(text.substring(from, end));
            return Optional.of(values);
        }
    }

    private static final class German {
        static final Sentences ALL = read("sentences_de.txt");
    }

    /// @param pairs English and German in turn
    Sentences(List<String> pairs) {
        for (int i = 0; i + 1 < pairs.size(); i += 2) {
            String english = pairs.get(i);
            List<String> parts = List.of(PLACE.split(english, -1));
            if (parts.size() == 1) {
                whole.put(english, pairs.get(i + 1));
            } else {
                forms.add(new Form(parts, pairs.get(i + 1)));
            }
        }
        forms.sort(Comparator.comparingInt(Form::letters).reversed());
    }

    /// A sentence, several, or a place in a file, as the screens speak. What nobody has put into the language that is
    /// spoken is answered as it is.
    public static String said(String english) {
        return Strings.bundle().getLocale().getLanguage().equals(Locale.GERMAN.getLanguage())
                ? German.ALL.in(english)
                : english;
    }

    /// One word alone may be anybody's name, and stays.
    String in(String english) {
        return english.strip().indexOf(' ') < 0 ? english : within(english, 0).orElse(english);
    }

    /// By itself, and else part by part: lines, sentences, a list, and what stands behind a place.
    private Optional<String> within(String text, int depth) {
        String bare = text.strip();
        if (bare.isEmpty() || depth > DEEPEST) {
            return Optional.empty();
        }
        return one(bare, depth)
                .or(() -> split(bare, "\n", bare.split("\n", -1), depth))
                .or(() -> split(bare, " ", SENTENCES.split(bare), depth))
                .or(() -> split(bare, " ", LIST.split(bare), depth))
                .or(() -> behind(bare, depth))
                .map(german -> text.replace(bare, german));
    }

    /// With its full stop or without: what is put into another sentence has lost it.
    private Optional<String> one(String text, int depth) {
        return exactly(text, depth)
                .or(() ->
                        ending(text, ".").flatMap(less -> exactly(less, depth)).map(german -> german + "."))
                .or(() ->
                        ending(text, ";").flatMap(less -> exactly(less, depth)).map(german -> german + ";"))
                .or(() -> exactly(text + ".", depth).flatMap(german -> ending(german, ".")));
    }

    private static Optional<String> ending(String text, String with) {
        return text.endsWith(with) ? Optional.of(text.substring(0, text.length() - 1)) : Optional.empty();
    }

    private Optional<String> exactly(String text, int depth) {
        String found = whole.get(text);
        if (found != null) {
            return Optional.of(found);
        }
        return forms.stream()
                .flatMap(form -> form.values(text).map(values -> filled(form.german(), values, depth)).stream())
                .findFirst();
    }

    private String filled(String german, List<String> values, int depth) {
        return PLACE.matcher(german).replaceAll(place -> {
            String value = values.get(Integer.parseInt(place.group(1)));
            String said =
                    place.group(2) == null ? value : within(value, depth + 1).orElse(value);
            return Matcher.quoteReplacement(GROUPED.matcher(said).matches() ? said.replace(',', '.') : said);
        });
    }

    private Optional<String> split(String text, String between, String[] parts, int depth) {
        if (parts.length < 2) {
            return Optional.empty();
        }
        var said = new ArrayList<String>();
        boolean any = false;
        for (String part : parts) {
            Optional<String> german = within(part, depth + 1);
            any |= german.isPresent();
            said.add(german.orElse(part));
        }
        return any ? Optional.of(String.join(between, said)) : Optional.empty();
    }

    private Optional<String> behind(String text, int depth) {
        int colon = text.indexOf(": ");
        for (int i = 0; i < COLONS && colon > 0; i++) {
            String place = text.substring(0, colon);
            Optional<String> german = within(text.substring(colon + 2), depth + 1);
            if (german.isPresent()) {
                return Optional.of(within(place, depth + 1).orElse(place) + ": " + german.get());
            }
            colon = text.indexOf(": ", colon + 2);
        }
        return Optional.empty();
    }

    private static Sentences read(String resource) {
        try (var in = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(Sentences.class.getResourceAsStream(resource)), StandardCharsets.UTF_8))) {
            return new Sentences(in.lines()
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
