package dev.vmig.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/** Parses hex digits; skips white space, a {@code 0x} before digits, and comments from # to the end of a line. */
final class HexText {
    private HexText() {}

    /** Reads the whole input. */
    static byte[] read(String name, InputStream in) throws IOException {
        byte[] text = in.readNBytes(InputText.MOST_BYTES + 1);
        if (text.length > InputText.MOST_BYTES) {
            throw CommandFailure.badInput(name + ": is larger than " + InputText.MOST_BYTES + " bytes");
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int line = 1;
        int column = 0;
        int high = -1;
        boolean comment = false;
        for (int at = 0; at < text.length; at++) {
            int character = text[at] & 0xff;
            column++;
            if (character == '\n') {
                line++;
                column = 0;
                comment = false;
            } else if (character == '#') {
                comment = true;
            } else if (!comment && !Character.isWhitespace(character) && !isPrefix(text, at, high)) {
                int digit = Character.digit(character, 16);
                if (digit < 0) {
                    throw CommandFailure.badInput("%s:%d:%d: 0x%02x is no hex digit (expected: 0 to 9, a to f)"
                            .formatted(name, line, column, character));
                }
                if (high < 0) {
                    high = digit;
                } else {
                    bytes.write((high << 4) | digit);
                    high = -1;
                }
            }
        }
        if (high >= 0) {
            throw CommandFailure.badInput("%s:%d: the last byte has one digit only".formatted(name, line));
        }
        return bytes.toByteArray();
    }

    /** Whether this is the 0 or the x of a {@code 0x} that begins a byte. */
    private static boolean isPrefix(byte[] text, int at, int high) {
        boolean zero = text[at] == '0' && at + 1 < text.length && (text[at + 1] | 0x20) == 'x';
        boolean x = (text[at] | 0x20) == 'x' && at > 0 && text[at - 1] == '0';
        return high < 0 && (zero || x);
    }
}
