package dev.vmig.fsm.uapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vmig.fsm.ErrnoException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UserBufferTest {
    private final byte[] bytes = {1, 2, 3, 4};
    private final UserBuffer memory = UserBuffer.of(bytes);

    @Test
    void copiesWhatIsThere() throws ErrnoException {
        assertThat(memory.read(1, 3)).containsExactly(2, 3, 4);
        assertThat(memory.read(4, 0)).isEmpty();
        memory.write(2, new byte[] {9, 9});
        assertThat(bytes).containsExactly(1, 2, 9, 9);
    }

    @ParameterizedTest
    @CsvSource({"0,5", "1,4", "4,1", "5,0", "-1,1", "2147483647,1", "1,2147483647", "0,-1"})
    void accessBeyondTheEndFaults(int offset, int length) {
        assertThatThrownBy(() -> memory.read(offset, length)).hasMessageStartingWith("EFAULT: " + length + " bytes");
    }

    /** All or nothing. */
    @Test
    void copyThatFaultsLeavesTheMemoryAsItWas() {
        assertThatThrownBy(() -> memory.write(2, new byte[3]))
                .hasMessage("EFAULT: 3 bytes at offset 2: 2 can be reached there");
        assertThat(bytes).containsExactly(1, 2, 3, 4);
    }

    @Test
    void readOnlyMemoryFaultsWhenItIsWritten() throws ErrnoException {
        UserBuffer page = UserBuffer.readOnly(bytes);
        assertThat(page.read(0, 4)).isEqualTo(bytes);
        assertThat(page.writableLength()).isZero();
        assertThatThrownBy(() -> page.write(0, new byte[1])).hasMessageStartingWith("EFAULT");
        assertThatThrownBy(() -> UserBuffer.absent().read(0, 1)).hasMessageStartingWith("EFAULT");
    }
}
