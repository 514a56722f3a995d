package dev.vmig.admin;

/** Where the vfio-virtio driver of Linux departs from the contract, as far as this driver can do the same. */
public enum Quirk {
    /**
     * RESUMING&gt;STOP. Contract: it fails with EINVAL unless a whole image was applied, nothing is pending and no
     * write failed. Linux: it checks nothing and succeeds.
     */
    K_1("K-1"),
    /**
     * RESOURCE_OBJ_DESTROY failed. Contract: the id is kept aside, and destroyed again when ids run out. Linux: the id
     * is lost until the owner is set up again.
     */
    K_4("K-4"),
    /**
     * A reset overtakes a request. Contract: no further command of that request is sent, the function is reset when
     * none is in flight, and the request is answered EIO. Linux: the function is reset at once, the request goes on to
     * its end and is answered with success and a data file whose session is over.
     */
    K_5("K-5"),
    /**
     * A record is added to the stream. Contract: it becomes readable as a whole. Linux: first its header, then the
     * image, and a read that comes in between finds the header alone.
     */
    K_8("K-8"),
    /**
     * An unknown optional record. Contract: it is skipped without keeping it, whatever its size. Linux: it is kept whole
     * before it is dropped, and refused with ENOMEM if there is no memory for it or it is larger than 2^32-1 bytes. The
     * memory that there is counts as that of the largest image.
     */
    K_9("K-9"),
    /**
     * {@code dirty_bytes} when the device was asked again. Contract: what read will deliver now. Linux: the unread
     * bytes, plus the size that the device announced, without the record header.
     */
    K_10("K-10"),
    /**
     * Handshake and buffers. Contract: LIST_USE for the self group before capability commands are sent to it, and both
     * parts of a command in multiples of 8 bytes (Virtio 1.4, 2.12.1.6 and 2.13.2). Linux: the list of the SR-IOV group
     * has to name the capability commands too, and nothing is padded.
     */
    K_14("K-14"),
    /**
     * Close of a stopped device. Contract: it is reset, so that the next open finds it running. Linux: the driver leaves
     * it stopped, and the next open reports RUNNING.
     */
    K_15("K-15");

    private final String id;

    Quirk(String id) {
        this.id = id;
    }

    /** The id under which the documents list it. */
    public String id() {
        return id;
    }
}
