package org.countersign.ui.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpiryTest {
    private final Expiry expiry = new Expiry(LocalDate.parse("2026-11-24"));

    @ParameterizedTest
    @CsvSource({
        "2026-11-24, 2026-12-31",
        "2026-01-01, 2026-03-31",
        "2026-03-16, 2026-03-31",
        "2026-03-17, 2026-06-30",
        "2026-12-31, 2027-03-31",
        "2028-02-29, 2028-03-31",
        "2026-10-01, 2026-12-31"
    })
    void theEndOfTheQuarterIsProposedAndTheNextWhereThisOneIsNearlyOver(String today, String proposed) {
        assertThat(new Expiry(LocalDate.parse(today)).proposed()).isEqualTo(proposed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "soon", "24.11.2026", "2026-11-31", "2026-11-24", "2026-11-23", "2027-11-25", "٢٠٢٧-٠١-٠١"})
    void approveUntilWithoutADayThatMayBeChosenIsRefused(String day) {
        assertThat(expiry.chosen(day)).isEmpty();
        assertThat(expiry.fault(day, "a reason").orElse("")).contains("not after 2027-11-24");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-25", "2027-11-24", " 2026-12-31 "})
    void aDayFromTomorrowToAYearAwayMayBeChosen(String day) {
        assertThat(expiry.chosen(day)).contains(LocalDate.parse(day.strip()));
        assertThat(expiry.fault(day, "a reason")).isEmpty();
    }

    @Test
    void approveUntilWithoutReasonIsRefused() {
        assertThat(expiry.fault("2026-12-31", " \n").orElse("")).contains("reason is needed");
    }
}
