package dev.vmig.cli;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

/** One run of the command line within this JVM, and what it left. */
record Invocation(int code, String out, String err) {
    static Invocation of(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Vmig.run(new PrintWriter(out), new PrintWriter(err), args);
        return new Invocation(code, out.toString(), err.toString());
    }

    /** The only document on stdout. */
    JsonNode json() throws IOException {
        return JsonMapper.builder()
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build()
                .readTree(out);
    }

    List<String> lines() {
        return out.lines().toList();
    }

    String lastLine() {
        return lines().get(lines().size() - 1);
    }
}
