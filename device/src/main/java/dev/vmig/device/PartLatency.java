package dev.vmig.device;

/**
 * What device parts cost a device beyond the command that carries them, in nanoseconds and picoseconds. The first load of
 * a part that stands for a resource allocates it, later ones write into what is there; a reset gives it back.
 *
 * @param queueFirstNanos first load of the configuration of a queue, which creates a hardware queue
 * @param privateFirstNanos first load of a private part, which takes memory of the device
 * @param loadNanos each load of a part of any kind, the first one included
 * @param readPicosPerByte gathering a byte of an image
 * @param loadPicosPerByte putting a byte of a part in place
 */
public record PartLatency(
        long queueFirstNanos, long privateFirstNanos, long loadNanos, long readPicosPerByte, long loadPicosPerByte) {
    /** Parts cost no more than their command. */
    public static final PartLatency NONE = new PartLatency(0, 0, 0, 0, 0);

    /** Checks that no cost is negative. */
    public PartLatency {
        LatencyModel.notNegative("queueFirstNanos", queueFirstNanos);
        LatencyModel.notNegative("privateFirstNanos", privateFirstNanos);
        LatencyModel.notNegative("loadNanos", loadNanos);
        LatencyModel.notNegative("readPicosPerByte", readPicosPerByte);
        LatencyModel.notNegative("loadPicosPerByte", loadPicosPerByte);
    }
}
