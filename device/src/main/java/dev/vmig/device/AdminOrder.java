package dev.vmig.device;

/** In which order the commands of one admin virtqueue are carried out. */
public enum AdminOrder {
    /**
     * Commands of one member, and those to the owner itself, keep their order; commands of different members overlap, as
     * the description in Virtio 1.4, 2.13, and real drivers have it.
     */
    PER_MEMBER,
    /** One after the other in the order of the queue, as the requirement in Virtio 1.4, 2.13.1, has it. */
    QUEUE
}
