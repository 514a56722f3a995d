package dev.vmig.fsm;

import java.util.Optional;

/** The part of a driver that knows its device: it carries out one arc at a time. */
@FunctionalInterface
public interface ArcExecutor {
    /**
     * Does what the arc asks for. When it returns, the device is in {@code arc.to()}.
     *
     * @return the new data file if {@link Arc#returnsFile()}, nothing otherwise
     * @throws ErrnoException if the arc failed; the device is then still in {@code arc.from()}
     * @throws DeviceFailedException if the arc failed and the device with it; it is in ERROR then
     */
    Optional<DataFile> execute(Arc arc) throws ErrnoException;
}
