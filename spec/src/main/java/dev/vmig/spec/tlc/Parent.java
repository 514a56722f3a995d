package dev.vmig.spec.tlc;

/** The process that started this one. Without it nobody reads what TLC prints, and nobody would end TLC. */
final class Parent {

    private Parent() {}

    /** Ends this JVM when the process {@code pid} ends, even if that was killed; at once if it has ended already. */
    static void endWith(String pid) {
        long parent = Long.parseLong(pid);
        Thread watch = new Thread(() -> awaitAndHalt(parent), "end with the parent");
        watch.setDaemon(true);
        watch.start();
    }

    private static void awaitAndHalt(long parent) {
        ProcessHandle.of(parent).ifPresent(process -> process.onExit().join());
        // Not exit: TLC's hooks would wait for a search that goes on.
        Runtime.getRuntime().halt(1);
    }
}
