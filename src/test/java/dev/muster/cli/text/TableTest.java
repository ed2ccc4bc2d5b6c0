package dev.muster.cli.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TableTest {
    @Test
    void columnsAreAsWideAsTheirWidestCell() {
        var table = new Table("NAME", "STATE");
        table.add("a-long-name", "RUNNING");
        table.add("b", "");

        assertThat(table.lines()).containsExactly("NAME         STATE", "a-long-name  RUNNING", "b            -");
    }

    @Test
    void aRowHasAsManyCellsAsTheHead() {
        assertThatThrownBy(() -> new Table("NAME").add("a", "b")).isInstanceOf(IllegalArgumentException.class);
    }

    /** What a provider wrote must not steer the terminal. */
    @Test
    void textFromOutsideIsMadeSafe() {
        assertThat(Plain.safe("a\u001b[2Jb\nc\u009bd")).isEqualTo("a [2Jb c d");
    }
}
