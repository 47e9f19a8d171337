package org.countersign.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.countersign.campaign.CampaignStore;
import org.countersign.campaign.ItemState;
import org.countersign.campaign.OpenCampaign;
import org.countersign.campaign.Scope;
import org.countersign.testkit.House;
import org.countersign.testkit.Tools;
import org.countersign.testkit.VeraPdf;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Names of 45 scripts, read back by poppler: the text is there, drawn where a bundled font has it, spelled out where
/// none has.
class ScriptsTest {
    private static final Map<String, String> DRAWN = new LinkedHashMap<>();
    private static final Map<String, String> SPELLED = new LinkedHashMap<>();

    static {
        DRAWN.put("Latin", "Żółkiewska Łucja");
        DRAWN.put("Greek", "Παναγιώτα Ρήγα");
        DRAWN.put("Cyrillic", "Мария Ёлкина");
        DRAWN.put("Armenian", "Արամ Խաչատրյան");
        DRAWN.put("Georgian", "ნინო ბერიძე");
        DRAWN.put("Hebrew", "דוד כהן");
        DRAWN.put("Arabic", "محمد علي");
        DRAWN.put("Ethiopic", "አበበ ቢቂላ");
        DRAWN.put("Tifinagh", "ⴰⵎⵉⵏ");
        DRAWN.put("Devanagari", "श्रीकृष्ण शर्मा");
        DRAWN.put("Bengali", "রবীন্দ্রনাথ ঠাকুর");
        DRAWN.put("Gurmukhi", "ਗੁਰਪ੍ਰੀਤ ਸਿੰਘ");
        DRAWN.put("Gujarati", "શ્રુતિ પટેલ");
        DRAWN.put("Oriya", "ପ୍ରତିଭା ରାୟ");
        DRAWN.put("Tamil", "செந்தில் குமார்");
        DRAWN.put("Telugu", "శ్రీనివాస్ రావు");
        DRAWN.put("Kannada", "ಕೃಷ್ಣ ರಾವ್");
        DRAWN.put("Malayalam", "ശ്രീജിത്ത് നായർ");
        DRAWN.put("Sinhala", "නිමල් පෙරේරා");
        DRAWN.put("Thai", "ผู้ใหญ่ ใจดี");
        DRAWN.put("Lao", "ສົມພອນ ແກ້ວ");
        DRAWN.put("Myanmar", "အောင်ဆန်း ကြည်");
        DRAWN.put("Khmer", "សុខា ច័ន្ទ");
        DRAWN.put("Ol Chiki", "ᱥᱟᱱᱛᱟᱞ");
        DRAWN.put("Canadian Aboriginal", "ᐃᓄᒃ ᓄᓇᕗᑦ");
        DRAWN.put("Han", "王小明");
        DRAWN.put("Hiragana", "さくら");
        DRAWN.put("Katakana", "タロウ");
        DRAWN.put("Bopomofo", "ㄅㄆㄇ");
        DRAWN.put("Hangul", "김민수 뷁");
        SPELLED.put("Thaana", "އަޙްމަދު");
        SPELLED.put("Lisu", "ꓡꓲꓢꓴ");
        SPELLED.put("Tibetan", "བསྟན");
        SPELLED.put("Mongolian", "ᠪᠠᠲᠤ");
        SPELLED.put("Cherokee", "ᏣᎳᎩ");
        SPELLED.put("Yi", "ꆈꌠ");
        SPELLED.put("Vai", "ꕙꔤ");
        SPELLED.put("N'Ko", "ߒߞߏ");
        SPELLED.put("Syriac", "ܣܘܪ");
        SPELLED.put("Adlam", "𞤀𞤣𞤤");
        SPELLED.put("Deseret", "𐐔𐐯");
        SPELLED.put("Osmanya", "𐒋𐒘");
        SPELLED.put("Gothic", "𐌰𐌱");
        SPELLED.put("Runic", "ᚱᚢᚾ");
        SPELLED.put("Javanese", "ꦗꦮ");
    }

    private static final String LONG = "Wolfeschlegelsteinhausenbergerdorff".repeat(12);
    private static final String WORDS =
            "ශ්‍රී සුමංගල de la Concepción y Ruiz ".repeat(12).strip();

    @TempDir
    private static Path folder;

    private static byte[] pdf;
    private static List<ItemState> items;

    @BeforeAll
    static void draft() throws Exception {
        var accounts = new ArrayList<String>();
        DRAWN.forEach((script, name) -> accounts.add(House.active("id-" + script.replaceAll("\\W", "-"), name)));
        SPELLED.forEach((script, name) -> accounts.add(House.active("id-" + script.replaceAll("\\W", "-"), name)));
        accounts.add(House.active("id-long", LONG));
        accounts.add(House.active("id-words", WORDS));
        try (var house = new House(folder)) {
            house.governance("", "")
                    .snapshot("okta", House.active("i1", "grace"))
                    .snapshot("slack", accounts.toArray(String[]::new));
            var app = house.app();
            app.openCampaign()
                    .run(
                            app.actor(),
                            new OpenCampaign.Request(
                                    "q4",
                                    "Zugriffe prüfen · проверка доступа · アクセスレビュー · مراجعة الوصول",
                                    "amara@example.com",
                                    "apps@example.com",
                                    LocalDate.parse("2099-01-01"),
                                    Scope.ALL,
                                    Optional.empty(),
                                    Optional.empty(),
                                    Optional.empty()));
            pdf = app.exportEvidence().document("q4").pdf();
            items = app.workspace().<List<ItemState>, RuntimeException>read(tx -> new CampaignStore(tx).items("q4"));
        }
        Path pictures = Files.createDirectories(Path.of("target", "pictures"));
        Files.write(pictures.resolve("scripts.pdf"), pdf);
    }

    private static String text(String... options) throws IOException {
        Tools.need("pdftotext");
        Files.write(folder.resolve("scripts.pdf"), pdf);
        var command = new ArrayList<>(List.of("pdftotext"));
        command.addAll(List.of(options));
        command.addAll(List.of("scripts.pdf", "-"));
        return Tools.run(folder, command.toArray(String[]::new)).output();
    }

    private static String spelled(String name) {
        return name.codePoints().mapToObj(point -> "‹U+%04X›".formatted(point)).collect(Collectors.joining());
    }

    @Test
    void everyIdIsInTheText() throws Exception {
        String raw = text("-raw").replace("\n", "");
        assertThat(items).hasSizeGreaterThanOrEqualTo(45);
        assertThat(items).allSatisfy(state -> assertThat(raw)
                .contains(state.item().id())
                .contains(state.item().account().orElseThrow()));
    }

    @Test
    void everyNameIsInTheText() throws Exception {
        String text = text();
        String raw = text("-raw").replace("\n", "");
        var missing = new LinkedHashMap<String, String>();
        DRAWN.forEach((script, name) -> {
            if (!text.contains(name) && !raw.contains(name)) {
                missing.put(script, name);
            }
        });
        SPELLED.forEach((script, name) -> {
            if (!raw.contains(spelled(name))) {
                missing.put(script, name);
            }
        });
        assertThat(missing).isEmpty();
    }

    @Test
    void aNameOfAnyLengthIsWhole() throws Exception {
        String raw = text("-raw").replaceAll("\\s", "");
        assertThat(raw).contains(LONG).contains(WORDS.replace(" ", ""));
    }

    @Test
    void scriptsThatAreShapedBreakNoStandard() {
        assertThat(VeraPdf.faults(pdf)).isEmpty();
    }

    @Test
    void theFontsTakeAtMostEightMegabytes() throws Exception {
        try (var files = Files.list(Path.of("assets", "fonts"))) {
            assertThat(files.mapToLong(file -> file.toFile().length()).sum()).isLessThan(8_000_000);
        }
    }
}
