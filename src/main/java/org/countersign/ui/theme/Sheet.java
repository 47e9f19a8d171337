package org.countersign.ui.theme;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The product's style sheet at a size of text: every length grows with it but hairlines, so that what fits together
/// stays together.
public final class Sheet {
    /// By how much rows are higher where there is to be more room.
    static final double ROOM = 4;

    private static final Pattern DECLARATION = Pattern.compile("(-fx-[a-z-]+):([^;}]*px[^;}]*)");
    private static final Pattern PIXELS = Pattern.compile("(\\d+(?:\\.\\d+)?)px");
    /// No wider line is one that parts or frames.
    private static final double HAIRLINE = 2;

    private Sheet() {}

    /// As it is written.
    public static String text() {
        try (InputStream in = Objects.requireNonNull(Theme.class.getResourceAsStream("countersign.css"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Where it is read from at this size.
    static String location(int percent, boolean roomy) {
        if (percent == 100 && !roomy) {
            return Objects.requireNonNull(Theme.class.getResource("countersign.css"))
                    .toExternalForm();
        }
        return "data:text/css;charset=utf-8;base64,"
                + Base64.getEncoder()
                        .encodeToString(sized(text(), percent, roomy).getBytes(StandardCharsets.UTF_8));
    }

    static String sized(String sheet, int percent, boolean roomy) {
        return DECLARATION.matcher(sheet).replaceAll(declaration -> {
            double more = !roomy
                    ? 0
                    : switch (declaration.group(1)) {
                        case "-fx-font-size" -> 1;
                        case "-fx-fixed-cell-size" -> ROOM;
                        default -> 0;
                    };
            return Matcher.quoteReplacement(declaration.group(1) + ":"
                    + PIXELS.matcher(declaration.group(2)).replaceAll(pixels -> {
                        double length = Double.parseDouble(pixels.group(1));
                        return length <= HAIRLINE
                                ? pixels.group()
                                : String.format(Locale.ROOT, "%.2fpx", (length + more) * percent / 100);
                    }));
        });
    }
}
