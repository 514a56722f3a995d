package dev.vmig.samples.testee;

import dev.vmig.conformance.testee.TesteeServer;
import dev.vmig.fsm.FeatureSet;
import dev.vmig.samples.faulty.Drivers;
import java.nio.file.Path;

/** A program that offers a driver of ours. */
final class ServerMain {
    private ServerMain() {}

    public static void main(String[] args) {
        FeatureSet features = FeatureSet.of(Long.parseLong(args[1]));
        TesteeServer.serve(Drivers.named(args[0], features).orElseThrow(), System.in, System.out);
    }

    /** The command that starts it. */
    static String command(String driver, int features) {
        return "'%s' -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp '%s' %s %s %d"
                .formatted(
                        Path.of(System.getProperty("java.home"), "bin", "java"),
                        System.getProperty("java.class.path"),
                        ServerMain.class.getName(),
                        driver,
                        features);
    }
}
