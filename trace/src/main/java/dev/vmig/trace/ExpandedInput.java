package dev.vmig.trace;

import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/**
 * The content of an input that may be compressed with gzip or Zstandard, detected by its first bytes. An archive that
 * is truncated, damaged, or expands to more than {@link #MOST} bytes and {@link #RATIO} times its size, throws a
 * {@link TraceFormatException}.
 */
final class ExpandedInput extends InputStream {
    /** The size that every archive may expand to: 8 GiB. */
    static final long MOST = 8L << 30;

    /** An archive that expands to more than {@link #MOST} does so by this factor at most. */
    static final long RATIO = 100;

    private static final int BUFFER = 1 << 16;
    private static final byte[] GZIP = {0x1f, (byte) 0x8b};
    private static final byte[] ZSTANDARD = {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd};

    private final String name;
    private final CountedInput archive;
    private final InputStream content;
    private final boolean compressed;
    private final long most;
    private long expanded;

    private ExpandedInput(String name, CountedInput archive, InputStream content, long most) {
        this.name = name;
        this.most = most;
        this.archive = archive;
        this.content = content;
        this.compressed = content != archive;
    }

    /**
     * Opens an input.
     *
     * @param name for messages
     * @param most the size that it may expand to, {@link #MOST}
     */
    static ExpandedInput open(String name, InputStream in, long most) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(in, BUFFER);
        buffered.mark(ZSTANDARD.length);
        byte[] magic = buffered.readNBytes(ZSTANDARD.length);
        buffered.reset();
        CountedInput archive = new CountedInput(buffered);
        try {
            if (startsWith(magic, GZIP)) {
                GzipCompressorInputStream content = GzipCompressorInputStream.builder()
                        .setInputStream(archive)
                        .setDecompressConcatenated(true)
                        .get();
                return new ExpandedInput(name, archive, content, most);
            } else if (startsWith(magic, ZSTANDARD)) {
                return new ExpandedInput(name, archive, new ZstdInputStream(archive), most);
            }
        } catch (IOException e) {
            throw damaged(name, e);
        }
        return new ExpandedInput(name, archive, archive, most);
    }

    /** The number of compressed bytes read. */
    long position() {
        return archive.count;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (!compressed) {
            return content.read(buffer, offset, length);
        }
        int bytes;
        try {
            bytes = content.read(buffer, offset, length);
        } catch (IOException e) {
            throw damaged(name, e);
        }
        expanded += Math.max(0, bytes);
        if (expanded > most && expanded > RATIO * archive.count) {
            throw new TraceFormatException(
                    name, "the archive expands to more than " + most + " bytes and " + RATIO + " times its size");
        }
        return bytes;
    }

    @Override
    public void close() throws IOException {
        content.close();
    }

    private static TraceFormatException damaged(String name, IOException e) {
        return new TraceFormatException(
                name,
                "the archive is truncated or damaged"
                        + Optional.ofNullable(e.getMessage()).stream()
                                .flatMap(String::lines)
                                .findFirst()
                                .map(why -> ": " + why)
                                .orElse(" (expected: more bytes)"));
    }

    private static boolean startsWith(byte[] bytes, byte[] magic) {
        return bytes.length >= magic.length && Arrays.equals(bytes, 0, magic.length, magic, 0, magic.length);
    }

    /** Counts the bytes read. */
    private static final class CountedInput extends FilterInputStream {
        private long count;

        CountedInput(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int value = in.read();
            count += value < 0 ? 0 : 1;
            return value;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int bytes = in.read(buffer, offset, length);
            count += Math.max(0, bytes);
            return bytes;
        }

        @Override
        public boolean markSupported() {
            return false;
        }
    }
}
