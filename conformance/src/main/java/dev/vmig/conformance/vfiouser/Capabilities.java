package dev.vmig.conformance.vfiouser;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The payload of VERSION, in both directions: two numbers and a JSON document that ends in a zero byte.
 *
 * @param largestTransfer {@code max_data_xfer_size}: the most bytes of data in a message to this end
 */
record Capabilities(int major, int minor, int largestTransfer) {
    static final int MAJOR = 0;
    static final int MINOR = 2;
    /** The default of {@code max_data_xfer_size}. */
    static final int TRANSFER = 1 << 20;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MASK = 0xffff;
    private static final int NUMBERS = 4;

    /** The payload that this end sends. */
    static byte[] of(int minor) {
        String json = "{\"capabilities\":{\"max_msg_fds\":0,\"max_data_xfer_size\":%d,\"migration\":{\"pgsize\":4096}}}"
                .formatted(TRANSFER);
        byte[] text = json.getBytes(StandardCharsets.UTF_8);
        return Frame.out(NUMBERS + text.length + 1)
                .putShort((short) MAJOR)
                .putShort((short) minor)
                .put(text)
                .array();
    }

    /** @throws IllegalArgumentException if the payload is malformed */
    static Capabilities parse(Frame frame) {
        ByteBuffer in = frame.in();
        if (in.remaining() < NUMBERS) {
            throw new IllegalArgumentException("VERSION: " + in.remaining() + " bytes (expected: 4 or more)");
        }
        int major = in.getShort() & MASK;
        int minor = in.getShort() & MASK;
        return new Capabilities(major, minor, in.hasRemaining() ? largestTransfer(in) : TRANSFER);
    }

    private static int largestTransfer(ByteBuffer in) {
        byte[] text = new byte[in.remaining() - 1];
        in.get(text);
        if (in.get() != 0) {
            throw new IllegalArgumentException("VERSION: the JSON does not end in a byte of 0");
        }
        JsonNode document;
        try {
            document = JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("VERSION: no JSON: " + e.getOriginalMessage(), e);
        } catch (java.io.IOException e) {
            throw new IllegalArgumentException("VERSION: no JSON: " + e.getMessage(), e);
        }
        JsonNode capabilities = document.path("capabilities");
        JsonNode size = capabilities.path("max_data_xfer_size");
        if (!document.isObject() || !(capabilities.isMissingNode() || capabilities.isObject())) {
            throw new IllegalArgumentException("VERSION: capabilities: no object");
        }
        boolean right =
                size.isMissingNode() || (size.isIntegralNumber() && size.canConvertToLong() && size.asLong() > 0);
        if (!right) {
            throw new IllegalArgumentException("VERSION: max_data_xfer_size: " + size + " (expected: 1 or more)");
        }
        return size.isMissingNode() ? TRANSFER : (int) Math.min(size.asLong(), TRANSFER);
    }
}
