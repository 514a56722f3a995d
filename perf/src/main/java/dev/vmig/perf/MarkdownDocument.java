package dev.vmig.perf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A Markdown document with places for results, between the lines {@code <!-- bench NAME -->} and {@code <!-- /bench -->}. */
record MarkdownDocument(Path file) {
    private static final String END = "<!-- /bench -->";

    /**
     * Puts the text into the place with that name.
     *
     * @throws IOException if there is no such place
     */
    void replace(String name, String text) throws IOException {
        String whole = Files.readString(file);
        int from = start(whole, name);
        Files.writeString(file, whole.substring(0, from) + text + whole.substring(whole.indexOf(END, from)));
    }

    /**
     * What is in the place with that name.
     *
     * @throws IOException if there is no such place
     */
    String read(String name) throws IOException {
        String whole = Files.readString(file);
        int from = start(whole, name);
        return whole.substring(from, whole.indexOf(END, from));
    }

    private int start(String whole, String name) throws IOException {
        String line = "<!-- bench " + name + " -->\n";
        int at = whole.indexOf(line);
        if (at < 0 || whole.indexOf(END, at) < 0) {
            throw new IOException(file + ": no place " + line.strip() + " ... " + END);
        }
        return at + line.length();
    }
}
