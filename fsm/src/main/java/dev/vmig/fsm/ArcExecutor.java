package dev.vmig.fsm;

import java.util.Optional;

/** The device-specific part of a driver: executes one arc at a time. */
@FunctionalInterface
public interface ArcExecutor {
    /**
     * Executes an arc. When this returns, the device is in {@code arc.to()}.
     *
     * @return the new data file if {@link Arc#returnsFile()}, else empty
     * @throws ErrnoException if the arc failed; the device is then still in {@code arc.from()}
     * @throws DeviceFailedException if the arc failed and left the device in ERROR
     */
    Optional<DataFile> execute(Arc arc) throws ErrnoException;
}
