package dev.vmig.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** The ends of ranges: a view takes no bytes outside it, and a walk that has ended stays ended. */
class EndsTest {
    @Test
    void cursorAtTheEndStaysThere() {
        RecordCursor records = new RecordCursor().wrap(new byte[16], 0, 16);
        assertThat(records.next()).isTrue();
        assertThat(records.next()).isFalse();
        assertThat(records.next()).isFalse();
        PartCursor parts = new PartCursor().wrap(new byte[16], 0, 16);
        assertThat(parts.next()).isTrue();
        assertThat(parts.next()).isFalse();
        assertThat(new RecordCursor().wrap(new byte[16], 3, 3).next()).isFalse();
    }

    @Test
    void resultEndsAtItsBufferWhereverThatBegins() {
        byte[] bytes = new byte[40];
        assertThat(new ResultView().wrap(bytes, 10, 30, 100).length()).isEqualTo(20);
        assertThat(new ResultView().wrap(bytes, 10, 30, 9).length()).isEqualTo(9);
    }

    /** 2.12.1: a word of which the buffer has one byte counts, since what is missing is zero. */
    @Test
    void wordBehindTheFirstCountsIfAByteOfItIsThere() {
        byte[] bytes = new byte[64];
        CommandView command = new CommandView();
        bytes[CommandHeader.LENGTH + 8] = 1;
        assertThat(OpcodeList.namesMore(command.wrap(bytes, 0, CommandHeader.LENGTH + 8)))
                .isFalse();
        assertThat(OpcodeList.namesMore(command.wrap(bytes, 0, CommandHeader.LENGTH + 9)))
                .isTrue();
        bytes[CommandHeader.LENGTH + 8] = 0;
        bytes[CommandHeader.LENGTH + 16] = 1;
        assertThat(OpcodeList.namesMore(command.wrap(bytes, 0, CommandHeader.LENGTH + 16)))
                .isFalse();
        assertThat(OpcodeList.namesMore(command.wrap(bytes, 0, CommandHeader.LENGTH + 17)))
                .isTrue();
    }

    @Test
    void listOfHeadersThatClaimsTooManyIsRefusedWithBothSizes() {
        byte[] bytes = new byte[33];
        bytes[9] = 2;
        assertThatThrownBy(
                        () -> ResultRules.check(Opcode.DEV_PARTS_METADATA_GET, new ResultView().wrap(bytes, 1, 33, 32)))
                .hasMessage("count 32 at byte 9: at most 16 bytes remain");
    }
}
