package org.countersign.ui.campaigns;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;

class ReminderTest {
    @Test
    void itIsALinkThatEveryMailProgramReads() {
        var reminder = new Reminder("über & co+1@example.com", "a?b", "Line 1\nÄ + 100 %");
        assertThat(reminder.mail())
                .isEqualTo(URI.create("mailto:%C3%BCber%20%26%20co%2B1@example.com?subject=a%3Fb"
                        + "&body=Line%201%0D%0A%C3%84%20%2B%20100%20%25"));
    }
}
