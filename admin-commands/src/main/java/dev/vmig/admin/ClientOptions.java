package dev.vmig.admin;

import dev.vmig.codec.ObjectOpcodes;

/**
 * What an admin command client is made with, beyond the profile.
 *
 * @param objectOpcodes the opcodes of RESOURCE_OBJ_QUERY and RESOURCE_OBJ_MODIFY, on which Virtio 1.4 contradicts itself
 *     (S-1)
 * @param retry what becomes of commands that the device answers with EAGAIN
 */
public record ClientOptions(ObjectOpcodes objectOpcodes, RetryPolicy retry) {
    /** Opcodes as the table of Virtio 1.4 has them; no command is repeated. */
    public static final ClientOptions DEFAULT = new ClientOptions(ObjectOpcodes.TABLE, RetryPolicy.NEVER);

    /** These options with other opcodes. */
    public ClientOptions withObjectOpcodes(ObjectOpcodes other) {
        return new ClientOptions(other, retry);
    }

    /** These options with another policy. */
    public ClientOptions withRetry(RetryPolicy other) {
        return new ClientOptions(objectOpcodes, other);
    }
}
