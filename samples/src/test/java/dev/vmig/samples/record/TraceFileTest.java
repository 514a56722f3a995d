package dev.vmig.samples.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vmig.trace.Trace;
import dev.vmig.trace.TraceEvent;
import dev.vmig.trace.TraceFormatException;
import dev.vmig.trace.TraceReader;
import dev.vmig.trace.TraceWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** docs/trace-format.md. */
class TraceFileTest {
    private static final String HEADER =
            "{'vmigTrace':1,'seed':0,'devices':[{'name':'d','driver':'vfio-virtio','features':7}]}\n";
    private static final String RESET = "{'event':'reset','at':5,'device':'d'}\n";

    @TempDir
    private Path folder = Path.of("");

    @Test
    void whatIsWrittenIsRead() throws IOException {
        SimulatedMigration migration = SimulatedMigration.DEFAULT.withSeed(4);
        List<TraceEvent> events = new ArrayList<>();
        migration.run(events::add);
        Path file = folder.resolve("run.jsonl");
        try (TraceWriter writer = new TraceWriter(file, migration.header())) {
            for (TraceEvent event : events) {
                writer.write(event);
            }
            assertThat(file).doesNotExist();
            writer.finish();
        }

        Trace trace = TraceReader.read("run.jsonl", Files.readString(file));

        assertThat(trace.header()).isEqualTo(migration.header());
        assertThat(trace.lines()).extracting(Trace.Line::event).isEqualTo(events);
        assertThat(trace.complete()).isTrue();
        assertThat(folder).isDirectoryNotContaining(other -> !other.equals(file));
    }

    @Test
    void discardedTraceLeavesNoFile() throws IOException {
        try (TraceWriter writer = new TraceWriter(folder.resolve("run.jsonl"), SimulatedMigration.DEFAULT.header())) {
            writer.write(new TraceEvent.Reset(1, "source/vf0"));
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void traceWithoutItsEndIsIncomplete() throws IOException {
        assertThat(TraceReader.read("t", json(HEADER + RESET)).complete()).isFalse();
        assertThat(TraceReader.read("t", json(HEADER + RESET + "{'end':1}\n")).complete())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            ""                                            | t: is empty (expected: a trace)
            {'vmigTrace':3}$                              | t:1: vmigTrace: 3 (expected: 1 or 2)
            {}$                                           | t:1: vmigTrace: missing (expected: 1 or 2)
            HEADER                                        | t:1: the file ends in the middle of this line
            HEADER$RESET                                  | t:2: the file ends in the middle of this line
            HEADER$nonsense$                              | t:2: Unrecognized token 'nonsense'
            HEADER$RESET${'end':2}$                       | t:3: end: 2 (expected: 1, the number of events)
            HEADER$RESET${'end':1}$RESET$                 | t:4: a line after the end of the trace
            HEADER${'event':'reset','at':5,'device':'x'}$ | t:2: device: "x" (expected: one of the header's, [d])
            HEADER${'event':'reset','device':'d'}$        | t:2: Missing creator property 'at'
            HEADER${'at':5,'device':'d'}$                 | t:2: field "event" is missing
            HEADER${'event':'reset','at':5,'device':'d','x':1}$ | t:2: unknown field "x"
            HEADER${'event':'reset','at':'soon','device':'d'}$ | t:2: Cannot coerce String value ("soon") to `long` value
            HEADER${'event':'reset','at':5,'at':5,'device':'d'}$ | t:2: Duplicate field 'at'
            HEADER${'event':'set_state','at':5,'device':'d','requested':'STOPP'}$ | t:2: requested: "STOPP" (expected: a state's name, or a number from 8 on)
            HEADER${'event':'set_state','at':5,'device':'d','requested':'7'}$ | t:2: requested: "7" (expected: a state's name, or a number from 8 on)
            HEADER${'event':'rest','at':5,'device':'d'}$  | t:2: unknown event "rest"
            """)
    void damagedTraceIsRefusedWithItsPlace(String text, String message) {
        String trace = json(text.replace("HEADER", HEADER.strip())
                .replace("RESET", RESET.strip())
                .replace('$', '\n'));
        assertThatThrownBy(() -> TraceReader.read("t", trace))
                .isInstanceOf(TraceFormatException.class)
                .hasMessageStartingWith(message)
                .hasMessageNotContaining("\n");
    }

    private static String json(String text) {
        return text.replace('\'', '"');
    }
}
