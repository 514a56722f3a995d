package dev.vmig.perf.scale;

/**
 * What a fleet of one size costs.
 *
 * @param vfs VFs that walk
 * @param objects part objects alive at the end: VFs in the midst of a session
 * @param heapBytes heap that fleet and streams keep alive
 * @param transitionsPerSecond arcs of all VFs together, on one thread, bytes of the streams moved along
 * @param threads of the process
 */
record FleetPoint(int vfs, int objects, long heapBytes, double transitionsPerSecond, int threads) {
    double heapBytesPerVf() {
        return (double) heapBytes / vfs;
    }

    /** What it takes to give each VF one step. */
    double millisPerTick() {
        return vfs / transitionsPerSecond * 1e3;
    }
}
