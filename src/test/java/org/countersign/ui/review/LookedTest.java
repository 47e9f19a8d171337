package org.countersign.ui.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import org.countersign.app.Countersign;
import org.countersign.testkit.House;
import org.countersign.testkit.Later;
import org.countersign.testkit.LongQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LookedTest {
    @TempDir
    private Path folder;

    /// The next item is read ahead; who goes there while that is under way waits for the same answer.
    @Test
    void everybodyWhoWaitsForAnItemIsToldWhenItIsThere() throws Exception {
        var clock = Clock.fixed(House.NOW, ZoneOffset.UTC);
        var later = new Later();
        var told = new ArrayList<String>();
        try (var app = Countersign.open(LongQueue.make(folder, clock), clock)) {
            var reader = new QueueReader(app);
            var looked = new Looked(later, reader, failure -> told.add(failure.toString()));
            looked.read(1, true, () -> told.add("ahead"));
            looked.read(1, true, () -> told.add("looked at"));
            later.all();
            assertThat(told).containsExactly("ahead", "looked at");
            assertThat(looked.at(1)).isPresent();
            looked.forget();
            looked.read(2, true, () -> told.add("before it was said"));
            looked.forget();
            looked.read(2, true, () -> told.add("after"));
            later.all();
            assertThat(told).endsWith("before it was said", "after");
            reader.close();
        }
    }
}
