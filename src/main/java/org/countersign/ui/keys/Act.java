package org.countersign.ui.keys;

import java.util.List;
import java.util.Optional;
import org.countersign.text.Strings;
import org.countersign.ui.view.Place;

/// What a key does: its name, where, and its keys as long as a person has no others.
public enum Act {
    /// [Place#OVERVIEW].
    GO_OVERVIEW("overview", Place.OVERVIEW, "Ctrl 1"),
    /// [Place#FINDINGS].
    GO_FINDINGS("findings", Place.FINDINGS, "Ctrl 2"),
    /// [Place#REVIEW].
    GO_REVIEW("review", Place.REVIEW, "Ctrl 3"),
    /// [Place#CAMPAIGNS].
    GO_CAMPAIGNS("campaigns", Place.CAMPAIGNS, "Ctrl 4"),
    /// [Place#PEOPLE].
    GO_PEOPLE("people", Place.PEOPLE, "Ctrl 5"),
    /// [Place#GROUPS].
    GO_GROUPS("groups", Place.GROUPS, "Ctrl 6"),
    /// [Place#SOURCES].
    GO_SOURCES("sources", Place.SOURCES, "Ctrl 7"),
    /// [Place#EXCEPTIONS].
    GO_EXCEPTIONS("exceptions", Place.EXCEPTIONS, "Ctrl 8"),
    /// [Place#EVIDENCE].
    GO_EVIDENCE("evidence", Place.EVIDENCE, "Ctrl 0"),
    /// [Place#SETTINGS].
    GO_SETTINGS("settings", Place.SETTINGS, "Ctrl ,"),
    /// Every act, by whom, in the order in which they are chained.
    GO_LEDGER("ledger", Region.EVERYWHERE, "Ctrl L"),
    /// Person, group, finding or action by a few letters.
    FIND("find", Region.EVERYWHERE, "Ctrl K"),
    /// Where one was before.
    BACK("history", Region.EVERYWHERE, "Alt ←"),
    /// Where one was when one went back.
    FORWARD("forward", Region.EVERYWHERE, "Alt →"),
    /// Names beside the icons at the left, or not.
    RAIL("rail", Region.EVERYWHERE, "Ctrl B"),
    /// From one part of the window to the next.
    NEXT_REGION("nextRegion", Region.EVERYWHERE, "F6"),
    /// And to the one before.
    PREVIOUS_REGION("previousRegion", Region.EVERYWHERE, "Shift F6"),
    /// Files of a snapshot.
    CHOOSE("choose", Region.EVERYWHERE, "Ctrl I"),
    /// A folder of one.
    CHOOSE_FOLDER("folder", Region.EVERYWHERE, "Ctrl Shift I"),
    /// Drift as of now.
    REFRESH("refresh", Region.EVERYWHERE, "F5"),
    /// These.
    ALL_KEYS("allKeys", Region.EVERYWHERE, "?", "F1"),
    /// What this program is.
    ABOUT("about", Region.EVERYWHERE),
    /// For whoever mends the program.
    REPORT("report", Region.EVERYWHERE),
    /// One further down.
    NEXT("next", Region.LISTS, "J"),
    /// One further up.
    PREVIOUS("previous", Region.LISTS, "K"),
    /// Where one types what to look for.
    FILTER("filter", Region.LISTS, "/"),
    /// It stays.
    APPROVE("approve", Region.QUEUE, "A"),
    /// It stays for a time.
    UNTIL("until", Region.QUEUE, "U"),
    /// It goes.
    REVOKE("revoke", Region.QUEUE, "R"),
    /// Somebody else must say.
    DONT_KNOW("dontKnow", Region.QUEUE, "D"),
    /// What others should know of it.
    NOTE("note", Region.QUEUE, "N"),
    /// The last decision is taken back.
    UNDO("undo", Region.QUEUE, "Z", "Ctrl Z"),
    /// It is made again.
    REDO("redo", Region.QUEUE, "Y", "Ctrl Shift Z"),
    /// The next that is open.
    NEXT_OPEN("nextOpen", Region.QUEUE, "Shift J"),
    /// The one before that is open.
    PREVIOUS_OPEN("previousOpen", Region.QUEUE, "Shift K"),
    /// What changed.
    SEGMENT_CHANGED("segment.changed", Region.QUEUE, "1"),
    /// What has findings.
    SEGMENT_FINDINGS("segment.findings", Region.QUEUE, "2"),
    /// All items.
    SEGMENT_ALL("segment.all", Region.QUEUE, "3"),
    /// Decided ones.
    SEGMENT_DONE("segment.done", Region.QUEUE, "4"),
    /// Into the batch or out of it.
    SELECT("batch", Region.QUEUE, "Space"),
    /// All that may be.
    SELECT_ALL("batchAll", Region.QUEUE, "Ctrl A"),
    /// The selected ones at once.
    DECIDE_SELECTED("decideBatch", Region.QUEUE, "B"),
    /// With one's key.
    SIGN("sign", Region.QUEUE, "Ctrl Shift S"),
    /// Who it is.
    PERSON("person", Region.QUEUE, "I"),
    /// The person's own page.
    OPEN_PERSON("openPerson", Region.QUEUE, "O"),
    /// It is known.
    ACKNOWLEDGE("acknowledge", Region.FINDINGS, "E"),
    /// It is not to be known any more.
    REOPEN("reopen", Region.FINDINGS, "Shift E"),
    /// Into a file.
    EXPORT("export", Region.FINDINGS, "Ctrl S"),
    /// One further down besides.
    ALSO_NEXT("alsoNext", Region.FINDINGS, "Shift J"),
    /// One further up besides.
    ALSO_PREVIOUS("alsoPrevious", Region.FINDINGS, "Shift K"),
    /// The first of the segments.
    FINDINGS_FIRST("segment.first", Region.FINDINGS, "1"),
    /// The second.
    FINDINGS_SECOND("segment.second", Region.FINDINGS, "2"),
    /// The third.
    FINDINGS_THIRD("segment.third", Region.FINDINGS, "3"),
    /// The fourth.
    FINDINGS_FOURTH("segment.fourth", Region.FINDINGS, "4"),
    /// The fifth.
    FINDINGS_FIFTH("segment.fifth", Region.FINDINGS, "5"),
    /// Every row.
    CHOOSE_ALL("chooseAll", Region.FINDINGS, "Ctrl A"),
    /// To the clipboard.
    COPY("copy", Region.FINDINGS, "Ctrl C"),
    /// One more person.
    PICK("pick", Region.PEOPLE, "Space"),
    /// Everybody.
    PICK_ALL("pickAll", Region.PEOPLE, "Ctrl A"),
    /// To the clipboard.
    COPY_PEOPLE("copyPeople", Region.PEOPLE, "Ctrl C"),
    /// What a group is for.
    EDIT_CARD("edit", Region.GROUPS, "E"),
    /// It is right as of today.
    ATTEST("attest", Region.GROUPS, "A"),
    /// All, direct or nested ones.
    PART("part", Region.GROUPS, "M"),
    /// By what groups give access.
    MAPPINGS("mappings", Region.GROUPS, "V"),
    /// One more mapping.
    ADD_MAPPING("add", Region.GROUPS, "N"),
    /// One less.
    END_MAPPING("end", Region.GROUPS, "Del"),
    /// Into a file.
    EXPORT_GROUPS("export", Region.GROUPS, "Ctrl S"),
    /// The first of the segments.
    GROUPS_FIRST("segment.first", Region.GROUPS, "1"),
    /// The second.
    GROUPS_SECOND("segment.second", Region.GROUPS, "2"),
    /// The third.
    GROUPS_THIRD("segment.third", Region.GROUPS, "3"),
    /// The fourth.
    GROUPS_FOURTH("segment.fourth", Region.GROUPS, "4"),
    /// The group that a member is in the other through.
    THROUGH("through", Region.GROUPS, true, "O"),
    /// Every hash is computed again.
    VERIFY_LEDGER("verifyLedger", Region.LEDGER, "V"),
    /// What an event is about.
    TO_SUBJECT("toSubject", Region.LEDGER, "O"),
    /// To the clipboard.
    COPY_LEDGER("copyLedger", Region.LEDGER, "Ctrl C"),
    /// Into a file.
    EXPORT_LEDGER("exportLedger", Region.LEDGER, "Ctrl S"),
    /// The numbers behind the chart.
    TABLE("table", Region.OVERVIEW, "T"),
    /// What the preview shows comes in.
    IMPORT("import", Region.SOURCES, true, "Ctrl Enter"),
    /// What is chosen opens.
    OPEN("openOne", Region.LISTS, true, "Enter"),
    /// What is open closes, what is typed goes.
    LEAVE("back", Region.EVERYWHERE, true, "Esc"),
    /// The button that is meant.
    ANSWER("answer", Region.DIALOGS, true, "Ctrl Enter"),
    /// No answer.
    DISMISS("dismiss", Region.DIALOGS, true, "Esc");

    private final String word;
    private final Region region;
    private final boolean fixed;
    private final List<Chord> keys;
    private final Optional<Place> place;

    Act(String word, Region region, String... keys) {
        this(word, region, false, keys);
    }

    Act(String word, Region region, boolean fixed, String... keys) {
        this(word, region, fixed, Optional.empty(), keys);
    }

    Act(String word, Place place, String... keys) {
        this(word, Region.EVERYWHERE, false, Optional.of(place), keys);
    }

    Act(String word, Region region, boolean fixed, Optional<Place> place, String... keys) {
        this.word = word;
        this.region = region;
        this.fixed = fixed;
        this.keys = List.of(keys).stream().map(Chord::parse).toList();
        this.place = place;
    }

    /// What a person reads.
    public String said() {
        return Strings.of("keys." + word);
    }

    /// Where it is done.
    public Region region() {
        return region;
    }

    /// Whether its keys are what they are in every program.
    public boolean fixed() {
        return fixed;
    }

    /// Its keys as long as nobody has chosen others.
    public List<Chord> keys() {
        return keys;
    }

    /// Where it leads, if that is all it does.
    public Optional<Place> place() {
        return place;
    }
}
