package dev.vmig.admin;

import static dev.vmig.admin.Fixture.CREATE_GET;
import static dev.vmig.admin.Fixture.SET;
import static dev.vmig.admin.Fixture.assertErrno;
import static dev.vmig.admin.Fixture.failure;
import static dev.vmig.admin.Fixture.image;
import static dev.vmig.admin.Fixture.join;
import static dev.vmig.admin.Fixture.record;
import static dev.vmig.admin.Fixture.write;
import static dev.vmig.fsm.MigrationState.RESUMING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vmig.codec.Opcode;
import dev.vmig.codec.PartHeader;
import dev.vmig.codec.PartType;
import dev.vmig.codec.RecordHeader;
import dev.vmig.fsm.DataFile;
import dev.vmig.fsm.Errno;
import dev.vmig.fsm.ErrnoException;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResumingStreamTest {
    private static final long OPTIONAL = 1;
    private static final long UNKNOWN_TAG = 7;

    private final Fixture vf = Fixture.linux(); // Unpadded, so that the image is seen as it was sent.

    @Test
    @DisplayName("statement 88: the device gets an image exactly when its last byte arrives")
    @Tag("L-88")
    void lastByte() throws ErrnoException {
        DataFile file = vf.fileAt(RESUMING);
        byte[] stream = image("0123456789");
        for (int i = 0; i < stream.length; i++) {
            assertThat(vf.log()).as("before byte %d", i).isEmpty();
            assertThat(file.write(stream, i, 1)).isEqualTo(1);
        }
        assertThat(vf.log()).containsExactly(SET);
        assertThat(vf.device.applied).containsExactly("0123456789");
    }

    @Test
    @DisplayName("statement 90: DEV_PARTS_SET carries object header and image; the contract pads with zeros")
    @Tag("L-90")
    void commandBytes() throws ErrnoException {
        write(vf.fileAt(RESUMING), image("01234"));
        byte[] command = vf.device.commands.get(0);
        assertThat(command).hasSize(37).startsWith(0x10, 0, 1, 0).endsWith('0', '1', '2', '3', '4');
        assertThat(Arrays.copyOfRange(command, 16, 32))
                .isEqualTo(new byte[] {3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0});

        Fixture contract = Fixture.contract();
        write(contract.fileAt(RESUMING), image("01234"));
        assertThat(contract.device.commands.get(0))
                .hasSize(40)
                .startsWith(command)
                .endsWith('4', 0, 0, 0);
    }

    @Test
    @DisplayName(
            "an image of zeros has no part and is refused: it is all that is left where a device returned too little")
    void noPart() throws ErrnoException {
        Fixture contract = Fixture.contract();
        DataFile file = contract.fileAt(RESUMING);
        assertThat(failure(() -> write(file, image("\0"))))
                .hasMessage("EINVAL: record at byte 0 of the stream: there is no part in 1 bytes");
        assertThat(contract.log()).isEmpty();
    }

    @Test
    @DisplayName("a last part that is cut off is refused where the zeros at the end of the command would complete it")
    void cutOffPart() throws ErrnoException {
        Fixture contract = Fixture.contract();
        byte[] part = new byte[PartHeader.LENGTH + 1];
        PartHeader.encode(part, 0, PartType.NET_CVQ_CFG.number(), 0, 0, 2);
        byte[] header = new byte[RecordHeader.LENGTH];
        RecordHeader.encodeDeviceData(header, 0, part.length);
        DataFile file = contract.fileAt(RESUMING);
        assertThat(failure(() -> write(file, join(header, part))))
                .hasMessage("EINVAL: record at byte 0 of the stream: the last part is cut off: length 2 at byte 12:"
                        + " at most 1 bytes remain");
        assertThat(contract.log()).isEmpty();
    }

    @Test
    @DisplayName("statement 94: a small image after one of more than 1 MiB carries nothing of it")
    @Tag("L-94")
    void smallAfterLarge() throws ErrnoException {
        DataFile file = vf.fileAt(RESUMING);
        String large = "x".repeat((1 << 20) + 1);
        write(file, join(image(large), image("small")));
        assertThat(vf.device.applied).containsExactly(large, "small");
    }

    @ParameterizedTest
    @DisplayName("statement 91, K-6: an image above the maximum is refused at the header, and nothing wraps")
    @Tag("L-91")
    @Tag("L-98")
    @ValueSource(longs = {1001, 0xffff_fff7L, 0xffff_fff8L, 0xffff_ffffL, 1L << 32, Long.MAX_VALUE, Long.MIN_VALUE, -1})
    void tooLarge(long size) throws ErrnoException {
        Fixture small = new Fixture(DriverProfile.CONTRACT, DriverOptions.DEFAULT.withMaximumImageBytes(1000));
        DataFile file = small.fileAt(RESUMING);
        assertThat(failure(() -> write(file, record(size, 0, 0, ""))))
                .hasMessage(
                        "ENOMEM: record at byte 0 of the stream: record_size %s at byte 0: expected at most 1000",
                        Long.toUnsignedString(size));
        assertErrno(Errno.ENODEV, () -> write(file, image("image")));
        assertThat(small.log()).isEmpty();
    }

    @Test
    @DisplayName("an image of the maximum size is accepted, and costs no memory before it comes")
    void maximum() throws ErrnoException {
        DataFile file = vf.fileAt(RESUMING);
        write(file, record(256 << 20, 0, 0, "x"));
        assertThat(vf.driver.ledger().queuedBytes()).isEqualTo(1);
    }

    @Test
    @DisplayName("a record that is refused is named by its position, behind the records before it")
    void positionOfTheRefusedRecord() throws ErrnoException {
        DataFile file = vf.fileAt(RESUMING);
        write(file, image("01234"));
        assertThat(failure(() -> write(file, image(""))))
                .hasMessage(
                        "EINVAL: record at byte %d of the stream: record_size 0: an image has at least one part",
                        RecordHeader.LENGTH + 5);
    }

    @Test
    @DisplayName("an image has at least one part: a device-data record of size 0 is refused")
    @Tag("L-97")
    void emptyImage() throws ErrnoException {
        DataFile file = vf.fileAt(RESUMING);
        assertErrno(Errno.EINVAL, () -> write(file, image("")));
        assertErrno(Errno.ENODEV, () -> write(file, image("image")));
        assertThat(vf.log()).isEmpty();
    }

    @Test
    @DisplayName("statement 92: an unknown record that is not optional is refused, and nothing is sent")
    @Tag("L-92")
    void unknownMandatory() throws ErrnoException {
        DataFile file = vf.fileAt(RESUMING);
        assertErrno(Errno.EOPNOTSUPP, () -> write(file, record(4, 2, UNKNOWN_TAG, "data")));
        assertThat(vf.log()).isEmpty();
        assertErrno(Errno.ENODEV, () -> write(file, image("image")));
    }

    @ParameterizedTest
    @DisplayName("contract side of K-9: an unknown optional record of any size is skipped without keeping it")
    @Tag("L-92")
    @ValueSource(longs = {0xffff_ffffL, 1L << 32, Long.MIN_VALUE, -1})
    void skippedInConstantMemory(long size) throws ErrnoException {
        Fixture contract = Fixture.contract();
        DataFile file = contract.fileAt(RESUMING);
        write(file, record(size, OPTIONAL, UNKNOWN_TAG, "x".repeat(100_000)));
        assertThat(contract.driver.ledger().queuedBytes()).isZero();
    }

    @Test
    @DisplayName("K-9: Linux keeps an unknown optional record whole, and then drops it; the stream goes on behind it")
    @Tag("L-92")
    void linuxKeepsWhatItSkips() throws ErrnoException {
        DataFile file = vf.fileAt(RESUMING);
        write(file, record(5, OPTIONAL, UNKNOWN_TAG, "skip"));
        assertThat(vf.driver.ledger().queuedBytes()).isEqualTo(4);
        write(file, join(Fixture.bytes("!"), record(0, OPTIONAL, UNKNOWN_TAG, ""), image("image")));
        assertThat(vf.driver.ledger().queuedBytes()).isZero();
        assertThat(vf.device.applied).containsExactly("image");
    }

    @ParameterizedTest
    @DisplayName("K-9: Linux refuses an unknown optional record that it has no memory for")
    @ValueSource(longs = {(256 << 20) + 1, 0xffff_ffffL, 1L << 32, -1})
    void linuxHasNoMemory(long size) throws ErrnoException {
        DataFile file = vf.fileAt(RESUMING);
        assertErrno(Errno.ENOMEM, () -> write(file, record(size, OPTIONAL, UNKNOWN_TAG, "")));
        assertErrno(Errno.ENODEV, () -> write(file, image("image")));
    }

    @Test
    @DisplayName("K-9: Linux looks at the size before the tag, the contract has no reason to")
    void sizeBeforeTag() throws ErrnoException {
        byte[] mandatory = record(1L << 32, 0, UNKNOWN_TAG, "");
        DataFile linux = vf.fileAt(RESUMING);
        assertErrno(Errno.ENOMEM, () -> write(linux, mandatory));
        DataFile contract = Fixture.contract().fileAt(RESUMING);
        assertErrno(Errno.EOPNOTSUPP, () -> write(contract, mandatory));
    }

    @Test
    @DisplayName("statements 93, 102: tag 0 loads with any flags")
    @Tag("L-93")
    @Tag("L-102")
    void flagsOfAnImage() throws ErrnoException {
        write(vf.fileAt(RESUMING), record(5, 0xffff_ffffL, 0, "image"));
        assertThat(vf.device.applied).containsExactly("image");
    }

    @Test
    @DisplayName("statement 95: if the device refuses an image the write fails with its status and the session is dead")
    @Tag("L-95")
    void refusedImage() throws ErrnoException {
        DataFile file = vf.fileAt(RESUMING);
        vf.device.failNext(Opcode.DEV_PARTS_SET, 28);
        assertErrno(Errno.ENOSPC, () -> write(file, join(image("first"), image("second"))));
        assertErrno(Errno.ENODEV, () -> write(file, image("third")));
        assertErrno(Errno.ENODEV, () -> write(file, new byte[0]));
        assertThat(vf.log()).containsExactly(SET);
        assertThat(vf.driver.state()).isEqualTo(RESUMING);
    }

    @Test
    @DisplayName("statement 101: a resuming file cannot be read and has no pre-copy information")
    @Tag("L-101")
    void direction() throws ErrnoException {
        DataFile file = vf.fileAt(RESUMING);
        assertErrno(Errno.EBADF, () -> Fixture.read(file, 1));
        assertErrno(Errno.ENOTTY, file::precopyInfo);
        assertThat(write(file, new byte[0])).isZero();
        assertThat(vf.log()).doesNotContain(CREATE_GET);
    }
}
