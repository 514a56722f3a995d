package dev.vmig.trace;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The lines of an input, read as a stream: UTF-8, optionally compressed ({@code .gz}, {@code .zst}), of any size. It
 * buffers one block, or the longest line.
 *
 * <pre>{@code
 * try (TextLines lines = TextLines.open("qemu.log", in)) {
 *     while (lines.next()) {
 *         use(lines.number(), lines.text());
 *     }
 * }
 * }</pre>
 *
 * <p>A control character, bytes that are not UTF-8, a line of more than {@link #LONGEST} bytes and a damaged archive
 * throw a {@link TraceFormatException} with the place. A log that several programs write may hold control characters:
 * {@link #acceptControlCharacters()}.
 */
public final class TextLines implements Closeable {
    /** The longest line, in bytes. */
    public static final int LONGEST = 1 << 20;

    private static final int BLOCK = 1 << 18;
    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGH_BITS = ONES << 7;
    private static final int DELETE = 0x7f;
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    private final String name;
    private final ExpandedInput in;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();

    private LongConsumer watcher = position -> {};
    private byte[] buffer = new byte[BLOCK];
    private long discarded;
    private int limit;
    private boolean atEnd;
    private int next;

    private int start;
    private int end;
    private boolean ascii = true;
    private boolean cut;
    private boolean controlAccepted;
    private @Nullable TraceFormatException accepted;
    private long number;

    private TextLines(String name, ExpandedInput in) {
        this.name = name;
        this.in = in;
    }

    /**
     * Opens an input; closing the lines closes it.
     *
     * @param name for messages
     */
    public static TextLines open(String name, InputStream in) throws IOException {
        TextLines lines = new TextLines(name, ExpandedInput.open(name, in, ExpandedInput.MOST));
        lines.fill();
        byte[] first = Arrays.copyOf(lines.buffer, Math.min(lines.limit, BYTE_ORDER_MARK.length));
        if (Arrays.equals(first, BYTE_ORDER_MARK)) {
            lines.next = first.length;
        }
        return lines;
    }

    /** Lines of a text. */
    public static TextLines of(String name, String text) throws IOException {
        return open(name, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** The name of the input in messages. */
    public String name() {
        return name;
    }

    /** The beginning of the input, at most a block, before the first line is read. */
    public String beginning() {
        return new String(buffer, next, limit - next, StandardCharsets.UTF_8);
    }

    /** Reads the next line; false at the end of the input. */
    public boolean next() throws IOException {
        int from = 0;
        ascii = true;
        while (true) {
            int at = special(next + from);
            if (at == limit) {
                from = at - next;
                if (!fill()) {
                    return last();
                }
            } else if (buffer[at] == '\n') {
                take(at, at + 1);
                cut = false;
                return true;
            } else {
                check(at);
                from = at + 1 - next;
            }
        }
    }

    /** The number of the line, from 1. */
    public long number() {
        return number;
    }

    /** Whether the input ends in the middle of the line. */
    public boolean isCut() {
        return cut;
    }

    /** The line without its end. */
    public String text() {
        return new String(buffer, start, end - start, ascii ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
    }

    /** Whether the line contains any of these words. */
    public boolean holds(WordSearch words) {
        return words.isIn(buffer, start, end);
    }

    /**
     * The rest of the input, for formats that are not read by line.
     *
     * @param most maximum number of bytes
     */
    public String rest(int most) throws IOException {
        StringBuilder text = new StringBuilder();
        while (next()) {
            text.append(text()).append(cut ? "" : "\n");
            if (text.length() > most) {
                throw new TraceFormatException(name, "is larger than " + most + " bytes");
            }
        }
        return text.toString();
    }

    /** Accepts control characters from now on. */
    public void acceptControlCharacters() {
        controlAccepted = true;
    }

    /** Rejects the first control character accepted so far, for an input that turns out not to be a log. */
    public void refuseControlCharacters() throws TraceFormatException {
        if (accepted != null) {
            throw accepted;
        }
    }

    /** Reports the number of bytes read from now on; of an archive, the compressed bytes. */
    public void watch(LongConsumer watcher) {
        this.watcher = watcher;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private boolean last() throws TraceFormatException {
        if (next == limit) {
            start = limit;
            end = limit;
            return false;
        }
        take(limit, limit);
        cut = true;
        return true;
    }

    private void take(int to, int following) throws TraceFormatException {
        start = next;
        end = to > start && buffer[to - 1] == '\r' ? to - 1 : to;
        next = following;
        number++;
        if (!ascii) {
            decode();
        }
    }

    private void decode() throws TraceFormatException {
        ByteBuffer bytes = ByteBuffer.wrap(buffer, start, end - start);
        CharBuffer characters = CharBuffer.allocate(end - start);
        decoder.reset();
        if (decoder.decode(bytes, characters, true).isError()) {
            throw noText(number, bytes.position());
        }
    }

    /** Accepts tabs, carriage returns and the bytes of UTF-8 beyond ASCII. */
    private void check(int at) throws TraceFormatException {
        byte found = buffer[at];
        if (found < 0) {
            ascii = false;
        } else if (found != '\t' && found != '\r' && accepted == null) {
            accepted = noText(number + 1, at);
            if (!controlAccepted) {
                throw accepted;
            }
        }
    }

    private TraceFormatException noText(long line, int at) {
        return new TraceFormatException(
                name + ":" + line,
                "byte 0x%02x at %d is no text (expected: UTF-8)".formatted(buffer[at], discarded + at));
    }

    /** The first byte from here on that is a control character or beyond ASCII, eight bytes at a time. */
    private int special(int from) {
        int at = from;
        while (at + Long.BYTES <= limit) {
            long word = (long) WORD.get(buffer, at);
            long deleted = word ^ ONES * DELETE;
            long found = (word | ((word - ONES * ' ') & ~word) | ((deleted - ONES) & ~deleted)) & HIGH_BITS;
            if (found != 0) {
                return at + Long.numberOfTrailingZeros(found) / Byte.SIZE;
            }
            at += Long.BYTES;
        }
        while (at < limit && buffer[at] >= ' ' && buffer[at] != DELETE) {
            at++;
        }
        return at;
    }

    /** Appends more bytes to the buffer; false at the end of the input. */
    private boolean fill() throws IOException {
        if (atEnd) {
            return false;
        }
        int left = limit - next;
        if (left > LONGEST) {
            throw new TraceFormatException(name + ":" + (number + 1), "a line of more than " + LONGEST + " bytes");
        }
        byte[] target = left > buffer.length / 2 ? new byte[buffer.length * 2] : buffer;
        System.arraycopy(buffer, next, target, 0, left);
        buffer = target;
        discarded += next;
        next = 0;
        limit = left;
        int bytes = in.readNBytes(buffer, limit, buffer.length - limit);
        watcher.accept(in.position());
        limit += bytes;
        atEnd = bytes == 0;
        return bytes > 0;
    }
}
