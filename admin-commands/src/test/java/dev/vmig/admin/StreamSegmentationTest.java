package dev.vmig.admin;

import static dev.vmig.admin.Fixture.image;
import static dev.vmig.admin.Fixture.join;
import static dev.vmig.admin.Fixture.read;
import static dev.vmig.admin.Fixture.record;
import static dev.vmig.fsm.MigrationState.PRE_COPY;
import static dev.vmig.fsm.MigrationState.RESUMING;
import static dev.vmig.fsm.MigrationState.STOP_COPY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vmig.fsm.DataFile;
import dev.vmig.fsm.ErrnoException;
import java.io.ByteArrayOutputStream;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** The VMM may cut the stream as it likes. */
class StreamSegmentationTest {
    private static final long OPTIONAL = 1;
    private static final long UNKNOWN_TAG = 7;

    @Property(tries = 50)
    @Tag("L-62")
    @Label("statement 62: reads may split the stream anywhere")
    void readsMaySplitAnywhere(@ForAll @Size(min = 1, max = 60) List<@IntRange(min = 1, max = 9) Integer> pieces)
            throws ErrnoException {
        Fixture own = Fixture.contract();
        own.announce("first image");
        DataFile file = own.fileAt(PRE_COPY);
        own.announce("second");
        own.at(STOP_COPY);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int piece : pieces) {
            all.writeBytes(read(file, piece));
        }
        all.writeBytes(read(file, 1000));
        assertThat(all.toByteArray()).isEqualTo(join(image("first image"), image("second")));
    }

    @Property(tries = 100)
    @Tag("L-88")
    @Tag("L-89")
    @Tag("L-90")
    @Tag("L-93")
    @Tag("L-102")
    @Label("statements 88, 89, 90, 102: writes may split the stream anywhere; images arrive in order and byte exact")
    void writesMaySplitAnywhere(@ForAll @Size(max = 60) List<@IntRange(min = 0, max = 20) Integer> pieces)
            throws ErrnoException {
        Fixture own = Fixture.linux();
        DataFile file = own.fileAt(RESUMING);
        byte[] stream = join(
                image("a long first image"),
                record(4, OPTIONAL, UNKNOWN_TAG, "skip"),
                image("b"),
                record(0, OPTIONAL, UNKNOWN_TAG, ""),
                record(4, OPTIONAL, 0, "last"));
        int at = 0;
        for (int piece : pieces) {
            int some = Math.min(piece, stream.length - at);
            assertThat(file.write(stream, at, some)).isEqualTo(some);
            at += some;
        }
        assertThat(file.write(stream, at, stream.length - at)).isEqualTo(stream.length - at);
        assertThat(own.device.applied).containsExactly("a long first image", "b", "last");
    }
}
