package dev.vmig.vmm.downtime;

import dev.vmig.admin.DriverOptions;
import dev.vmig.vmm.SwitchoverPolicy;
import java.time.Duration;

/** How device state gets from source to target; nothing else differs between two runs. */
public enum Scheme {
    /** All of it in the downtime. */
    NONE("no pre-copy"),
    /** PRE_COPY as Linux has it: whole images, at most one a second. */
    LINUX("pre-copy as in Linux"),
    /** PRE_COPY with partial images, and a VMM that leaves it when another refresh no longer pays. */
    PARTIAL("partial images");

    private final String title;

    Scheme(String title) {
        this.title = title;
    }

    /** What it is called in tables and charts. */
    public String title() {
        return title;
    }

    boolean preCopy() {
        return this != NONE;
    }

    DriverOptions options() {
        return this == PARTIAL
                ? DriverOptions.DEFAULT.withPartialImages(true).withRefreshInterval(Duration.ZERO)
                : DriverOptions.DEFAULT;
    }

    SwitchoverPolicy switchover() {
        return this == PARTIAL ? SwitchoverPolicy.WHILE_REFRESH_PAYS : SwitchoverPolicy.AT_ONCE;
    }
}
