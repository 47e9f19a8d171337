package org.countersign.ui.groups;

import java.util.List;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.countersign.groups.GroupList.Segment;
import org.countersign.text.Strings;
import org.countersign.ui.parts.Parts;
import org.countersign.ui.parts.Segments;

/// The kinds of groups over the list: four in two rows, as a list of 262 pixels has no room for one.
final class GroupSegments {
    private static final List<Segment> UPPER = List.of(Segment.ALL, Segment.UNDOCUMENTED);
    private static final List<Segment> LOWER = List.of(Segment.FINDINGS, Segment.OVERDUE);
    private static final double FIRST = 100;
    private static final double SECOND = 132;

    private GroupSegments() {}

    static void fill(GroupsViewModel model, HBox upper, HBox lower) {
        Map<HBox, List<Segment>> bars = Map.of(upper, UPPER, lower, LOWER);
        bars.forEach((bar, segments) -> {
            Segments.fill(bar, "groups-", segments, model.segmentProperty(), _ -> {});
            for (int i = 0; i < segments.size(); i++) {
                Node button = bar.getChildren().get(i);
                Parts.wide((Region) button, i == 0 ? FIRST : SECOND);
                String help = Strings.of("groups.segment.help." + segments.get(i));
                button.setAccessibleHelp(help);
                ((ToggleButton) button).setTooltip(new Tooltip(help));
            }
        });
        model.countsProperty()
                .subscribe(counts -> bars.forEach((bar, segments) ->
                        Segments.name(bar, segments, segment -> GroupsViewModel.segment(segment, counts))));
    }
}
