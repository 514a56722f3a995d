package dev.vmig.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpecFilesTest {

    @Test
    void changedFileLeavesTheOriginalAsItWas() {
        SpecFiles changed = Toys.FILES.withFile("Counter.cfg", "INIT Init");

        assertThat(changed.text("Counter.cfg")).isEqualTo("INIT Init");
        assertThat(Toys.FILES.text("Counter.cfg")).contains("SPECIFICATION Spec");
        assertThat(changed.texts()).hasSameSizeAs(Toys.FILES.texts());
    }

    @Test
    void onlyModulesAndConfigurationsAreTaken(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("M.tla"), "m");
        Files.writeString(folder.resolve("M.cfg"), "c");
        Files.writeString(folder.resolve("M.toolbox"), "x");

        assertThat(SpecFiles.of(folder).texts()).containsOnlyKeys("M.tla", "M.cfg");
    }

    @Test
    void folderWithoutSpecificationIsRefused(@TempDir Path folder) {
        assertThatThrownBy(() -> SpecFiles.of(folder)).hasMessage(folder + ": no .tla or .cfg file in it");
        assertThatThrownBy(() -> SpecFiles.of(folder.resolve("none")))
                .hasMessage(folder.resolve("none") + ": not a folder that can be read");
    }

    @Test
    void binaryFileIsRefused(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("M.tla");
        Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe, 0});

        assertThatThrownBy(() -> SpecFiles.of(folder)).hasMessage(file + ": not UTF-8 text");
    }
}
